"""Remote sources from the network to the pages: pulled, kept, merged, corrected by hand, and never a reason to fall."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import time
from dataclasses import dataclass, field
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from aivm.host.site import build, pull
from aivm.output.manifest import of_folder
from aivm.problems import Report, Severity

from tests.conftest import PROJECT, SITES, TODAY
from tests.loopback import HOST, Turn, serving

pytestmark = pytest.mark.build

HEADER = "id;titre;debut;public;lieu;commune"
ROWS = [f"date-{rank};Rendez-vous {rank};{rank + 1:02}/02/2027 20h;tout public;Salle;Rennes" for rank in range(6)]


def spoken(text: str) -> str:
    """Narrow and no-break spaces as plain ones."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def table(*rows: str) -> bytes:
    return "\n".join([HEADER, *rows, ""]).encode()


@dataclass
class Site:
    """A copy of the minimal site with sources, and what was said of them."""

    work: Path
    said: list[str] = field(default_factory=list)

    @property
    def data(self) -> Path:
        return self.work / "content" / "data"

    def sources(self, text: str) -> None:
        (self.data / "sources.toml").write_text(text, encoding="utf-8")

    def settings(self, today: date, **more: Any) -> dict[str, Any]:
        aivm = {"today": today, "pull_private_hosts": (HOST,), "pull_seconds": 5, **more}
        return {"PATH": str(self.work / "content"), "AIVM_CACHE": self.work / "cache", "AIVM": aivm}

    def pull(self, today: date = TODAY, settings: dict[str, Any] | None = None, **options: Any) -> Report:
        self.said = []
        return pull(PROJECT, self.said.append, **options, **self.settings(today, **(settings or {})))

    def build(self, mode: str = "production", today: date = TODAY, **options: Any) -> tuple[Report, Path]:
        self.said = []
        output = self.work / "output"
        more = {"AIVM_OUTPUT": output, "SITEURL": "https://site.example"}
        return build(PROJECT, mode, say=self.said.append, **options, **self.settings(today), **more), output

    def snapshot(self, name: str = "asso") -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.data / "recu" / f"{name}.json").read_text(encoding="utf-8"))
        return found

    def ids(self, name: str = "asso") -> list[str]:
        return [row["id"] for row in self.snapshot(name)["fiches"]]

    @property
    def text(self) -> str:
        return spoken("\n".join(self.said))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    shutil.copytree(SITES / "minimal" / "content", tmp_path / "content")
    return Site(tmp_path)


def one(url: str, name: str = "asso", more: str = "") -> str:
    return f'[{name}]\ngenre = "csv"\nadresse = "{url}/agenda.csv"\n{more}\n'


def test_every_fault_by_turns_then_all_is_well(site: Site) -> None:
    """200, 304, 500, a page, a truncated file, nearly nothing, and back: the snapshot only ever gets better."""
    full = Turn(body=table(*ROWS), etag='"1"')
    with serving(full) as server:
        site.sources(one(server.url))
        assert site.pull().exit_code(strict=True) == 0
        assert "asso : +6 dates." in site.text
        whole = site.snapshot()

        site.pull()  # 304
        assert "asso : rien de nouveau." in site.text
        assert [("if-none-match" in asked.headers) for asked in server.asked] == [False, True]

        faults = {
            "réponse 404": Turn(404),
            "une page web": Turn(body=b"<!doctype html><p>Connexion", headers={"Content-Type": "text/html"}),
            "arrêtée en chemin": Turn(body=table(*ROWS), headers={"Content-Length": "9999"}),
            "réponse 500": Turn(500, headers={"Retry-After": "600"}),
            "5 dates à venir sur 6 disparaissent": Turn(body=table(ROWS[0])),
        }
        for words, turn in faults.items():
            server.turns[:] = [turn]
            report = site.pull()
            assert words in site.text
            assert site.text.count("Ses données du 22 novembre 2026 restent.") == site.text.count("restent") == 1
            assert list(report) == []
            assert site.snapshot() == whole

        server.turns[:] = [Turn(body=table(*ROWS[:3], ROWS[3].replace("20h", "18h")))]
        site.pull()
        assert "asso : 1 modifiée, 2 retirées." in site.text
        assert site.ids() == ["date-0", "date-1", "date-2", "date-3"]


