"""Which contents a copy of the project has known: so that an older copy does not publish over a newer one unasked.

content/data/publications.txt is committed: a line for each content that was published, its day and its print. The
server keeps the print of what is on line; a copy that has never known it was made before, or beside.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from aivm.files import write_whole
from aivm.publish.state import State
from aivm.pulled.snapshot import FOLDER as RECEIVED
from aivm.site.project import Project
from aivm.sources.removals import Removals

FILE = "publications.txt"
HEADER = "# Les contenus déjà publiés : « python3 tasks.py publish » l’écrit. À enregistrer dans git, tel quel.\n"
KEPT = 200  # lines: more publications than two copies are ever apart
# What machines write: two copies may differ there, and neither is the older for it.
NOT_TYPED = (FILE, RECEIVED, "revisions.json")


def content_print(content: Path) -> str:
    """The print of all that people typed: 16 hexadecimal digits, of a content that nobody can guess."""
    found = hashlib.sha256()
    for path in sorted(path for path in content.rglob("*") if path.is_file()):
        parts = path.relative_to(content).parts
        if is_typed(parts):
            found.update("/".join(parts).encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()[:16]


def is_typed(parts: tuple[str, ...]) -> bool:
    """Whether a file of the content, by the parts of its path, is one that people wrote for the site."""
    if parts[0] == "exemples" or any(part.startswith((".", "~")) for part in parts):
        return False
    return parts[0] != "data" or parts[1] not in NOT_TYPED


def known(project: Project) -> frozenset[str]:
    """The prints of the contents that this copy has published, was given, or holds."""
    lines = lines_of(project)
    return frozenset([line.split()[-1] for line in lines if line.split()] + [content_print(project.content)])


def note(project: Project) -> None:
    """Remember the content that is about to be published. Raises OSError."""
    lines, print_ = lines_of(project), content_print(project.content)
    if any(line.endswith(print_) for line in lines):
        return
    path = project.content / "data" / FILE
    path.parent.mkdir(exist_ok=True)
    write_whole(
        path, HEADER + "".join(f"{line}\n" for line in [*lines, f"{project.today.isoformat()} {print_}"][-KEPT:])
    )


def lines_of(project: Project) -> list[str]:
    """What was noted, without the lines that explain."""
    path = project.content / "data" / FILE
    text = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
    return [line for line in text.splitlines() if line.strip() and not line.startswith(("#", "<", "=", ">"))]


def older(state: State | None, removals: Removals, project: Project) -> list[str]:
    """Why this copy may not publish over what is on line without being told; empty where it may."""
    if state is None:
        return []
    lacking = state.removed - removals.tokens
    count = f"{len(lacking)} retraits faits" if len(lacking) > 1 else "un retrait fait"
    said = [f"Cette copie du projet ne connaît pas {count} ailleurs : elle remettrait en ligne ce qui a été retiré."]
    found = said if lacking else []
    if state.base and state.base not in known(project):
        when = f" le {state.finished.astimezone():%d/%m/%Y à %H h %M}" if state.finished else ""
        found.append(
            f"Ce qui est en ligne a été publié{when} depuis une autre copie du projet, dont celle-ci n’a pas les "
            "changements : elle les déferait."
        )
    return found
