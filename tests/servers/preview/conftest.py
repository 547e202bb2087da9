"""The small finished site of the pure tests, to be served."""

from tests.unit.preview.conftest import shown, site

__all__ = ["shown", "site"]  # fixtures: pytest finds them here
