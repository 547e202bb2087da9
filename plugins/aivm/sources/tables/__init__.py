"""Files of text: CSV and YAML lists -> rows."""
