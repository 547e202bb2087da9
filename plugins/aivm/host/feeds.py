"""The files that are not pages: calendars, Atom, JSON, the sitemap. An address once served is always served."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican.generators import Generator

from aivm.agenda.listing import coming
from aivm.feeds import agenda_json, atom, ics, revisions, sitemap
from aivm.files import write_whole
from aivm.host.addresses import save_as, sector_feed
from aivm.host.run import KEY, Run
from aivm.host.wording import translate
from aivm.problems import Problem, Report
from aivm.text import dates


class FeedsGenerator(Generator):
    """Writes every feed from the public view."""

    def generate_context(self) -> None:
        run: Run = self.settings[KEY]
        run.revisions, problems = read_revisions(run)
        run.report.extend(problems)

    def generate_output(self, writer: Any) -> None:
        run: Run = self.settings[KEY]
        common: dict[str, Any] = {"revisions": run.revisions, "today": run.today, "siteurl": run.siteurl}
        calendars = {**common, "domain": run.config.uid_domain, "territory": run.territory}
        followed = ics.chosen(run.view.events, run.today, run.config.past_days)
        name = run.strings["feed.agenda"]
        write(run, "/agenda.ics", ics.calendar(followed, name=name, **calendars))
        for sector in run.sectors:  # each is served, even empty: a subscription never breaks
            near = [event for event in followed if event.sector == sector]
            words = translate(run, "feed.sector", sector=sector)
            write(run, sector_feed(sector), ics.calendar(near, name=words, **calendars))
        for event in run.view.events:
            write(run, f"{event.address}evenement.ics", ics.event_calendar(event, **calendars))
        write(run, "/agenda.json", agenda_json.agenda(run.view.events, **common))
        write(run, "/flux/agenda.atom", agenda_atom(run))
        write(run, "/flux/recits.atom", stories_atom(run, self.context["articles"]))
        known = not run.siteurl.endswith(".invalid")  # a preview, or a site without an address yet
        write(run, "/robots.txt", sitemap.robots(run.siteurl if known else ""))
        write(run, "/sitemap.xml", sitemap.sitemap(sitemap_addresses(run), siteurl=run.siteurl))


def write(run: Run, address: str, data: bytes) -> None:
    """One file of the build at its address."""
    path = run.output / save_as(address)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def read_revisions(run: Run) -> tuple[Any, list[Problem]]:
    """content/data/revisions.json; none yet is a normal state."""
    path = revisions_file(run)
    raw = run.read(path) if path.exists() else b"{}"
    return revisions.read((raw or b"").decode("utf-8-sig", errors="replace"), run.file(path))


def settle_revisions(run: Run, report: Report) -> list[str] | None:
    """Bring revisions.json up to the events that are shown: what changed, in French; None where it cannot be read."""
    known, problems = read_revisions(run)
    report.extend(problems)
    if problems:
        return None
    updated, lines = revisions.updated(run.view.events, known, run.today)
    if lines:
        write_whole(revisions_file(run), revisions.dump(updated))
    return lines


def revisions_file(run: Run) -> Path:
    """Where the revisions are committed."""
    return run.content / "data" / "revisions.json"


def agenda_atom(run: Run) -> bytes:
    """The coming events, next first."""
    entries = atom.event_entries(
        coming(run.view),
        run.revisions,
        domain=run.config.uid_domain,
        today=run.today,
        territory=run.territory,
        when=lambda event: dates.days(event.first_day, event.last_day, run.strings),
    )
    return atom_feed(run, run.strings["feed.agenda"], "/flux/agenda.atom", "/agenda/", entries)


def stories_atom(run: Run, articles: list[Any]) -> bytes:
    """The newest stories, announced: an edit of a text changes its page alone, and nobody downloads twenty of them."""
    by_id = {article.slug: article for article in articles}
    entries = [story_entry(run, by_id[story.id]) for story in run.stories[: run.config.feed_limit]]
    return atom_feed(run, run.strings["feed.stories"], "/flux/recits.atom", "/recits/", entries)


def atom_feed(run: Run, title: str, address: str, page: str, entries: list[atom.AtomEntry]) -> bytes:
    """One Atom feed of the site; `page` shows the same things."""
    return atom.feed(
        title=title,
        address=address,
        siteurl=run.siteurl,
        entries=entries,
        today=run.today,
        author=run.strings["site.owner"],
        alternate=page,
    )


def story_entry(run: Run, article: Any) -> atom.AtomEntry:
    """One story for a feed reader: its first sentence, then a link."""
    story = article.view
    return atom.AtomEntry(
        id=atom.tag(run.config.uid_domain, story.address),
        title=story.title,
        address=story.address,
        published=story.published,
        updated=story.published,
        summary=article.lead,
        author=story.author.name if story.author else "",
    )


def sitemap_addresses(run: Run) -> list[tuple[str, Any]]:
    """Every page that was written and that a search engine may show, with the day of its story where it tells one."""
    told = {story.address: story.published for story in run.stories}
    listed = sorted(claim.address for claim in run.claims.values() if claim.listed)
    return [(address, told.get(address)) for address in listed if (run.output / save_as(address)).exists()]
