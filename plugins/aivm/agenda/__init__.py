"""What a visitor and a teacher see of the records: lists by month, school years, free dates. Pure values in and out."""
