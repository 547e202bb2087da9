"""What categories, #mots and places say, by the table of the settings; what they do not say is closed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from aivm.sources.ics.place import communes, place
from aivm.sources.ics.words import marked, table, without_words

from tests.conftest import TERRITORY
from tests.unit.sources.conftest import OPTIONS, WORDS, event, rows


@pytest.mark.parametrize(
    ("line", "audience"),
    [
        ("SUMMARY:Contes", "scolaire"),
        ("SUMMARY:Contes #tout-public", "tout public"),
        ("SUMMARY:Contes #ToutPublic", "tout public"),
        ("SUMMARY:Contes pour tout public", "scolaire"),
        ("CATEGORIES:Tout public", "tout public"),
        ("CATEGORIES:Tout public,CM1", "tout public"),
        ("CATEGORIES:Tout public,Scolaire", "scolaire"),
        ("CATEGORIES:Adhérents,Scolaire,Tout public", "adhérents"),
        ("DESCRIPTION:https://asso.example/#tout-public", "scolaire"),
    ],
)
def test_only_a_clear_word_opens_an_event(line: str, audience: str) -> None:
    """Where words disagree, the most closed holds; the end of a web address is no word."""
    assert rows(event(line))[0][0]["public"] == audience


def test_a_calendar_of_public_events_says_so_once_for_all() -> None:
    """`si_vide` opens what says nothing; a word that closes an event still closes it."""
    options = replace(OPTIONS, unsaid="tout public")

    assert rows(event("SUMMARY:Contes"), options)[0][0]["public"] == "tout public"
    assert rows(event("SUMMARY:Contes", "CATEGORIES:Scolaire"), options)[0][0]["public"] == "scolaire"


def test_a_mot_that_nobody_knows_is_a_theme_and_a_category_is_not() -> None:
    """Somebody typed the first for the site; calendars have categories of their own."""
    (row,), (problem,) = rows(event("SUMMARY:Contes #3 #fleuve_Niger #eau", "CATEGORIES:Catégorie bleue,Musique"))

    assert row["themes"] == "musique, fleuve Niger, eau"
    assert row["titre"] == "Contes #3"
    assert "« Catégorie bleue »" in problem.message
    assert problem.severity == "advice"


def test_mots_at_the_end_go_and_those_in_a_sentence_stay() -> None:
    """As words."""
    assert without_words("On parle d’#eau et de #santé. #cm1 #eau\n#tout-public") == "On parle d’eau et de santé.\n"


@pytest.mark.parametrize(
    ("typed", "title", "state"),
    [
        ("ANNULÉ : Contes", "Contes", "annulé"),
        ("[Annulée] Contes", "Contes", "annulé"),
        ("Contes (complet)", "Contes", "complet"),
        ("Reporté - Contes", "Contes", "reporté"),
        ("Contes – ANNULÉ", "Contes", "annulé"),
        ("Le spectacle annulé", "Le spectacle annulé", ""),
        ("Complet", "Complet", ""),
    ],
)
def test_a_state_written_in_the_title_is_read(typed: str, title: str, state: str) -> None:
    """Where a sign sets it apart: our own calendars write it so."""
    assert marked(typed) == (title, state)


@pytest.mark.parametrize(
    ("location", "name", "commune"),
    [
        ("Salle des fêtes, 3 rue du Pont, 35170 Bruz, France", "Salle des fêtes, 3 rue du Pont", "Bruz"),
        ("Salle des fêtes\n35170 Bruz", "Salle des fêtes", "Bruz"),
        ("Salle des fêtes, Bruz", "Salle des fêtes", "Bruz"),
        ("Maison du Champ de Mars, 35000 Rennes Cedex 7", "Maison du Champ de Mars", "Rennes"),
        ("Salle Jeanne, Bruz (35)", "Salle Jeanne", "Bruz"),
        ("35170 Bruz", "", "Bruz"),
        ("Salle 3", "", ""),
        ("https://meet.example/abc?pwd=1", "en ligne", ""),
        ("Réunion Microsoft Teams", "en ligne", ""),
        ("Bureau, Sévaré, Mali", "", ""),
        ("Bureau, Cercle de Bandiagara, Mali", "", "Cercle de Bandiagara"),
        ("", "", ""),
    ],
)
def test_a_commune_is_the_last_part_of_a_place(location: str, name: str, commune: str) -> None:
    """Without its country and its postcode. A place alone may be anywhere: it is not passed on."""
    assert place(location, "", WORDS, {}, TERRITORY, there=False)[:2] == (name, commune)


def test_the_list_of_communes_decides_where_it_is_given() -> None:
    """The caller adds it to the table; what it does not hold is no commune, and its place is told."""
    words = {**WORDS, "bruz": ("commune", "Bruz"), "saint_malo": ("commune", "Saint-Malo")}
    options = replace(OPTIONS, words=words)
    known, _ = rows(event("LOCATION:Salle\\, Saint Malo\\, Bretagne\\, France"), options)
    (lost,), (problem,) = rows(event("LOCATION:Salle\\, Nantes"), options)
    said, _ = rows(event("LOCATION:Salle des fêtes", "CATEGORIES:Bruz"), options)

    assert (known[0]["lieu"], known[0]["commune"]) == ("Salle", "Saint-Malo")
    assert (lost["lieu"], lost["commune"]) == ("", "")
    assert "« Salle, Nantes » n’a pas de commune connue" in problem.message
    assert (said[0]["lieu"], said[0]["commune"]) == ("Salle des fêtes", "Bruz")
    assert communes(words) == {"bruz": "Bruz", "saint_malo": "Saint-Malo"}


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("niveau : collège = 6e", "Vouliez-vous dire « niveaux » ?"),
        ("niveaux : colège = 6e", "Vouliez-vous dire « collège » ?"),
        ("niveaux : collège", "« niveaux : collège » ne se lit pas."),
        ("n’importe quoi", "Écrivez par exemple"),
    ],
)
def test_an_entry_of_the_table_that_cannot_be_read_is_told(entry: str, words: str) -> None:
    """In the settings."""
    read, (problem,) = table([entry], "pelicanconf.py")

    assert read == {}
    assert words in str(problem)
    assert str(problem.where) == "pelicanconf.py, « AIVM['calendar_words'] »"
