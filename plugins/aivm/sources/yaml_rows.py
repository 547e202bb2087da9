"""A list of « clé : valeur » blocks in YAML, every scalar kept as typed: `12:30`, `oui` and `09` stay themselves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from aivm.problems import Problem, Where
from aivm.records.raw import RawRecord
from aivm.text.decode import decode
from aivm.text.fold import fold

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML without its C part
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

DEPTH_LIMIT = 8  # a record is two levels deep; a bomb is not
HINTS = {"found character '\\t'": "Remplacez la tabulation par des espaces."}


def compose(raw: bytes, file: str) -> tuple[yaml.Node | None, list[Problem]]:
    """The YAML tree of a file, or the Problem that prevents it. An empty file is an empty tree."""
    text, problems = decode(raw, file)
    if not text:
        return None, problems
    try:
        return yaml.compose(text, Loader=Loader), problems
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        hint = next((hint for sign, hint in HINTS.items() if sign in str(error.problem)), "")
        default = "Regardez cette ligne et celle d’avant : décalage, deux-points ou guillemet oublié."
        return None, [Problem(Where(file, line), "la mise en forme YAML est rompue.", hint or default)]
    except (yaml.YAMLError, RecursionError):
        return None, [Problem(Where(file), "le fichier n’est pas du YAML.", "Remettez-le d’après l’exemple.")]


@dataclass
class Reading:
    """One pass over the tree of a record: the line of every value by dotted path, and what was wrong."""

    file: str
    problems: list[Problem]
    lines: dict[str, int] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)

    def plain(self, node: yaml.Node, path: str = "") -> Any:
        """The values of a node as strings, lists and mappings with folded keys."""
        where = Where(self.file, node.start_mark.line + 1)
        if id(node) in self.seen or path.count(".") > DEPTH_LIMIT:  # an alias could be a bomb
            message = "cette valeur est un renvoi, ou trop imbriquée."
            self.problems.append(Problem(where, message, "Écrivez-la en entier."))
            return ""
        self.seen.add(id(node))
        self.lines[path.lstrip(".")] = where.line
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(item, f"{path}.{rank}") for rank, item in enumerate(node.value)]
        return "" if node.tag.endswith(":null") else node.value

    def mapping(self, node: yaml.MappingNode, path: str) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, value in node.value:
            name = fold(key.value) if isinstance(key, yaml.ScalarNode) else ""
            if name in values:
                where = Where(self.file, key.start_mark.line + 1, str(key.value))
                self.problems.append(Problem(where, "cette clé est là deux fois.", "Gardez-en une seule."))
                continue
            values[name] = self.plain(value, f"{path}.{name}")
        return values


def read(raw: bytes, file: str) -> tuple[list[RawRecord], list[Problem]]:
    """One RawRecord per item of the list; keys are folded, and each value's line is kept under its dotted path."""
    tree, problems = compose(raw, file)
    if tree is None:
        return [], problems
    if not isinstance(tree, yaml.SequenceNode):
        where = Where(file, tree.start_mark.line + 1)
        hint = "Commencez chaque fiche par un tiret : « - id: … »."
        return [], [*problems, Problem(where, "on attend une liste de fiches.", hint)]
    records = []
    for item in tree.value:
        where = Where(file, item.start_mark.line + 1)
        if not isinstance(item, yaml.MappingNode):
            problems.append(Problem(where, "cette fiche n’a pas de clés.", "Écrivez « - id : … », une clé par ligne."))
            continue
        reading = Reading(file, problems)
        values = reading.plain(item)
        typed = {fold(key.value): key.value for key, _ in item.value if isinstance(key, yaml.ScalarNode)}
        records.append(RawRecord(values, where, reading.lines, typed))
    return records, problems
