"""Remote sources from the network to the pages: pulled, kept, merged, corrected by hand, and never a reason to fall."""

from __future__ import annotations

import json
import os
import re
import shutil
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from aivm.commands.build import pull
from aivm.output.manifest import of_folder
from aivm.problems import Severity

from tests.builds.sourced import ROWS, Site, one, spoken, table
from tests.conftest import PROJECT, TODAY
from tests.loopback import Turn, serving

pytestmark = pytest.mark.build


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
