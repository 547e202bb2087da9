"""An answer that is a page to look at, not data: it happens each time the wrong link is copied."""

from __future__ import annotations

import re

from aivm.sources.right_link import HEAD, right_link
from aivm.web.refused import RefusedError

PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


def refuse_a_page(body: bytes, content_type: str, *urls: str) -> None:
    """Raise where the answer is an HTML page (a status of 200 does not say otherwise) or nothing at all.

    `urls`: what was typed, and where that led: a page to log in is often on another server.
    """
    start = body[:4096].removeprefix(b"\xef\xbb\xbf")
    html = content_type.partition(";")[0].strip().lower() in ("text/html", "application/xhtml+xml")
    if PAGE.match(start) or (html and start.lstrip().startswith(b"<")):
        page = body[:HEAD].decode("utf-8", "replace")
        raise RefusedError("l’adresse donne une page web, pas des données.", right_link(*urls, page=page))
    if not body.strip():
        raise RefusedError("l’adresse donne un fichier vide.", "Vérifiez le partage, puis recommencez.")
