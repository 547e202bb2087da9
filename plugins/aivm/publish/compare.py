"""What a publication would change, and whether the server still is as the last one left it. Only reads."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from aivm.output.manifest import DROPPINGS, Entry, Manifest
from aivm.publish.faults import MEANWHILE, SendingError
from aivm.publish.plan import Plan, plan
from aivm.publish.server import Server
from aivm.publish.state import FOLDER, LIST, STATE, State, digest, known_as, read_listing, read_state

SAMPLE = 8  # files that nothing changes and that are read all the same, at each publication
NOTHING = Manifest("", {})
NOBODYS = DROPPINGS | {
    FOLDER,
    ".git",
    ".gitkeep",
    ".nojekyll",
    "CNAME",
    ".well-known",
    ".ftpquota",
    "cgi-bin",
    "lost+found",
}


@dataclass(frozen=True)
class Wishes:
    """What the person who publishes has asked for."""

    verify: bool = False  # read every file of the server, not a sample
    take_over: bool = False  # replace what somebody else put or changed there


@dataclass(frozen=True)
class Difference:
    """The server as it is, and what would make it the new site."""

    state: State | None  # None: nothing of ours is there
    there: Manifest  # what is there, as far as known
    steps: Plan
    by_hand: tuple[str, ...] = ()  # changed on the server by somebody
    missing: tuple[str, ...] = ()  # taken away from the server by somebody
    foreign: tuple[str, ...] = ()  # put there by somebody: they stay

    @property
    def nothing(self) -> bool:
        """True where the server already holds the new site, and says so."""
        return self.state is not None and not (self.steps.copies or self.steps.deletions or self.state.unsure)


def difference(server: Server, new: Manifest, listing: str, wishes: Wishes) -> Difference:
    """What separates the server from `new`, whose list has the hash `listing`. One file is read where nothing does."""
    state = state_of(server)
    base = state or _orphan(server)
    if base is None:
        return _unknown(server, new, wishes)
    wishes = replace(wishes, verify=wishes.verify or state is None)
    if base.listing == listing and not base.unsure and not wishes.verify:
        return Difference(state, new, plan(new, new))
    there, foreign = _listed(server, base, new)
    doubtful = base.unsure | there.files.keys() | new.files.keys() if wishes.verify else base.unsure
    before, there = there, _with_sizes(known_as(there, server.hashes(doubtful), doubtful), new)
    steps = plan(there, new)
    # A file that is as listed was changed by no one; one that a run was changing when it was cut is nobody's edit.
    settled = {path: entry for path, entry in before.files.items() if path not in base.unsure}
    touched = [path for path in (*steps.copies, *steps.deletions) if path in settled]
    looked = {*touched, *_sample(settled.keys() & steps.unchanged, listing)} if not wishes.verify else set(settled)
    found = server.hashes(looked) if not wishes.verify else {path: one.sha256 for path, one in there.files.items()}
    by_hand = sorted(path for path in looked if path in found and found[path] != settled[path].sha256)
    missing = sorted(path for path in looked if path in settled and path not in found)
    if by_hand or missing:
        if state_of(server) != state:  # they were not made by hand, but by a publication that runs at this moment
            raise SendingError(*MEANWHILE)
        there = _with_sizes(known_as(there, found, looked), new)
        steps = plan(there, new)
    return Difference(state, there, steps, tuple(by_hand), tuple(missing), foreign)


def state_of(server: Server) -> State | None:
    """What the server says of itself; None where nothing of ours is there."""
    content = server.read(STATE)
    return read_state(content) if content is not None else None


def held(server: Server, state: State) -> Manifest:
    """What a server holds, by its list and by a look at what a cut publication was changing. Raises SendingError."""
    there, _ = _listed(server, state, NOTHING)
    if state.listing and not there.files:
        hint = "Corrigez ce qui arrête la publication, puis relancez-la avec « --verify »."
        raise SendingError("le serveur a perdu la liste de ses fichiers.", hint)
    return known_as(there, server.hashes(state.unsure), state.unsure)


def _orphan(server: Server) -> State | None:
    """What the list says where somebody lost `etat.json` alone: the files are ours, and each is to be read."""
    content = server.read(LIST)
    known = content is not None and read_listing(content, digest(content))
    return State(digest(content)) if known and content else None


def _unknown(server: Server, new: Manifest, wishes: Wishes) -> Difference:
    """A place where nothing of ours is: empty, or taken over with what it holds."""
    names = server.names()
    found = [name for name in names if name not in NOBODYS]
    if found and FOLDER in names and not wishes.take_over:
        message = f"ce que le site a noté de cette destination ({FOLDER}/) ne se lit plus."
        hint = "Vérifiez que c’est la bonne, puis ajoutez « --take-over » : tout y sera relu, et écrit par-dessus."
        raise SendingError(message, hint)
    if not found:
        return Difference(None, NOTHING, plan(NOTHING, new))
    if not wishes.take_over:
        more = f" et {len(found) - 1} autres" if len(found) > 1 else ""
        message = f"cette destination contient déjà « {found[0]} »{more}, que le site n’y a pas mis."
        hint = "Videz-la, choisissez-en une autre, ou ajoutez « --take-over » pour écrire par-dessus."
        raise SendingError(message, hint)
    there, foreign = _unlisted(server, new)
    return Difference(None, there, plan(_with_sizes(there, new), new), foreign=foreign)


def _with_sizes(there: Manifest, new: Manifest) -> Manifest:
    """A file whose hash is that of the new one is the new one."""
    files = {
        path: new.files[path] if path in new.files and new.files[path].sha256 == entry.sha256 else entry
        for path, entry in there.files.items()
    }
    return Manifest(there.mode, files)


def _listed(server: Server, state: State, new: Manifest) -> tuple[Manifest, tuple[str, ...]]:
    """The list that the state names; where it is lost or damaged, what is there under our names, and the rest."""
    if not state.listing:
        return NOTHING, ()
    content = server.read(LIST)
    manifest = read_listing(content, state.listing) if content is not None else None
    return (manifest, ()) if manifest is not None else _unlisted(server, new)


def _unlisted(server: Server, new: Manifest) -> tuple[Manifest, tuple[str, ...]]:
    """What is there under our names, read to the last byte, and the rest, which is somebody's."""
    files = [path for path in server.files() if PurePosixPath(path).parts[0] not in NOBODYS]
    ours = server.hashes(path for path in files if path in new.files)
    there = Manifest("", {path: Entry(found, -1) for path, found in ours.items()})
    return there, tuple(sorted(set(files) - new.files.keys()))


def _sample(paths: Iterable[str], seed: str) -> list[str]:
    """A few paths, others at each publication."""
    known = sorted(paths)
    return random.Random(seed).sample(known, min(SAMPLE, len(known)))
