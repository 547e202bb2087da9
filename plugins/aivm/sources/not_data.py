"""An answer that is a page to look at, not data: it happens each time the wrong link is copied."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from aivm.sources.refused import RefusedError

PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
LINKS = (  # what an address holds -> where its service hides the right link
    (
        re.compile(r"docs\.google\.com"),
        "Dans Google Sheets : Fichier › Partager › Publier sur le Web, choisissez la feuille et « CSV ».",
    ),
    (
        re.compile(r"google\."),
        "Dans Google Agenda : Paramètres de l’agenda › Intégrer l’agenda › « Adresse publique au format iCal ».",
    ),
    (
        re.compile(r"outlook\.|office\.com|office365\.|live\.com"),
        "Dans Outlook sur le web : Paramètres › Calendrier › Calendriers partagés › Publier, lien « ICS ».",
    ),
    (
        re.compile(r"getgrist\.com|grist\."),
        "Dans Grist : Partager › Accès public en lecture, puis l’adresse …/download/csv?tableId=NomDeLaTable.",
    ),
    (
        re.compile(r"/s/\w+|/index\.php/f/"),
        "Dans Nextcloud, pour un fichier : le lien de partage suivi de « /download ».",
    ),
    (
        re.compile(r"/apps/calendar|nextcloud|/remote\.php"),
        "Dans Nextcloud Agenda : le crayon de l’agenda › Lien de partage › ⋯ › « Copier le lien d’inscription » (ou "
        "« d’abonnement »).",
    ),
)
ANYWHERE = (
    "Il faut le lien d’abonnement ou de téléchargement, pas celui de la page : dans Nextcloud « Copier le lien "
    "d’inscription » (ou « d’abonnement »), dans Google Agenda « Adresse publique au format iCal », dans Google Sheets "
    "« Publier sur le Web › CSV », dans Outlook « Publier › ICS », dans Grist « download/csv ». Le guide : "
    "docs/relier-un-agenda.md."
)


def refuse_a_page(body: bytes, content_type: str, url: str) -> None:
    """Raise where the answer is an HTML page (a status of 200 does not say otherwise) or nothing at all."""
    start = body[:4096].removeprefix(b"\xef\xbb\xbf")
    html = content_type.partition(";")[0].strip().lower() in ("text/html", "application/xhtml+xml")
    if PAGE.match(start) or (html and start.lstrip().startswith(b"<")):
        raise RefusedError("l’adresse donne une page web, pas des données.", right_link(url))
    if not body.strip():
        raise RefusedError("l’adresse donne un fichier vide.", "Vérifiez le partage, puis recommencez.")


def right_link(url: str) -> str:
    """Where the right link is, in the service that this address is of."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ANYWHERE
    where = f"{parts.hostname or ''}{parts.path}".lower()
    return next((hint for sign, hint in LINKS if sign.search(where)), ANYWHERE)
