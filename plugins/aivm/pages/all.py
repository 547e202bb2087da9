"""Every page of the site: a kind of page is a row here, a module beside, and a template."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from aivm.pages.agenda import agenda_pages
from aivm.pages.gone import gone_pages
from aivm.pages.page import Page
from aivm.pages.people import people_pages
from aivm.pages.schools import school_pages
from aivm.pages.standing import standing_pages
from aivm.pages.stories import story_pages
from aivm.site.project import Project
from aivm.site.view import View

Kind = Callable[[View, Project], Iterator[Page]]

KINDS: tuple[Kind, ...] = (standing_pages, story_pages, agenda_pages, school_pages, people_pages, gone_pages)


def all_pages(view: View, project: Project) -> Iterator[Page]:
    """All pages but those that tell what the others weigh."""
    for kind in KINDS:
        yield from kind(view, project)
