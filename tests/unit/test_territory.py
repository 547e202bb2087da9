"""The file of the two places is read whole or not at all, and says what is wrong with each field."""

from __future__ import annotations

from pathlib import Path

import pytest
from aivm.host.render import known_territory
from aivm.problems import Report, Severity
from aivm.territory import FILE, read_territory

from tests.conftest import PROJECT, TERRITORY

RAW = (PROJECT / FILE).read_text(encoding="utf-8")
LINES = RAW.splitlines()


def test_the_value_is_frozen_comparable_and_a_key() -> None:
    """The same file gives the same value, by which what was compiled from it is found again."""
    again, problems = read_territory(RAW.encode())

    assert problems == []
    assert again == TERRITORY and again is not TERRITORY and {TERRITORY: 1}[again] == 1
    with pytest.raises(ValueError, match="frozen"):
        TERRITORY.here.town = "Ailleurs"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("typed", "instead", "field", "message"),
    [
        ('ville = "Rennes"', "ville = 4", "ici.ville", "on attend un texte entre guillemets, pas 4."),
        ('ville = "Mopti"', 'ville = " "', "la_bas.ville", "cette information est vide."),
        ('"Europe/Paris"', '"Europe/Pari"', "ici.fuseau", "le fuseau « Europe/Pari » n’existe pas."),
        ('"Africa/Bamako"', '"America/New_York"', "la_bas.fuseau", "n’est pas celle de l’Europe"),
        ('"Africa/Dakar"', '"Afrique/Dakar"', "la_bas.autres_fuseaux", "le fuseau « Afrique/Dakar » n’existe pas."),
        ('zone_scolaire = "B"', 'zone_scolaire = "D"', "ici.zone_scolaire", "« D » ne convient pas."),
        ('code_pays = "ML"', 'code_pays = "Mali"', "la_bas.code_pays", "« Mali » ne convient pas."),
        ('indicatif = "223"', 'indicatif = "+223"', "la_bas.telephone.indicatif", "« +223 » ne convient pas."),
        ("chiffres = 8", 'chiffres = "huit"', "la_bas.telephone.chiffres", "on attend un nombre entier, pas 'huit'."),
        ("[4, 4]", "[4, 5]", "la_bas.telephone", "le groupement [4, 5] ne fait pas 8 chiffres."),
        ("sud = 10.0", "sud = 40.0", "la_bas.boite", "le sud n’est pas au-dessous du nord"),
        ("nord = 25.1", "nord = 251", "la_bas.boite.nord", "251 est trop grand : 80 au plus."),
        ("premiere_annee = 1984", "premiere_annee = 84", "premiere_annee", "84 est trop petit : 1900 au moins."),
        ('niveaux = ["Région", "Cercle"]', "niveaux = []", "la_bas.niveaux", "cette liste est vide."),
        ('niveaux = ["Région", "Cercle"]', 'niveaux = "Région"', "la_bas.niveaux", "on attend une liste"),
        ("fleuve", "riviere", "la_bas.riviere", "cette clé n’est pas connue."),
        ("fleuve", "riviere", "la_bas.fleuve", "cette information manque."),
    ],
)
def test_a_field_that_does_not_fit_is_told_at_its_line(typed: str, instead: str, field: str, message: str) -> None:
    """A sentence, a remedy, and the line to open; nothing is built with half of a territory."""
    assert typed in RAW
    raw = RAW.replace(typed, instead, 1)

    found, problems = read_territory(raw.encode())
    (problem,) = [problem for problem in problems if problem.where.field == field]

    assert found is None and problem.severity is Severity.FATAL
    assert message in problem.message and problem.hint
    line = raw.splitlines()[problem.where.line - 1]
    assert instead.split(" ")[0] in line or line == f"[{field.rpartition('.')[0]}]" or line == f"[{field}]"


@pytest.mark.parametrize(
    "raw", ["", "[ici]\n", "ici = 3\n", "ici = [1]\nla_bas = 'x'\n", "[ici\n", "\ufeff" + RAW[:900]]
)
def test_half_a_file_stops_with_sentences(raw: str) -> None:
    """Never a traceback, whatever is left of it."""
    found, problems = read_territory(raw.encode())

    assert found is None and problems
    assert all(problem.message.endswith(".") and problem.severity is Severity.FATAL for problem in problems)


def test_without_the_file_nothing_is_built(tmp_path: Path) -> None:
    """It says which file, and where it should be."""
    report = Report()

    assert known_territory(tmp_path, report) is None
    assert "territoires.toml : ce fichier manque" in report.render(strict=False)
    assert report.exit_code(strict=False) != 0
