"""What may leave. Templates, feeds and JSON receive these values and nothing else (docs/securite.md).

- A school event that is closed has nothing at all until its month is over; then its month, levels and commune, which
  pages only count (agenda/year_numbers.py). On the next morning, it would have told its day.
- An event for members has nothing, ever.
- A person appears only by an agreement in force, and never beside an hour to come.
- Over there a place is a region or a cercle, unless someone decided otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from aivm.people.letters import slug
from aivm.people.names import same_name
from aivm.records.association import Association
from aivm.records.build import Records
from aivm.records.event import DETAILS, Event
from aivm.records.places import Places
from aivm.records.public import (
    PublicAssociation,
    PublicEvent,
    PublicStory,
    PublicView,
    PublicVolunteer,
    Ref,
    SchoolVisit,
)
from aivm.records.story import Story
from aivm.records.volunteer import Volunteer

French = Callable[[str], str]


def public_view(records: Records, places: Places, french: French) -> PublicView:
    """The public part of `records` on the day of `places`, every text passed through `french`."""
    today = places.today
    named = [person for person in records.volunteers if person.agrees("nom", today)]
    people = {person.id: _volunteer(person, today, french) for person in named}
    groups = {group.id: _association(group, places, french) for group in records.associations}
    opened = [event for event in records.events if event.audience == "tout public"]
    events = [_event(event, places, people, groups, french) for event in opened]
    return PublicView(
        events=tuple(sorted(events, key=lambda event: (event.begins, event.id))),
        visits=_visits(records.events, places, french),
        volunteers=tuple(sorted(people.values(), key=lambda person: (person.mission_start, person.id), reverse=True)),
        associations=tuple(sorted(groups.values(), key=lambda group: group.name)),
        season=_season(person.season(today) for person in records.volunteers),
    )


def for_its_school(event: Event, places: Places, french: French) -> PublicEvent:
    """A closed event for the calendar of the school that asked for it, outside the site; no person is named in it.

    Its address is that of the pages for schools, since it has no page of its own.
    """
    return replace(_event(event, places, {}, {}, french), address="/ecoles/")


def hidden_names(people: Iterable[Volunteer], today: date) -> tuple[str, ...]:
    """Names that must stand nowhere, for the checks alone; not one that somebody else bears who agreed to it."""
    known = list(people)
    shown = [person.name for person in known if person.agrees("nom", today)]
    return tuple(one.name for one in known if not any(same_name(one.name, other) for other in shown))


def _season(seasons: Iterable[str]) -> str:
    present = set(seasons)
    return next((season for season in ("en cours", "à venir") if season in present), "aucune")


def _event(
    event: Event,
    places: Places,
    people: Mapping[str, PublicVolunteer],
    groups: Mapping[str, PublicAssociation],
    french: French,
) -> PublicEvent:
    territory = places.territory
    past = event.last_day_by(territory.here.clock) < places.today
    place, commune = _place(event, places)
    named = [people[name] for name in event.volunteers if name in people] if past and event.status.holds else []
    typed = {name: getattr(event, name) for name in DETAILS}
    return PublicEvent(
        id=event.id,
        address=f"/agenda/{event.id}/",
        begins=event.begins,
        ends=event.ends,
        first_day=event.first_day,
        last_day=event.last_day,
        all_day=event.all_day,
        zone=event.zone,
        status=event.status_on(places.today),
        option_until=event.option_until,
        past=past,
        levels=event.levels,
        themes=event.themes,
        place=french(place),
        commune=french(commune),
        sector=places.sectors.get(commune, ""),
        remote=event.remote,
        over_there=places.over_there(event),
        country=(territory.there if places.over_there(event) else territory.here).country_code,
        people=tuple(Ref(person.id, person.name, person.address) for person in named),
        associations=tuple(Ref(i, groups[i].name, groups[i].address) for i in event.associations if i in groups),
        source=event.source,
        example=event.example,
        title=french(event.title),
        summary=french(event.summary),
        text=french(event.text),
        details=tuple((name, french(value) if isinstance(value, str) else value) for name, value in typed.items()),
    )


def _place(event: Event, places: Places) -> tuple[str, str]:
    """The place and the commune that may be told: a precise place over there could not leave even past the rules."""
    commune = places.name(event.commune) or event.commune
    told = event.remote or event.place_public or (commune in places.sectors and not places.over_there(event))
    return (event.place if told else ""), (commune if told or commune in places.territory.there.told else "")


def _visits(events: Iterable[Event], places: Places, french: French) -> tuple[SchoolVisit, ...]:
    """School events that took place: prévu or complet, in a month that is over by the clock of here.

    An option or a doubt never becomes a visit.
    """
    month = places.today.replace(day=1)
    visits = [
        SchoolVisit(
            event.id,
            event.first_day.replace(day=1),
            event.levels,
            "" if places.over_there(event) else french(places.name(event.commune) or event.commune),
            event.example,
        )
        for event in events
        if event.audience == "scolaire"
        and event.status.slot == "réservé"
        and event.last_day_by(places.territory.here.clock) < month
    ]
    return tuple(sorted(visits, key=lambda visit: (visit.month, visit.commune, visit.levels), reverse=True))


def _volunteer(person: Volunteer, today: date, french: French) -> PublicVolunteer:
    shows_photo = bool(person.photo) and person.agrees("photo", today)
    return PublicVolunteer(
        id=person.id,
        address=f"/volontaires/{person.id}/",
        name=french(person.name),
        presentation=french(person.presentation),
        season=person.season(today),
        mission_start=person.mission.start.replace(day=1),
        mission_end=person.mission.end.replace(day=1),
        languages=person.languages,
        themes=person.themes,
        photo=person.photo if shows_photo else "",
        photo_alt=french(person.photo_alt) if shows_photo else "",
        photo_of=person.where.file,
        signs=person.agrees("récits", today),
        example=person.example,
    )


def _association(group: Association, places: Places, french: French) -> PublicAssociation:
    return PublicAssociation(
        id=group.id,
        address=f"/associations/{group.id}/",
        name=french(group.name),
        presentation=french(group.presentation),
        commune=french(places.name(group.commune) or group.commune),
        themes=group.themes,
        site=group.site,
        example=group.example,
    )


def public_story(story: Story, view: PublicView, french: French) -> PublicStory:
    """The public part of a story: a link leads only to what is public itself."""
    author = next((person for person in view.volunteers if person.id == story.volunteer and person.signs), None)
    return PublicStory(
        id=story.id,
        address=f"/recits/{story.id}/",
        title=french(story.title),
        written=story.written,
        published=story.published,
        author=Ref(author.id, author.name, author.address) if author else None,
        themes=tuple(french(theme) for theme in story.themes if slug(theme)),
        levels=story.levels,
        events=tuple(event for event in view.events if event.id in story.events),
        visits=tuple(visit for visit in view.visits if visit.id in story.events),
        draft=story.draft,
        example=story.example,
    )


def without_examples(records: Records) -> Records:
    """The records with every example taken out: what production knows, whatever was typed."""
    return replace(
        records,
        events=tuple(event for event in records.events if not event.example),
        volunteers=tuple(person for person in records.volunteers if not person.example),
        associations=tuple(group for group in records.associations if not group.example),
    )
