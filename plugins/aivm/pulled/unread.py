"""Columns of a source that the site does not read: told once each, so that none that is misspelt is lost in silence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from aivm.problems import Problem, Severity, Where, suggest
from aivm.records.raw import RawRecord

OF_READERS = frozenset({"", "_uid"})  # a column without a name, and what names a row for the next export
MOST = 12  # columns that are named
LOOKED_AT = 200  # columns; a sheet has no more


def unread(rows: Sequence[RawRecord], known: Collection[str], file: str) -> list[Problem]:
    """A misspelt column with the one that was perhaps meant; the others, which a sheet may well have, in one line."""
    typed: dict[str, str] = {}
    for row in rows:
        for column in row.values.keys() - known - OF_READERS - typed.keys():
            typed[column] = row.at(column).field
    names = sorted(typed.values())[:LOOKED_AT]
    meant = {name: hint for name in names if (hint := suggest(name[:60], known))}
    problems = [
        Problem(Where(file), f"la colonne {shown([name])} n’est pas lue.", hint, Severity.ADVICE)
        for name, hint in list(meant.items())[:MOST]
    ]
    others = [name for name in names if name not in meant]
    if others:
        hint = "C’est bien si le site n’en a pas besoin ; sinon, dites dans « colonnes » ce qu’elles sont."
        problems.append(
            Problem(Where(file), f"colonnes qui ne sont pas lues : {shown(others)}.", hint, Severity.ADVICE)
        )
    return problems


def shown(names: Iterable[str]) -> str:
    """Names of columns in a sentence."""
    listed = [f"« {name[:40]} »" for name in names]
    return ", ".join([*listed[:MOST], *(["…"] if len(listed) > MOST else [])])
