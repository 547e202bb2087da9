"""What may be worked out of what is hidden: the site before and after each change of a private fact, byte by byte.

The table of docs/securite.md is the list of what differs: a row that says « rien » is a build with the same bytes.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
from aivm.commands.build import pull
from aivm.host.render import render
from aivm.problems import Report

from tests.conftest import PROJECT, SITES, TODAY

pytestmark = pytest.mark.build

ROW = re.compile(r"^\| (?P<change>[^|]+) \| (?P<seen>[^|]+) \| ?(?P<where>[^|]*)\|$", re.MULTILINE)
AGREED = {"date": "2026-09-01", "portee": ["nom", "récits"], "expire_le": "2028-09-01"}
PERSON = {
    "id": "personne-a",
    "nom_affiche": "Personne A",
    "mission": {"debut": "2026-09-15", "fin": "2027-05-20"},
    "disponibilites": {
        "semaine": {"mardi": ["matin"], "jeudi": ["matin", "après-midi"]},
        "secteurs": ["Rennes", "Vitré"],
    },
    "consentement": AGREED,
}
OTHER = {**PERSON, "id": "personne-b", "nom_affiche": "Personne B", "disponibilites": None, "consentement": None}
OPEN = {"public": "tout public", "titre": "Rencontre", "lieu": "Halle", "commune": "Vitré", "volontaires": "personne-a"}
VISIT = {"public": "scolaire", "titre": "Visite", "niveaux": "CM2", "commune": "Rennes", "volontaires": "personne-a"}


class World:
    """All that was typed, to change one fact of; `on` is the day of the build."""

    def __init__(self) -> None:
        self.on = TODAY
        self.people: list[dict[str, Any]] = [deepcopy(PERSON), deepcopy(OTHER)]
        self.events: dict[str, dict[str, str]] = {
            "causerie": {**OPEN, "debut": "14/01/2027 14h", "fin": "16h"},  # a Thursday of class
            "marche": {**OPEN, "debut": "12/09/2026 10h", "fin": "17h"},
            "classe": {**VISIT, "debut": "19/01/2027 9h17", "fin": "10h23", "lieu": "École"},
            "novembre": {**VISIT, "debut": "12/11/2026 9h17", "fin": "10h23"},
            **{f"octobre-{day}": {**VISIT, "debut": f"{day}/10/2026 9h17", "fin": "10h23"} for day in (1, 6, 8, 13)},
        }

    def write(self, data: Path) -> None:
        """The two tables, in the order of their rows."""
        columns = ("id", *dict.fromkeys(column for row in self.events.values() for column in row))
        with (data / "evenements.csv").open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, columns, delimiter=";")
            table.writeheader()
            table.writerows({**row, "id": name} for name, row in self.events.items())
        (data / "volontaires.yaml").write_text(json.dumps(self.people, ensure_ascii=False), encoding="utf-8")


Change = Callable[[World], object]


def event(name: str, **cells: str) -> Change:
    """One event typed, or some of its cells."""
    return lambda world: world.events.update({name: {**world.events.get(name, {}), **cells}})


def person(**values: Any) -> Change:
    """Something else in the record of the first person."""
    return lambda world: world.people[0].update(values)


def arrives(**values: Any) -> Change:
    """One more person, without an agreement."""
    return lambda world: world.people.append({**deepcopy(PERSON), "id": "personne-c", "consentement": None, **values})


def away(**leave: str) -> dict[str, Any]:
    """The usual week, less some days."""
    return {**PERSON["disponibilites"], "exceptions": [leave]}


def agreement(**values: str) -> Change:
    """Other days in the agreement of the first person."""
    return person(consentement={**AGREED, **values})


def on(day: date) -> Change:
    """The same tables, built on another day."""
    return lambda world: setattr(world, "on", day)


CHANGES: dict[str, list[Change]] = {  # a row of the table -> what is typed instead
    "une visite est prise": [event("nouvelle", **VISIT, debut="26/01/2027 9h17", fin="10h23")],
    "une visite change d'heure dans sa demi-journée, d'école, de commune, de secteur, de niveau": [
        event("classe", debut="19/01/2027 10h50", fin="12h", lieu="Collège", commune="Vitré", niveaux="6e"),
    ],
    "une visite change de demi-journée": [event("classe", debut="21/01/2027 14h", fin="15h")],
    "une visite déborde sur midi": [event("classe", debut="21/01/2027 11h", fin="12h30")],
    "une visite passe en option": [event("classe", statut="option", option_jusqu_au="05/12/2026")],
    "une réunion d'adhérents est ajoutée, un soir": [
        event("reunion", public="adhérents", titre="Réunion", debut="28/01/2027 20h", volontaires="personne-a"),
    ],
    "une réunion d'adhérents prend un volontaire, un matin de classe": [
        event("reunion", public="adhérents", titre="Réunion", debut="28/01/2027 9h", volontaires="personne-a"),
    ],
    "un rendez-vous ouvert à tous change de mains, avant sa date": [
        event("causerie", volontaires=""),
        event("causerie", volontaires="personne-b"),
    ],
    "une personne sans accord arrive, avec d'autres jours": [
        arrives(disponibilites={"semaine": {"vendredi": ["matin"]}, "secteurs": ["Rennes"]}),
    ],
    "une personne sans accord arrive, avec les mêmes jours": [arrives()],
    "une absence est notée": [person(disponibilites=away(du="2027-02-02", au="2027-02-02"))],
    "une mission finit un autre jour du même mois": [person(mission={"debut": "2026-09-15", "fin": "2027-05-12"})],
    "un accord finira plus tôt, ou plus tard": [
        agreement(expire_le="2027-01-01"),
        agreement(retire_le="2026-11-23"),
    ],
    "un accord a pris fin, ou est retiré": [agreement(expire_le="2026-11-21"), agreement(retire_le="2026-11-22")],
    "une visite de ce mois-ci a eu lieu, ou non": [
        event("novembre", statut="annulé"),
        event("novembre", debut="03/11/2026 14h", fin="15h"),
    ],
    "une visite d'un mois passé change de jour dans son mois": [event("octobre-1", debut="30/10/2026 14h", fin="15h")],
    "une visite d'un mois passé change de niveau et de commune, ou s'ajoute": [
        event("octobre-1", niveaux="6e", commune="Vitré"),
        event("octobre-15", **VISIT, debut="15/10/2026 9h", fin="10h"),
    ],
    "le jour suit, sans rien d'autre": [on(date(2026, 11, 23))],
    "le mois suit, sans rien d'autre": [on(date(2026, 12, 1))],
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., dict[str, bytes]]:
    """The site of a world after some change, without the photos: its pages and feeds by name."""
    work = tmp_path_factory.mktemp("inference")
    content = Path(shutil.copytree(SITES / "minimal" / "content", work / "content"))
    story = content / "recits" / "premier-recit"
    text = (story / "recit.md").read_text(encoding="utf-8")
    linked = text.replace("marche-2026, classe-passee-2026, classe-secrete-2027", "marche, octobre-1, novembre, classe")
    (story / "recit.md").write_text(linked, encoding="utf-8")

    folders = {"PATH": str(content), "AIVM_CACHE": work / "cache", "SITEURL": "https://site.example"}

    def make(change: Change = lambda world: None) -> dict[str, bytes]:
        world, report = World(), Report()
        change(world)
        world.write(content / "data")
        site = render(PROJECT, "production", report, {**folders, "AIVM_QUICK": True, "AIVM": {"today": world.on}})
        assert site is not None and report.exit_code(strict=True) == 0, report.render(strict=True)
        files = (path for path in site.project.output.rglob("*") if path.is_file())
        return {path.relative_to(site.project.output).as_posix(): path.read_bytes() for path in files}

    World().write(content / "data")
    pull(PROJECT, lambda line: None, **folders, AIVM={"today": TODAY})  # calendars are published, and count revisions
    return make


@pytest.fixture(scope="module")
def before(made: Callable[..., dict[str, bytes]]) -> dict[str, bytes]:
    """The site before any change."""
    return made()


def table() -> dict[str, tuple[str, list[str]]]:
    """The rows of the table: what is seen, and the files where it is."""
    text = (PROJECT / "docs" / "securite.md").read_text(encoding="utf-8").partition("## Ce qu'on voit changer")[2]
    rows = {row["change"].strip(): row for row in ROW.finditer(text.partition("\n## ")[0])}
    return {name: (row["seen"], re.findall("`(.+?)`", row["where"])) for name, row in rows.items() if name in CHANGES}


def test_the_table_and_the_changes_have_the_same_rows() -> None:
    """A row that nothing tries would be a promise, a change without its row a leak that nobody wrote down."""
    assert list(table()) == list(CHANGES)


def test_the_site_shows_what_changes(before: dict[str, bytes]) -> None:
    """Or the builds below would be the same whatever happened."""
    assert b"2027-01-26-am" in before["ecoles/elementaire/index.html"]
    assert b"2027-01-19-am" not in before["ecoles/elementaire/index.html"]
    assert b"Personne A" in before["agenda/marche/index.html"]
    assert b"4 animations en classe" in before["agenda/archives/2026-2027/index.html"]


@pytest.mark.parametrize("name", CHANGES)
def test_a_private_fact_changes_the_bytes_that_the_table_tells(
    name: str, made: Callable[..., dict[str, bytes]], before: dict[str, bytes]
) -> None:
    """No byte where it says « rien »; elsewhere in each of the files that it names, and in no other.

    The list of weights repeats what pages weigh.
    """
    seen, where = table()[name]
    after = [made(change) for change in CHANGES[name]]
    changed = {path for files in after for path in files.keys() | before if files.get(path) != before.get(path)}
    changed -= {"poids.csv"} if where else set()

    assert seen.startswith("rien") == (not where)
    assert sorted(path for path in changed if not any(fnmatchcase(path, pattern) for pattern in where)) == []
    assert [pattern for pattern in where if not any(fnmatchcase(path, pattern) for path in changed)] == []
