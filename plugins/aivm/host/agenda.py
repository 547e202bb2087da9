"""/agenda/: what comes, month by month; the archives by school year; a page for each public event."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from pelican.generators import Generator

from aivm.agenda.listing import archives, coming, listing, month_pages
from aivm.agenda.school_year import school_year
from aivm.agenda.year_numbers import Figures
from aivm.drawing.bar import bar
from aivm.feeds.schema_org import event_ld, script
from aivm.host.addresses import save_as
from aivm.host.run import KEY, Run
from aivm.problems import Where
from aivm.records.public import PublicStory
from aivm.text import dates

AGENDA = Where("l’agenda")  # who owns an address that no file asked for


class AgendaGenerator(Generator):
    """Lists for the templates, then the pages of events, months and school years."""

    def generate_context(self) -> None:
        run: Run = self.settings[KEY]
        limit = run.config.list_limit
        upcoming = coming(run.view)
        told = stories_by_event(run.stories)
        self.months = [page for page in month_pages(run.view, limit) if run.claim(page.address, AGENDA)]
        # The figures of a year take the room of a third of its list: 350 elements hold both.
        self.archives = [page for page in archives(run.view, limit * 2 // 3) if run.claim(page.address, AGENDA)]
        self.context.update(
            upcoming=upcoming,
            agenda=listing(upcoming, limit),
            archives=self.archives,
            stale_day=dates.long_day(run.stale[0].day, run.strings) if run.stale else "",
            stories_of=lambda event: told.get(event.id, ()),
        )

    def generate_output(self, writer: Any) -> None:
        run: Run = self.settings[KEY]
        write = partial(self._write, writer)
        for event in run.view.events:
            ld = script(event_ld(event, run.siteurl, run.strings["site.owner"], run.territory))
            write("event", event.address, event=event, ld=ld)
        for page in self.months:
            write("agenda_month", page.address, month_page=page)
        for archive in self.archives:
            told = stories_of_visits(run.stories, archive.years)
            months = in_words(archive.numbers.months, run)
            write("agenda_archive", archive.address, archive=archive, told=told, months_seen=months, bar=bar)

    def _write(self, writer: Any, template: str, address: str, **values: object) -> None:
        writer.write_file(save_as(address), self.get_template(template), self.context, **values)


def in_words(months: Figures, run: Run) -> Figures:
    """The figures of months, first to last, each by its name."""
    named = ((dates.month_year(date.fromisoformat(first), run.strings), count) for first, count in sorted(months.named))
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
