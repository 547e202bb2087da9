from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from aivm.drafts.new_story import run

ANSWERS = ["", "Le puits", "8/11/2026", "awa-2026", "eau, école", ""]


def answering(*answers: str | type[BaseException]) -> Callable[[str], str]:
    """A person who types these answers in turn, and then closes the window."""
    given = iter(answers)

    def ask(question: str) -> str:
        answer = next(given, EOFError)
        if isinstance(answer, str):
            return answer
        raise answer

    return ask


def quietly(_: str) -> None:
    """Say nothing."""


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "Ma photo.JPG"
    path.write_bytes(b"photo")
    return path


def test_answers_make_a_story(tmp_path: Path, photo: Path) -> None:
    """Questions in order, a photo with its three answers, and the folder at the end."""
    said: list[str] = []
    ask = answering(*ANSWERS[:-1], f"'{photo}' ", "Un puits", "AIVM", "aucun", "")

    assert run(tmp_path, ask, said.append) == 0
    assert (tmp_path / "content/recits/le-puits/recit.md").read_text(encoding="utf-8") == (
        "titre : Le puits\nécrit le : 08/11/2026\nbrouillon : oui\nvolontaire : awa-2026\nthèmes : eau, école\n"
        "photo : ma-photo.jpg\nalt : Un puits\ncrédit : AIVM\nmineurs : aucun\n\nÀ COMPLÉTER : écrivez ici le récit.\n"
    )
    assert (tmp_path / "content/recits/le-puits/ma-photo.jpg").read_bytes() == b"photo"
    assert "content/recits/le-puits/recit.md" in said[-2]


def test_a_sound_is_dropped_like_a_photo(tmp_path: Path) -> None:
    """Two answers, a plain name, and its three lines in the story."""
    voice = tmp_path / "PTT Awa.OPUS"
    voice.write_bytes(b"voice")

    assert run(tmp_path, answering(*ANSWERS[:-1], str(voice), "", "Awa", "aucun", ""), quietly) == 0
    story = tmp_path / "content/recits/le-puits"
    assert "son : ptt-awa.opus\ncrédit : Awa\nmineurs : aucun\n" in (story / "recit.md").read_text(encoding="utf-8")
    assert (story / "ptt-awa.opus").read_bytes() == b"voice"


def test_a_bad_answer_is_asked_again_with_its_reason(tmp_path: Path, photo: Path) -> None:
    """Nobody starts over for one mistake."""
    said: list[str] = []
    bad = ["/absent", "", "😀", "Le puits", "hier", "8/11/2026", "Awa T.", "", "", "/absent.jpg", str(photo)]

    assert (
        run(tmp_path, answering(*bad, "", "Un puits", "", "AIVM", "oui", "non reconnaissables", ""), said.append) == 0
    )
    reasons = "\n".join(said)
    for word in ("/absent »", "titre", "« hier »", "« Awa T. »", "/absent.jpg »", "Décrivez", "Dites qui", "« oui »"):
        assert word in reasons


@pytest.mark.parametrize("stop", [KeyboardInterrupt, EOFError])
@pytest.mark.parametrize("after", range(9))
def test_it_can_be_left_at_any_moment_leaving_nothing(
    tmp_path: Path, photo: Path, after: int, stop: type[BaseException]
) -> None:
    """Ctrl-C or the end of input before the last answer: no folder, no copy, and an exit code that says so."""
    answers = [*ANSWERS[:-1], str(photo), "Un puits", "AIVM", "aucun"]

    assert run(tmp_path, answering(*answers[:after], stop), quietly) == 1
    assert list(tmp_path.iterdir()) == [photo]


def test_a_taken_address_comes_with_another(tmp_path: Path) -> None:
    """The story that is there is untouched; Enter accepts the address proposed."""
    said: list[str] = []
    there = tmp_path / "content/recits/le-puits"
    there.mkdir(parents=True)

    assert run(tmp_path, answering("", "Le puits", "le-puits", "", "8/11/2026", "", "", ""), said.append) == 0
    assert "L’adresse /recits/le-puits/ est déjà prise." in said
    assert list(there.iterdir()) == []
    assert (tmp_path / "content/recits/le-puits-2/recit.md").exists()


def test_a_whatsapp_folder_only_asks_what_it_lacks(tmp_path: Path) -> None:
    """Its title is proposed, its answers are kept, its photos are copied under plain names."""
    folder = tmp_path / "whatsapp"
    folder.mkdir()
    text = "Au marché 🥬\n\nBonjour *à tous*.\n\nécrit le : 08/11/2026\nphoto : IMG-1.jpg\ncrédit : AIVM\n"
    (folder / "m.txt").write_text(text, encoding="utf-8")
    (folder / "IMG-1.jpg").write_bytes(b"x")

    assert run(tmp_path, answering(str(folder), "", "", "", "", "Un étal", "aucun", ""), quietly) == 0
    assert (tmp_path / "content/recits/au-marche/recit.md").read_text(encoding="utf-8") == (
        "titre : Au marché\nécrit le : 08/11/2026\nbrouillon : oui\n"
        "photo : img-1.jpg\nalt : Un étal\ncrédit : AIVM\nmineurs : aucun\n\nBonjour **à tous**.\n"
    )


def test_a_photo_that_goes_away_is_told(tmp_path: Path, photo: Path) -> None:
    """A memory card pulled out before the end: said in French, nothing half-made."""
    said: list[str] = []
    answer = answering(*ANSWERS[:-1], str(photo), "Un puits", "AIVM", "aucun", "")

    def ask(question: str) -> str:
        if question.startswith("  Mineurs"):
            photo.unlink()
        return answer(question)

    assert run(tmp_path, ask, said.append) == 1
    assert "n’a pas pu être créé" in said[-1]
    assert list((tmp_path / "content/recits").iterdir()) == []
