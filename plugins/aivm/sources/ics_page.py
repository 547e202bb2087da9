"""What was pasted where a calendar was expected, and where its right link is."""

from __future__ import annotations

from aivm.problems import Problem, Where

OPENINGS = ("<!doctype html", "<html", "<head", "<?xml version")
READ = 200_000  # characters of a page that are looked at: a product names itself in its head
PRODUCTS = (  # a sign in the address or in the page -> where this product keeps the link of the feed
    (
        ("calendar.google.", "google agenda", "google calendar"),
        "Dans Google Agenda, ouvrez « Paramètres et partage » de cet agenda, puis copiez « Adresse publique au format "
        "iCal » (elle finit par .ics).",
    ),
    (
        ("outlook.live.", "outlook.office", "outlook.com", "owa/calendar"),
        "Dans Outlook sur le web, ouvrez Paramètres, Calendrier, Calendriers partagés, « Publier un calendrier », puis "
        "copiez le lien ICS, et non le lien HTML.",
    ),
    (
        ("/apps/calendar/", "nextcloud", "framagenda", "owncloud"),
        "Dans Nextcloud ou Framagenda, ouvrez le partage de cet agenda, puis « Copier le lien d’inscription » ou "
        "« d’abonnement » (il finit par ?export).",
    ),
    (
        ("icloud.com",),
        "Dans Calendrier d’Apple, cochez « Calendrier public », puis copiez le lien qui commence par webcal://.",
    ),
    (("openagenda",), "Dans OpenAgenda, ouvrez « Exporter », puis copiez le lien iCal."),
    (("mobilizon",), "Dans Mobilizon, ouvrez la page du groupe, puis copiez le lien « Flux ICS »."),
    (
        ("facebook.com",),
        "Facebook ne donne plus de calendrier public : saisissez ces événements dans un agenda qui en publie un.",
    ),
)
ANY_PRODUCT = "Cherchez dans l’agenda « partager », « s’abonner » ou « exporter », puis copiez le lien iCal (.ics)."


def not_a_calendar(text: str, file: str) -> Problem | None:
    """The Problem of a text that holds no calendar at all; None where one begins."""
    begins = text.lstrip("\ufeff \t\n")
    if "BEGIN:VCALENDAR" in text[:READ].upper():
        return None
    is_page = begins[:20].casefold().startswith(OPENINGS)
    message = "c’est une page web, pas un calendrier." if is_page else "ce n’est pas un calendrier (iCalendar, .ics)."
    seen = f"{file}\n{text[:READ]}".casefold() if is_page else file.casefold()
    return Problem(Where(file), message, next((hint for signs, hint in PRODUCTS if _any(signs, seen)), ANY_PRODUCT))


def _any(signs: tuple[str, ...], text: str) -> bool:
    return any(sign in text for sign in signs)
