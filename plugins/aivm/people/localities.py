"""A school, a quarter, a village named in a text, or in the link of a map: is it a precise place over there?

Only a person can tell, so what is found here is asked, never refused. The words before a name say that it is a place;
that it may be over there is said by the text itself (« Mopti », « dogon »), or by the ending of the name, which hardly
any town of France has. What may be told (regions, cercles, our own communes) is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import unquote_plus

from aivm.people.letters import ascii_words
from aivm.territory import Territory

CAPITAL = "A-ZÀ-ÝƁƊŊƝƳ"
ONE = rf"(?:[NM][’'])?[{CAPITAL}][a-zà-ÿɓɗŋɲƴɛɔ][\w’'-]+"  # N’Gouma; neither J’entre nor TCP
NAME = rf"(?!Sainte?[ -]){ONE}(?:[ -]{ONE}){{0,2}}"
SCHOOL = (
    r"(?:écoles?|collèges?|lycées?|m[ée]dersas?|groupe scolaire)"
    r"(?:\s(?:fondamentale|primaire|publique|privée|communautaire|coranique|élémentaire|maternelle|franco-arabe)s?)?"
)
SPOT = (
    r"villages?|hameaux?|campements?|quartiers?|marchés?|puits|forages?|barrages?|digues?|mares?|dispensaires?"
    r"|maternités?|centres? de santé|CSCOM|mosquées?|mairies?|communes?|jardins? maraîchers?|périmètres? maraîchers?"
    r"|camps?|laiteries?|coopératives?"
)
KINDS = "voisin|rurale|urbaine|communautaire"
OF = r"\s(?:(?i:de|appelée?|nommée?)\s|d[’'])(?:«\s?)?"
BY_NAME = rf"{SCHOOL}|villages?|quartiers?|campements?|hameaux?|dispensaires?|CSCOM"  # « quartier Toguel »
APART = re.compile(
    rf"\b\d{{1,3}}(?:[.,]\d)?\s?(?:km|kilomètres)\s(?:(?:au|à l[’'])\s?\w+(?:-\w+)?\s)?(?:de\s|d[’'])(?P<of>{NAME})"
)
ENDING = re.compile(r"(?:[aiou]|ou|aye|bougou|koro)$")
SEARCHED = re.compile(
    r"\b(?:google\.[a-z.]{2,6}/maps/(?:place|search|dir)/|(?:maps\.google\.[a-z.]{2,6}|google\.[a-z.]{2,6})/(?:maps/?)?"
    r"\?(?:[^\s&]{0,80}&){0,4}q(?:uery)?=|google\.[a-z.]{2,6}/maps/search/\?(?:[^\s&]{0,80}&){0,4}query="
    r"|maps\.apple\.com/(?:place)?\?(?:[^\s&]{0,80}&){0,4}(?:q|address)=|bing\.com/maps\?(?:[^\s&]{0,80}&){0,4}(?:q|where1)="
    r"|openstreetmap\.org/search\?(?:[^\s&]{0,80}&){0,4}query=|waze\.com/ul\?(?:[^\s&]{0,80}&){0,4}q=|mapcarta\.com/"
    r"|geo:0,0\?q=)(?P<name>[^\s&<>\"')/]{2,200})"
)
NUMBERS = re.compile(r"[\d.,;\s+-]*")  # points.py reads these
SEARCHERS = ("google.", "apple.com", "bing.com", "openstreetmap", "waze.com", "mapcarta", "geo:0,0")


@cache
def placed(territory: Territory) -> re.Pattern[str]:
    """A name after the word that says that it is a place: « le village dogon de … »."""
    kind = rf"(?:\s(?:{'|'.join(territory.there.peoples)}|{KINDS})(?:ne|e)?s?)?"
    return re.compile(
        rf"\b(?i:{SCHOOL}|{SPOT}){kind}{OF}(?P<of>{NAME})"
        rf"|\b(?i:{BY_NAME}){kind}[ \u00a0\u202f](?P<alone>{NAME})"
    )


@cache
def evoking(territory: Territory) -> re.Pattern[str]:
    """The words that say that a text speaks of the place over there; one in small letters may have a capital."""
    words = (f"(?i:{word[0]}){word[1:]}" if word[0].islower() else word for word in territory.there.evoking)
    return re.compile(rf"\b(?:{'|'.join(words)})\b")


@cache
def vague(territory: Territory) -> frozenset[str]:
    """Words that say no precise place by themselves."""
    here, there = territory.here, territory.there
    names = (*here.around, *here.vague, *there.around, *there.vague, *there.levels, "de")
    return frozenset(word for name in names for word in ascii_words(name))


def localities(text: str, told: frozenset[str], territory: Territory, there: bool = False) -> Iterator[tuple[int, int]]:
    """Start and end of each place that may be a precise one over there.

    `told`: what may be told, folded (`folded_place`). `there`: the text is known to speak of over there.
    """
    there = there or bool(evoking(territory).search(text))
    for pattern in (placed(territory), APART):
        for match in pattern.finditer(text):
            name = match["of"] or match.groupdict().get("alone") or ""
            if (there or ENDING.search(name)) and not is_told(name, told, territory):
                yield match.span()
    for match in SEARCHED.finditer(text) if any(one in text for one in SEARCHERS) else ():
        name = unquote_plus(match["name"])
        if not NUMBERS.fullmatch(name) and not is_told(name, told, territory):
            yield match.span()


def asked(text: str, told: frozenset[str], territory: Territory, there: bool = False) -> Iterator[tuple[int, str]]:
    """For each place, its line in the text, from 0, and the question to put to whoever wrote it."""
    for start, end in localities(text, told, territory, there):
        words = " ".join(text[start:end].split())
        yield text.count("\n", 0, start), f"« {words} » : est-ce un lieu précis {territory.there.within} ?"


def hint(territory: Territory) -> str:
    """What to do where it is one."""
    return f"Si oui, dites seulement {territory.there.levels_said} ; sinon, laissez ainsi."


def folded_place(name: str, territory: Territory) -> str:
    """A name without what every name of a place may say: « Cercle de Bandiagara », « Bandiagara, Mali »."""
    return "-".join(word for word in ascii_words(name) if word not in vague(territory))


def is_told(name: str, told: frozenset[str], territory: Territory) -> bool:
    """Whether a name is one that may be told, or holds a commune of ours: « Salle des fêtes, Bruz »."""
    bare = folded_place(name, territory)
    there = set(ascii_words(territory.there.country)) <= set(ascii_words(name))
    return not bare or bare in told or (not there and any(f"-{one}-" in f"-{bare}-" for one in told if one))
