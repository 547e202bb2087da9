"""The live site seen from outside: a good host has nothing to hear, a bad one each of its faults with its remedy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from aivm.problems import Severity
from aivm.publish.look import TYPES, look, looked_at
from aivm.publish.web import Reply

from tests.unit.publish.conftest import write

SITEURL = "https://site.example"
GOOD = {"content-security-policy": "default-src 'self'", "x-content-type-options": "nosniff"}
Change = Callable[[str, Reply], Reply]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A finished folder with one file of each kind."""
    page = "<p>" + "x" * 2000
    names = (
        "index.html",
        "agenda/index.html",
        "recits/puits/index.html",
        "agenda.ics",
        "flux/recits.atom",
        "agenda.json",
    )
    return write(tmp_path / "site", {**dict.fromkeys(names, page), "photos/a.webp": "photo"})


def host(folder: Path, change: Change = lambda path, answer: answer) -> Callable[[str], Reply]:
    """A host that does all well, but for one `change`."""

    def answer(address: str) -> Reply:
        path = address.partition("://")[2].partition("/")[2]
        file = folder / (f"{path}index.html" if not path or path.endswith("/") else path)
        found = Reply(404, GOOD, b"", address)
        if file.is_file():
            kind = {"content-type": f"{TYPES[file.suffix][0]}; charset=utf-8", "content-encoding": "br"}
            found = Reply(200, {**GOOD, **kind}, file.read_bytes(), address.replace("http://", "https://"))
        return change(path, found)

    return answer


def test_a_good_host_hears_nothing(folder: Path) -> None:
    """Home, agenda, a story and the feeds are as they were sent."""
    assert looked_at(folder)[-1] == "recits/puits/index.html"
    assert look(SITEURL, folder, host(folder)) == []


def test_what_was_removed_may_answer_410(folder: Path) -> None:
    """The page that stands there is not the story to ask for."""
    write(folder, {"recits/avant/index.html": "<p>Cette page a été retirée"})
    gone = ("/recits/avant/",)
    refused = host(folder, lambda path, one: replace(one, status=410) if path == "recits/avant/" else one)

    assert looked_at(folder, gone)[-1] == "recits/puits/index.html"
    assert look(SITEURL, folder, refused, gone) == []
    assert "erreur 410" in "\n".join(map(str, look(SITEURL, folder, refused)))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda path, one: replace(one, headers={**one.headers, "content-encoding": ""}), "ne compresse pas"),
        (
            lambda path, one: replace(one, headers={**one.headers, "content-type": "text/plain"}),
            "l’annonce comme « text/plain »",
        ),
        (lambda path, one: replace(one, body=b"ancien"), "pas la version qui vient d’être envoyée"),
        (
            lambda path, one: Reply(200, GOOD, b"<title>Index of /flux</title>") if path == "flux/" else one,
            "liste des fichiers",
        ),
        (lambda path, one: replace(one, status=200), "comme une vraie page"),
        (
            lambda path, one: replace(one, headers={k: v for k, v in one.headers.items() if k not in GOOD}),
            "x-content-type-options",
        ),
        (lambda path, one: replace(one, address=one.address.replace("https", "http")), "n’est pas mené au site sûr"),
        (lambda path, one: Reply(fault="il ne répond pas à temps"), "il ne répond pas à temps"),
    ],
)
def test_each_fault_is_named(change: Change, sentence: str, folder: Path) -> None:
    """With what to ask of the host."""
    problems = look(SITEURL, folder, host(folder, change))

    assert sentence in "\n".join(map(str, problems))
    assert all(problem.hint for problem in problems)


@pytest.mark.parametrize(
    ("status", "remedy"), [(403, "d’ouvrir ce fichier"), (500, "journal d’erreurs"), (404, "SITEURL"), (0, "SITEURL")]
)
def test_what_a_visitor_does_not_get_is_a_failure(status: int, remedy: str, folder: Path) -> None:
    """A machine that publishes at night learns it by the exit code; the rest of what hosts do is an advice."""
    refused = Reply(status, GOOD, fault="" if status else "il ne répond pas à temps")
    problems = look(SITEURL, folder, host(folder, lambda path, one: refused if path == "agenda.ics" else one))
    (problem,) = problems

    assert problem.severity is Severity.BLOCKING
    assert remedy in problem.hint
