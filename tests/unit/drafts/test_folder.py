from __future__ import annotations

from pathlib import Path

import pytest
from aivm.drafts.folder import Draft, draft_of, read_draft, strip_emoji
from aivm.problems import Severity
from aivm.text.photo_line import Minors, PhotoLine

FILE = "content/recits/marche"
MESSAGE = "Un dimanche au marché 🥬\r\n\r\nBonjour *à tous* !\r\n"


def folder(tmp_path: Path, *names: str, text: str = MESSAGE) -> Path:
    """A folder with a message and files."""
    (tmp_path / "message.txt").write_bytes(text.encode())
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    return tmp_path


def asked(text: str, *photos: str) -> list[str]:
    """The questions left by a text, without their remedies."""
    return [question.message for question in draft_of(text.encode(), "a.txt", photos)[1]]


def test_a_folder_from_a_phone_is_a_draft(tmp_path: Path) -> None:
    """The first line is the title, without its emoji; the rest is Markdown; photos come by name."""
    draft, questions = read_draft(folder(tmp_path, "b.JPG", "a.heic", ".DS_Store", "LISEZMOI.txt"), FILE)

    assert draft == Draft(
        "Un dimanche au marché", "Bonjour **à tous** !", (PhotoLine("a.heic"), PhotoLine("b.JPG")), {}
    )
    assert {question.severity for question in questions} == {Severity.ADVICE}
    assert {question.where.file for question in questions} == {f"{FILE}/message.txt"}


def test_each_missing_fact_is_one_question(tmp_path: Path) -> None:
    """Questions are in French, with the line to add; a day seen in a file name is proposed and never assumed."""
    _, questions = read_draft(folder(tmp_path, "IMG-20261108-WA0007.jpg"), FILE)

    assert [str(question).partition(" : ")[2] for question in questions] == [
        "quand ce récit a-t-il été écrit ? Le nom de la photo « IMG-20261108-WA0007.jpg » fait penser au 08/11/2026. "
        "Ajoutez une ligne « écrit le : 08/11/2026 ».",
        "qui raconte ? Ajoutez une ligne « volontaire : son-identifiant ».",
        "que voit-on sur « IMG-20261108-WA0007.jpg » ? Sous une ligne « photo : IMG-20261108-WA0007.jpg », "
        "ajoutez « alt : ce que l’on y voit ».",
        "qui a pris « IMG-20261108-WA0007.jpg » ? Sous une ligne « photo : IMG-20261108-WA0007.jpg », "
        "ajoutez « crédit : prénom ou association ».",
        "y a-t-il des mineurs sur « IMG-20261108-WA0007.jpg » ? Sous une ligne « photo : IMG-20261108-WA0007.jpg », "
        "ajoutez « mineurs : » et l’une de ces réponses : « aucun », « non reconnaissables », « autorisation écrite ».",
    ]


def test_answers_added_anywhere_close_their_questions() -> None:
    """Volunteers add lines at the top or at the end of the text, and these never show in the story."""
    text = (
        "Titre\nécrit le : 08/11/2026\n\nTexte.\n\nVolontaire : awa-2026\n"
        "Photo : A.jpg\nalt : Un puits\n\nphoto : a.JPG\ncrédit : AIVM\nMineurs : aucun mineur\n"
    )
    draft, questions = draft_of(text.encode(), "a.txt", ["a.jpg"])

    assert questions == []
    assert draft is not None
    assert draft.body_markdown == "Texte."
    assert draft.photos == (PhotoLine("a.jpg", "Un puits", "AIVM", Minors.NONE, 7),)
    assert {key: field.value for key, field in (draft.fields or {}).items()} == {
        "ecrit_le": "08/11/2026",
        "volontaire": "awa-2026",
    }


def test_a_line_that_only_looks_like_an_answer_is_text() -> None:
    """« Photo : le marché » names no file of the folder, and « Crédit : » follows no photo."""
    draft, _ = draft_of("Titre\n\nPhoto : le marché\nCrédit : 3 euros\n".encode(), "a.txt", ["a.jpg"])

    assert draft is not None
    assert draft.body_markdown == "Photo : le marché  \nCrédit : 3 euros"


