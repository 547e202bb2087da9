"""fermetures.yaml: days when nobody comes, and who said so."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from aivm.problems import Problem
from aivm.records.closure import Closure
from aivm.sources.closures import read_closures

from tests.conftest import PROJECT, TERRITORY

GOOD = "- du: 12/03/2027\n  au: 14/03/2027\n  motif: Assemblée\n  dit_par: Le bureau\n"


def read(text: str, folder: Path) -> tuple[tuple[Closure, ...], list[Problem]]:
    """The closures of a file with this text."""
    (folder / "fermetures.yaml").write_text(text, encoding="utf-8")
    return read_closures([(folder, False)], folder, TERRITORY)


def test_a_closure_goes_from_its_first_to_its_last_day(tmp_path: Path) -> None:
    """Both included; one day where no end is typed."""
    (several, one), problems = read(f"{GOOD}- du: 2027-04-01\n  motif: Grève\n  dit_par: La mairie\n", tmp_path)

    assert problems == []
    assert [several.covers(date(2027, 3, day)) for day in (11, 12, 14, 15)] == [False, True, True, False]
    assert (one.start, one.last_day, one.reason, one.said_by) == (
        *(date(2027, 4, 1), date(2027, 4, 1)),
        *("Grève", "La mairie"),
    )


def test_no_file_and_no_closure_are_normal_states(tmp_path: Path) -> None:
    """So is a folder that is not there."""
    assert read_closures([(tmp_path, False), (tmp_path / "rien", True)], tmp_path, TERRITORY) == ((), [])
    assert read("# Rien.\n[]\n", tmp_path) == ((), [])


def test_closures_of_the_examples_know_that_they_are(tmp_path: Path) -> None:
    """By their folder."""
    (tmp_path / "fermetures.yaml").write_text(GOOD, encoding="utf-8")
    closures, _ = read_closures([(tmp_path, False), (tmp_path, True)], tmp_path, TERRITORY)

    assert [closure.example for closure in closures] == [False, True]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            GOOD.replace("14/03/2027", "14/03/2026"),
            "ligne 2, « au » : la fermeture finit avant de commencer. Vérifiez les deux dates.",
        ),
        (
            GOOD.replace("14/03", "31/02"),
            "ligne 2, « au » : la date « 31/02/2027 » n’existe pas. Vérifiez le jour et le mois.",
        ),
        (
            GOOD.replace("12/03/2027", "vendredi"),
            "ligne 1, « du » : « vendredi » n’est pas une date. Écrivez jour/mois/année, par exemple 14/01/2027.",
        ),
        (
            GOOD.replace("  dit_par: Le bureau\n", ""),
            "ligne 1, « dit_par » : cette information manque. Remplissez-la.",
        ),
        (GOOD.replace("Assemblée", ""), "ligne 3, « motif » : cette information manque. Remplissez-la."),
        (
            GOOD.replace("Assemblée", "[a, b]"),
            "ligne 3, « motif » : la valeur devrait être un texte, c’est une liste. Écrivez-la sur une seule ligne.",
        ),
    ],
)
def test_a_bad_closure_is_named_with_its_remedy(tmp_path: Path, text: str, sentence: str) -> None:
    """It is left out; production stops on it, so that no date is offered by mistake."""
    closures, (problem,) = read(text, tmp_path)

    assert str(problem) == f"fermetures.yaml, {sentence}"
    assert problem.severity == "blocking"
    assert closures == ()


def test_an_unknown_key_is_told(tmp_path: Path) -> None:
    """« secteur » would be a limit, and there are none: the closure holds everywhere meanwhile."""
    closures, (problem,) = read(f"{GOOD}  dit par qui: Moi\n", tmp_path)

    assert str(problem).startswith("fermetures.yaml, ligne 5, « dit par qui »")
    assert "Vouliez-vous dire « dit_par » ?" in str(problem)
    assert len(closures) == 1


def test_a_closure_of_many_months_is_worth_a_look(tmp_path: Path) -> None:
    """A mistyped year would take all dates away without a word."""
    closures, (problem,) = read(GOOD.replace("14/03/2027", "14/03/2028"), tmp_path)

    assert str(problem) == "fermetures.yaml, ligne 2, « au » : la fermeture dure 369 jours. Vérifiez l’année."
    assert problem.severity == "advice"
    assert len(closures) == 1


def test_a_file_that_is_no_list_is_told(tmp_path: Path) -> None:
    """As for any other data file."""
    closures, problems = read("du: 12/03/2027\n", tmp_path)

    assert closures == ()
    assert "on attend une liste de fiches" in str(problems[0])


def test_the_example_in_the_file_as_shipped_can_be_copied(tmp_path: Path) -> None:
    """Its « # » taken off, as its first lines say."""
    shipped = (PROJECT / "content" / "data" / "fermetures.yaml").read_text(encoding="utf-8")
    _, _, example = shipped.partition("#\n")
    closures, problems = read(re.sub("(?m)^# ", "", example.replace("[]\n", "")), tmp_path)

    assert problems == []
    assert [(closure.start, closure.last_day) for closure in closures] == [(date(2027, 3, 12), date(2027, 3, 14))]
