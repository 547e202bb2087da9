"""People first: what may leave the house, and what never does (docs/securite.md)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from aivm.problems import Where
from aivm.records.build import Records
from aivm.records.event import Event
from aivm.records.public import PublicView
from aivm.records.public_view import for_its_school, hidden_names, public_story, public_view, without_examples
from aivm.records.story import Story
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import TERRITORY
from tests.unit.records.conftest import PERSON, TODAY, build, places

SCHOOL = {
    "id": "secret-id",
    "titre": "SECRET-TITRE",
    "resume": "SECRET-RESUME",
    "texte": "SECRET-TEXTE",
    "debut": "14/01/2027 9h17",
    "fin": "11h23",
    "public": "scolaire",
    "niveaux": "collège",
    "lieu": "SECRET-ECOLE",
    "commune": "Vitré",
    "volontaires": "personne",
    "inscription": "SECRET-COURRIEL",
}
EVENT_HERE = {"public": "tout public", "commune": "Rennes"}
MORROW = date(2027, 1, 15)
AFTER = date(2027, 2, 1)  # a school visit is told from here on


def view(
    *events: dict[str, Any],
    people: list[dict[str, Any]] | None = None,
    groups: list[dict[str, Any]] | None = None,
    today: date = TODAY,
) -> PublicView:
    """What leaves of some events, people and associations."""
    records, _ = build(*events, people=[{}] if people is None else people, groups=groups, today=today)
    return public_view(records, places(today), lambda text: text)


def hidden(people: list[dict[str, Any]]) -> tuple[str, ...]:
    """The names that the checks look for."""
    records, _ = build(people=people)
    return hidden_names(records.volunteers, TODAY)


def consent(**changes: object) -> dict[str, Any]:
    """A person whose agreement differs from the usual one."""
    return {"consentement": {**PERSON["consentement"], **changes}}


def story(**values: object) -> Story:
    """A story signed by the person, about the school event."""
    typed = {"id": "recit", "titre": "Récit", "ecrit_le": "12/10/2026", "publie_le": "03/11/2026", **values}
    return Story.model_validate({**typed, "where": Where("recit.md")}, context=TERRITORY)


def test_a_school_event_to_come_leaves_nothing() -> None:
    """No title, hour, place, commune, nor trace of its identifier."""
    shown = view(SCHOOL)

    assert shown.events == ()
    assert shown.visits == ()
    assert "SECRET" not in repr(shown)
    assert "secret-id" not in repr(shown)


@pytest.mark.parametrize("day", [date(2026, 9, 1), date(2027, 1, 14), MORROW, date(2027, 1, 31)])
def test_it_leaves_nothing_before_its_month_is_over(day: date) -> None:
    """Told the morning after, its day would be that of the first publication that tells it."""
    shown = view(SCHOOL, today=day)

    assert shown == view(today=day)
    assert public_story(story(en_lien="secret-id"), shown, str).visits == ()


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"debut": "31/01/2027 9h", "fin": "10h"}, date(2027, 2, 1)),
        ({"debut": "01/02/2027 9h", "fin": "10h"}, date(2027, 3, 1)),
        ({"debut": "30/01/2027", "fin": "01/02/2027"}, date(2027, 3, 1)),  # by its last day
        ({"debut": "30/11/2026", "fin": None}, date(2026, 12, 1)),
        ({"debut": "31/12/2026", "fin": None}, date(2027, 1, 1)),
        # in Paris it is February already
        ({"debut": "31/01/2027 22h", "fin": "23h", "fuseau": "Africa/Bamako"}, date(2027, 2, 1)),
        ({"debut": "31/01/2027 22h", "fin": "23h01", "fuseau": "Africa/Bamako"}, date(2027, 3, 1)),
        ({"debut": "31/01/2027 23h30", "fin": None, "fuseau": "Africa/Bamako"}, date(2027, 3, 1)),
        ({"debut": "31/01/2027", "fin": None, "fuseau": "Africa/Bamako"}, date(2027, 2, 1)),
    ],
)
def test_a_visit_is_told_from_the_first_of_the_next_month_in_paris(row: dict[str, Any], told: date) -> None:
    """The evening before, nothing; every visit of one month appears on one morning."""
    visit = {**SCHOOL, "commune": "Cercle de Mopti" if "fuseau" in row else "Vitré", "lieu": "", **row}

    assert len(view(visit, today=told).visits) == 1
    assert view(visit, today=told - timedelta(days=1)).visits == ()


def test_a_past_school_event_leaves_its_month_level_and_commune() -> None:
    """Never the day, the hour, the school, the title or the person."""
    (visit,) = view(SCHOOL, today=AFTER).visits

    assert (visit.month, visit.levels, visit.commune) == (date(2027, 1, 1), ("collège",), "Vitré")
    assert "SECRET" not in repr(visit)
    assert "personne" not in repr(visit)
    assert "14" not in repr(visit)


@pytest.mark.parametrize("status", ["option", "à confirmer", "reporté", "annulé"])
def test_what_did_not_take_place_for_sure_is_no_visit(status: str) -> None:
    """Only « prévu » and « complet » become a past visit."""
    assert view({**SCHOOL, "statut": status}, today=AFTER).visits == ()


def test_an_event_for_members_leaves_nothing_ever() -> None:
    """Not before, not after."""
    members = {**SCHOOL, "public": "adhérents"}

    for day in (TODAY, AFTER):
        assert "SECRET" not in repr(view(members, today=day))
        assert view(members, today=day).visits == ()


def test_a_coming_event_names_no_volunteer() -> None:
    """No page or feed tells where a person will be, and when; nor on the day itself. The day after, it may."""
    public = {**SCHOOL, "public": "tout public"}
    told = [view(public, today=day).events[0] for day in (TODAY, date(2027, 1, 13), date(2027, 1, 14), MORROW)]

    assert [event.past for event in told] == [False, False, False, True]
    assert [[ref.name for ref in event.people] for event in told] == [[], [], [], ["Personne"]]


@pytest.mark.parametrize(
    ("hours", "past"),
    [
        ({"debut": "14/01/2027 21h", "fin": "23h"}, MORROW),  # midnight in Paris
        ({"debut": "14/01/2027 21h", "fin": "23h01"}, date(2027, 1, 16)),
        ({"debut": "14/01/2027 23h30", "fin": None}, date(2027, 1, 16)),
        ({"debut": "14/01/2027", "fin": None}, MORROW),
        ({"debut": "14/07/2027 21h", "fin": "22h30"}, date(2027, 7, 16)),  # in summer two hours lie between the clocks
    ],
)
def test_an_evening_in_mopti_is_past_when_it_is_over_in_paris(hours: dict[str, Any], past: date) -> None:
    """Builds count their days in Paris: just after midnight there, people of an evening in Mopti are not named yet."""
    mopti = {**SCHOOL, **hours, "public": "tout public", "fuseau": "Africa/Bamako", "commune": "Cercle de Mopti"}
    days = (past - timedelta(days=1), past)
    found = [view({**mopti, "lieu": ""}, today=day).events[0] for day in days]

    assert [event.past for event in found] == [False, True]
    assert [len(event.people) for event in found] == [0, 1]


@pytest.mark.parametrize(("today", "status"), [(date(2026, 12, 1), "option"), (date(2026, 12, 2), "à confirmer")])
def test_an_option_that_has_ended_is_told_as_a_doubt(today: date, status: str) -> None:
    """Nobody holds the date any more, and nobody has said that it is lost."""
    option = {**SCHOOL, "public": "tout public", "statut": "option", "option_jusqu_au": "01/12/2026"}
    (event,) = view(option, today=today).events

    assert event.status.key == status


def test_a_cancelled_event_names_no_one_even_past() -> None:
    """Nobody was there."""
    (past,) = view({**SCHOOL, "public": "tout public", "statut": "annulé"}, today=MORROW).events

    assert past.people == ()


@pytest.mark.parametrize(
    "person",
    [
        {"consentement": None},
        consent(expire_le="2026-11-21"),
        consent(date="2026-11-23"),
        consent(portee=["photo", "récits"]),
    ],
)
def test_without_agreement_in_force_a_person_is_nowhere(person: dict[str, Any]) -> None:
    """None given, ended yesterday, beginning tomorrow, or without the name: no page, event or story carries it."""
    public = {**SCHOOL, "public": "tout public", "debut": "12/09/2026 20h", "fin": None}
    shown = view(public, people=[{**person, "nom_affiche": "Mariam"}])
    signed = public_story(story(volontaire="personne"), shown, lambda text: text)

    assert shown.volunteers == ()
    assert shown.events[0].people == ()
    assert signed.author is None
    assert hidden(people=[{**person, "nom_affiche": "Mariam"}]) == ("Mariam",)
    assert "Mariam" not in repr((shown.events, shown.volunteers, signed))


def test_the_last_day_of_an_agreement_still_counts() -> None:
    """It ends in the evening."""
    assert len(view(people=[consent(expire_le="2026-11-22")]).volunteers) == 1


def test_a_name_that_someone_else_bears_with_consent_is_not_hunted() -> None:
    """Two people may have one first name."""
    assert hidden(people=[{}, {"id": "autre", "consentement": None}]) == ()


def test_a_photo_and_a_signature_need_their_own_agreement() -> None:
    """« nom » alone gives a name, no portrait, and no signed story."""
    photo = {"photo": "portrait.jpg", "photo_alt": "Un portrait"}
    (person,) = view(people=[{**consent(portee=["nom"]), **photo}]).volunteers
    signed = public_story(story(volontaire="personne"), view(people=[consent(portee=["nom"])]), lambda text: text)

    assert (person.photo, person.photo_alt) == ("", "")
    assert signed.author is None


def test_a_story_is_signed_by_its_own_author() -> None:
    """Among several people, and by nobody where the author did not agree to sign, whoever else did."""
    people = [
        {"id": "personne-a", "nom_affiche": "Awa"},
        {"id": "personne-b", "nom_affiche": "Binta", **consent(portee=["nom"])},
        {"id": "personne-c", "nom_affiche": "Coumba"},
    ]
    shown = view(people=people)

    def author(name: str) -> str:
        signed = public_story(story(volontaire=name), shown, str).author
        return f"{signed.id} {signed.name} {signed.address}" if signed else ""

    assert author("personne-a") == "personne-a Awa /volontaires/personne-a/"
    assert author("personne-b") == ""
    assert author("personne-c") == "personne-c Coumba /volontaires/personne-c/"
    assert author("personne-d") == ""


def test_the_usual_week_of_a_person_never_leaves() -> None:
    """Nor the day a mission begins or ends: only their months."""
    week = {
        "semaine": {"mardi": ["matin"]},
        "secteurs": ["Vitré"],
        "exceptions": [{"du": "2026-12-01", "au": "2026-12-05"}],
    }
    (person,) = view(people=[{"disponibilites": week}]).volunteers

    assert "mardi" not in repr(person)
    assert "Vitré" not in repr(person)
    assert (person.mission_start, person.mission_end) == (date(2026, 9, 1), date(2027, 7, 1))


def test_a_story_leads_only_to_what_is_public() -> None:
    """A closed event to come gives no link; once past, it is a visit without its title."""
    linked = story(en_lien="secret-id")
    before = public_story(linked, view(SCHOOL), lambda text: text)
    after = public_story(linked, view(SCHOOL, today=AFTER), lambda text: text)

    assert (before.events, before.visits) == ((), ())
    assert "SECRET" not in repr(after)
    assert len(after.visits) == 1


def test_a_story_leads_to_what_it_names_and_to_nothing_else() -> None:
    """Nor does it carry a theme that could have no address."""
    past = {**SCHOOL, "public": "tout public", "id": "fete"}
    shown = view(SCHOOL, {**SCHOOL, "id": "autre"}, past, {**past, "id": "bal"}, today=AFTER)
    linked = public_story(story(en_lien="autre, fete", themes="eau, ?!"), shown, str)

    assert [visit.id for visit in linked.visits] == ["autre"]
    assert [event.id for event in linked.events] == ["fete"]
    assert linked.themes == ("eau",)


def test_a_place_is_told_in_its_official_spelling() -> None:
    """However it was typed; the sector comes from it, and « en ligne » is no place."""
    (event,) = view({**SCHOOL, "public": "tout public", "commune": "VITRE", "lieu": "En-ligne"}).events

    assert (event.commune, event.sector, event.remote) == ("Vitré", "Vitré", True)


def test_both_clocks_are_told_for_mali_and_only_named_associations_are_shown() -> None:
    """An association that has nothing to do with the event is not beside it."""
    groups = [{"id": "a", "nom": "A"}, {"id": "b", "nom": "B"}]
    mali = {"fuseau": "Africa/Bamako", "commune": "Cercle de Mopti", "associations": "b"}
    (event,) = view({**SCHOOL, **mali, "public": "tout public", "lieu": "", "volontaires": None}, groups=groups).events

    assert (event.over_there, event.country) == (True, "ML")
    assert [ref.name for ref in event.associations] == ["B"]
    assert view(EVENT_HERE).events[0].country == "FR"


@pytest.mark.parametrize(
    ("today", "season"),
    [
        (date(2026, 8, 31), "à venir"),
        (date(2026, 9, 1), "en cours"),  # two weeks before the mission begins: its page tells its months
        (TODAY, "en cours"),
        (date(2027, 7, 11), "en cours"),
        (date(2027, 7, 31), "en cours"),
        (date(2027, 8, 1), "aucune"),
    ],
)
def test_the_site_knows_its_season(today: date, season: str) -> None:
    """Mission to come, running, or none, by the month: changed on the day itself, the word would tell the day."""
    later = {"id": "autre", "mission": {"debut": "2028-09-15", "fin": "2029-07-10"}}

    assert view(today=today).season == season
    assert view(people=[later, {}]).season == "en cours"  # a running mission before one to come
    assert view(people=[], today=today).season == "aucune"


def test_people_are_in_the_order_of_their_missions_the_latest_first() -> None:
    """By its month, as it is told: of one month, the day it began puts nobody first."""
    early, late = ({"debut": f"2026-09-{day}", "fin": "2027-07-10"} for day in ("02", "28"))
    people = [
        {"id": "b", "mission": early},
        {"id": "a", "mission": late},
        {"id": "c", "mission": {**early, "debut": "2024-09-15"}},
    ]

    assert [person.id for person in view(people=people).volunteers] == ["b", "a", "c"]


def test_a_closed_event_for_its_school_leads_to_the_pages_for_schools() -> None:
    """It has no page of its own, and names nobody, even once it is past."""
    records, _ = build({**SCHOOL, "associations": None}, people=[{}], today=AFTER)
    told = for_its_school(records.events[0], places(AFTER), str)

    assert (told.address, told.title, told.people) == ("/ecoles/", "SECRET-TITRE", ())


def test_an_association_that_stays_out_is_not_beside_an_event() -> None:
    """An example, in production; and a commune of no sector has none."""
    groups = [{"id": "a", "nom": "A", "exemple": "oui"}, {"id": "b", "nom": "B"}]
    records, _ = build({**SCHOOL, "public": "tout public", "associations": "a, b"}, people=[{}], groups=groups)
    (event,) = public_view(without_examples(records), places(), str).events
    (away,) = view({**SCHOOL, "public": "tout public", "commune": "Cercle de Mopti", "lieu": ""}).events

    assert [ref.id for ref in event.associations] == ["b"]
    assert (event.sector, away.sector) == ("Vitré", "")


def test_examples_stay_out_of_production() -> None:
    """Whatever file they were typed in: they leave before the view is made, so the season knows nothing of them."""
    public = {**SCHOOL, "public": "tout public", "exemple": "oui"}
    school = {**SCHOOL, "id": "b", "exemple": "oui"}
    records, _ = build(public, school, {**public, "id": "c", "exemple": None}, people=[{"exemple": "oui"}], today=AFTER)
    shown = public_view(without_examples(records), places(AFTER), lambda text: text)

    assert [event.id for event in shown.events] == ["c"]
    assert (shown.visits, shown.volunteers, shown.season) == ((), (), "aucune")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({}, ("Salle", "Rennes")),
        ({"commune": ""}, ("", "")),
        ({"commune": "Un village"}, ("", "")),
        ({"commune": "Cercle de Mopti"}, ("", "Cercle de Mopti")),
        ({"fuseau": "Africa/Bamako"}, ("", "")),
        ({"fuseau": "Africa/Bamako", "commune": "Un village", "lieu_public": "oui"}, ("Salle", "Un village")),
        ({"lieu": "En-ligne", "commune": ""}, ("En-ligne", "")),
    ],
)
def test_a_precise_place_in_mali_could_not_leave_even_past_the_rules(
    row: dict[str, Any], told: tuple[str, str]
) -> None:
    """The view decides for itself: what is not surely in Ille-et-Vilaine is a region or a cercle, or was decided."""
    typed = {
        "id": "e",
        "titre": "T",
        "debut": "14/01/2027",
        "public": "tout public",
        "lieu": "Salle",
        "commune": "Rennes",
    }
    event = Event.model_validate({key: value for key, value in {**typed, **row}.items() if value}, context=TERRITORY)
    (shown,) = public_view(Records(events=(event,)), places(), lambda text: text).events

    assert (shown.place, shown.commune) == told


def test_visits_and_associations_are_in_their_commune_as_the_table_spells_it() -> None:
    """However it was typed; the latest visit is first."""
    later = {**SCHOOL, "id": "apres", "debut": "16/02/2027 9h", "fin": "10h", "commune": "RENNES"}
    shown = view(
        {**SCHOOL, "commune": "VITRE"},
        later,
        groups=[{"id": "a", "nom": "A", "commune": "vitre"}],
        today=date(2027, 3, 1),
    )

    assert [visit.commune for visit in shown.visits] == ["Rennes", "Vitré"]
    assert shown.associations[0].commune == "Vitré"


def test_a_visit_in_mali_names_no_commune() -> None:
    """Its month and level are enough."""
    (visit,) = view(
        {**SCHOOL, "fuseau": "Africa/Bamako", "commune": "Cercle de Mopti", "lieu": "", "lieu_public": "non"},
        today=AFTER,
    ).visits

    assert (visit.levels, visit.commune) == (("collège",), "")


def test_a_visit_of_several_classes_names_their_level_once() -> None:
    """CM1 and CM2 are both « élémentaire »."""
    (visit,) = view({**SCHOOL, "niveaux": "CM1, CM2, 6e"}, today=AFTER).visits

    assert visit.levels == ("élémentaire", "collège")


def agenda_row(rank: int, kind: tuple[int, str, str, str]) -> dict[str, Any]:
    """An event so many days from today; every text of a closed one carries a mark, and its minutes are its own."""
    offset, audience, status, hour = kind
    mark = "OUVERT" if audience == "tout public" else f"SECRET-{rank}"
    return {
        **{column: f"{mark} {column}" for column in ("titre", "resume", "texte", "lieu", "inscription", "cout")},
        "id": f"{mark.lower()}-{rank}",
        "debut": f"{TODAY + timedelta(days=offset):%d/%m/%Y} {hour if mark != 'OUVERT' else ''}".strip(),
        "public": audience,
        "statut": status,
        "option_jusqu_au": "01/01/2028",
        "niveaux": "collège",
        "volontaires": "personne",
    }


@given(
    st.lists(
        st.tuples(
            st.integers(-400, 400),
            st.sampled_from(["scolaire", "adhérents", "tout public"]),
            st.sampled_from(["prévu", "complet", "option", "à confirmer", "reporté", "annulé"]),
            st.sampled_from(["", "9h17"]),
        ),
        max_size=8,
    )
)
def test_no_closed_event_ever_tells_its_secrets(kinds: list[tuple[int, str, str, str]]) -> None:
    """Any set of events, on any day: no text, place, hour or person of a closed one leaves, nor its id before its day.

    What took place in a school before this month is told as often as it was, and open events stay whole.
    """
    shown = view(*(agenda_row(rank, kind) for rank, kind in enumerate(kinds)))
    told = repr(shown)
    took_place = [
        f"secret-{rank}-{rank}"
        for rank, (offset, audience, status, _) in enumerate(kinds)
        if offset < 1 - TODAY.day and audience == "scolaire" and status in ("prévu", "complet")
    ]

    assert "SECRET" not in told
    assert "9, 17" not in repr(shown.visits)
    assert "datetime.datetime(" not in repr(shown.visits)  # no hour of any kind
    assert sorted(visit.id for visit in shown.visits) == sorted(took_place)
    assert told.count("secret-") == len(took_place)
    assert len(shown.events) == sum(audience == "tout public" for _, audience, _, _ in kinds)
    assert all(event.people == () for event in shown.events if not event.past)


@given(
    given_on=st.integers(-3, 3),
    expires_on=st.integers(-3, 3),
    scope=st.sets(st.sampled_from(["nom", "photo", "récits"])),
)
def test_an_agreement_holds_from_its_first_day_to_its_last_for_its_scope(
    given_on: int, expires_on: int, scope: set[str]
) -> None:
    """The name, the portrait and the signature each leave exactly when their agreement is in force."""
    first, last = (f"{TODAY + timedelta(days=offset):%Y-%m-%d}" for offset in (given_on, expires_on))
    person = {**consent(date=first, expire_le=last, portee=sorted(scope)), "photo": "p.jpg", "photo_alt": "Portrait"}
    past = {"public": "tout public", "debut": "12/09/2026 20h", "volontaires": "personne"}
    shown = view(past, people=[{**person, "nom_affiche": "Mariam"}])
    signed = public_story(story(volontaire="personne"), shown, str)
    in_force = given_on <= 0 <= expires_on and "nom" in scope

    assert ("Mariam" in repr((shown.events, shown.volunteers))) is in_force
    assert ("p.jpg" in repr(shown)) is (in_force and "photo" in scope)
    assert ("Mariam" in repr(signed)) is (in_force and "récits" in scope)
