from __future__ import annotations

from pathlib import Path

import pytest
from aivm.drafts.folder import draft_of, read_draft
from aivm.problems import Severity, Where
from aivm.text.front_matter import parse
from aivm.text.photo_line import Minors, PhotoLine
from aivm.text.sound_line import SoundLine, complete_sound

KNOWN = frozenset({"titre"})


def test_a_photo_and_a_sound_have_each_their_answers() -> None:
    """`crédit` and `mineurs` go with the one above; the same key is not given twice by the next one."""
    sound, photo = "son : a.mp3\ncrédit : Awa\nmineurs : aucun\n", "photo : b.jpg\nalt : B\nmineurs : aucun\n"
    text = f"titre : A\n{sound}{photo}Audio : c.ogg\n"
    matter, _, _, problems = parse(text, "recit.md", known=KNOWN)

    assert problems == []
    assert matter.sounds == (SoundLine("a.mp3", "Awa", Minors.NONE, 2), SoundLine("c.ogg", line=8))
    assert matter.photos == (PhotoLine("b.jpg", "B", minors=Minors.NONE, line=5),)


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [("alt", "Une voix", "un son, qui n’en a pas"), ("mineurs", "je crois", "ne dit pas si l’on entend des mineurs")],
)
def test_an_answer_that_is_none_changes_nothing(key: str, value: str, words: str) -> None:
    """The sound stays without a statement, so it cannot be published by mistake."""
    sound, problems = complete_sound(SoundLine("a.mp3"), key, value, Where("recit.md", 4, key))

    assert sound == SoundLine("a.mp3")
    assert words in problems[0].message


def test_a_voice_message_is_part_of_a_draft_with_its_two_questions(tmp_path: Path) -> None:
    """What WhatsApp left beside the text is heard in the preview, declared or not."""
    (tmp_path / "message.txt").write_text("Le marché\n\nBonjour.\n", encoding="utf-8")
    (tmp_path / "PTT-20261108-WA0003.opus").write_bytes(b"x")
    draft, questions = read_draft(tmp_path, "content/recits/marche")
    asked = [question for question in questions if question.where.field.endswith(".opus")]

    assert draft is not None
    assert draft.sounds == (SoundLine("PTT-20261108-WA0003.opus"),)
    assert [question.message for question in asked] == [
        "qui entend-on dans « PTT-20261108-WA0003.opus » ?",
        "entend-on des mineurs dans « PTT-20261108-WA0003.opus » ?",
    ]
    assert {question.severity for question in asked} == {Severity.ADVICE}


def test_the_answers_of_a_sound_are_found_in_a_message() -> None:
    """« Son : » is an answer only if there is such a file; otherwise it is the story."""
    text = "Titre\n\nSon : tambour trop fort.\nson : A.OPUS\ncrédit : Awa\nmineurs : aucun\n\nSuite."
    draft, questions = draft_of(text.encode(), "a.txt", (), ("a.opus",))

    assert draft is not None
    assert draft.sounds == (SoundLine("a.opus", "Awa", Minors.NONE, 4),)
    assert "Son : tambour trop fort." in draft.body_markdown
    assert [question for question in questions if question.where.field == "a.opus"] == []
