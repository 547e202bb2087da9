"""One build, from its settings to its last page: what every part of the host shares. Never a module global."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from aivm.agenda.slots import Offer
from aivm.config import Config, build_day, read
from aivm.feeds.revisions import Revision
from aivm.images.plan import Picture
from aivm.output.manifest import Manifest
from aivm.output.weight import WeightCache, load_cache
from aivm.problems import Problem, Report, Severity, Where
from aivm.pulled.merge import Origins
from aivm.records.build import Records, TypedIds
from aivm.records.closure import Closure
from aivm.records.public import PublicStory, PublicView
from aivm.records.raw import RawRecord
from aivm.records.rules import Places
from aivm.sounds.prepare import Sound
from aivm.sources.facts import Facts
from aivm.sources.removals import Removals
from aivm.sources.source import Source
from aivm.territory import Territory
from aivm.text.typography import french

KEY = "AIVM_RUN"  # where Pelican's settings carry it
EMPTY_VIEW = PublicView((), (), (), (), "aucune")


class Claim(NamedTuple):
    """An address of the site, and who took it."""

    address: str
    where: Where
    listed: bool


class PageRef(NamedTuple):
    """A standing page, for the link that leads up to it."""

    title: str
    address: str
    template: str = "page"


class Stale(NamedTuple):
    """A source whose data are older than the settings allow, and their day."""

    source: str
    day: date


class PageWeight(NamedTuple):
    """What a finished page weighs, in bytes, and its title."""

    title: str
    html: int
    photos: int


@dataclass
class Run:
    """The state of one build. Filled in the order of the arrows: settings, records, photos, pages."""

    root: Path  # the project: files are named relative to it
    content: Path
    output: Path  # a folder of this build's own (own_folder.py)
    cache: Path
    siteurl: str
    config: Config
    today: date
    territory: Territory
    shown: Path = Path()  # where a person finds its files, once it has ended
    report: Report = field(default_factory=Report)
    strings: dict[str, str] = field(default_factory=dict)
    facts: Facts = field(default_factory=Facts)
    sentences: dict[str, str] = field(default_factory=dict)  # the HTML of each fact
    contact: dict[str, str] = field(default_factory=dict)
    visit: dict[str, str] = field(default_factory=dict)  # what a teacher must know of a visit
    waiting: set[str] = field(default_factory=set)  # keys of both that the association has still to confirm
    records: Records = field(default_factory=Records)
    closures: tuple[Closure, ...] = ()
    places: Places | None = None
    sources: tuple[Source, ...] = ()  # of sources.toml, by priority
    stale: tuple[Stale, ...] = ()  # oldest first
    origins: Origins = field(default_factory=dict)  # where each cell of each event was found
    typed_rows: dict[str, list[RawRecord]] = field(default_factory=dict)  # by kind, before anything pulled
    rows: dict[str, list[RawRecord]] = field(default_factory=dict)  # by kind, typed and pulled, faulty ones too
    view: PublicView = EMPTY_VIEW
    offer: Offer = field(default_factory=Offer)  # the dates that schools may ask for
    hidden_names: tuple[str, ...] = ()  # of people without an agreement in force: the output checks look for them
    ended_names: tuple[str, ...] = ()  # of these, who was named once: what still names them is left out
    stories: tuple[PublicStory, ...] = ()  # published, newest first
    drafts: tuple[PublicStory, ...] = ()
    pictures: dict[Path, Picture] = field(default_factory=dict)
    sounds: dict[Path, Sound] = field(default_factory=dict)
    typed_ids: TypedIds = field(default_factory=dict)
    pages: dict[str, PageRef] = field(default_factory=dict)  # standing pages by address
    constants: dict[str, Any] = field(default_factory=dict)  # what every template can name
    page_weights: dict[str, PageWeight] = field(default_factory=dict)  # by output path
    checked: Manifest | None = None  # what the checks have read, by the bytes they read: nothing else may leave
    policy: str = ""  # the Content-Security-Policy of every page, once the theme is read
    weights: WeightCache | None = None  # None: weights are estimated, and say so
    texts: dict[Path, str] = field(default_factory=dict)  # every text that has a page, and its address
    links: dict[tuple[str, str], int] = field(default_factory=dict)  # output path and target -> the line it was typed
    story_folders: set[Path] = field(default_factory=set)
    mentioned_photos: set[Path] = field(default_factory=set)
    revisions: Mapping[str, Revision] = field(default_factory=dict)
    removals: Removals = field(default_factory=Removals)
    gone: tuple[str, ...] = ()  # addresses of what was removed: each has a page that says so, and answers 410
    claims: dict[str, Claim] = field(default_factory=dict)  # by folded address

    @property
    def sectors(self) -> tuple[str, ...]:
        """The sectors of content/data/secteurs.csv, by name."""
        return tuple(sorted(set(self.places.sectors.values()))) if self.places else ()

    def file(self, path: Path) -> str:
        """A path as messages name it: from the project, with forward slashes."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.as_posix()

    def read(self, path: Path) -> bytes | None:
        """The bytes of a file; None, with its Problem, for one that cannot be opened."""
        try:
            return path.read_bytes()
        except OSError:
            hint = "Vérifiez que c’est un fichier, et que vous avez le droit de le lire."
            self.report.add(Problem(Where(self.file(path)), "le fichier ne s’ouvre pas.", hint))
            return None

    def claim(self, address: str, where: Where, *, listed: bool = True) -> bool:
        """Take an address for a page; False, with a Problem, where another page has it (case folded, as some disks do).

        `listed` false: search engines are not told of it.
        """
        first = self.claims.get(address.casefold())
        if first is None:
            self.claims[address.casefold()] = Claim(address, where, listed)
            return True
        message = f"l’adresse {address} est déjà celle de {first.where}."
        self.report.add(Problem(where, message, "Renommez l’un des deux."))
        return False

    def unlist(self, address: str) -> None:
        """Keep an address out of the sitemap."""
        key = address.casefold()
        self.claims[key] = self.claims[key]._replace(listed=False)


