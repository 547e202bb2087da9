"""Calendars (iCalendar, RFC 5545), as each product exports them -> rows like those that people type."""
