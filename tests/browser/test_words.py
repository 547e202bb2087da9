"""What every page says of itself: its title, language, headings, links, dates, lists and weight."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from aivm.output.tree import read_tree
from aivm.output.weight import brotli_size, printed, unfill
from aivm.problems import Report

from tests.browser.survey import Visit
from tests.conftest import PROJECT

pytestmark = pytest.mark.browser

MOST = 14_000  # bytes of a page, brotli
WORDS = tomllib.loads((PROJECT / "theme" / "strings" / "fr.toml").read_text(encoding="utf-8"))
SITE = "Ille-et-Vilaine et Mopti"
DAYS = {word: rank for form in WORDS["weekday"].values() for rank, word in enumerate(form.values())}
MONTHS = {word: rank for form in WORDS["month"].values() for rank, word in enumerate(form.values(), start=1)}
DAY = re.compile(r"(?:(?P<weekday>[a-z]+\.?) )?(?P<day>\d+|1er)\b[^\d]*? ?(?P<month>[a-zéû]+\.?)(?: (?P<year>\d{4}))?$")
FOREIGN = re.compile(r"\[([^\]]+)\]\{lang=(\w+)\}")


def faults(found: dict[str, list[str]]) -> dict[str, list[str]]:
    """The pages that have some."""
    return {address: told for address, told in found.items() if told}


def test_every_title_is_its_own(visits: dict[str, Visit]) -> None:
    """« Page – site », and no two pages share one."""
    titles = Counter(visit.facts["title"] for visit in visits.values())

    assert [title for title, times in titles.items() if times > 1] == []
    assert [title for title in titles if not re.fullmatch(rf".+ – {SITE}", title)] == []


def test_headings_follow_one_another(visits: dict[str, Visit]) -> None:
    """One h1, which comes first; no level is skipped on the way down; none is empty."""
    found = {}
    for address, visit in visits.items():
        levels = [level for level, _ in visit.facts["headings"]]
        skips = [f"h{one} → h{two}" for one, two in pairwise(levels) if two > one + 1]
        empty = [f"h{level}" for level, words in visit.facts["headings"] if not words]
        found[address] = [*skips, *empty, *([] if levels[:1] == [1] and levels.count(1) == 1 else [f"{levels}"])]

    assert faults(found) == {}


def test_links_of_one_name_lead_to_one_place(visits: dict[str, Visit]) -> None:
    """Out of its sentence, a link still says where it goes; none is without a name."""
    found = {}
    for address, visit in visits.items():
        targets = defaultdict[str, set[str]](set)
        for name, target in visit.facts["links"]:
            targets[name].add(target)
        found[address] = [name for name, places in targets.items() if len(places) > 1 or not name]

    assert faults(found) == {}


def test_a_date_for_programs_is_the_date_shown(visits: dict[str, Visit]) -> None:
    """Weekday, day, month and year as far as they are shown, and the first hour where there is one."""
    shown = 0
    found = {}
    for address, visit in visits.items():
        found[address] = [
            told for given, words, around in visit.facts["dates"] for told in unlike(given, words, around)
        ]
        shown += len(visit.facts["dates"])

    assert faults(found) == {}
    assert shown > len(visits)


def unlike(given: str, words: str, around: str) -> Iterator[str]:
    """How a `datetime` differs from its words; of a stretch of days it gives the first."""
    moment = datetime.fromisoformat(given)
    match = DAY.search(first_day(words))
    if match is None:
        yield f"« {words} » is no date"
        return
    day = date(int(match["year"] or moment.year), MONTHS[match["month"]], int(match["day"].removesuffix("er")))
    if day != moment.date():
        yield f"« {words} » is not {given}"
    if match["weekday"] in DAYS and DAYS[match["weekday"]] != moment.weekday():
        yield f"« {words} » is another weekday than {given}"
    if "T" in given and f"{moment.hour} h{f' {moment.minute:02}' if moment.minute else ''}" not in around:
        yield f"« {around} » does not say the hour of {given}"


def first_day(words: str) -> str:
    """« du 29 au 30 mai 2027 » begins on « 29 mai 2027 »."""
    stretch = re.fullmatch(r"du (\S+)(?: (\D+?))?(?: (\d{4}))? au \S+ (\D+) (\d{4})", words)
    if stretch is None:
        return words
    day, month, year, last_month, last_year = stretch.groups()
    return f"{day} {month or last_month} {year or last_year}"


def test_the_language_is_french_unless_a_word_says_otherwise(visits: dict[str, Visit]) -> None:
    """Every page is French; a foreign word written [so]{lang=xx} in a story keeps its language on the page."""
    for source in (PROJECT / "content").rglob("recit.md"):
        words = [(lang, word) for word, lang in FOREIGN.findall(source.read_text(encoding="utf-8"))]
        page = visits[f"/recits/{source.parent.name}/"]

        assert [tuple(one) for one in page.facts["languages"]] == words
    assert {visit.facts["lang"] for visit in visits.values()} == {"fr"}


def test_a_list_without_marks_is_still_a_list(visits: dict[str, Visit]) -> None:
    """Where the sheet takes the marks away, the list says its role, or Safari no longer tells it."""
    assert faults({address: visit.facts["shyLists"] for address, visit in visits.items()}) == {}


def test_nothing_is_styled_or_scripted_in_place(visits: dict[str, Visit]) -> None:
    """No `style=` and no `on…=` in the page as the browser has it."""
    assert faults({address: visit.facts["inline"] for address, visit in visits.items()}) == {}


def test_every_page_shows_its_weight_and_is_light(visits: dict[str, Visit], preview: tuple[Report, Path]) -> None:
    """« Cette page pèse 5 ko. », and never more than 14 000 bytes without its photos."""
    tree = read_tree(preview[1])
    pages = {page.address: tree.read(path).decode() for path, page in tree.pages.items()}
    heavy = {address: brotli_size(unfill(html).encode()) for address, html in pages.items()}

    assert [address for address, html in pages.items() if printed(html) is None] == []
    assert [address for address, visit in visits.items() if "Cette page pèse" not in visit.facts["weight"]] == []
    assert {address: size for address, size in heavy.items() if size > MOST} == {}