def test_a_credit_before_any_photo_is_text() -> None:
    """It may even be the title: « Crédit : mode d’emploi »."""
    draft, _ = draft_of("Crédit : mode d’emploi\n\nTexte".encode(), "a.txt")

    assert draft is not None
    assert (draft.title, draft.body_markdown) == ("Crédit : mode d’emploi", "Texte")


def test_a_wrong_answer_is_told() -> None:
    """The same rules as in a finished story."""
    assert "« oui » ne dit pas si des mineurs sont sur la photo." in asked("T\n\nphoto : a.jpg\nmineurs : oui", "a.jpg")


def test_a_whatsapp_export_names_nobody() -> None:
    """Dates are only proposed; two senders are counted, and asked about."""
    text = "[08/11/2026 21:14:03] Awa : Au marché\n[09/11/2026 08:00:00] Binta : Bonjour\n"
    draft, questions = draft_of(text.encode(), "a.txt")

    assert draft == Draft("Au marché", "Bonjour", (), {})
    assert "Le dernier message fait penser au 09/11/2026." in questions[0].message
    assert "ce fichier mêle les messages de 2 personnes." in asked(text)
    assert not any(name in f"{draft} {questions}" for name in ("Awa", "Binta"))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("🎉\n🎉 *La fête !* 🎉🇲🇱\n\nTexte", "La fête !"),
        ("Texte\ntitre : Le vrai titre", "Le vrai titre"),
        ("De : A\nObjet : Au marché\n\nTexte", "Au marché"),
        ("# Mon titre\n\nTexte", "Mon titre"),
    ],
)
def test_the_title_is_what_a_person_meant(text: str, title: str) -> None:
    """An explicit title, else a subject, else the first line with words, without marks and emoji."""
    draft, _ = draft_of(text.encode(), "a.txt")

    assert draft is not None
    assert draft.title == title
    assert draft.body_markdown.endswith("Texte")


def test_a_story_without_a_title_loses_no_word() -> None:
    """When the first line is a whole paragraph, its first words serve as a title and the paragraph stays."""
    draft, _ = draft_of(("mot " * 60).encode(), "a.txt")

    assert draft is not None
    assert draft.title.endswith("mot…")
    assert len(draft.title) <= 140
    assert draft.body_markdown.count("mot") == 60


@pytest.mark.parametrize(
    ("title", "bare"),
    [("👩🏾‍🌾 À la ferme ! 🥬", "À la ferme !"), ("«\u202fOui\u202f»", "«\u202fOui\u202f»"), ("🎉", "")],
)
def test_emoji_around_a_title_go(title: str, bare: str) -> None:
    """Composed emoji too; punctuation stays."""
    assert strip_emoji(title) == bare


def test_two_texts_or_none_are_told(tmp_path: Path) -> None:
    """Nobody guesses which text is the story."""
    (tmp_path / "a.jpg").write_bytes(b"x")
    assert "n’a pas de fichier .txt" in read_draft(tmp_path, FILE)[1][0].message

    folder(tmp_path, "autre.TXT")
    draft, problems = read_draft(tmp_path, FILE)

    assert draft is None
    assert [problem.message for problem in problems] == [
        "ce dossier a plusieurs textes : « autre.TXT », « message.txt »."
    ]
    assert problems[0].severity is Severity.BLOCKING


@pytest.mark.parametrize("text", ["", "🎉 🎉", "[08/11/2026 21:14:03] Awa : <Médias omis>", "\0\0"])
def test_no_words_is_no_draft(text: str) -> None:
    """An empty or a binary file, emoji only, media only."""
    draft, problems = draft_of(text.encode(), "a.txt")

    assert draft is None
    assert len(problems) == 1


def test_a_file_that_the_story_cannot_show_is_told(tmp_path: Path) -> None:
    """A film beside the text is not forgotten in silence."""
    _, questions = read_draft(folder(tmp_path, "VID-1.mp4"), FILE)

    assert questions[-1].where.file == f"{FILE}/VID-1.mp4"
