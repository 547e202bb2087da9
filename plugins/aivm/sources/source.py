"""One remote source, as sources.toml describes it. A secret is only ever the name of an environment variable."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from aivm.problems import Where

WEB = re.compile(r"(?:https?|webcals?)://[^\s\x00-\x1f\x7f\"<>\\]+", re.IGNORECASE)
USUAL_PRIORITY = 10


@dataclass(frozen=True)
class Source:
    """One source."""

    name: str  # of its table, and of its snapshot
    kind: str  # a key of READERS
    gives: str  # a key of FILES
    where: Where
    address: str = ""  # http(s), as typed; webcal is https
    address_from: str = ""  # the variable that holds the whole address
    path: str = ""  # a file of the project, from its root
    agenda: str = ""  # uid of an OpenAgenda
    header: str = ""  # the header that carries the secret
    secret: str = ""  # the variable that holds it
    priority: int = USUAL_PRIORITY  # 1 wins over 2
    columns: Mapping[str, str] = field(default_factory=dict)  # folded column of the source -> our column
    words: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # folded word -> our column and its value
    defaults: Mapping[str, str] = field(default_factory=dict)  # our column -> its value where the source has none
    sheet: str = ""
