"""A figure as a horizontal bar, beside the figure itself in its table: a shape to see, nothing to read."""

from __future__ import annotations

from markupsafe import Markup

LENGTH = 100  # units of the longest bar


def bar(value: int, longest: int) -> Markup:
    """The bar of a value where the longest bar stands for `longest`, in the middle of a line, as wide as its cell."""
    width = round(value / longest * LENGTH) if longest else 0
    opening = f'<svg viewBox="0 0 {LENGTH} 14" height="25" preserveAspectRatio="none" aria-hidden="true">'
    return Markup(f'{opening}<rect width="{width}" y="2" height="10" fill="var(--terre)"/></svg>')  # two numbers
