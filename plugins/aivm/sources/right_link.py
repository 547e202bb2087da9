"""Where each service keeps the link of its data: what is pasted instead is nearly always the page that shows them."""

from __future__ import annotations

import re

GUIDE = "Le guide : docs/relier-un-agenda.md."
LINKS = (  # a sign in the address, or else in the title of the page -> where this service has the right link
    (
        re.compile(r"docs\.google\.|drive\.google\."),
        "Dans Google Sheets : Fichier › Partager › Publier sur le Web, choisissez la feuille et « CSV ».",
    ),
    (
        re.compile(r"calendar\.google\.|google\.\w+/calendar|google (?:agenda|calendar)"),
        "Dans Google Agenda : « Paramètres et partage » de cet agenda › Intégrer l’agenda › « Adresse publique au "
        "format iCal » (elle finit par .ics).",
    ),
    (
        re.compile(r"outlook\.|owa/calendar"),
        "Dans Outlook sur le web : Paramètres › Calendrier › Calendriers partagés › « Publier un calendrier », lien "
        "ICS, et non HTML.",
    ),
    (
        re.compile(r"grist\.|getgrist"),
        "Dans Grist : Partager › Accès public en lecture, puis l’adresse …/download/csv?tableId=NomDeLaTable.",
    ),
    (
        re.compile(r"/s/\w+|/index\.php/f/"),
        "Dans Nextcloud, pour un fichier : le lien de partage suivi de « /download ».",
    ),
    (
        re.compile(r"/apps/calendar|/remote\.php|nextcloud|framagenda|owncloud"),
        "Dans Nextcloud ou Framagenda : le partage de cet agenda › « Copier le lien d’inscription » (ou "
        "« d’abonnement » ; souvent, il finit par ?export).",
    ),
    (
        re.compile(r"icloud\.com"),
        "Dans Calendrier d’Apple : cochez « Calendrier public », puis copiez le lien qui commence par webcal://.",
    ),
    (
        re.compile(r"openagenda"),
        'OpenAgenda se lit avec genre = "openagenda", le numéro de l’agenda et une clé ; ou « Exporter », lien iCal.',
    ),
    (re.compile(r"mobilizon"), "Dans Mobilizon : la page du groupe, puis le lien « Flux ICS »."),
    (
        re.compile(r"facebook\.com"),
        "Facebook ne donne plus de calendrier public : saisissez ces événements dans un agenda qui en publie un.",
    ),
)
ANYWHERE = (
    "Il faut le lien d’abonnement ou de téléchargement, pas celui de la page : dans Nextcloud « Copier le lien "
    "d’inscription » (ou « d’abonnement »), dans Google Agenda « Adresse publique au format iCal », dans Google Sheets "
    f"« Publier sur le Web › CSV », dans Outlook « Publier › ICS », dans Grist « download/csv ». {GUIDE}"
)
TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,300})", re.IGNORECASE)  # the rest of a page links to everywhere
HEAD = 200_000  # characters of a page in which it is looked for


def right_link(*urls: str, page: str = "") -> str:
    """Where the right link is, by the addresses, the surest first, then by the title of the page."""
    for text in (*urls, *TITLE.findall(page[:HEAD])[:1]):
        hint = next((hint for sign, hint in LINKS if sign.search(text.lower())), "")
        if hint:
            return hint
    return ANYWHERE
