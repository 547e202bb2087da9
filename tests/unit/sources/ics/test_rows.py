"""Calendars as Google, Outlook, Nextcloud, Radicale and Apple export them: one file of tests/data/ics per behaviour."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import icalendar
import pytest
from aivm.records.build import build_records
from aivm.records.places import Places
from aivm.sources.ics.rows import read
from x_wr_timezone import to_standard

from tests.conftest import TERRITORY
from tests.unit.sources.conftest import DATA, FAULTS, OPTIONS, WORDS, event, exported, rows


def spans(name: str) -> list[tuple[str, str]]:
    """Start and end of each row of a file."""
    return [(row["debut"], row["fin"]) for row in exported(name)[0]]


def test_google_recurs_moves_one_date_and_drops_another() -> None:
    """The hour stays across RRULE, EXDATE and RECURRENCE-ID; the moved date keeps the name of its first day."""
    found, problems = exported("google-recurring-with-moved-instance.ics")

    assert problems == []
    assert [(row["id"][-10:], row["debut"], row["fin"]) for row in found] == [
        ("2027-01-07", "07/01/2027 14h30", "07/01/2027 16h00"),
        ("2027-01-14", "14/01/2027 14h30", "14/01/2027 16h00"),
        ("2027-01-21", "22/01/2027 18h00", "22/01/2027 19h00"),
        ("2027-02-04", "04/02/2027 14h30", "04/02/2027 16h00"),
    ]


def test_google_html_becomes_prose_and_its_mots_become_columns() -> None:
    """#tout-public opens it, #cm1 is a level, #eau a theme; none of them stays in the text."""
    row = exported("google-recurring-with-moved-instance.ics")[0][0]

    assert (row["public"], row["niveaux"], row["themes"]) == ("tout public", "élémentaire", "eau")
    assert (row["resume"], row["texte"]) == ("Raconter le fleuve, saison par saison.", "On apporte ses questions.")
    assert (row["lieu"], row["commune"]) == ("Maison des associations, 6 Cr des Alliés", "Rennes")


def test_hours_in_utc_are_those_of_the_calendar() -> None:
    """X-WR-TIMEZONE, in winter and in summer, as the library `x-wr-timezone` understands it."""
    raw = (DATA / "google-hours-in-utc.ics").read_bytes()
    peer = to_standard(icalendar.Calendar.from_ical(raw))
    starts = [start for start, _ in spans("google-hours-in-utc.ics")]

    assert starts == ["14/01/2027 14h30", "14/07/2027 14h30"]
    assert starts == [f"{event['DTSTART'].dt:%d/%m/%Y %Hh%M}" for event in peer.walk("VEVENT")]


def test_whole_days_end_on_the_day_that_people_say() -> None:
    """DTEND is exclusive (RFC 5545 3.6.1); without one, the day is whole."""
    assert spans("google-whole-days.ics") == [
        ("06/02/2027", ""),
        ("12/03/2027", "14/03/2027"),
        ("01/04/2027", ""),
    ]
    assert {row["journee_entiere"] for row in exported("google-whole-days.ics")[0]} == {"oui"}


def test_outlook_zones_are_known_by_their_windows_names_or_their_offsets() -> None:
    """One that nobody knows is told, and its event left out: a wrong hour is worse than none."""
    found, problems = exported("outlook-windows-zones.ics")

    assert [(row["debut"], row["fuseau"]) for row in found] == [
        ("18/01/2027 18h00", "Europe/Paris"),
        ("06/02/2027", "Europe/Paris"),
        ("10/02/2027 09h00", "Africa/Bamako"),
        ("01/07/2027 10h00", "Europe/Paris"),
    ]
    assert str(problems[0]) == (
        "agenda.ics, ligne 92 : « Un fuseau que personne ne connaît » : le fuseau « Heure de la Lune » n’est pas "
        "connu. Corrigez cet événement dans l’agenda d’où il vient."
    )
    assert "« https://teams.microsoft.com/ »" in problems[1].message  # what opens a meeting is told, and not repeated
    assert "« Catégorie rouge »" in problems[2].message


def test_an_outlook_meeting_is_online_and_its_keys_stay_out() -> None:
    """Neither the address of the meeting nor its secret code is passed on."""
    row = exported("outlook-windows-zones.ics")[0][0]

    assert (row["lieu"], row["commune"], row["public"]) == ("en ligne", "", "tout public")
    assert (row["resume"], row["texte"]) == ("Réunion de préparation.", "")


def test_nextcloud_categories_give_levels_audience_and_state() -> None:
    """What is private is left out by its CLASS or its category; cancelled is shown; the most closed word holds."""
    found, (problem,) = exported("nextcloud-categories-and-classes.ics")

    assert [(row["titre"], row["public"], row["niveaux"], row["statut"]) for row in found] == [
        ("Le seau et le couloir", "scolaire", "élémentaire, collège", "prévu"),
        ("Contes du fleuve", "tout public", "", "annulé"),
        ("Assemblée", "adhérents", "", "à confirmer"),
    ]
    assert "3 événements privés" in problem.message
    assert found[2]["fin"] == "10/03/2027 20h00"  # DURATION


def test_apple_writes_a_place_on_several_lines() -> None:
    """And its page in URL."""
    (row,), problems = exported("apple-place-on-several-lines.ics")

    assert problems == []
    assert (row["lieu"], row["commune"]) == ("Salle des fêtes, 3 rue du Pont", "Guichen")
    assert (row["source"], row["themes"]) == ("https://asso.example/bal", "musique")


