"""What a request says, how long and how much it may take, and what a server answers: the values of `get`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

LATER = "Recommencez plus tard."
Progress = Callable[[int], None]  # bytes received so far


@dataclass(frozen=True)
class Limits:
    """How long and how much, in seconds and bytes."""

    connect: float = 10
    read: float = 15  # without a single byte
    total: float = 60  # tries, waits and redirects included
    size: int = 10_000_000  # decompressed
    tries: int = 3
    back_off: float = 1  # before the second try; then twice, four times…
    longest_wait: float = 20  # that a server may ask for
    private_hosts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Request:
    """What to ask. `secret` goes to the first server alone, never after a redirect to another."""

    url: str
    accept: str = "*/*"
    secret: Mapping[str, str] = field(default_factory=dict, repr=False)
    etag: str = ""
    last_modified: str = ""
    agent: str = "aivm-site/1 (lecture de calendriers)"
    one_host: bool = False  # our own site: a redirect to another host is an end, one to http:// is followed


@dataclass(frozen=True)
class Response:
    """What a server said in the end, whatever its status; the body of a status 200 alone is read."""

    status: int
    headers: Mapping[str, str]  # of any case
    body: bytes  # decompressed
    url: str  # the last one asked
