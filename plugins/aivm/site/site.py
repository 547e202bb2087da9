"""A site at the two moments where tasks need it: when its data are read, and when its pages are made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from aivm.agenda.slots import Offer
from aivm.media.images.plan import Picture
from aivm.media.sounds.prepare import Sound
from aivm.output.manifest import Manifest
from aivm.problems import Report
from aivm.records.public import PublicView
from aivm.site.claims import Claims
from aivm.site.data import Data
from aivm.site.project import Project
from aivm.site.view import View


@dataclass(frozen=True)
class Media:
    """Every photo and sound that pages show, by its file."""

    pictures: Mapping[Path, Picture] = field(default_factory=dict)
    sounds: Mapping[Path, Sound] = field(default_factory=dict)


@dataclass(frozen=True)
class Site:
    """All that is known of a site. Only `report` and `claims` grow; what pages give is empty until they are made."""

    project: Project
    data: Data
    public: PublicView  # each of it with an address of its own
    offer: Offer  # the dates that schools may ask for
    gone: tuple[str, ...]  # addresses of what was removed: each has a page that says so, and answers 410
    texts: Mapping[Path, str]  # every text that has a page, and its address
    claims: Claims
    report: Report

    view: View | None = None  # None until the pages are made
    media: Media = field(default_factory=Media)
    links: Mapping[tuple[str, str], int] = field(default_factory=dict)  # output path, target -> its line
    checked: Manifest | None = None  # what the checks have read, by the bytes they read: nothing else may leave
