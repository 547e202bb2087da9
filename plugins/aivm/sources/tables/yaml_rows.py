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
NESTING_LIMIT = 50  # libyaml's composer calls itself at each level: 100 000 brackets end the whole program
HINTS = {"found character '\\t'": "Remplacez la tabulation par des espaces."}


def compose(raw: bytes, file: str) -> tuple[yaml.Node | None, list[Problem]]:
    """The YAML tree of a file, or the Problem that prevents it. An empty file is an empty tree."""
    text, problems = decode(raw, file)
    if not text:
        return None, problems
    try:
        line = _too_deep(text)
        if line:
            hint = "Écrivez chaque fiche d’après l’exemple, une clé par ligne."
            return None, [*problems, Problem(Where(file, line), "le fichier est trop imbriqué.", hint)]
        return yaml.compose(text, Loader=Loader), problems
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        hint = next((hint for sign, hint in HINTS.items() if sign in str(error.problem)), "")
        default = "Regardez cette ligne et celle d’avant : décalage, deux-points ou guillemet oublié."
        return None, [Problem(Where(file, line), "la mise en forme YAML est rompue.", hint or default)]
    except yaml.YAMLError:
        return None, [Problem(Where(file), "le fichier n’est pas du YAML.", "Remettez-le d’après l’exemple.")]


def _too_deep(text: str) -> int:
    """The line where lists and mappings are nested beyond reason, or 0: told by the parser, which does not recurse."""
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > NESTING_LIMIT:
            return event.start_mark.line + 1 if event.start_mark else 1
    return 0


@dataclass
class Reading:
    """One pass over the tree of a record: the line of every value by dotted path, and what was wrong."""

    file: str
    problems: list[Problem]
    seen: set[int] = field(default_factory=set)  # nodes of the whole file: a list of references is a bomb too
    lines: dict[str, int] = field(default_factory=dict)

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
            typed = key.value if isinstance(key, yaml.ScalarNode) else ""
            name = fold(typed)
            where = Where(self.file, key.start_mark.line + 1, typed)
            if not name:
                self.problems.append(Problem(where, "cette clé n’est pas un mot.", "Écrivez « clé : valeur »."))
            elif name in values:
                self.problems.append(Problem(where, "cette clé est là deux fois.", "Gardez-en une seule."))
            else:
                values[name] = self.plain(value, f"{path}.{name}")
        return values


def read(raw: bytes, file: str) -> tuple[list[RawRecord], list[Problem]]:
    """One RawRecord per item of the list; keys are folded, and each value's line is kept under its dotted path."""
    tree, problems = compose(raw, file)
    return (rows(tree, file, problems, set()) if tree is not None else []), problems


def rows(node: yaml.Node, file: str, problems: list[Problem], seen: set[int]) -> list[RawRecord]:
    """The records of a list inside a tree (nothing at all is a list without items); faults go to `problems`."""
    if node.tag.endswith(":null"):
        return []
    if not isinstance(node, yaml.SequenceNode):
        hint = "Commencez chaque fiche par un tiret : « - id: … »."
        problems.append(Problem(Where(file, node.start_mark.line + 1), "on attend une liste de fiches.", hint))
        return []
    found = [_row(item, file, problems, seen) for item in node.value]
    return [row for row in found if row is not None]


def _row(item: yaml.Node, file: str, problems: list[Problem], seen: set[int]) -> RawRecord | None:
    where = Where(file, item.start_mark.line + 1)
    if not isinstance(item, yaml.MappingNode):
        problems.append(Problem(where, "cette fiche n’a pas de clés.", "Écrivez « - id : … », une clé par ligne."))
        return None
    reading = Reading(file, problems, seen)
    values = reading.plain(item)
    if not isinstance(values, dict):  # a reference to a record already read
        return None
    typed = {fold(key.value): key.value for key, _ in item.value if isinstance(key, yaml.ScalarNode)}
    return RawRecord(values, where, reading.lines, typed)
