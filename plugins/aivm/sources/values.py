"""Single values that only the association knows (contact.yaml, animation.yaml), empty until it confirms them."""

from __future__ import annotations

import re
from typing import Any

import yaml

from aivm.problems import Problem, Severity, Where, suggest
from aivm.sources.tables.yaml_rows import Reading, compose
from aivm.text.fold import fold

WEB = re.compile(r"https?://[\w.-]+\.\w+(?:[:/?#]\S*)?")
PENDING = "À COMPLÉTER"
ADDRESSES = ("programmes",)  # keys whose value is linked to
NO = ("false", "non", "faux")  # to « a_confirmer »
TO_CONFIRM_HINT = "L’association vérifie la valeur, puis écrit « a_confirmer: false »."
# Keys by file: how to write to the association, and what a teacher must know of a visit.
CONTACT = ("presidence", "adresse_postale", "courriel", "telephone", "departement_charge_de_mission")
VISIT = ("duree", "effectif", "salle", "materiel", "cout", "delai_de_reponse", "programmes", "programmes_vus_le")


def read_values(raw: bytes, file: str, known: tuple[str, ...]) -> tuple[dict[str, str], list[Problem]]:
    """Every known value by key, empty where there is none; one that the association has not confirmed is pending."""
    tree, problems = compose(raw, file)
    reading = Reading(file, problems)
    if tree is not None and not isinstance(tree, yaml.MappingNode):
        problems.append(Problem(Where(file, 1), "on attend des lignes « clé : valeur ».", "Reprenez le modèle."))
    entries = reading.plain(tree) if isinstance(tree, yaml.MappingNode) else {}
    values = dict.fromkeys(known, "")
    for key, entry in entries.items():
        where = Where(file, reading.lines.get(key, 0), key)
        if key not in known:
            hint = suggest(key, known) or f"Les clés connues sont : {', '.join(known)}."
            problems.append(Problem(where, f"la clé « {key} » n’est pas connue.", hint))
            continue
        values[key], fault = _value(entry, where)
        problems += fault
        if key in ADDRESSES and values[key] and not WEB.fullmatch(values[key]):
            message = f"« {values[key]} » n’est pas l’adresse d’une page."
            problems.append(Problem(where, message, "Copiez-la en entier depuis le navigateur : https://…"))
            values[key] = ""
    return values, problems


def _value(entry: Any, where: Where) -> tuple[str, list[Problem]]:
    """The text of one entry, or why it is not there."""
    given = entry if isinstance(entry, dict) else {"valeur": entry, "a_confirmer": "non"}
    value, confirmed = given.get("valeur", ""), fold(str(given.get("a_confirmer", ""))) in NO
    if not isinstance(value, str):
        return "", [Problem(where, "la valeur devrait être un texte.", "Écrivez-la sur une seule ligne.")]
    if not confirmed or not value or PENDING in value:
        return "", [Problem(where, "la valeur est à confirmer.", TO_CONFIRM_HINT, Severity.PENDING)]
    return value, []
