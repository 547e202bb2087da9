"""One publication at a time, on servers that have no lock to offer.

Each publication puts a file of its own, then looks at the folder: whoever sees another steps back. Of two at once, the
one that looked last has seen the other, since each wrote before looking; both may step back, never both go on.
The name of the file is drawn at random: it cannot be guessed from outside, and what it holds is of no one's concern.
"""

from __future__ import annotations

import getpass
import json
import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

from aivm.publish.faults import SendingError
from aivm.publish.server import Server
from aivm.publish.state import FOLDER

PREFIX = "verrou-"
LASTS = timedelta(hours=2)  # longer than any publication, with an hour for a clock that is off
AHEAD = timedelta(minutes=5)  # more than clocks of two machines usually differ


@dataclass(frozen=True)
class Holder:
    """Who is publishing, from where, since when."""

    who: str
    machine: str
    process: int
    since: str  # ISO 8601, UTC


def me(now: datetime) -> Holder:
    """This process."""
    try:
        who = getpass.getuser()
    except (KeyError, OSError):  # a container without users
        who = "?"
    return Holder(who, socket.gethostname(), os.getpid(), now.astimezone(UTC).isoformat(timespec="seconds"))


@contextmanager
def locked(server: Server, now: datetime | None = None) -> Iterator[list[str]]:
    """Hold the lock of a server, and give the French lines about locks that were found dead. Raises SendingError."""
    now = now or datetime.now(UTC)
    mine = f"{PREFIX}{secrets.token_hex(8)}.json"
    server.write(f"{FOLDER}/{mine}", json.dumps(asdict(me(now))).encode())
    try:
        yield others(server, mine, now)
    finally:
        with suppress(SendingError):  # a server that is gone: the lock ends by itself
            server.delete([f"{FOLDER}/{mine}"])


def others(server: Server, mine: str, now: datetime) -> list[str]:
    """Remove the locks of dead publications, and say it; SendingError where one is alive."""
    said = []
    for name in server.names(FOLDER):
        if name == mine or not name.startswith(PREFIX) or not name.endswith(".json"):
            continue
        content = server.read(f"{FOLDER}/{name}")
        holder = holder_of(content) if content is not None else None
        if content is None:  # it has just ended
            continue
        if holder is not None and alive(holder, now):
            raise busy(holder, now)
        server.delete([f"{FOLDER}/{name}"])
        said.append(f"Un verrou sans maître a été levé ({told(holder) if holder else 'illisible'}).")
    return said


def holder_of(content: bytes) -> Holder | None:
    """Who holds a lock; None where it is not written as ours are."""
    try:
        data = json.loads(content)
        holder = Holder(str(data["who"]), str(data["machine"]), int(data["process"]), str(data["since"]))
        datetime.fromisoformat(holder.since)
        return holder
    except (ValueError, KeyError, TypeError):
        return None


def alive(holder: Holder, now: datetime) -> bool:
    """False for a lock older than LASTS, or whose process on this very machine has ended.

    A clock that is ahead gives a lock of tomorrow: it is alive, and lives an hour longer.
    """
    if now - datetime.fromisoformat(holder.since) > LASTS:
        return False
    return holder.machine != socket.gethostname() or runs(holder.process)


def runs(process: int) -> bool:
    """Whether a process of this machine exists; where nobody can say, it does."""
    if process == os.getpid():  # which holds one lock, and not that one: it is of an earlier try
        return False
    if os.name == "nt":  # where asking would end it
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def busy(holder: Holder, now: datetime) -> SendingError:
    """The refusal that says who is publishing, until when, and which clock may be wrong."""
    since = datetime.fromisoformat(holder.since)
    until = (since + LASTS).astimezone()
    hint = f"Attendez la fin. Si cette publication est morte, son verrou tombe le {until:%d/%m/%Y à %H h %M}."
    if since - now > AHEAD:
        hint += f" Son horloge avance sur celle d’ici : réglez-les, ou effacez « {FOLDER}/{PREFIX}… » sur le serveur."
    return SendingError(f"une autre publication est en cours ({told(holder)}).", hint)


def told(holder: Holder) -> str:
    """Who and since when, in French and at this machine's hour."""
    since = datetime.fromisoformat(holder.since).astimezone()
    return f"{holder.who}, sur {holder.machine}, depuis le {since:%d/%m/%Y à %H h %M}"
