"""One publication: from a finished folder to a server, in the order that never shows half a site, and back again.

Cut anywhere, it leaves each file old or new, never half; `etat.json` says which are in doubt, and the next run reads
those before it decides, so nothing that arrived is sent again.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from aivm.output.manifest import Manifest, entry_of, of_folder, refuse_changed
from aivm.publish.compare import Difference, Wishes, state_of
from aivm.publish.faults import AGAIN, MEANWHILE, SendingError
from aivm.publish.interim_headers import bridge
from aivm.publish.plan import RULES, Plan, stage
from aivm.publish.server import Server, Told
from aivm.publish.server_lock import locked
from aivm.publish.state import DIGITS, LIST, STATE, State, digest, dump_listing, dump_state, short

STAGES = (0, 1, 2)  # of `plan.stage`: what pages need, pages, what announces them
BEFORE = "depuis qu’il a été contrôlé."
AFTER = "pendant l’envoi : ce qui est en ligne n’est peut-être pas ce qui a été contrôlé."
AGAIN_AT_ONCE = "Relancez aussitôt la même commande : le site sera refait, relu, et remis en ligne."
READ_BACK = 12  # files just sent that are read back before anything is deleted
# Browsers, which read pages, know brotli; the programs that read calendars and feeds know gzip. A page without its .gz
# takes a quarter less to send at each edit, and a server compresses it itself for the few that ask.
LEFT = ".html.gz"
PARTIAL = re.compile(r"(.+)\.[0-9a-f]{8}\.partial")
Say = Callable[[str], None]
Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Outgoing:
    """A finished folder ready to go."""

    folder: Path
    manifest: Manifest  # with short hashes
    listing: bytes  # what LIST will hold
    address: str = ""  # SITEURL
    base: str = ""  # as in State
    removed: frozenset[str] = frozenset()

    @property
    def digest(self) -> str:
        return digest(self.listing)

    def state(self, before: State | None) -> State:
        """What the server will say of itself; a withdrawal that it knew is not forgotten."""
        known = before.removed if before else frozenset[str]()
        return State(self.digest, site=self.address, base=self.base, removed=self.removed | known)


def outgoing(folder: Path, mode: str, address: str = "", checked: Manifest | None = None) -> Outgoing:
    """A folder as it will be sent, without what is LEFT: ChangedError where it is not what was `checked`."""
    if checked is not None:
        refuse_changed(folder, checked)
    whole = short(checked or of_folder(folder, mode))
    manifest = replace(whole, files={path: entry for path, entry in whole.files.items() if not path.endswith(LEFT)})
    return Outgoing(folder, manifest, dump_listing(manifest), address)


def send(
    server: Server,
    new: Outgoing,
    seen: Difference,
    wishes: Wishes,
    *,
    say: Say = print,
    told: Told = lambda path: None,
    clock: Clock = lambda: datetime.now(UTC),
    began: Callable[[], None] = lambda: None,
) -> None:
    """Make the server hold `new`. `seen` is what the person agreed to: where another has published since, it stops.

    `began` hears that from now on something changes there.
    Raises SendingError; what was done stays done, and the next run goes on from there.
    """
    with locked(server) as lines:
        for line in lines:
            say(line)
        if state_of(server) != seen.state:
            raise SendingError(*MEANWHILE)
        if not seen.nothing:
            refuse_other_bytes(new, seen.steps.unchanged, BEFORE)
            began()
            finished = _change(server, new, seen, told, wishes)
            server.write(STATE, dump_state(replace(finished, finished=clock())))


def _change(server: Server, new: Outgoing, now: Difference, told: Told, wishes: Wishes) -> State:
    """Everything between two states of the server: the second, but for its moment."""
    steps = now.steps
    unsure = frozenset((*steps.copies, *steps.deletions))
    before = now.state or State("")
    # From the first file on, a copy of the project that does not know all this may not publish over it.
    state = replace(new.state(now.state), listing=before.listing, finished=before.finished)
    resumed = before.unsure
    if resumed:  # what was found to have arrived is listed now, and not read again if this run is cut too
        listing = dump_listing(now.there)
        server.write(LIST, listing)
        state = replace(state, listing=digest(listing))
    if unsure:
        server.write(STATE, dump_state(replace(state, unsure=unsure)))
    first = in_the_way(steps)
    server.delete(first)
    server.prune(sorted({str(parent) for path in first for parent in PurePosixPath(path).parents} & set(steps.copies)))
    if RULES in steps.copies:
        build_bridge(server, new.folder)
    for number in STAGES:
        paths = [path for path in steps.copies if stage(path) == number]
        if paths:
            server.send(new.folder, paths, told)
    refuse_other_bytes(new, steps.unchanged, AFTER)
    if resumed:
        server.delete(half_sent(server.files(), resumed))
    all_of_them = wishes.verify or server.destination.kind == "local"  # where reading back costs no network
    check(server, new, steps.copies if all_of_them else some(steps.copies, new.digest))
    server.delete(path for path in steps.deletions if path not in first)
    server.prune(emptied(steps, new.manifest))
    server.write(LIST, new.listing)
    if server.read(LIST) != new.listing:
        raise SendingError("le serveur n’a pas gardé la liste des fichiers telle qu’elle est partie.", AGAIN)
    return new.state(now.state)


def record(server: Server, new: Outgoing, state: State) -> None:
    """Say on the server what it was made from, where not a file of the site changes."""
    with locked(server):
        if state_of(server) != state:
            raise SendingError(*MEANWHILE)
        server.write(STATE, dump_state(replace(new.state(state), finished=state.finished)))


def refuse_other_bytes(new: Outgoing, kept: Collection[str], told: str) -> None:
    """SendingError where the folder does not hold what was listed, byte for byte."""
    for path, entry in new.manifest.files.items():
        file = new.folder / path
        if not file.exists() and path in kept:  # of a withdrawal, what stays as it is on line is not here
            continue
        found = entry_of(file.read_bytes()) if file.is_file() else None
        if found is None or found._replace(sha256=found.sha256[:DIGITS]) != entry:
            raise SendingError(f"« {path} » a changé {told}", AGAIN_AT_ONCE)


def build_bridge(server: Server, folder: Path) -> None:
    """Let the pages of both sites keep their style until the rules of the new one come, after its pages."""
    old, new = server.read(RULES), (folder / RULES).read_bytes()
    if old is not None and bridge(old, new) != new:
        server.write(RULES, bridge(old, new))


def half_sent(there: Iterable[str], unsure: frozenset[str]) -> list[str]:
    """What rclone was writing when a publication was cut: « index.html.1a2b3c4d.partial »."""
    return sorted(path for path in there if (match := PARTIAL.fullmatch(path)) and match[1] in unsure)


def in_the_way(steps: Plan) -> tuple[str, ...]:
    """Files to delete first: a file that becomes a folder, and all of a folder that becomes a file."""
    copies = set(steps.copies)
    folders = {str(parent) for path in copies for parent in PurePosixPath(path).parents}
    return tuple(
        path
        for path in steps.deletions
        if path in folders or any(str(parent) in copies for parent in PurePosixPath(path).parents)
    )


def check(server: Server, new: Outgoing, paths: tuple[str, ...]) -> None:
    """Read back what was sent; a server that keeps other bytes than those it was given is told at once."""
    found = server.hashes(paths)
    wrong = [path for path in paths if found.get(path) != new.manifest.files[path].sha256]
    if wrong:
        more = f" et {len(wrong) - 1} autres" if len(wrong) > 1 else ""
        raise SendingError(f"« {wrong[0]} »{more} n’est pas sur le serveur tel qu’il est parti.", AGAIN)


def some(paths: tuple[str, ...], seed: str) -> tuple[str, ...]:
    """A sample of what was sent, never the same."""
    return tuple(random.Random(seed).sample(paths, min(READ_BACK, len(paths))))


def emptied(steps: Plan, new: Manifest) -> list[str]:
    """The folders that hold no file of the site any more, the outermost of each."""
    alive = {str(parent) for path in new.files for parent in PurePosixPath(path).parents}
    gone = {str(parent) for path in steps.deletions for parent in PurePosixPath(path).parents} - alive
    return sorted(folder for folder in gone if str(PurePosixPath(folder).parent) not in gone)
