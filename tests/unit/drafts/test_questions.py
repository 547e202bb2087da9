from __future__ import annotations

import pytest
from aivm.drafts.messages import Stripped
from aivm.drafts.questions import questions_of, unused_file
from aivm.problems import Severity
from aivm.text.front_matter import Field
from aivm.text.photo_line import Minors, PhotoLine

NOTHING = Stripped((), "", (), 0)
ANSWERED = {"ecrit_le": Field("08/11/2026", 2, "écrit le"), "volontaire": Field("awa-2026", 3, "volontaire")}


@pytest.mark.parametrize(
    ("photo", "days", "proposal"),
    [
        ("IMG-20261108-WA0007.jpg", (), "« écrit le : 08/11/2026 »"),
        ("PHOTO-2026-11-08-21-14-03.jpg", (), "« écrit le : 08/11/2026 »"),
        ("IMG-20261108-WA0007.jpg", ("09/11/2026",), "« écrit le : 08/11/2026 »"),
        ("puits.jpg", ("08/11/2026", "09/11/2026"), "« écrit le : 09/11/2026 »"),
        ("puits.jpg", (), "« écrit le : JJ/MM/AAAA »"),
    ],
)
def test_the_day_is_proposed_from_the_best_clue(photo: str, days: tuple[str, ...], proposal: str) -> None:
    """The name of a photo, else the last message, else nothing."""
    first = next(iter(questions_of({}, [PhotoLine(photo)], Stripped((), "", days, 1), "a.txt")))

    assert proposal in first.hint
    assert first.severity is Severity.ADVICE


def test_answers_close_their_questions() -> None:
    """A complete draft asks nothing."""
    photo = PhotoLine("a.jpg", "Un puits", "AIVM", Minors.NONE, 4)

    assert list(questions_of(ANSWERED, [photo], NOTHING, "a.txt")) == []


def test_a_photo_asks_only_what_it_lacks_on_its_line() -> None:
    """One question for each of alt, credit and minors."""
    photos = [PhotoLine("a.jpg", "Un puits", "", Minors.NONE, 4), PhotoLine("b.jpg", "", "AIVM", None)]
    asked = [(question.where.line, question.message) for question in questions_of(ANSWERED, photos, NOTHING, "a.txt")]

    assert asked == [
        (4, "qui a pris « a.jpg » ?"),
        (0, "que voit-on sur « b.jpg » ?"),
        (0, "y a-t-il des mineurs sur « b.jpg » ?"),
    ]


def test_several_people_in_one_text_are_asked_about() -> None:
    """Their words are not the volunteer's to publish."""
    asked = list(questions_of(ANSWERED, [], Stripped((), "", (), 3), "a.txt"))

    assert [question.message for question in asked] == ["ce fichier mêle les messages de 3 personnes."]


def test_a_file_beside_the_text_is_only_advice() -> None:
    """It stops nothing."""
    assert unused_file("x/a.opus").severity is Severity.ADVICE
