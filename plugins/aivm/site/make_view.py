"""The texts read, their photos and sounds made ready, and all of it turned into what may leave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from aivm.agenda.half_days import by_half_day
from aivm.agenda.listing import Archive, Listing, MonthPage, archives, listing, month_pages, parts
from aivm.people.letters import slug
from aivm.problems import Problem, Where, suggest
from aivm.records.event import LEVELS
from aivm.records.public import PublicStory
from aivm.records.public_view import public_story
from aivm.site.addresses import former_address, level_address, month_of_level, sector_address, theme_address
from aivm.site.land_map import land_map
from aivm.site.photos import Photos, make_photos, placed
from aivm.site.read_text import StoryText, Texts, read_texts
from aivm.site.revisions import read_revisions
from aivm.site.site import Media, Site
from aivm.site.sounds import Sounds, make_sounds
from aivm.site.view import Moved, SchoolPage, StandingPage, Theme, ToldStory, View
from aivm.text.typography import french

Listed = TypeVar("Listed", MonthPage, Archive, SchoolPage)
THEMES, AGENDA, SCHOOLS = Where("les thèmes"), Where("l’agenda"), Where("les dates des écoles")  # of no file


@dataclass(frozen=True)
class Ready:
    """The texts of a site with all that they show; stories newest first, each with its public part."""

    texts: Texts
    told: tuple[PublicStory, ...]
    photos: Photos
    sounds: Sounds


def with_view(site: Site) -> Site:
    """The site, its pages ready to be made. Addresses are taken in one order: themes, former ones, months, schools."""
    texts = read_texts(site)
    texts = replace(texts, stories=tuple(newest_first(texts.stories)))
    for story in texts.stories:
        site.report.extend(unknown_links(story, site))
    told = tuple(public_story(one.story, site.public, french) for one in texts.stories)
    names = {address: name for address, name in themes_of(told).items() if site.claims.take(address, THEMES)}
    moved = tuple(moved_addresses(texts.stories, told, site))
    ready = Ready(texts, told, make_photos(texts, site), make_sounds(texts, site))
    view = view_of(site, ready, names, moved)
    return replace(site, view=view, media=Media(ready.photos.pictures, ready.sounds.files), links=texts.links)


def view_of(site: Site, ready: Ready, names: Mapping[str, str], moved: tuple[Moved, ...]) -> View:
    """What may leave; `names` are those of the themes, by address."""
    limit, values = site.project.config.list_limit, site.data.values
    pages = {page.address: page for page in sorted(standing_pages(ready), key=lambda page: page.address)}
    written = [told_story(text, one, ready) for text, one in zip(ready.texts.stories, ready.told, strict=True)]
    stories = tuple(one for one in written if not one.story.draft)
    revisions, problems = read_revisions(site.project, site.report)
    site.report.extend(problems)
    return View(
        public=site.public,
        offer=site.offer,
        gone=site.gone,
        pages=pages,
        stories=stories,
        drafts=tuple(one for one in written if one.story.draft),
        themes=tuple(theme(name, address, stories) for address, name in names.items()),
        moved=moved,
        months=taken(month_pages(site.public, limit), AGENDA, site),
        # The figures of a year take the room of a third of its list: 350 elements hold both.
        archives=taken(archives(site.public, limit * 2 // 3), AGENDA, site),
        schools=taken(school_pages(site) if "/ecoles/" in pages else (), SCHOOLS, site),
        portraits=ready.photos.portraits,
        facts=tuple(fact for fact in values.facts.facts.values() if not fact.to_confirm),
        bibliography=values.facts.sources,
        contact=values.contact,
        visit=values.visit,
        waiting=values.waiting,
        communes=site.data.places.sectors,
        revisions=revisions,
        land_map=land_map(site.project, site.report) if asks_for_map(pages.values()) else None,
        stale_day=site.data.stale[0].day if site.data.stale else None,
    )


def taken(pages: Iterable[Listed], where: Where, site: Site) -> tuple[Listed, ...]:
    """Those that have their address to themselves; `where` is who asks for it, since no file does."""
    return tuple(page for page in pages if site.claims.take(page.address, where))


def newest_first(stories: Iterable[StoryText]) -> list[StoryText]:
    """Stories by day of publication, then by slug: the same order on every machine."""
    return sorted(stories, key=lambda one: (one.story.published or date.max, one.story.id), reverse=True)


def told_story(text: StoryText, story: PublicStory, ready: Ready) -> ToldStory:
    """What may leave of a story, words and photos included."""
    shown, there = ready.photos.shown[text.path], placed(text.document)
    return ToldStory(
        story=story,
        lead=text.lead,
        minutes=text.minutes,
        parts=text.document.parts,
        photos=shown,
        gallery=tuple(photo for name, photo in shown.items() if name not in there),
        sounds=ready.sounds.heard[text.path],
        sound_gone=text.path in ready.sounds.gone,
    )


def standing_pages(ready: Ready) -> Iterator[StandingPage]:
    """The pages of content/pages."""
    for text in ready.texts.pages:
        yield StandingPage(
            title=french(text.page.title),
            description=french(text.page.description),
            address=text.address,
            template=text.page.template,
            state=text.page.state,
            as_of=text.page.as_of,
            parts=text.document.parts,
            sections=text.document.sections,
            photos=ready.photos.shown[text.path],
        )


def asks_for_map(pages: Iterable[StandingPage]) -> bool:
    """True where some page shows the map of the two places."""
    return any(page.template == "territoires" for page in pages)


def themes_of(stories: Iterable[PublicStory]) -> dict[str, str]:
    """Addresses of themes -> their names; two spellings with one address are one, told as the newest story does."""
    found: dict[str, str] = {}
    for name in (name for story in stories if not story.draft for name in story.themes):
        found.setdefault(theme_address(name), name)
    return dict(sorted(found.items()))


def theme(name: str, address: str, stories: Iterable[ToldStory]) -> Theme:
    """One theme with its stories, newest first."""
    return Theme(name, address, tuple(one for one in stories if address in map(theme_address, one.story.themes)))


def moved_addresses(texts: Iterable[StoryText], told: Iterable[PublicStory], site: Site) -> Iterator[Moved]:
    """The pages that lead from where a story was to where it is."""
    for text, story in zip(texts, told, strict=True):
        if not story.draft:
            yield from (Moved(address, story) for address in taken_addresses(text, site))


def taken_addresses(text: StoryText, site: Site) -> Iterator[str]:
    """The former addresses of a story that lead to it from now on."""
    for typed in text.story.former:
        where = text.row.at("ancienne_adresse")
        address = former_address(typed)
        if not address:
            message = f"« {typed} » n’est pas une ancienne adresse du site."
            site.report.add(Problem(where, message, "Écrivez-la comme /recits/ancien-titre/."))
        elif site.claims.take(address, where, listed=False):
            yield address


def unknown_links(text: StoryText, site: Site) -> Iterator[Problem]:
    """Events and people that a story names and that nobody declared; the story stays, without that link."""
    story, row, ids = text.story, text.row, site.data.typed_ids
    named = (
        ("en_lien", story.events, ids["events"], "evenements.csv"),
        ("volontaire", (story.volunteer,) if story.volunteer else (), ids["volunteers"], "volontaires.yaml"),
    )
    for one in story.themes:
        if not slug(one):
            message = f"le thème « {one} » n’a ni lettre ni chiffre."
            yield Problem(row.at("themes"), message, "Écrivez-le en toutes lettres, ou retirez-le.")
    for key, names, known, file in named:
        for name in names:
            if known is not None and name not in known:
                hint = suggest(name, known) or f"Employez un identifiant de {file}, ou retirez-le."
                yield Problem(row.at(key), f"« {name} » n’est pas dans {file}.", hint)


def school_pages(site: Site) -> Iterator[SchoolPage]:
    """For each level: all sectors, the months where its list goes on, then each sector."""
    limit, slots = site.project.config.slot_limit, site.offer.slots
    everywhere = by_half_day(slots)
    for level in LEVELS:
        whole = listing(everywhere, limit)
        yield SchoolPage(level_address(level), level, "", whole)
        for month in whole.more:
            for cut in parts(month, limit):
                shown = Listing((cut.month,), ())
                yield SchoolPage(month_of_level(level, month, cut.part), level, "", shown, month, cut.part, cut.parts)
        for sector in sorted({slot.sector for slot in slots}):
            near = [slot for slot in slots if slot.sector == sector]
            yield SchoolPage(sector_address(level, near[0].sector_slug), level, sector, listing(near, limit))
