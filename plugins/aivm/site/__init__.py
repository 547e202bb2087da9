"""One site: what it is made from, what was read, and what of it may leave."""
