"""A content folder -> rows by kind; columns that are unknown or missing are named once per file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from pydantic import BaseModel

from aivm.problems import Problem, Where, suggest
from aivm.records.association import Association
from aivm.records.event import Event
from aivm.records.raw import RawRecord
from aivm.records.volunteer import Volunteer
from aivm.sources.tables import csv_rows, yaml_rows
from aivm.text.fold import fold

Reader = Callable[[bytes, str], tuple[list[RawRecord], list[Problem]]]

READERS: Mapping[str, Reader] = {"csv": csv_rows.read, "yaml": yaml_rows.read}
FILES: Mapping[str, tuple[str, type[BaseModel]]] = {  # kind of record -> its file in a data folder, what it becomes
    "events": ("evenements.csv", Event),
    "volunteers": ("volontaires.yaml", Volunteer),
    "associations": ("associations.yaml", Association),
}
TABLES = (".csv", ".tsv", ".yaml", ".yml", ".json", ".ods", ".xls", ".xlsx", ".toml", ".ics")  # what may hold data
NOT_TYPED = {"where"}
SECTOR_COLUMNS = ["commune", "secteur"]


def columns(model: type[BaseModel]) -> list[str]:
    """The column names that a person may type for this record, in the order of the model."""
    return [info.alias or name for name, info in model.model_fields.items() if name not in NOT_TYPED]


def needed(model: type[BaseModel]) -> list[str]:
    """The columns without which no row can become this record; a missing `id` is told row by row, with one to paste."""
    return [info.alias or name for name, info in model.model_fields.items() if info.is_required() and name != "id"]


def load(folders: Iterable[tuple[Path, bool]], root: Path) -> tuple[dict[str, list[RawRecord]], list[Problem]]:
    """Rows by kind from data folders, each with « is it an example »; files are named relative to `root`."""
    rows: dict[str, list[RawRecord]] = {kind: [] for kind in FILES}
    problems: list[Problem] = []
    for folder, example in folders:
        for kind, (name, model) in FILES.items():
            found, faults = read_file(folder / name, root)
            lacking = missing_columns(found, needed(model))
            problems += faults + unknown_columns(found, columns(model)) + lacking
            rows[kind] += [replace(row, example=example) for row in found if not lacking]
    return rows, problems


def read_file(path: Path, root: Path) -> tuple[list[RawRecord], list[Problem]]:
    """The rows of one file, by the reader its suffix names; a file that is not there has none, a normal state."""
    file = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return [], []
    except OSError:
        hint = "Vérifiez que c’est un fichier, et que vous avez le droit de le lire."
        return [], [Problem(Where(file), "le fichier ne s’ouvre pas.", hint)]
    return READERS[path.suffix[1:]](raw, file)


def unread_files(folder: Path, root: Path, known: Iterable[str]) -> list[Problem]:
    """Files of a data folder that nobody reads: what is in them would be missing from the site without a word."""
    names = [name for name, _ in FILES.values()] + list(known)
    found = sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
    return [
        Problem(
            Where(path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()),
            "aucune partie du site ne lit ce fichier.",
            suggest(path.name.casefold(), names) or f"Les fichiers lus sont : {', '.join(names)}.",
        )
        for path in found
        if path.name not in names and path.suffix.casefold() in TABLES and not path.name.startswith((".", "~"))
    ]


def unknown_columns(rows: list[RawRecord], known: list[str]) -> list[Problem]:
    """Each column nobody knows, once per file, with the one that was perhaps meant."""
    found: dict[str, Problem] = {}
    for row in rows:
        for key in row.values:
            if key in known or key in found:
                continue
            where = row.at(key)
            typed = where.field or "(sans nom)"
            hint = suggest(key, known) or f"Les colonnes connues sont : {', '.join(known)}."
            line = where.line if row.lines else 1
            found[key] = Problem(Where(where.file, line, typed), f"la colonne « {typed} » n’est pas connue.", hint)
    return list(found.values())


def missing_columns(rows: list[RawRecord], names: list[str]) -> list[Problem]:
    """Each of `names` that the header of a table lacks. In a list of fiches, each fiche has its own keys."""
    if not rows or rows[0].lines:
        return []
    hint = "Ajoutez-la à la ligne d’en-tête."
    return [
        Problem(Where(rows[0].where.file, 1, name), f"la colonne « {name} » manque.", hint)
        for name in names
        if name not in rows[0].values
    ]


def read_sectors(path: Path, root: Path) -> tuple[dict[str, str], list[Problem]]:
    """`secteurs.csv` (commune;secteur): the sector of each commune.

    A commune in two sectors is a Problem, and so is a sector written in two ways: the usual one holds.
    """
    rows, problems = read_file(path, root)
    lacking = missing_columns(rows, SECTOR_COLUMNS)
    problems += unknown_columns(rows, SECTOR_COLUMNS) + lacking
    sectors: dict[str, str] = {}
    usual: dict[str, str] = {}
    for spelling, _ in Counter(str(row.values["secteur"]) for row in rows if not lacking).most_common():
        usual.setdefault(fold(spelling), spelling)
    for row in rows if not lacking else []:
        commune, sector = str(row.values["commune"]), str(row.values["secteur"])
        if not (commune and sector):
            problems.append(Problem(row.where, "la commune ou le secteur manque.", "Remplissez les deux cases."))
            continue
        if sector != usual[fold(sector)]:
            message = f"le secteur « {sector} » s’écrit ailleurs « {usual[fold(sector)]} »."
            problems.append(Problem(row.at("secteur"), message, "Écrivez-le partout de la même façon."))
            sector = usual[fold(sector)]
        if sectors.setdefault(commune, sector) != sector:
            message = f"« {commune} » est dans deux secteurs, « {sectors[commune]} » et « {sector} »."
            problems.append(Problem(row.at("commune"), message, "Gardez une seule ligne pour cette commune."))
    return sectors, problems
