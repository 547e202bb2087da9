"""What other programs read: calendars, Atom, JSON, schema.org, the site map. Public events in, bytes out.

No raw record comes here.
"""
