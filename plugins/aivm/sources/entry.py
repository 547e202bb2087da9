"""One table of sources.toml, judged: everything wrong with it at once, or the source that it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from aivm.problems import Problem, Where, suggest
from aivm.sources.load import FILES, columns
from aivm.sources.readers import READERS
from aivm.sources.source import USUAL_PRIORITY, WEB, Source
from aivm.text.fold import fold
from aivm.web.masks import holds_secret

GIVES = {"evenements": "events", "volontaires": "volunteers"}
KEYS: Mapping[str, type] = {
    **dict.fromkeys(("genre", "adresse", "adresse_secrete", "fichier", "agenda", "donne"), str),
    **dict.fromkeys(("feuille", "entete", "secret"), str),
    "priorite": int,
    **dict.fromkeys(("colonnes", "mots", "si_vide"), dict),
}
KIND_OF_VALUE = {str: "un texte entre guillemets", int: "un nombre entier", dict: 'des couples {nom = "valeur"}'}
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
VARIABLE = re.compile(r"[A-Z][A-Z0-9_]{1,63}")
HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,63}")  # RFC 9110 5.1, the part of it that people use
TABLE = re.compile(r"\s*\[\s*[\"']?([^\]\"']+?)[\"']?\s*\]")
FIRST_PRIORITY = 1
NAME_HINT = "Employez seulement des minuscules sans accent, des chiffres et des tirets."
BY_NAME = "Mettez-le dans une variable d’environnement, et n’écrivez ici que le nom de la variable"


@dataclass(frozen=True)
class Entry:
    """One table of the file, being judged."""

    name: str
    table: Any
    text: str
    file: str

    def at(self, key: str = "") -> Where:
        """The line of a key of this table, or of the table itself."""
        inside, found = False, 0
        for line, typed in enumerate(self.text.splitlines(), 1):
            match = TABLE.match(typed)
            if match:
                inside = match[1].partition(".")[0].strip() == self.name
                found = line if inside and not found else found
                if inside and key and match[1].partition(".")[2].strip() == key:
                    return Where(self.file, line, key)
            elif inside and key and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", typed):
                return Where(self.file, line, key)
        return Where(self.file, found, key or self.name)

    def faults(self) -> Iterator[Problem]:
        """Everything wrong with this source, at once."""
        if not isinstance(self.table, dict):
            message = f"« {self.name} » n’est dans aucune source."
            yield Problem(self.at(), message, "Commencez chaque source par son nom entre crochets : [mon-agenda].")
            return
        if not NAME.fullmatch(self.name) or len(self.name) > 60:
            yield Problem(self.at(), f"le nom de source « {self.name[:60]} » ne convient pas.", NAME_HINT)
        misshapen = list(self._shapes())
        yield from misshapen
        if not misshapen:
            yield from self._kind()
            yield from self._location()
            yield from self._secrets()
            yield from self._maps()

    def _shapes(self) -> Iterator[Problem]:
        for key, value in self.table.items():
            if key not in KEYS:
                hint = suggest(key, KEYS) or f"Les clés connues sont : {', '.join(KEYS)}."
                yield Problem(self.at(key), f"la clé « {key[:60]} » n’est pas connue.", hint)
            elif type(value) is not KEYS[key]:
                yield Problem(self.at(key), "la valeur n’est pas du bon type.", f"Écrivez {KIND_OF_VALUE[KEYS[key]]}.")
            elif isinstance(value, dict) and not all(isinstance(one, str) for one in value.values()):
                yield Problem(self.at(key), "chaque valeur devrait être un texte.", "Mettez-la entre guillemets.")

    def _kind(self) -> Iterator[Problem]:
        yield from self._one_of("genre", READERS, needed=True)
        yield from self._one_of("donne", GIVES, needed=False)
        if not FIRST_PRIORITY <= self.table.get("priorite", USUAL_PRIORITY) <= 1000:
            yield Problem(self.at("priorite"), "la priorité est hors des bornes.", "Écrivez un nombre entre 1 et 1000.")

    def _one_of(self, key: str, known: Iterable[str], *, needed: bool) -> Iterator[Problem]:
        value, known = self.table.get(key, ""), list(known)
        if not value and needed:
            yield Problem(self.at(key), f"« {key} » manque.", f"Écrivez l’un de : {', '.join(known)}.")
        elif value and value not in known:
            hint = suggest(value, known) or f"Écrivez l’un de : {', '.join(known)}."
            yield Problem(self.at(key), f"la valeur « {value[:60]} » n’est pas connue.", hint)

    def _location(self) -> Iterator[Problem]:
        """One place and no more: an address, a variable that holds it, a file, or the number of an OpenAgenda.

        With that number, `adresse` is another address of its API: a mirror, or a server of tests.
        """
        if self.table.get("genre") == "openagenda":
            if not re.fullmatch(r"\d{1,20}", self.table.get("agenda", "")):
                hint = "Copiez-le de la page de l’agenda, sous « Détails » : des chiffres seuls."
                yield Problem(self.at("agenda"), "le numéro de l’agenda manque, ou n’en est pas un.", hint)
            places = [key for key in ("adresse_secrete", "fichier") if self.table.get(key)]
        else:
            places = [key for key in ("adresse", "adresse_secrete", "fichier") if self.table.get(key)]
            if "agenda" in self.table:
                yield Problem(self.at("agenda"), "seul le genre openagenda a un numéro.", "Retirez cette ligne.")
            if not places:
                hint = "Ajoutez « adresse », « adresse_secrete » ou « fichier »."
                yield Problem(self.at(), f"on ne sait pas où lire « {self.name} ».", hint)
        if len(places) > 1 or (places and self.table.get("genre") == "openagenda"):
            yield Problem(self.at(places[-1]), "cette source a deux emplacements.", f"Retirez « {places[-1]} ».")
        address = self.table.get("adresse", "")
        if address and not WEB.fullmatch(address):
            hint = "Copiez-la en entier : elle commence par https:// ou webcal://."
            yield Problem(self.at("adresse"), "ce n’est pas une adresse du web.", hint)
        path = PurePosixPath(self.table.get("fichier", "").replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in str(path):
            hint = "Donnez son chemin depuis le dossier du projet, par exemple content/data/planning.xlsx."
            yield Problem(self.at("fichier"), "le fichier doit être dans le projet.", hint)

    def _secrets(self) -> Iterator[Problem]:
        """A secret typed here would be published with the project. The message never repeats it."""
        if holds_secret(self.table.get("adresse", "")):
            hint = f'{BY_NAME} : adresse_secrete = "AGENDA_ADRESSE". Puis changez ce secret : il a été écrit.'
            yield Problem(self.at("adresse"), "cette adresse contient un secret.", hint)
        for key in ("secret", "adresse_secrete"):
            if key in self.table and not VARIABLE.fullmatch(self.table[key]):
                hint = f"{BY_NAME}, en majuscules. Si c’est le secret lui-même, changez-le : il a été écrit."
                yield Problem(self.at(key), "ce n’est pas le nom d’une variable d’environnement.", hint)
        opens = self.table.get("genre") == "openagenda"
        if opens and "secret" not in self.table:
            hint = 'Écrivez secret = "OPENAGENDA_CLE", et mettez la clé dans cette variable.'
            yield Problem(self.at(), "OpenAgenda demande une clé.", hint)
        if "entete" in self.table and not HEADER.fullmatch(self.table["entete"]):
            yield Problem(self.at("entete"), "ce n’est pas le nom d’un en-tête.", "Par exemple « Authorization ».")
        if not opens and ("entete" in self.table) != ("secret" in self.table):
            hint = "Écrivez les deux, ou retirez celui qui est seul."
            yield Problem(self.at(), "« entete » et « secret » vont ensemble.", hint)
        if self.table.get("fichier") and "secret" in self.table:
            yield Problem(self.at("secret"), "un fichier n’a pas besoin de secret.", "Retirez cette ligne.")

    def _maps(self) -> Iterator[Problem]:
        """Our columns, by their own name; a word is « colonne : valeur »."""
        known = columns(FILES[GIVES.get(self.table.get("donne", ""), "events")][1])
        for key in ("colonnes", "si_vide", "mots"):
            for typed, value in self.table.get(key, {}).items():
                column = {"colonnes": value, "si_vide": typed, "mots": value.partition(":")[0].strip()}[key]
                if fold(column) not in known:
                    hint = suggest(column, known) or f"Les colonnes connues sont : {', '.join(known)}."
                    yield Problem(self.at(key), f"la colonne « {column[:60]} » n’est pas connue.", hint)
                elif key == "mots" and not value.partition(":")[2].strip():
                    yield Problem(self.at(key), f"« {value[:60]} » n’a pas de valeur.", "Écrivez « colonne : valeur ».")

    def source(self) -> Source:
        """The source itself, once nothing is wrong with it."""
        text: dict[str, str] = {key: self.table.get(key, "") for key, kind in KEYS.items() if kind is str}
        words = {fold(word): value.partition(":") for word, value in self.table.get("mots", {}).items()}
        return Source(
            name=self.name,
            kind=text["genre"],
            gives=GIVES[text["donne"] or "evenements"],
            where=self.at(),
            address=text["adresse"],
            address_from=text["adresse_secrete"],
            path=text["fichier"].replace("\\", "/"),
            agenda=text["agenda"],
            header=text["entete"] or ("key" if text["genre"] == "openagenda" else ""),
            secret=text["secret"],
            priority=self.table.get("priorite", USUAL_PRIORITY),
            columns={fold(typed): fold(ours) for typed, ours in self.table.get("colonnes", {}).items()},
            words={word: (fold(column), value.strip()) for word, (column, _, value) in words.items()},
            defaults={fold(column): value for column, value in self.table.get("si_vide", {}).items()},
            sheet=text["feuille"],
        )