def test_a_shrink_that_is_meant_passes(site: Site) -> None:
    """With --accept-shrink."""
    with serving(Turn(body=table(*ROWS)), Turn(body=table())) as server:
        site.sources(one(server.url))
        site.pull()
        site.pull()
        assert "--accept-shrink" in site.text
        assert len(site.ids()) == 6
        site.pull(accept_shrink=True)
        assert site.ids() == []


def test_strict_makes_a_failing_source_an_error(site: Site) -> None:
    """For continuous integration; without it the exit code is good."""
    with serving(Turn(404)) as server:
        site.sources(one(server.url))
        assert site.pull().exit_code(strict=True) == 0
        assert site.pull(strict=True).exit_code(strict=True) == 1
        assert site.build("preview")[0].exit_code(strict=False) == 0
        assert site.build("preview", strict=True)[0].exit_code(strict=False) == 1


def test_what_is_pulled_is_built_without_the_network_the_same_everywhere(site: Site, tmp_path: Path) -> None:
    """The page is there, from the snapshot alone, to the same bytes in another place."""
    with serving(Turn(body=table(*ROWS))) as server:
        site.sources(one(server.url))
        site.pull()
        report, output = site.build(offline=True)
    assert report.exit_code(strict=True) == 0
    assert "Rendez-vous 3" in (output / "agenda" / "date-3" / "index.html").read_text(encoding="utf-8")

    shutil.copytree(site.work / "content", tmp_path / "autre é" / "content")
    _, there = Site(tmp_path / "autre é").build(offline=True)

    assert dict(of_folder(there, "production").files) == dict(of_folder(output, "production").files)


def test_a_build_pulls_what_is_old_and_goes_on_when_nothing_answers(site: Site) -> None:
    """Once a day, briefly; --offline never; and a failure is not tried again at once."""
    with serving(Turn(body=table(*ROWS))) as server:
        site.sources(one(server.url))
        site.build(offline=True)
        assert server.asked == []
        _, output = site.build()
        assert "asso : +6 dates." in site.text
        site.build()
        assert len(server.asked) == 1
        server.turns[:] = [Turn(body=table(*ROWS, "neuve;Une de plus;20/02/2027;tout public;;Rennes"))]
        site.build(today=TODAY + timedelta(days=2))
        assert (output / "agenda" / "neuve" / "index.html").exists()
        server.turns[:] = [Turn(500)]
        report, output = site.build(today=TODAY + timedelta(days=9))
        asked = len(server.asked)
        site.build(today=TODAY + timedelta(days=9))

    assert len(server.asked) == asked
    assert report.exit_code(strict=True) == 0
    assert "les données de « asso » sont du 24/11/2026" in report.render(strict=True)
    assert "Ses données du 24 novembre 2026 restent." in spoken(report.render(strict=True))
    page = (output / "agenda" / "index.html").read_text(encoding="utf-8")
    assert "données du 24 novembre 2026" in spoken(unescape(page))


def test_fresh_data_say_nothing_on_the_page(site: Site) -> None:
    """Only what is old is told."""
    with serving(Turn(body=table(*ROWS))) as server:
        site.sources(one(server.url))
        _, output = site.build()

    assert "données du" not in (output / "agenda" / "index.html").read_text(encoding="utf-8")


def test_a_line_with_an_id_and_a_cell_corrects_what_was_pulled(site: Site) -> None:
    """Field by field; the same line without a pulled event is still refused."""
    events = site.data / "evenements.csv"
    columns = events.read_text("utf-8").splitlines()[0].split(";")
    cells = {"id": "date-2", "titre": "Titre corrigé"}
    correction = ";".join(cells.get(name, "") for name in columns)
    events.write_text(events.read_text("utf-8") + correction + "\n", encoding="utf-8")
    with serving(Turn(body=table(*ROWS))) as server:
        site.sources(one(server.url))
        alone, _ = site.build("preview", offline=True)
        site.pull()
        report, output = site.build(offline=True)
    page = (output / "agenda" / "date-2" / "index.html").read_text(encoding="utf-8")
    pull(PROJECT, site.said.append, explain="date-2", **site.settings(TODAY))

    assert "« debut » : cette information manque" in alone.render(strict=False)
    assert report.exit_code(strict=True) == 0
    assert "Titre corrigé" in page
    assert "Salle" in page
    assert site.snapshot()["fiches"][2]["titre"] == "Rendez-vous 2"  # the snapshot stays what the source said
    assert "titre : " in site.text
    assert "evenements.csv, ligne 7, « titre »" in site.text
    assert "recu/asso.json, ligne " in site.text


