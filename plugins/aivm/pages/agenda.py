"""/agenda/: a page for each public event, each month, each school year of the past."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from aivm.agenda.school_year import school_year
from aivm.agenda.year_numbers import Figures
from aivm.feeds.schema_org import event_ld, script
from aivm.pages.page import Page, page
from aivm.records.public import PublicStory
from aivm.site.project import Project
from aivm.site.view import View
from aivm.text import dates


def agenda_pages(view: View, project: Project) -> Iterator[Page]:
    """Events, then months, then years."""
    stories = tuple(one.story for one in view.stories)
    told = stories_by_event(stories)
    for event in view.public.events:
        ld = script(event_ld(event, project.siteurl, project.words["site.owner"], project.territory))
        yield page("event", event.address, view, event=event, told=told.get(event.id, ()), ld=ld)
    for month in view.months:
        yield page("agenda_month", month.address, view, month_page=month)
    for archive in view.archives:
        visits = stories_of_visits(stories, archive.years)
        months = in_words(archive.numbers.months, project)
        yield page("agenda_archive", archive.address, view, archive=archive, told=visits, months_seen=months)


def in_words(months: Figures, project: Project) -> Figures:
    """The figures of months, first to last, each by its name."""
    named = (
        (dates.month_year(date.fromisoformat(first), project.words), count) for first, count in sorted(months.named)
    )
    return replace(months, named=tuple(named))


def stories_of_visits(stories: tuple[PublicStory, ...], years: str) -> tuple[PublicStory, ...]:
    """The stories told of the school visits of one school year, newest first."""
    return tuple(story for story in stories if any(school_year(visit.month) == years for visit in story.visits))


def stories_by_event(stories: tuple[PublicStory, ...]) -> dict[str, tuple[PublicStory, ...]]:
    """The stories told of each event, newest first."""
    told: dict[str, list[PublicStory]] = defaultdict(list)
    for story in stories:
        for event in story.events:
            told[event.id].append(story)
    return {name: tuple(found) for name, found in told.items()}
