"""How the settings say that a source is asked: how long, how much, from when to when."""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date

from aivm.config import Config
from aivm.site.received import people_of
from aivm.site.site import Site
from aivm.sources.ics import words as ics_words
from aivm.sources.options import Options
from aivm.sources.source import Source
from aivm.text.fold import fold
from aivm.web.request import Limits


def limits_of(config: Config) -> Limits:
    """How a source is asked by `pull`: patiently."""
    return Limits(
        total=config.pull_seconds,
        size=config.pull_megabytes * 1_000_000,
        private_hosts=config.pull_private_hosts,
    )


def quick_limits(config: Config) -> Limits:
    """How a source is asked by `build`, where somebody waits: once, and briefly."""
    patient = limits_of(config)
    return replace(patient, connect=3, read=5, total=min(15, patient.total), tries=1)


def options_of(source: Source, site: Site) -> Options:
    """What a reader is told: the window by whole months, so that an unchanged answer is good for a whole month.

    A calendar has no columns: its words are those of the settings and the names of communes, then the source's own.
    """
    first = months_away(site.project.today, -site.project.config.pull_months_back)
    last = months_away(site.project.today, site.project.config.pull_months_ahead)
    end = last.replace(day=calendar.monthrange(last.year, last.month)[1])
    words = {**calendar_words(site), **source.words} if source.kind == "ics" else source.words
    unsaid = source.defaults.get("public", Options.unsaid)  # « si_vide »
    known = people_of(site.data.typed_rows, site.data.sources, site.project)
    here = site.project.territory
    return Options(first.replace(day=1), end, source.columns, words, unsaid, known, source.sheet, territory=here)


def calendar_words(site: Site) -> dict[str, tuple[str, str]]:
    """What the words of a calendar mean: the table of the settings, and every commune under its own name."""
    words, _ = ics_words.table(
        site.project.config.calendar_words, ""
    )  # what is wrong with it is told when settings are read
    communes = site.data.places.sectors
    return {**{fold(name): ("commune", name) for name in communes}, **words}


def months_away(day: date, months: int) -> date:
    """The first day of the month that many months away."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)
