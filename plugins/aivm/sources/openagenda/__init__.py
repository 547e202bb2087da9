"""OpenAgenda (API v2): the events of one agenda, page after page -> rows."""
