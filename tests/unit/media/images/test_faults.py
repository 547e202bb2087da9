"""What a person is told about a photo that cannot be used."""

from __future__ import annotations

import os
import sys
import unicodedata
from pathlib import Path

import pytest
from aivm.media.images.faults import Fault, unreadable
from aivm.media.images.formats import identify
from aivm.problems import Severity, Where


def test_a_fault_becomes_a_problem_that_names_the_photo() -> None:
    """The message names the file as written, at the place that asks for it."""
    problem = Fault("est un PDF.", "Enregistrez-la en JPEG.").at(Where("content/a.md", 3, "photo"), Path("x/vue.jpg"))

    assert str(problem) == (
        "content/a.md, ligne 3, « photo » : la photo « vue.jpg » est un PDF. Enregistrez-la en JPEG."
    )
    assert problem.severity is Severity.BLOCKING


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("marhcé.JPG", "Vouliez-vous dire « marché.JPG » ?"),
        ("MARCHÉ.jpg", "Vouliez-vous dire « marché.JPG » ?"),
        (unicodedata.normalize("NFD", "marché.JPG").upper(), "Vouliez-vous dire « marché.JPG » ?"),
        ("zzzz.png", "Vérifiez son nom, ou ajoutez-la dans le dossier « récit »."),
    ],
)
def test_a_missing_photo_is_searched_for_in_its_folder(asked: str, hint: str, tmp_path: Path) -> None:
    """A slip, another case or decomposed accents each lead to the file that is there."""
    folder = tmp_path / "récit"
    folder.mkdir()
    (folder / "marché.JPG").write_bytes(b"x")
    if (folder / asked).exists():
        pytest.skip("this disk does not tell case or accents apart")

    assert identify(folder / asked) == Fault("est introuvable.", hint)


def test_a_missing_folder_an_empty_file_and_a_folder_are_told(tmp_path: Path) -> None:
    """Each of the other ways not to be a photo has its own sentence."""
    (tmp_path / "vide.jpg").touch()
    faults = [identify(path) for path in (tmp_path / "non" / "a.jpg", tmp_path / "vide.jpg", tmp_path)]

    assert [fault.what for fault in faults if isinstance(fault, Fault)] == [
        "est introuvable : son dossier n’existe pas.",
        "est vide (0 octet).",
        "est un dossier, pas un fichier.",
    ]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    """A file without the right to read is a Problem, not a traceback."""
    path = tmp_path / "a.jpg"
    path.write_bytes(b"x")
    path.chmod(0)

    assert identify(path) == unreadable(PermissionError())


def test_what_the_system_refuses_is_said_with_a_remedy(tmp_path: Path) -> None:
    """Rights are told in plain words; anything else keeps the system's own."""
    too_long = identify(tmp_path / ("x" * 5000))

    assert unreadable(PermissionError()).hint == "Donnez le droit de lecture sur ce fichier."
    assert isinstance(too_long, Fault)
    assert too_long.what.startswith("ne peut pas être ouverte (")
