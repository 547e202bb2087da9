"""/volontaires/<id>/ and /associations/<id>/: a page each, with the stories and events that lead there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aivm.agenda.listing import Listing, listing
from aivm.pages.page import Page, page
from aivm.records.public import PublicEvent, Ref
from aivm.site.project import Project
from aivm.site.view import ToldStory, View


def people_pages(view: View, project: Project) -> Iterator[Page]:
    """A page for every volunteer who agreed to one, and for every association."""
    limit = project.config.list_limit
    for person in view.public.volunteers:
        events = [event for event in view.public.events if names(event.people, person.id)]
        told = tuple(one for one in view.stories if one.story.author and one.story.author.id == person.id)
        portrait = view.portraits.get(person.id)
        found = {"told": told[:limit], "portrait": portrait, **lists(events, limit)}
        yield page("volunteer", person.address, view, person=person, **found)
    for group in view.public.associations:
        events = [event for event in view.public.events if names(event.associations, group.id)]
        told = told_of(events, view.stories)
        yield page("association", group.address, view, group=group, told=told[:limit], **lists(events, limit))


def lists(events: list[PublicEvent], limit: int) -> dict[str, Listing]:
    """What comes, next first, then what is past, latest first: `limit` entries in all."""
    ahead = [event for event in events if not event.past]
    past = [event for event in reversed(events) if event.past]
    return {"ahead": listing(ahead, limit), "past": listing(past, max(0, limit - len(ahead)))}


def names(refs: Iterable[Ref], name: str) -> bool:
    """True where one of the references is to `name`."""
    return any(ref.id == name for ref in refs)


def told_of(events: Iterable[PublicEvent], stories: Iterable[ToldStory]) -> tuple[ToldStory, ...]:
    """The stories linked to any of the events, in their own order."""
    ids = {event.id for event in events}
    return tuple(one for one in stories if any(event.id in ids for event in one.story.events))
