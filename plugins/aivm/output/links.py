"""Links that lead nowhere: every address of our own must be a file, every fragment an id of the page it points into."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from aivm.output.context import NOTHING, Context
from aivm.output.page import Link, Page
from aivm.output.tree import Finding, Findings, Tree, address_of
from aivm.problems import Severity, suggest

# Who answers them is not on this site; « data » is not even an address.
ELSEWHERE = frozenset({"https", "mailto", "tel", "sms", "geo", "data"})
OWN_SCHEMES = frozenset({"http", "https", "webcal"})
NO_SITE = "https://site.invalid"
SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
WRONG_SCHEME = "Écrivez une adresse qui commence par « / » pour ce site, ou par « https:// » pour un autre."


class Target(NamedTuple):
    """A place of this site: a path from the root, still percent-encoded, and a fragment."""

    path: str
    fragment: str


def broken_links(tree: Tree, context: Context = NOTHING) -> Findings:
    """Every link of every page that leads nowhere, once a page, with the closest address that exists."""
    for path, page in tree.pages.items():
        for link in dict.fromkeys(page.links):
            for message, hint, severity in _faults(link, page, tree):
                yield Finding(path, message, hint, severity, about=link.url)


def _faults(link: Link, page: Page, tree: Tree) -> Iterator[tuple[str, str, Severity]]:
    scheme = SCHEME.match(link.url)
    target = own(link.url, page)
    if target is not None:
        yield from _own_faults(link.url, target, tree)
    elif not _is_address(link.url):
        yield f"le lien « {link.url} » ne peut pas être lu.", WRONG_SCHEME, Severity.BLOCKING
    elif scheme and scheme[1].lower() == "http":
        hint = f"Essayez « https{link.url[4:]} », et gardez-la si elle répond."
        yield f"le lien « {link.url} » n’est pas chiffré.", hint, Severity.ADVICE
    elif scheme and scheme[1].lower() not in ELSEWHERE | {"webcal"}:
        yield f"le lien « {link.url} » ne s’ouvrira chez personne.", WRONG_SCHEME, Severity.BLOCKING


def _own_faults(url: str, target: Target, tree: Tree) -> Iterator[tuple[str, str, Severity]]:
    file = tree.locate(target.path)
    if file is None:
        close = _closest(unquote(target.path), _addresses(tree))
        hint = f"Corrigez-le ou retirez-le. {close}".rstrip()
        yield f"le lien « {url} » ne mène à aucune page.", hint, Severity.BLOCKING
        return
    if file.endswith("/index.html") and not target.path.endswith(("/", ".html")):
        hint = f"Écrivez « {address_of(file)} »."
        yield f"le lien « {url} » coûte un détour : il lui manque la barre finale.", hint, Severity.ADVICE
    page = tree.pages.get(file)
    if page is None or not _is_id(target.fragment) or target.fragment in page.ids:
        return
    fragment = unicodedata.normalize("NFC", unquote(target.fragment))
    if fragment not in {unicodedata.normalize("NFC", each) for each in page.ids}:
        hint = f"Corrigez ce qui suit « # », ou retirez-le. {suggest(fragment, page.ids)}".rstrip()
        message = f"le lien « {url} » vise « #{fragment} », qui n’existe pas dans {page.address}."
        yield message, hint, Severity.BLOCKING


def own(url: str, page: Page) -> Target | None:
    """Where an address leads on this site, or None when it leads elsewhere or cannot be read."""
    try:
        # A root-relative address means the same on every page: the cache below then answers for all of them.
        return _resolve(url, "/" if url.startswith("/") else page.address, page.siteurl)
    except ValueError:  # urlsplit refuses « https://[ » and the like
        return None


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.scheme or parts.netloc)


@lru_cache(maxsize=4096)
def _resolve(url: str, address: str, siteurl: str) -> Target | None:
    # In a site that does not know its address yet, SITEURL is « À COMPLÉTER »: another check says so, once.
    site = siteurl if siteurl.startswith(("http://", "https://")) else NO_SITE
    if siteurl and url.startswith(siteurl):
        url = site + url.removeprefix(siteurl)
    home, asked = urlsplit(site), urlsplit(urljoin(site + address, url))
    if not url or asked.scheme not in OWN_SCHEMES or (asked.hostname, asked.port) != (home.hostname, home.port):
        return None
    # Under https://exemple.org/mopti, « /recits/ » is somebody else's: an address that no tree holds.
    inside = f"{asked.path}/".startswith(f"{home.path}/")
    return Target(asked.path.removeprefix(home.path) or "/" if inside else f"/..{asked.path}", asked.fragment)


def _is_id(fragment: str) -> bool:
    # HTML, « scroll to the fragment »: nothing and « top » are the top of the page; « :~: » quotes words.
    return bool(fragment) and fragment.lower() != "top" and not fragment.startswith(":~:")


def _addresses(tree: Tree) -> tuple[str, ...]:
    return tuple(address_of(path) for path in tree.files)


@lru_cache(maxsize=512)  # a wrong link of the footer is on every page
def _closest(path: str, addresses: tuple[str, ...]) -> str:
    return suggest(path, addresses)
