"""What the checks of a finished folder know besides the folder: each takes both, and finds what it finds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from aivm.config import Config
from aivm.output.weight import WeightCache
from aivm.people.contacts import Allowed


@dataclass(frozen=True)
class Context:
    """What the checks know besides the folder; an empty field looks for nothing."""

    folder: str = "output"  # where the files are, relative to the project: for messages
    names: tuple[str, ...] = ()  # displayed names of people without consent in force
    shown: tuple[str, ...] = ()  # and of those who agreed
    read: Callable[[str], str] = lambda file: ""  # the text of a source file
    marker: str = ""  # words that every example carries, in production
    sources: Mapping[str, str] = field(default_factory=dict)  # output path -> the source file that a person can edit
    lines: Mapping[tuple[str, str], int] = field(default_factory=dict)  # output path, link -> its line in the source
    told: frozenset[str] = frozenset()  # output paths whose source was already said to be unfinished
    policy: str = ""  # the Content-Security-Policy that every page must carry
    weights: WeightCache | None = None  # without one, printed weights are not recomputed (3 s)
    allowed: Allowed | None = None  # what may be told of how to reach somebody; None: neither that nor places are read
    config: Config = field(default_factory=Config)  # the budgets
    originals: Mapping[str, str] = field(default_factory=dict)  # output path of a photo -> the name of its file


NOTHING = Context()
