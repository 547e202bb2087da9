"""What opens an online meeting leaves a text, whatever the service; a page where one registers stays."""

from __future__ import annotations

import pytest
from aivm.people.meetings import told_keys, without_keys


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("https://us02web.zoom.us/j/81234567890?pwd=SECRET", "https://us02web.zoom.us/"),
        ("zoom.us/j/81234567890", "zoom.us/"),
        ("https://zoom.us/my/SECRET", "https://zoom.us/"),
        ("zoommtg://zoom.us/join?confno=812&pwd=SECRET", "…"),
        (
            "https://teams.microsoft.com/l/meetup-join/19%3aSECRET%40thread.v2/0?context=x",
            "https://teams.microsoft.com/",
        ),
        ("https://teams.live.com/meet/93SECRET?p=SECRET", "https://teams.live.com/"),
        ("https://meet.google.com/abc-SECRET-hij", "https://meet.google.com/"),
        ("https://meet.jit.si/SECRET", "https://meet.jit.si/"),
        ("https://jitsi.asso.example/SECRET", "https://jitsi.asso.example/"),
        ("https://visio.numerique.gouv.fr/SECRET", "https://visio.numerique.gouv.fr/"),
        ("https://bbb.asso.example/b/awa-SECRET-x", "https://bbb.asso.example/"),
        ("https://salles.asso.example/rooms/abc-SECRET/join", "https://salles.asso.example/"),
        ("https://asso.webex.com/asso/j.php?MTID=SECRET", "https://asso.webex.com/"),
        ("https://whereby.com/SECRET", "https://whereby.com/"),
        ("https://nuage.asso.example/call/SECRET12", "https://nuage.asso.example/"),
        ("https://nuage.asso.example/index.php/call/SECRET12", "https://nuage.asso.example/"),
        ("https://asso.example/salle?token=SECRET", "https://asso.example/salle"),
        ("code secret : SECRET1", "code secret : …"),
        ("Code d’accès : 1234", "Code d’accès : …"),
        ("mot de passe : SECRET", "mot de passe : …"),
        ("le mot de passe est SECRET1", "le mot de passe est …"),
        ("Passcode: 12SECRET", "Passcode: …"),
        ("Meeting ID: 812 3456 7890", "Meeting ID: …"),
        ("ID de réunion : 812 345 678", "ID de réunion : …"),
    ],
)
def test_what_opens_a_meeting_is_gone(typed: str, left: str) -> None:
    """Of a link the server stays; what is told of it repeats none of what was taken."""
    assert without_keys(f"Rejoindre ({typed}), à 20 h.") == (f"Rejoindre ({left}), à 20 h.", True)
    ((line, said),) = told_keys(f"Bonjour\n{typed}")
    assert line == 1
    assert "SECRET" not in said


@pytest.mark.parametrize(
    "typed",
    [
        "https://zoom.us/webinar/register/WN_abc",
        "https://asso.example/agenda/visio/",
        "https://zoom.us/",
        "https://asso.example/?page=2",
        "mot de passe : envoyé aux inscrits",
        "le mot de passe est demandé à l’entrée",
        "le code de la route",
        "en visioconférence",
    ],
)
def test_what_opens_nothing_stays(typed: str) -> None:
    """A form, a page about it, the words alone."""
    assert without_keys(typed) == (typed, False)
