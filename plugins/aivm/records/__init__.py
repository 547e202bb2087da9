"""What things are: rows become events, volunteers and associations here, and `public_view` decides what may leave."""
