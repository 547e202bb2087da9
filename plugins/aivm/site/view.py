"""What may leave, complete: the only value that pages, templates and feeds are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from aivm.agenda.listing import Archive, Listing, Month, MonthPage
from aivm.agenda.slots import Offer
from aivm.feeds.revisions import Revision
from aivm.media.images.plan import Rendition
from aivm.records.fact import Fact, Reference
from aivm.records.public import PublicStory, PublicView
from aivm.site.land_map import LandMap
from aivm.text.markdown import Html, PhotoRef, Section

Parts = tuple[Html | PhotoRef, ...]


@dataclass(frozen=True)
class PublicPhoto:
    """A photo as its figure shows it; an empty `alt` means that it only decorates."""

    default: Rendition
    sharp: Rendition | None
    alt: str
    credit: str
    tint: str  # the class of the colour that keeps its place: t0 to tf


@dataclass(frozen=True)
class PublicSound:
    """A sound as its link and its player show it."""

    name: str  # its address under the root of the site
    length: str  # « 1 min 20 »
    weight: int  # bytes, fetched by whoever taps and by nobody else
    credit: str


@dataclass(frozen=True)
class ToldStory:
    """A story with its words."""

    story: PublicStory
    lead: str  # its first sentence
    minutes: int
    parts: Parts
    photos: Mapping[str, PublicPhoto]  # by name, as the text refers to them
    gallery: tuple[PublicPhoto, ...]  # those that the text does not place
    sounds: tuple[PublicSound, ...]
    sound_gone: bool  # one was removed: the page says so


@dataclass(frozen=True)
class StandingPage:
    """A page of content/pages with its words."""

    title: str
    description: str
    address: str
    template: str
    state: str | None
    as_of: date | None
    parts: Parts
    sections: tuple[Section, ...]
    photos: Mapping[str, PublicPhoto]


class Link(NamedTuple):
    """A title, and where it leads."""

    title: str
    address: str


@dataclass(frozen=True)
class Theme:
    """One theme and its stories, newest first."""

    name: str
    address: str
    stories: tuple[ToldStory, ...]


@dataclass(frozen=True)
class Moved:
    """An address that a story had before."""

    address: str
    story: PublicStory


@dataclass(frozen=True)
class SchoolPage:
    """One page of dates. No sector: all of them; a month: a page of that month, `part` of `parts`."""

    address: str
    level: str
    sector: str
    listing: Listing
    month: Month | None = None
    part: int = 1
    parts: int = 1


@dataclass(frozen=True)
class View:
    """All that leaves, each page of it with an address of its own."""

    public: PublicView
    offer: Offer
    gone: tuple[str, ...]
    pages: Mapping[str, StandingPage]  # by address, in the order of addresses
    stories: tuple[ToldStory, ...]  # published, newest first
    drafts: tuple[ToldStory, ...]
    themes: tuple[Theme, ...]
    moved: tuple[Moved, ...]
    months: tuple[MonthPage, ...]
    archives: tuple[Archive, ...]
    schools: tuple[SchoolPage, ...]
    portraits: Mapping[str, PublicPhoto]  # by id of a person
    facts: tuple[Fact, ...]  # those that may be told
    bibliography: Mapping[str, Reference]
    contact: Mapping[str, str]
    visit: Mapping[str, str]  # what a teacher must know of a visit
    waiting: frozenset[str]  # keys of both that the association has still to confirm
    communes: Mapping[str, str]  # -> sector
    revisions: Mapping[str, Revision]  # of the calendars, by event
    land_map: LandMap | None  # for the page that shows it
    stale_day: date | None  # of the oldest data of a source that answers no more
