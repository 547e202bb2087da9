"""/ecoles/<niveau>/: the dates that a class may ask for, each with its request."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from aivm.agenda.request import mailto, request
from aivm.agenda.slots import Slot
from aivm.pages.navigation import link_to
from aivm.pages.page import Page, page
from aivm.pages.standing import by_level, offered
from aivm.site.project import Project
from aivm.site.view import SchoolPage, View


class Ask(NamedTuple):
    """The request for one date: the link that opens a message, and its words to copy where no mail program is set."""

    mailto: str
    text: str


def school_pages(view: View, project: Project) -> Iterator[Page]:
    """A page for each level, for each of its sectors where there is a date, and for each month of a longer list."""
    stories = dict(by_level(view.stories))
    for school in view.schools:
        yield page(
            "niveau",
            school.address,
            view,
            school=school,
            requests=requests(school, view, project),
            offered=offered(view),
            unknown_years=view.offer.unknown_years,
            visit=view.visit,
            waiting=view.waiting,
            told=stories.get(school.level, ()),
            form_page=link_to("/ecoles/demande/", view),
            sectors_page=link_to("/ecoles/secteurs/", view),
        )


def requests(school: SchoolPage, view: View, project: Project) -> dict[str, Ask]:
    """The request for each date of a page, by its reference."""
    slots = (entry for month in school.listing.months for entry in month.entries if isinstance(entry, Slot))
    return {slot.reference: ask(slot, school.level, view, project) for slot in slots}


def ask(slot: Slot, level: str, view: View, project: Project) -> Ask:
    """The request for a slot, by a class of a level."""
    message = request(slot, level, project.words)
    return Ask(mailto(view.contact["courriel"], message), message.body)
