"""How long a sound lasts, as a link says it."""

from __future__ import annotations

NARROW = "\u202f"


def spoken(seconds: float) -> str:
    """« 45 s », « 1 min 20 », « 2 min », « 1 h 02 »: rounded to the second, to the minute from one hour on."""
    whole = round(seconds)
    if whole < 60:
        return f"{max(whole, 1)}{NARROW}s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes}{NARROW}min" + (f"{NARROW}{rest:02}" if rest else "")
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours}{NARROW}h" + (f"{NARROW}{minutes:02}" if minutes else "")
