from __future__ import annotations

import pytest
from aivm.drafts.messages import strip_messages


def kept(text: str) -> list[str]:
    """The lines that stay."""
    return [line for _, line in strip_messages(text).lines]


@pytest.mark.parametrize(
    "line",
    [
        "[08/11/2026 21:14:03] Awa : Bonjour à tous : voici",
        "[08/11/2026, 21:14:03] Awa Prénom-Nom: Bonjour à tous : voici",
        "\u200e[08/11/26 à 21:14:03] \u202a+223 00 00 00 00\u202c : Bonjour à tous : voici",
        "08/11/2026, 21:14 - Awa: Bonjour à tous : voici",
        "08/11/2026 à 21h14 - ~ Awa 🌍: Bonjour à tous : voici",
        "8.11.26, 9:14\u202fPM - Awa: Bonjour à tous : voici <Ce message a été modifié>",
    ],
)
def test_the_date_and_the_name_of_a_message_go(line: str) -> None:
    """iPhone and Android, long and short dates, a telephone number as a name."""
    stripped = strip_messages(line)

    assert [text for _, text in stripped.lines] == ["Bonjour à tous : voici"]
    assert stripped.days == ("08/11/2026",)
    assert stripped.senders == 1
    assert "Awa" not in repr(stripped)


@pytest.mark.parametrize(
    "line",
    [
        "08/11/2026, 21:14 - Awa a rejoint le groupe",
        "08/11/2026, 21:14 - Awa: <Médias omis>",
        "<Médias omis>",
        "<Media omitted>",
        "\u200eimage absente",
        "IMG-20261108-WA0007.jpg (fichier joint)",
        "<pièce jointe : 00000012-PHOTO-2026-11-08-21-14-03.jpg>",
        "Ce message a été supprimé",
        "Envoyé depuis mon iPhone",
    ],
)
def test_what_a_person_did_not_write_goes(line: str) -> None:
    """Service messages, missing media and signatures of telephones."""
    assert kept(f"Avant\n{line}\nAprès") == ["Avant", "Après"]


@pytest.mark.parametrize(
    "line",
    [
        "Le 08/11/2026, 21:14 - nous arrivons : ouf",
        "08/11/2026 : départ",
        "À midi : le marché",
        "La photo absente du mur",
        "Une image (fichier joint) du passé",
    ],
)
def test_what_a_person_wrote_stays(line: str) -> None:
    """A date or a colon in the story is not the mark of a message."""
    assert kept(line) == [line]


def test_lines_keep_their_numbers() -> None:
    """A question can name the line of the file, and a second sender is counted."""
    stripped = strip_messages("[01/02/2026 10:00] A : un\ndeux\n[02/02/2026 10:00] B : trois")

    assert stripped.lines == ((1, "un"), (2, "deux"), (3, "trois"))
    assert stripped.days == ("01/02/2026", "02/02/2026")
    assert stripped.senders == 2


def test_an_e_mail_gives_its_subject_and_loses_its_header() -> None:
    """Addresses of people never reach the site."""
    stripped = strip_messages(
        "\nDe : Awa <a@exemple.invalid>\nEnvoyé : hier\nÀ : B\nObjet : Re: TR : Au marché\n\nBonjour"
    )

    assert stripped.subject == "Au marché"
    assert [line for _, line in stripped.lines] == ["", "Bonjour"]


def test_one_line_that_looks_like_a_header_is_text() -> None:
    """« À : tous » opens a letter."""
    assert kept("À : tous\nBonjour") == ["À : tous", "Bonjour"]
