"""A finished folder names nobody who has not agreed: what people/names.py finds, in its texts and its addresses."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from aivm.output.search import TEXTS, of_kind, stretch
from aivm.output.tree import Finding, Findings, Tree
from aivm.people.names import seek

HINT = "Retirez ce nom, ou notez l’accord de la personne dans content/data/volontaires.yaml."
NAMED = "« {found} » est cité sans accord en vigueur : {around}."


def people(tree: Tree, names: Iterable[str]) -> Findings:
    """Nobody without consent in force is named anywhere (RGPD, art. 6.1.a), nor in the address of a file.

    `names` are as displayed. A first name that somebody else also bears, with consent, is not for this list.
    """
    sought = seek(names)
    if not sought.forms:
        return
    for path in of_kind(tree, TEXTS):
        text = tree.text(path)
        for found in sought.in_text(text):
            yield stretch(path, text, found.start, found.end, NAMED, HINT)
    for path in tree.files:
        parts = PurePosixPath(path).parts
        told = (name for part in parts for way in (part, part.partition(".")[0]) for name in sought.in_address(way))
        for name in dict.fromkeys(told):
            yield Finding(path, f"l’adresse nomme « {name} », sans accord en vigueur.", HINT)
