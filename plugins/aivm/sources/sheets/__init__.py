"""Workbooks and shared spreadsheets, as people really keep them -> rows that read like those of a CSV."""