def test_an_event_of_openagenda_that_is_refused_has_its_title(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A feed has no lines that anybody sees; the table counts events, not their faults."""
    monkeypatch.setenv("OA_CLE", "x")
    timings = [{"begin": "2027-06-05T10:00:00+0200", "end": "2027-06-05T12:00:00+0200"}]
    place = {"name": "Salle", "city": "Fougère"}
    faulty = {"title": {"fr": "Bal"}, "location": place, "description": "x" * 300}
    events = [{"uid": 1, **faulty, "timings": timings}, {"uid": 2, "title": {"fr": "Veillée"}}]
    with serving(Turn(body=json.dumps({"events": events}).encode())) as server:
        where = f'adresse = "{server.url}"\nagenda = "1"\nsecret = "OA_CLE"'
        site.sources(f'[oa]\ngenre = "openagenda"\n{where}\n')
        site.pull()

    assert "laissée de côté : oa, « resume » : « Bal » : le texte a 300 caractères." in site.text
    assert "laissée de côté : oa, « debut » : « Veillée » : cette information manque." in site.text
    assert re.search(r"│ oa +│ +0 │ +0 │ +0 │ +0 │ +2 │", site.text)


def test_a_correction_saves_a_row_that_would_be_refused(site: Site) -> None:
    """A commune that nobody knows, mended by hand here."""
    row = "loin;Loin;20/02/2027;tout public;Salle;Rene"
    with serving(Turn(body=table(*ROWS, row))) as server:
        site.sources(one(server.url))
        site.pull()
        assert "laissée de côté : asso, ligne 8, « commune » : « Loin » : la commune « Rene »" in site.text
        assert "loin" not in site.ids()
        events = site.data / "evenements.csv"
        columns = events.read_text("utf-8").splitlines()[0].split(";")
        correction = ";".join({"id": "loin", "commune": "Rennes"}.get(name, "") for name in columns)
        events.write_text(events.read_text("utf-8") + correction + "\n", encoding="utf-8")
        site.pull()

    assert "loin" in site.ids()


def test_one_event_of_two_sources_is_told_once(site: Site) -> None:
    """From the source of higher priority, ten minutes apart and a word aside."""
    near = "autre-nom;Le rendez-vous 3;04/02/2027 20h10;tout public;Ailleurs;rennes"
    other_commune = "vitre;Un rendez-vous 3;04/02/2027 20h;tout public;Ailleurs;Vitré"
    with serving(Turn(body=table(*ROWS))) as first, serving(Turn(body=table(near, other_commune))) as second:
        site.sources(one(second.url, "b-seconde", "priorite = 2") + one(first.url, "a", "priorite = 1"))
        site.pull()
        report, output = site.build(offline=True)

    assert not (output / "agenda" / "autre-nom").exists()
    assert (output / "agenda" / "date-3").exists()
    assert (output / "agenda" / "vitre").exists()
    assert "« Le rendez-vous 3 » est aussi dans" in report.render(strict=True)
    for name in ("date-3", "autre-nom"):  # whichever is asked for
        pull(PROJECT, site.said.append, explain=name, **site.settings(TODAY))
        assert "est aussi dans" in site.said[-1]
    pull(PROJECT, site.said.append, explain="date-33", **site.settings(TODAY))
    assert site.said[-1].startswith("Aucun événement ne s’appelle « date-33 ». Vouliez-vous dire « date-")
    assert report.exit_code(strict=True) == 0


def test_ids_that_change_at_every_export_keep_their_address(site: Site) -> None:
    """Paired by what they say: nothing is added, changed or removed."""
    renamed = [row.replace("date-", "x7f-") for row in ROWS]
    with serving(Turn(body=table(*ROWS)), Turn(body=table(*renamed))) as server:
        site.sources(one(server.url))
        site.pull()
        site.pull()

    assert "asso : rien de nouveau." in site.text
    assert site.ids() == [f"date-{rank}" for rank in range(6)]


def test_only_our_own_columns_are_kept_and_nobody_s_number(site: Site) -> None:
    """Attendees, e-mail addresses, phone numbers, birth dates: not in the snapshot, whatever the column."""
    header = "id;titre;debut;public;commune;texte;inscription;participants;naissance\n"
    row = (
        "a;Causerie;20/02/2027 20h;tout public;Rennes;Avec Awa, née le 12/03/1999, awa@exemple.org. Entrée 5 € à 20h;"
        "06 12 34 56 78 ou +223 76 54 32 10;Jean SECRET;1999-03-12\n"
    )
    with serving(Turn(body=(header + row).encode())) as server:
        site.sources(one(server.url))
        site.pull()
    text = (site.data / "recu" / "asso.json").read_text(encoding="utf-8")

    for secret in ("SECRET", "awa@", "1999", "06 12", "76 54"):
        assert secret not in text
    assert "Entrée 5 € à 20h" in text


HOSTILE = {
    "never ends": Turn(raw=lambda sock: _pour(sock)),
    "trickle": Turn(raw=lambda sock: _trickle(sock)),
    "invalid UTF-8": Turn(body=HEADER.encode() + b"\n\xff\xfe\xfa;\x80\x81;;;;\n" * 50),
    "NUL": Turn(body=b"id;titre\n\0\0\0;\0\n"),
    "a long title": Turn(body=table(f"long;{'é' * 1_000_000};20/02/2027;tout public;;Rennes")),
    "javascript": Turn(body=b"id;titre;debut;public;source\na;T;20/02/2027;tout public;javascript:alert(1)\n"),
    "circle": Turn(302, headers={"Location": "/agenda.csv"}),
    "binary": Turn(body=bytes(range(256)) * 100),
    "empty": Turn(body=b""),
    "a million rows": Turn(body=HEADER.encode() + b"\n;;;;;" * 1_000_000),
    "a million columns": Turn(body=b"a;" * 1_000_000 + b"\nb"),
    "quotes": Turn(body=HEADER.encode() + b'\n"x' * 5000),
}


def _pour(sock: socket.socket) -> None:
    sock.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    for _ in range(20_000):
        sock.sendall(bytes(65_536))


def _trickle(sock: socket.socket) -> None:
    sock.sendall(b"HTTP/1.1 200 OK\r\n\r\nid;")
    for _ in range(100):
        sock.sendall(b"a")
        time.sleep(0.1)


@pytest.mark.parametrize("fault", HOSTILE)
def test_a_hostile_answer_is_a_sentence_and_the_site_is_built(site: Site, fault: str) -> None:
    """In bounded time; the snapshot of another source is made all the same."""
    begins = time.monotonic()
    with serving(HOSTILE[fault]) as bad, serving(Turn(body=table(*ROWS))) as good:
        site.sources(one(bad.url) + one(good.url, "bonne"))
        report = site.pull()
        text = site.text
        built, output = site.build(offline=True)

    assert time.monotonic() - begins < 30
    assert list(report) == []
    assert not (site.work / "cache" / "panne.txt").exists()
    assert "Traceback" not in text
    begun = ("asso : ", "  laissée de côté : asso", "  à voir : asso")
    told = [line for line in text.splitlines() if line.startswith(begun)]
    assert any(line.endswith(".") and "rien de nouveau" not in line for line in told)
    assert len(text) < 20_000
    assert built.exit_code(strict=True) == 0
    assert (output / "agenda" / "date-0" / "index.html").exists()


def test_controls_and_formulas_are_taken_out(site: Site) -> None:
    """A title that a spreadsheet would run, or that holds a line end or a right-to-left mark, is words only."""
    row = "a;\"=cmd|'/c calc'!A1 \u202eTitre\nsur deux lignes\";20/02/2027;tout public;;Rennes"
    with serving(Turn(body=table(row))) as server:
        site.sources(one(server.url))
        site.pull()

    assert site.snapshot()["fiches"][0]["titre"] == "cmd|'/c calc'!A1 Titre sur deux lignes"


def test_secrets_are_nowhere(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not in what is said, cached, kept or built; not when the source fails, nor when it repeats the key."""
    monkeypatch.setenv("AGENDA_CLE", "SECRET-CLE-123")
    echo = table(*ROWS, "a;SECRET-CLE-123;20/02/2027;tout public;;")
    with serving(Turn(404), Turn(body=table(*ROWS)), Turn(body=echo)) as server:
        monkeypatch.setenv("AGENDA_ADRESSE", f"{server.url}/private-SECRET-CHEMIN/basic.csv?token=SECRET-QUESTION")
        entry = 'genre = "csv"\nadresse_secrete = "AGENDA_ADRESSE"\nentete = "Authorization"\nsecret = "AGENDA_CLE"\n'
        site.sources(f"[asso]\n{entry}")
        said = []
        for _ in range(3):
            report = site.pull()
            said += [*site.said, report.render(strict=True)]
        site.build(offline=True)

    assert server.asked[0].headers["authorization"] == "SECRET-CLE-123"
    assert "recopie votre clé" in "\n".join(said)
    files = [path.read_bytes() for path in site.work.rglob("*") if path.is_file()]
    assert not any(b"SECRET-CLE" in data or b"SECRET-CHEMIN" in data or b"SECRET-QUESTION" in data for data in files)
    assert "SECRET-" not in "\n".join(said)


def test_a_user_and_a_password_go_in_their_header(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of a secret address; they are in no other place, neither in the request line."""
    with serving(Turn(body=table(*ROWS))) as server:
        monkeypatch.setenv("AGENDA_ADRESSE", server.url.replace("//", "//marie:mot%20de%20passe@") + "/agenda.csv")
        site.sources('[prive]\ngenre = "csv"\nadresse_secrete = "AGENDA_ADRESSE"\n')
        site.pull()

    assert [(asked.path, asked.headers["authorization"]) for asked in server.asked] == [
        ("/agenda.csv", "Basic bWFyaWU6bW90IGRlIHBhc3Nl")
    ]
    assert "marie" not in site.text
    assert "marie" not in "".join(path.read_text("utf-8") for path in (site.work / "cache" / "pull").iterdir())


def test_a_variable_that_is_not_there_is_told_by_its_name(site: Site) -> None:
    """With what to do."""
    site.sources('[asso]\ngenre = "csv"\nadresse_secrete = "PAS_DEFINIE"\n')
    site.pull()

    assert "la variable d’environnement « PAS_DEFINIE » n’est pas définie" in site.text


def test_a_pulled_person_needs_an_agreement_noted_here(site: Site) -> None:
    """And loses it the day it is taken out, before any pull."""
    agreed = "{date: 01/10/2020, portee: [nom], expire_le: 31/07/2099}"  # from afar: worth nothing here
    fiches = [
        f"- id: {name}\n  nom_affiche: NOM-{name.upper()}\n  mission: {{debut: 01/10/2026, fin: 31/07/2027}}\n"
        f"  consentement: {agreed}\n"
        for name in ("venue", "inconnue")
    ]
    body = "".join(fiches).encode()
    people = site.data / "volontaires.yaml"
    before = people.read_text("utf-8")
    agreement = "\n- id: venue\n  consentement: {date: 01/10/2026, portee: [nom], expire_le: 31/07/2028}\n"
    people.write_text(before + agreement, encoding="utf-8")
    with serving(Turn(body=body)) as server:
        site.sources(f'[gens]\ngenre = "yaml"\ndonne = "volontaires"\nadresse = "{server.url}/gens.yaml"\n')
        site.pull()
        said = site.text
        _, output = site.build(offline=True)
    snapshot = (site.data / "recu" / "gens.json").read_text(encoding="utf-8")

    assert "« inconnue » n’a pas d’accord noté ici" in said
    assert "NOM-INCONNUE" not in snapshot
    assert "consentement" not in snapshot
    assert "NOM-VENUE" in (output / "volontaires" / "venue" / "index.html").read_text(encoding="utf-8")

    people.write_text(before, encoding="utf-8")
    _, output = site.build(offline=True)
    assert not (output / "volontaires" / "venue").exists()


@pytest.mark.parametrize("first", ["dates", "gens"])
def test_a_person_and_an_event_that_names_them_come_in_one_pull(site: Site, first: str) -> None:
    """Whichever source is read first; without an agreement noted here, neither comes, and why is told."""
    dates = f"{HEADER};volontaires\ndate-0;Rendez-vous;11/02/2027 20h;tout public;Salle;Rennes;venue\n".encode()
    fiche = b"- id: venue\n  nom_affiche: NOM-VENUE\n  mission: {debut: 01/10/2026, fin: 31/07/2027}\n"
    people = site.data / "volontaires.yaml"
    agreement = "\n- id: venue\n  consentement: {date: 01/10/2026, portee: [nom], expire_le: 31/07/2028}\n"
    with serving(Turn(body=dates)) as agenda, serving(Turn(body=fiche)) as register:
        told = {
            "dates": one(agenda.url, "dates", f"priorite = {1 if first == 'dates' else 2}"),
            "gens": f'[gens]\ngenre = "yaml"\ndonne = "volontaires"\nadresse = "{register.url}/gens.yaml"\n'
            f"priorite = {1 if first == 'gens' else 2}\n",
        }
        site.sources(told["dates"] + told["gens"])
        site.pull()
        without = site.text, site.ids("dates"), site.ids("gens")
        people.write_text(people.read_text("utf-8") + agreement, encoding="utf-8")
        site.pull()

    assert "« venue » n’est pas dans volontaires.yaml" in without[0]
    assert "« venue » n’a pas d’accord noté ici" in without[0]
    assert without[1:] == ([], [])
    assert site.ids("dates") == ["date-0"]
    assert site.ids("gens") == ["venue"]


def test_a_file_of_the_project_is_a_source_too(site: Site) -> None:
    """Renamed columns, a default, a word: all in a few lines."""
    (site.data / "planning.csv").write_text("Quoi;Quand;Où\nConte;20/02/2027 20h;Rennes\n", encoding="utf-8")
    path = (site.data / "planning.csv").relative_to(PROJECT) if site.data.is_relative_to(PROJECT) else None
    assert path is None  # tests run elsewhere: the path is from the project
    work = PROJECT / ".cache" / "essai-planning.csv"
    work.parent.mkdir(exist_ok=True)
    shutil.copy(site.data / "planning.csv", work)
    (site.data / "planning.csv").unlink()
    site.sources(
        '[plan]\ngenre = "csv"\nfichier = ".cache/essai-planning.csv"\nsi_vide = {public = "tout public"}\n'
        'colonnes = {Quoi = "titre", Quand = "debut", "Où" = "commune"}\n'
    )
    site.pull()
    work.unlink()

    assert site.ids("plan") == ["2027-02-20-conte"]


def test_a_workbook_is_a_source_too(site: Site) -> None:
    """From the network to the snapshot, its words understood."""
    workbook = (PROJECT / "tests" / "data" / "table" / "dates-and-hours.xlsx").read_bytes()
    with serving(Turn(body=workbook)) as server:
        entry = f'[tableau]\ngenre = "table"\nadresse = "{server.url}/a.xlsx"\nsi_vide = {{public = "tout public"}}\n'
        site.sources(entry)
        site.pull()

    assert "tableau : +" in site.text
    assert len(site.ids("tableau")) >= 1


def test_a_column_that_nobody_named_is_told_once_and_the_snapshot_stays(site: Site) -> None:
    """With the columns that the source has."""
    with serving(Turn(body=table(*ROWS)), Turn(body=table(*ROWS).replace(b"debut", b"Quand"))) as server:
        site.sources(one(server.url))
        site.pull()
        site.pull()

    assert "aucune fiche n’a de « debut »" in site.text
    assert "Quand" in site.text
    assert len(site.ids()) == 6


def test_a_spoilt_snapshot_and_a_spoilt_file_of_sources_are_told(site: Site) -> None:
    """And the rest of the site is built in a preview."""
    with serving(Turn(body=table(*ROWS))) as server:
        site.sources(one(server.url))
        site.pull()
    (site.data / "recu" / "asso.json").write_text("{<<<<<<< HEAD", encoding="utf-8")
    report, output = site.build("preview", offline=True)
    assert "recu/asso.json, ligne 1 : ce fichier ne se lit plus" in report.render(strict=False)
    assert (output / "index.html").exists()

    site.sources("[asso\n")
    report, _ = site.build("preview", offline=True)
    assert "la mise en forme TOML est rompue" in report.render(strict=False)
    assert any(problem.severity is Severity.ADVICE and "n’est plus lu" in problem.message for problem in report)


def test_a_warm_pull_rewrites_nothing_and_a_new_day_one_line(site: Site) -> None:
    """The moment of the data is in the snapshot, by day: the same day leaves the file alone."""
    with serving(Turn(body=table(*ROWS), etag='"1"')) as server:
        site.sources(one(server.url))
        site.pull()
        path = site.data / "recu" / "asso.json"
        os.utime(path, (1, 1))
        before = path.read_text(encoding="utf-8").splitlines()
        site.pull()
        assert path.stat().st_mtime == 1
        site.pull(today=TODAY + timedelta(days=1))
        after = path.read_text(encoding="utf-8").splitlines()

    assert [(a, b) for a, b in zip(before, after, strict=True) if a != b] == [
        ('  "lu_le": "2026-11-22T12:00Z",', '  "lu_le": "2026-11-23T12:00Z",')
    ]