def test_a_detached_instance_stands_without_its_master() -> None:
    """Someone invited to one date of a series exports that date alone."""
    assert spans("radicale-detached-instance-alone.ics") == [("20/05/2027 10h00", "20/05/2027 11h00")]


def test_one_uid_twice_is_one_event_or_two() -> None:
    """The higher SEQUENCE holds, then the later; different starts with one SEQUENCE are different events."""
    found, problems = exported("same-uid-twice.ics")

    assert problems == []
    assert [row["titre"] for row in found] == ["Atelier déplacé", "Un", "Deux", "Copie corrigée"]
    assert [bool(row["_uid"]) for row in found] == [True, False, False, True]


def test_dates_are_added_and_excluded_one_by_one() -> None:
    """RDATE, even as a period, and EXDATE, even in another zone; COUNT counts before the exclusions."""
    assert spans("added-and-excluded-dates.ics") == [
        ("24/10/2026 09h30", "24/10/2026 11h30"),
        ("07/11/2026 09h30", "07/11/2026 11h30"),
        ("20/11/2026 09h30", "20/11/2026 11h30"),
        ("01/12/2026 18h00", "01/12/2026 20h00"),
        ("10/12/2026 09h30", "10/12/2026 10h30"),
    ]


def test_one_date_is_cancelled_and_the_last_ones_change() -> None:
    """The cancelled date says so; RANGE=THISANDFUTURE moves the rest (3.2.13), each with a name of its own."""
    found, _ = exported("cancelled-instance-and-this-and-future.ics")

    assert [(row["debut"], row["statut"]) for row in found] == [
        ("01/03/2027 18h00", "prévu"),
        ("08/03/2027 18h00", "annulé"),
        ("15/03/2027 18h00", "prévu"),
        ("23/03/2027 19h00", "prévu"),
        ("30/03/2027 19h00", "prévu"),
    ]
    assert len({row["_uid"] for row in found} - {""}) == 5


def test_nothing_of_a_private_series_shows_and_a_private_date_leaves_a_hole() -> None:
    """An instance without CLASS does not open what its master closes."""
    found, problems = exported("private-master-and-private-instance.ics")

    assert [(row["titre"], row["debut"][:10]) for row in found] == [
        ("Conseil", "02/03/2027"),
        ("Conseil", "16/03/2027"),
    ]
    assert "Yoga" not in str(problems)
    assert "huis clos" not in str(problems)


def test_mali_keeps_its_clock_and_tells_no_place() -> None:
    """A region or a cercle at most; an hour of elsewhere is told on the clock of Paris."""
    found, _ = exported("bamako-clock.ics")

    assert [(row["debut"], row["fuseau"], row["lieu"], row["commune"]) for row in found] == [
        ("14/07/2027 09h00", "Africa/Bamako", "", "Cercle de Bandiagara"),
        ("14/07/2027 15h00", "Europe/Paris", "", ""),
    ]


def test_a_letter_cut_by_folding_is_mended() -> None:
    """Old programs fold by bytes (3.1)."""
    assert exported("letters-cut-by-folding.ics")[0][0]["titre"] == "Fête d’été à Ségou"


def test_a_share_page_is_told_with_the_right_link() -> None:
    """The page, not the feed, was pasted: where its product keeps the feed."""
    found, (problem,) = exported("google-share-page.html")

    assert found == []
    assert problem.message == "c’est une page web, pas un calendrier."
    assert "Adresse publique au format iCal" in problem.hint


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://cloud.example/apps/calendar/p/abc", "?export"),
        ("https://outlook.office365.com/owa/calendar/x/calendar.html", "lien ICS"),
        ("https://ailleurs.example/agenda", "lien d’abonnement"),
    ],
)
def test_the_address_alone_tells_the_product(address: str, words: str) -> None:
    """Where the page does not name it."""
    _, (problem,) = read(b"<html></html>", address, OPTIONS)

    assert words in problem.hint


def test_only_the_window_is_read() -> None:
    """A daily event since 1990, from the first day to the last; one that began before still runs."""
    options = replace(OPTIONS, first=date(2027, 1, 1), last=date(2027, 1, 3))
    daily, _ = rows(event("RRULE:FREQ=DAILY", "SUMMARY:x", start="DTSTART:19900101T180000"), options)
    long, _ = rows(event("DTEND;VALUE=DATE:20270102", start="DTSTART;VALUE=DATE:20261220"), options)
    ended, _ = rows(event("DTEND;VALUE=DATE:20270101", start="DTSTART;VALUE=DATE:20261220"), options)

    assert [row["debut"][:10] for row in daily] == ["01/01/2027", "02/01/2027", "03/01/2027"]
    assert (len(long), len(ended)) == (1, 0)


def test_a_row_becomes_an_event() -> None:
    """The records of every file have no fault that their calendar has not; what is only advice is the coordinator's."""
    typed = [row for file in sorted(DATA.glob("*.ics")) for row in read(file.read_bytes(), file.name, OPTIONS)[0]]
    known = Places({name: name for name in ("Rennes", "Bruz", "Guichen")}, TERRITORY, date(2026, 11, 22))
    records, problems = build_records({"events": typed}, known, {"volunteers": None, "associations": None})

    assert [str(problem) for problem in problems if problem.severity != "advice"] == []
    assert len(records.events) == len(typed)


def test_the_words_of_the_settings_have_no_fault() -> None:
    """Every default can be read."""
    assert FAULTS == []
    assert WORDS["tout_public"] == ("public", "tout public")
