"""The French school year as the archives cut it: 1 September to 31 August."""

from __future__ import annotations

from datetime import date


def school_year(day: date) -> str:
    """« 2025-2026 » for any day from 1 September 2025 to 31 August 2026."""
    first = day.year if day.month >= 9 else day.year - 1
    return f"{first}-{first + 1}"
