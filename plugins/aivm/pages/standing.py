"""The pages of content/pages. What a template shows besides the page's own words is a row of EXTRAS."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from aivm.agenda.listing import coming, listing
from aivm.pages.navigation import children_of, communes, siblings_of
from aivm.pages.page import Page, page
from aivm.records.event import LEVELS
from aivm.records.fact import Fact, Reference
from aivm.site.addresses import level_address, sector_feed
from aivm.site.project import Project
from aivm.site.view import StandingPage, ToldStory, View
from aivm.text import dates
from aivm.text.typography import french

WEIGHED_LAST = "ecoconception"  # the template that tells what all other pages weigh
STORIES_OF_A_LEVEL = 3

Extra = Callable[[StandingPage, View, Project], Mapping[str, Any]]


def standing_pages(view: View, project: Project) -> Iterator[Page]:
    """Every standing page, but the one that waits for the weights of all others."""
    for one in view.pages.values():
        if one.template != WEIGHED_LAST:
            yield standing_page(one, view, project)


def weighed_pages(view: View, project: Project, weights: object) -> Iterator[Page]:
    """The pages that tell what all others weigh."""
    for one in view.pages.values():
        if one.template == WEIGHED_LAST:
            yield standing_page(one, view, project, weights=weights)


def standing_page(one: StandingPage, view: View, project: Project, **more: object) -> Page:
    """One standing page with what its template shows."""
    extra = EXTRAS[one.template](one, view, project) if one.template in EXTRAS else {}
    siblings = siblings_of(one.address, view)
    return page(one.template, one.address, view, page=one, siblings=siblings, **extra, **more)


def home(_: StandingPage, view: View, project: Project) -> Mapping[str, Any]:
    """The season, the latest story, what comes next."""
    return {
        "mission": view.public.season,
        "levels": levels(view),
        "latest": view.stories[0] if view.stories else None,
        "upcoming": coming(view.public),
    }


def agenda(one: StandingPage, view: View, project: Project) -> Mapping[str, Any]:
    """What comes, month by month, and the years past."""
    return {
        "agenda": listing(coming(view.public), project.config.list_limit),
        "archives": view.archives,
        "follow_page": next(iter(children_of(one.address, view)), None),
        "stale_day": dates.long_day(view.stale_day, project.words) if view.stale_day else "",
    }


def schools(_: StandingPage, view: View, project: Project) -> Mapping[str, Any]:
    """The season, the levels, what a teacher must know, stories for each level."""
    return {
        "mission": view.public.season,
        "levels": levels(view),
        "offered": offered(view),
        "visit": view.visit,
        "waiting": view.waiting,
        "told": by_level(view.stories),
        "themes": view.themes,
    }


def stories(_: StandingPage, view: View, project: Project) -> Mapping[str, Any]:
    """The newest stories, drafts first for whoever writes them, and themes."""
    return {"stories": view.stories, "draft_stories": view.drafts, "themes": view.themes}


def plan(_: StandingPage, view: View, project: Project) -> Mapping[str, Any]:
    """Every standing page under the one above it, then themes and years."""
    above = children_of("", view)
    tree = tuple((one, children_of(one.address, view)) for one in above)
    return {"plan": tree, "themes": view.themes, "archives": view.archives}


def follow(_: StandingPage, view: View, project: Project) -> Mapping[str, Any]:
    """The calendars that anybody may follow, by name with their address: all public events, then each sector's."""
    words = project.words["follow.sector"]
    near = ((french(words.format(sector=sector)), sector_feed(sector)) for sector in sectors(view))
    return {"feeds": ((project.words["follow.all"], "/agenda.ics"), *near)}


def bibliography(_: StandingPage, view: View, project: Project) -> Mapping[str, Any]:
    """Each source with the facts that rest on it."""
    return {"bibliography": tuple(with_facts(view.bibliography.values(), view.facts))}


def with_facts(sources: Iterable[Reference], facts: Iterable[Fact]) -> Iterator[tuple[Reference, tuple[Fact, ...]]]:
    """The sources on which some fact rests."""
    known = tuple(facts)
    for source in sources:
        found = tuple(fact for fact in known if fact.source == source.id)
        if found:
            yield source, found


def timeline(_: StandingPage, view: View, project: Project) -> Mapping[str, Any]:
    """The facts that have a place on the timeline, in order of years, each with its source."""
    told = sorted((fact for fact in view.facts if fact.timeline), key=lambda fact: fact.timeline)
    return {"timeline": tuple((fact, view.bibliography[fact.source]) for fact in told)}


def levels(view: View) -> tuple[tuple[str, str], ...]:
    """The levels and their pages, where a school may ask for a date."""
    return tuple((level, level_address(level)) for level in LEVELS) if view.schools else ()


def offered(view: View) -> tuple[tuple[str, str], ...]:
    """The sectors where there is a date, by name with their slug."""
    return tuple(sorted({(slot.sector, slot.sector_slug) for slot in view.offer.slots}))


def sectors(view: View) -> tuple[str, ...]:
    """Every sector, by name."""
    return tuple(sorted(set(view.communes.values())))


def by_level(stories: Iterable[ToldStory]) -> tuple[tuple[str, tuple[ToldStory, ...]], ...]:
    """Each level for which there are stories, in school order, with its newest ones."""
    known = tuple(stories)
    groups = ((level, tuple(one for one in known if level in one.story.levels)) for level in LEVELS)
    return tuple((level, told[:STORIES_OF_A_LEVEL]) for level, told in groups if told)


EXTRAS: Mapping[str, Extra] = {
    "accueil": home,
    "agenda": agenda,
    "ecoles": schools,
    "recits": stories,
    "plan": plan,
    "suivre": follow,
    "sources": bibliography,
    "cooperation": timeline,
    "contact": lambda _, view, project: {"waiting": view.waiting},
    "demande": lambda _, view, project: {"waiting": view.waiting},
    "secteurs": lambda _, view, project: {"communes": communes(view)},
    "associations": lambda _, view, project: {"associations": view.public.associations},
    "volontaires": lambda _, view, project: {"mission": view.public.season, "volunteers": view.public.volunteers},
    "territoires": lambda _, view, project: {"map": view.land_map},
}
