"""The files that are not pages: calendars, Atom, JSON, the sitemap. An address once served is always served."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from aivm.agenda.listing import coming
from aivm.feeds import agenda_json, atom, ics, sitemap
from aivm.pages.standing import sectors
from aivm.site.addresses import sector_feed
from aivm.site.project import Project
from aivm.site.view import ToldStory, View
from aivm.text import dates
from aivm.text.typography import french


class File(NamedTuple):
    """A file of the site that is no page."""

    address: str
    content: bytes


def feed_files(view: View, project: Project, listed: Iterable[str]) -> Iterator[File]:
    """Every feed; `listed` are the addresses of the pages that search engines may show."""
    common: dict[str, Any] = {"revisions": view.revisions, "today": project.today, "siteurl": project.siteurl}
    events = view.public.events
    calendars = {**common, "domain": project.config.uid_domain, "territory": project.territory}
    followed = ics.chosen(events, project.today, project.config.past_days)
    name = project.words["feed.agenda"]
    yield File("/agenda.ics", ics.calendar(followed, name=name, **calendars))
    for sector in sectors(view):  # each is served, even empty: a subscription never breaks
        near = [event for event in followed if event.sector == sector]
        words = french(project.words["feed.sector"].format(sector=sector))
        yield File(sector_feed(sector), ics.calendar(near, name=words, **calendars))
    for event in events:
        yield File(f"{event.address}evenement.ics", ics.event_calendar(event, **calendars))
    yield File("/agenda.json", agenda_json.agenda(events, **common))
    yield File("/flux/agenda.atom", agenda_atom(view, project))
    yield File("/flux/recits.atom", stories_atom(view, project))
    known = not project.siteurl.endswith(".invalid")  # a preview, or a site without an address yet
    yield File("/robots.txt", sitemap.robots(project.siteurl if known else ""))
    told = {one.story.address: one.story.published for one in view.stories}
    addresses = [(address, told.get(address)) for address in sorted(listed)]
    yield File("/sitemap.xml", sitemap.sitemap(addresses, siteurl=project.siteurl))


def agenda_atom(view: View, project: Project) -> bytes:
    """The coming events, next first."""
    entries = atom.event_entries(
        coming(view.public),
        view.revisions,
        domain=project.config.uid_domain,
        today=project.today,
        territory=project.territory,
        when=lambda event: dates.days(event.first_day, event.last_day, project.words),
    )
    return atom_feed(project, "feed.agenda", "/flux/agenda.atom", "/agenda/", entries)


def stories_atom(view: View, project: Project) -> bytes:
    """The newest stories, announced: an edit of a text changes its page alone, and nobody downloads twenty of them."""
    entries = [story_entry(one, project) for one in view.stories[: project.config.feed_limit]]
    return atom_feed(project, "feed.stories", "/flux/recits.atom", "/recits/", entries)


def atom_feed(project: Project, title: str, address: str, page: str, entries: list[atom.AtomEntry]) -> bytes:
    """One Atom feed of the site; `title` is the key of its words, and `page` shows the same things."""
    return atom.feed(
        title=project.words[title],
        address=address,
        siteurl=project.siteurl,
        entries=entries,
        today=project.today,
        author=project.words["site.owner"],
        alternate=page,
    )


def story_entry(told: ToldStory, project: Project) -> atom.AtomEntry:
    """One story for a feed reader: its first sentence, then a link."""
    story = told.story
    assert story.published, "only drafts have no date"
    return atom.AtomEntry(
        id=atom.tag(project.config.uid_domain, story.address),
        title=story.title,
        address=story.address,
        published=story.published,
        updated=story.published,
        summary=told.lead,
        author=story.author.name if story.author else "",
    )
