"""/ecoles/<niveau>/: the dates that a class may ask for, all sectors or one, then month by month."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from pelican.generators import Generator

from aivm.agenda.half_days import by_half_day
from aivm.agenda.listing import Listing, Month, listing, parts
from aivm.agenda.request import mailto, request
from aivm.agenda.slots import Slot
from aivm.host.addresses import level_address, month_of_level, save_as, sector_address
from aivm.host.run import KEY, Run
from aivm.problems import Where
from aivm.records.event import LEVELS

SCHOOLS = Where("les dates des écoles")  # who owns an address that no file asked for


class Ask(NamedTuple):
    """The request for one date: the link that opens a message, and its words to copy where no mail program is set."""

    mailto: str
    text: str


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


class SchoolsGenerator(Generator):
    """A page for each level, for each of its sectors where there is a date, and for each month of a longer list."""

    def generate_context(self) -> None:
        run: Run = self.settings[KEY]
        pages = [page for level in LEVELS for page in pages_of(level, run)] if "/ecoles/" in run.pages else []
        self.pages = [page for page in pages if run.claim(page.address, SCHOOLS)]
        self.context.update(
            levels=[(level, level_address(level)) for level in LEVELS] if self.pages else [],
            offered=sorted({(slot.sector, slot.sector_slug) for slot in run.offer.slots}),
            unknown_years=run.offer.unknown_years,
            ask=lambda slot, level: ask(slot, level, run),
            visit=run.visit,
        )

    def generate_output(self, writer: Any) -> None:
        for page in self.pages:
            writer.write_file(save_as(page.address), self.get_template("niveau"), self.context, school=page)


def pages_of(level: str, run: Run) -> Iterator[SchoolPage]:
    """The pages of one level: all sectors, the months where its list goes on, then each sector."""
    limit = run.config.slot_limit
    everywhere = by_half_day(run.offer.slots)
    whole = listing(everywhere, limit)
    yield SchoolPage(level_address(level), level, "", whole)
    for month in whole.more:
        for cut in parts(month, limit):
            shown = Listing((cut.month,), ())
            yield SchoolPage(month_of_level(level, month, cut.part), level, "", shown, month, cut.part, cut.parts)
    for sector in sorted({slot.sector for slot in run.offer.slots}):
        slots = [slot for slot in run.offer.slots if slot.sector == sector]
        yield SchoolPage(sector_address(level, slots[0].sector_slug), level, sector, listing(slots, limit))


def ask(slot: Slot, level: str, run: Run) -> Ask:
    """The request for a slot, by a class of a level."""
    message = request(slot, level, run.strings)
    return Ask(mailto(run.contact["courriel"], message), message.body)
