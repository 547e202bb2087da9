"""/volontaires/<id>/ and /associations/<id>/: a page each, with the stories and events that lead there."""

from __future__ import annotations

from typing import Any

from pelican.generators import Generator

from aivm.agenda.listing import Listing, listing
from aivm.host.addresses import save_as
from aivm.host.run import KEY, Run
from aivm.records.public import PublicEvent, PublicStory


class PeopleGenerator(Generator):
    """A page for every volunteer who agreed to one, and for every association."""

    def generate_output(self, writer: Any) -> None:
        run: Run = self.settings[KEY]
        limit = run.config.list_limit
        for person in run.view.volunteers:
            events = [event for event in run.view.events if names(event.people, person.id)]
            stories = [story for story in run.stories if story.author and story.author.id == person.id]
            portrait = self.context["portraits"].get(person.id)
            found = {"person": person, "portrait": portrait, "told": stories[:limit], **lists(events, limit)}
            writer.write_file(save_as(person.address), self.get_template("volunteer"), self.context, **found)
        for group in run.view.associations:
            events = [event for event in run.view.events if names(event.associations, group.id)]
            found = {"group": group, "told": told_of(events, run.stories)[:limit], **lists(events, limit)}
            writer.write_file(save_as(group.address), self.get_template("association"), self.context, **found)


def lists(events: list[PublicEvent], limit: int) -> dict[str, Listing]:
    """What comes, next first, then what is past, latest first: `limit` entries in all."""
    ahead = [event for event in events if not event.past]
    past = [event for event in reversed(events) if event.past]
    return {"ahead": listing(ahead, limit), "past": listing(past, max(0, limit - len(ahead)))}


def names(refs: tuple[Any, ...], name: str) -> bool:
    """True where one of the references is to `name`."""
    return any(ref.id == name for ref in refs)


def told_of(events: list[PublicEvent], stories: tuple[PublicStory, ...]) -> list[PublicStory]:
    """The stories linked to any of the events, in their own order."""
    ids = {event.id for event in events}
    return [story for story in stories if any(event.id in ids for event in story.events)]
