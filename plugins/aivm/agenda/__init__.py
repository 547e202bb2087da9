"""What a visitor sees of the records: lists by month, archives by school year. Pure values in, pure values out."""
