"""What was given where a calendar was expected, and where its right link is."""

from __future__ import annotations

from aivm.problems import Problem, Where
from aivm.sources.right_link import right_link

OPENINGS = ("<!doctype html", "<html", "<head", "<?xml version")
READ = 200_000  # characters that are looked at
ANY_PRODUCT = "Cherchez dans l’agenda « partager », « s’abonner » ou « exporter », puis copiez le lien iCal (.ics)."


def not_a_calendar(text: str, file: str) -> Problem | None:
    """The Problem of a text that holds no calendar at all; None where one begins."""
    begins = text.lstrip("\ufeff \t\n")
    if "BEGIN:VCALENDAR" in text[:READ].upper():
        return None
    if begins[:20].casefold().startswith(OPENINGS):
        return Problem(Where(file), "c’est une page web, pas un calendrier.", right_link(file, page=text))
    return Problem(Where(file), "ce n’est pas un calendrier (iCalendar, .ics).", ANY_PRODUCT)
