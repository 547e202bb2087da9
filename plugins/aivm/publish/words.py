"""A publication in words, before it begins and once it has ended."""

from __future__ import annotations

from collections.abc import Iterable

from aivm.output.manifest import Manifest
from aivm.publish.compare import Difference
from aivm.publish.plan import stage

LISTED = 10  # names in a line before « … »


def bytes_in_words(count: int) -> str:
    """1234 -> « 1,2 ko »; the unit of French hosts (1 ko = 1000 octets)."""
    if count < 1000:
        return f"{count} octet{'s' if count > 1 else ''}"
    size, unit = (count / 1000, "ko") if count < 1_000_000 else (count / 1_000_000, "Mo")
    return f"{size:.1f} {unit}".replace(".", ",")


def names(paths: Iterable[str]) -> str:
    """A few paths, and how many more."""
    known = list(paths)
    more = f" et {len(known) - LISTED} autres" if len(known) > LISTED else ""
    return ", ".join(known[:LISTED]) + more


def summary(seen: Difference, new: Manifest, where: str) -> list[str]:
    """What will change, in French lines: pages first, since they are what people know."""
    steps, there = seen.steps, seen.there.files
    if seen.nothing:
        return [f"{where} : rien n’a changé, il n’y a rien à envoyer."]
    size = sum(new.files[path].size for path in steps.copies)
    lines = [
        f"{where} : {counted(len(steps.copies), 'fichier')} à envoyer ({bytes_in_words(size)}), "
        f"{counted(len(steps.deletions), 'fichier')} à supprimer, {len(steps.unchanged)} déjà en place."
    ]
    pages = [path for path in steps.copies if stage(path) == 1]
    for words, paths in (
        ("Pages ajoutées", [path for path in pages if path not in there]),
        ("Pages modifiées", [path for path in pages if path in there]),
        ("Pages supprimées", [path for path in steps.deletions if stage(path) == 1]),
        ("Autres fichiers envoyés", [path for path in steps.copies if stage(path) != 1]),
        ("Autres fichiers supprimés", [path for path in steps.deletions if stage(path) != 1]),
        ("Disparus du serveur, remis", seen.missing),
        ("Sur le serveur sans être du site, laissés", seen.foreign),
    ):
        if paths:
            lines.append(f"  {words} ({len(paths)}) : {names(paths)}")
    if seen.state is not None and seen.state.unsure:
        lines.append("  Une publication coupée est reprise : ce qui est arrivé n’est pas renvoyé.")
    return lines


def counted(count: int, word: str) -> str:
    """« 1 fichier », « 3 fichiers »."""
    return f"{count} {word}{'s' if count > 1 else ''}"
