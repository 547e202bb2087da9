"""What was taken off the site, or must be: what can be, what is still on line, what must not come back."""
