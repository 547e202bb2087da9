"""The values that leave: all that templates, feeds and JSON ever receive. `public_view` decides what goes into them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from aivm.records.status import Status


@dataclass(frozen=True)
class Ref:
    """A name with an address to follow."""

    id: str
    name: str
    address: str


@dataclass(frozen=True)
class PublicEvent:
    """An event open to all, every text in French typography. Times are aware and in `zone`."""

    id: str
    address: str
    title: str
    summary: str
    text: str
    begins: datetime
    ends: datetime | None  # exclusive for a whole day, as in RFC 5545
    first_day: date
    last_day: date  # included
    all_day: bool
    zone: str
    status: Status
    option_until: date | None
    past: bool
    levels: tuple[str, ...]
    themes: tuple[str, ...]
    place: str
    commune: str
    sector: str
    remote: bool
    over_there: bool
    country: str  # ISO 3166-1
    details: tuple[tuple[str, str | int | None], ...]  # plain facts by name, in the order of records/event.py
    people: tuple[Ref, ...]
    associations: tuple[Ref, ...]
    source: str
    example: bool

    def detail(self, name: str) -> str | int | None:
        """One of the details; None where it is not known."""
        return dict(self.details).get(name)


@dataclass(frozen=True)
class SchoolVisit:
    """What remains of a school event once its month is past: never the day, the hour, the school or the person.

    For figures, and for the stories told of it: one alone can be one class that people know, so no page lists them.
    """

    id: str  # for links inside the build only: no template prints it
    month: date  # its first day
    levels: tuple[str, ...]
    commune: str
    example: bool


@dataclass(frozen=True)
class PublicVolunteer:
    """A person who agreed to be named. The mission is told by its months; the usual week stays here."""

    id: str
    address: str
    name: str
    presentation: str
    season: str  # « à venir », « en cours » or « terminée »
    mission_start: date
    mission_end: date
    languages: tuple[str, ...]
    themes: tuple[str, ...]
    photo: str
    photo_alt: str
    photo_of: str  # the file that declares the photo: it is looked for beside it
    signs: bool  # stories may carry the name
    example: bool


@dataclass(frozen=True)
class PublicAssociation:
    """An association of the federation."""

    id: str
    address: str
    name: str
    presentation: str
    commune: str
    themes: tuple[str, ...]
    site: str
    example: bool


@dataclass(frozen=True)
class PublicStory:
    """A story as its page and its links know it. Signed only where its author agreed to sign stories."""

    id: str
    address: str
    title: str
    written: date | None
    published: date | None
    author: Ref | None
    themes: tuple[str, ...]
    levels: tuple[str, ...]
    events: tuple[PublicEvent, ...]  # public ones only
    visits: tuple[SchoolVisit, ...]  # school events that are over
    draft: bool
    example: bool


@dataclass(frozen=True)
class PublicView:
    """All that leaves. Events by date; visits newest first; people by mission, latest first; associations by name."""

    events: tuple[PublicEvent, ...]
    visits: tuple[SchoolVisit, ...]
    volunteers: tuple[PublicVolunteer, ...]
    associations: tuple[PublicAssociation, ...]
    season: str  # « en cours », « à venir » or « aucune »: of the missions, told without telling of whom
