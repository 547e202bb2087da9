"""What `docs/captures.py` draws with: a terminal that really ran, the project it ran in, schemas from data lines."""