def start(settings: dict[str, Any]) -> Run:
    """The run of a build from Pelican's settings; unknown settings are fatal Problems of its report."""
    root = Path(settings["AIVM_ROOT"])
    config, problems = read(settings.get("AIVM", {}), settings["AIVM_SETTINGS_FILE"])
    territory: Territory = settings["AIVM_TERRITORY"]
    run = Run(
        root=root,
        content=Path(settings["PATH"]),
        output=Path(settings["OUTPUT_PATH"]),
        cache=Path(settings["AIVM_CACHE"]),
        siteurl=settings["SITEURL"].rstrip("/"),
        config=config,
        today=settings.get("AIVM_DAY") or build_day(config, territory.here.clock),
        territory=territory,
        shown=Path(settings.get("AIVM_SHOWN", settings["OUTPUT_PATH"])),
    )
    run.report.extend(problems)
    if not settings.get("AIVM_QUICK"):
        run.weights = load_cache(run.cache / f"poids-{config.mode}.json")
    strings = Path(settings["THEME"]) / "strings" / f"{settings['DEFAULT_LANG']}.toml"
    run.strings = read_strings(strings, run)
    return run


def read_strings(path: Path, run: Run) -> dict[str, str]:
    """The words of the interface by flat dotted key, in French typography."""
    try:
        words = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:  # TOML and UTF-8 faults are both ValueError
        message = f"les mots de l’interface sont illisibles ({error})."
        run.report.add(Problem(Where(run.file(path)), message, "Corrigez cette ligne.", Severity.FATAL))
        return {}
    return {key: french(value) for key, value in _flat(words)}


def _flat(table: dict[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    flat: list[tuple[str, str]] = []
    for key, value in table.items():
        flat += _flat(value, f"{prefix}{key}.") if isinstance(value, dict) else [(f"{prefix}{key}", value)]
    return flat
