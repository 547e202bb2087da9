"""A school, a quarter, a village named in a text, or in the link of a map: is it a precise place in Mali?

Only a person can tell, so what is found here is asked, never refused. The words before a name say that it is a place;
that it may be in Mali is said by the text itself (« Mopti », « dogon »), or by the ending of the name, which hardly any
town of France has. What may be told (regions, cercles, the communes of Ille-et-Vilaine) is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote_plus

from aivm.people.letters import ascii_words

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
PEOPLE = r"(?:\s(?:dogon|peul|bozo|songhaï|bambara|voisin|rurale|urbaine|communautaire)(?:ne|e)?s?)?"
OF = r"\s(?:(?i:de|appelée?|nommée?)\s|d[’'])(?:«\s?)?"
BY_NAME = rf"{SCHOOL}|villages?|quartiers?|campements?|hameaux?|dispensaires?|CSCOM"  # « quartier Toguel »
PLACED = re.compile(
    rf"\b(?i:{SCHOOL}|{SPOT}){PEOPLE}{OF}(?P<of>{NAME})"
    rf"|\b(?i:{BY_NAME}){PEOPLE}[ \u00a0\u202f](?P<alone>{NAME})"
)
APART = re.compile(
    rf"\b\d{{1,3}}(?:[.,]\d)?\s?(?:km|kilomètres)\s(?:(?:au|à l[’'])\s?\w+(?:-\w+)?\s)?(?:de\s|d[’'])(?P<of>{NAME})"
)
MALI = re.compile(
    r"\b(?:Mali|[Mm]alien(?:ne)?s?|Mopti|Bandiagara|Douentza|Djenné|Bamako|Sévaré|[Dd]ogons?|[Pp]euls?|[Bb]ozos?|[Bb]ambara"
    r"|Sahel|FCFA|CSCOM|[Mm]édersa|toguna)\b"
)
ENDING = re.compile(r"(?:[aiou]|ou|aye|bougou|koro)$")
# Words that say no precise place by themselves.
COUNTRY = frozenset(["mali", "france", "bretagne", "afrique", "sahel", "region", "cercle", "de", "bamako", "paris"])
COUNTRY |= {"ille", "et", "vilaine", "europe"}
SEARCHED = re.compile(
    r"\b(?:google\.[a-z.]{2,6}/maps/(?:place|search|dir)/|(?:maps\.google\.[a-z.]{2,6}|google\.[a-z.]{2,6})/(?:maps/?)?"
    r"\?(?:[^\s&]{0,80}&){0,4}q(?:uery)?=|google\.[a-z.]{2,6}/maps/search/\?(?:[^\s&]{0,80}&){0,4}query="
    r"|maps\.apple\.com/(?:place)?\?(?:[^\s&]{0,80}&){0,4}(?:q|address)=|bing\.com/maps\?(?:[^\s&]{0,80}&){0,4}(?:q|where1)="
    r"|openstreetmap\.org/search\?(?:[^\s&]{0,80}&){0,4}query=|waze\.com/ul\?(?:[^\s&]{0,80}&){0,4}q=|mapcarta\.com/"
    r"|geo:0,0\?q=)(?P<name>[^\s&<>\"')/]{2,200})"
)
NUMBERS = re.compile(r"[\d.,;\s+-]*")  # points.py reads these
SEARCHERS = ("google.", "apple.com", "bing.com", "openstreetmap", "waze.com", "mapcarta", "geo:0,0")


def localities(text: str, told: frozenset[str], mali: bool = False) -> Iterator[tuple[int, int]]:
    """Start and end of each place that may be a precise one in Mali.

    `told`: what may be told, folded (`folded_place`). `mali`: the text is known to speak of Mali.
    """
    mali = mali or bool(MALI.search(text))
    for pattern in (PLACED, APART):
        for match in pattern.finditer(text):
            name = match["of"] or match.groupdict().get("alone") or ""
            if (mali or ENDING.search(name)) and not is_told(name, told):
                yield match.span()
    for match in SEARCHED.finditer(text) if any(one in text for one in SEARCHERS) else ():
        name = unquote_plus(match["name"])
        if not NUMBERS.fullmatch(name) and not is_told(name, told):
            yield match.span()


def asked(text: str, told: frozenset[str], mali: bool = False) -> Iterator[tuple[int, str]]:
    """For each place, its line in the text, from 0, and the question to put to whoever wrote it."""
    for start, end in localities(text, told, mali):
        words = " ".join(text[start:end].split())
        yield text.count("\n", 0, start), f"« {words} » : est-ce un lieu précis au Mali ?"


HINT = "Si oui, dites seulement la région ou le cercle ; sinon, laissez ainsi."


def folded_place(name: str) -> str:
    """A name without what every name of a place may say: « Cercle de Bandiagara », « Bandiagara, Mali »."""
    return "-".join(word for word in ascii_words(name) if word not in COUNTRY)


def is_told(name: str, told: frozenset[str]) -> bool:
    """Whether a name is one that may be told, or holds a commune of ours: « Salle des fêtes, Bruz »."""
    bare = folded_place(name)
    in_mali = "mali" in ascii_words(name)
    return not bare or bare in told or (not in_mali and any(f"-{one}-" in f"-{bare}-" for one in told if one))
