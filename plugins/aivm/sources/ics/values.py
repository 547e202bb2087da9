"""What an event says besides its dates, in our columns: the same for every date of one that repeats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import TypeAdapter, ValidationError

from aivm.people.meetings import HINT, told_keys
from aivm.problems import Problem, Severity, Where
from aivm.records.fields import Web
from aivm.sources.ics.lines import Block
from aivm.sources.ics.place import ONLINE, Place, communes, place
from aivm.sources.ics.text import TEXT, TITLE, cut, line, paragraphs, prose, summary_and_text
from aivm.sources.ics.words import PRIVATE, Said, Words, marked, said, without_words
from aivm.sources.ics.zone import Clock
from aivm.sources.who_goes import GONE, NOBODY, People
from aivm.web.masks import masked

WEB: TypeAdapter[str] = TypeAdapter(Web)
TEXTS = ("SUMMARY", "DESCRIPTION", "LOCATION")
PLACE_HINT = "Finissez le lieu par une virgule et sa commune, ou ajoutez un #mot de commune."
STRANGE_HINT = (
    "Pour un thème, ajoutez-le au réglage « calendar_words » ; pour dire qui y va, écrivez l’identifiant de sa fiche "
    "(content/data/volontaires.yaml), par exemple #prenom-2027."
)
WORDS_HINT = "Ajoutez-les au réglage « calendar_words », ou laissez-les : elles ne sont pas montrées."


@dataclass
class Values:
    """The values of the events of one calendar, each read once."""

    file: str
    blocks: list[Block]
    clock: Clock
    words: Words
    unsaid: str  # the audience where nothing says it
    people: People = NOBODY
    told: list[Problem] = field(default_factory=list)
    unknown: dict[str, int] = field(default_factory=dict)  # categories -> the line of the first event
    strange: dict[str, int] = field(default_factory=dict)  # likewise, #mots that could be a name
    hidden_ranks: set[int] = field(default_factory=set)
    _known: dict[str, str] = field(init=False)
    _said: dict[int, tuple[dict[str, str], Said]] = field(default_factory=dict)
    _values: dict[tuple[int, str], Mapping[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._known = communes(self.words)

    def hidden(self, rank: int) -> bool:
        """True for what is private: by its CLASS (RFC 5545 3.8.1.3, where an unknown one is private) or its words."""
        if self.blocks[rank].private or self._read(rank)[1].audience == PRIVATE:
            self.hidden_ranks.add(rank)
        return rank in self.hidden_ranks

    def of(self, rank: int, zone: str) -> Mapping[str, str]:
        """The columns of an event but its dates and names. `zone` is the clock it keeps, which may be Mali's."""
        key = (rank, zone)
        if key not in self._values:
            self._values[key] = self._columns(rank, zone == self.clock.territory.there.zone)
        return self._values[key]

    def problems(self) -> list[Problem]:
        """What was not passed on: places and links one by one, private events and unknown categories once."""
        problems = list(self.told)
        if self.hidden_ranks:
            many, count = "événements privés ne sont pas repris", len(self.hidden_ranks)
            message = f"{count} {many}." if count > 1 else "un événement privé n’est pas repris."
            hint = "C’est voulu : rendez public, dans l’agenda, ce qui doit être montré."
            problems.append(Problem(Where(self.file), message, hint, Severity.ADVICE))
        if self.unknown:
            names = ", ".join(f"« {name} »" for name in list(self.unknown)[:10])
            where = Where(self.file, min(self.unknown.values()), "CATEGORIES")
            problems.append(Problem(where, f"catégories inconnues : {names}.", WORDS_HINT, Severity.ADVICE))
        if self.strange:
            names = ", ".join(f"« #{name} »" for name in list(self.strange)[:10])
            where = Where(self.file, min(self.strange.values()))
            message = f"#mots qui ne sont ni un thème du site ni quelqu’un : {names}. Ils ne sont pas montrés."
            problems.append(Problem(where, message, STRANGE_HINT, Severity.ADVICE))
        return problems

    def _read(self, rank: int) -> tuple[dict[str, str], Said]:
        """The texts of an event, and what its words say."""
        if rank not in self._said:
            texts = {name: prose(self.blocks[rank].value(name)) for name in TEXTS}
            self._said[rank] = (
                texts,
                said(self.blocks[rank], texts.values(), self.words, self.clock.territory, self.people),
            )
        return self._said[rank]

    def _columns(self, rank: int, there: bool) -> Mapping[str, str]:
        block, territory = self.blocks[rank], self.clock.territory
        texts, words = self._read(rank)
        title, mark = marked(line(without_words(texts["SUMMARY"], self.people), territory))
        title = title or line(texts["SUMMARY"].replace("#", ""), territory)
        title, named = self.people.without(title)
        text, told = self.people.without(paragraphs(without_words(texts["DESCRIPTION"], self.people), territory))
        summary, rest = summary_and_text(cut(text, TEXT))
        where = self._place(rank, texts["LOCATION"], words, there)
        for _, message in [one for written in texts.values() for one in told_keys(written)][:1]:
            self._tell(rank, message, HINT)
        for value, limit, name in ((title, TITLE, "titre"), (text, TEXT, "texte")):
            if len(value) > limit:
                message = f"le {name} a {len(value)} caractères : il est coupé à {limit}."
                self._tell(rank, message, "Raccourcissez-le dans l’agenda.")
        for name in words.unknown:
            self.unknown.setdefault(name, block.line)
        for name in words.strange:
            self.strange.setdefault(name, block.line)
        said_who = words.values.get("volontaires", [])
        return {
            "titre": cut(title, TITLE),
            "resume": summary,
            "texte": rest,
            "statut": _status(block, words.one("statut") or mark),
            "public": words.audience or self.unsaid,
            "niveaux": words.all("niveaux"),
            "themes": words.all("themes"),
            "volontaires": ", ".join(dict.fromkeys([*said_who, *named, *told, *self._guests(rank)])),
            "lieu": where.name,
            "commune": where.commune,
            "source": self._source(rank),
        }

    def _place(self, rank: int, location: str, words: Said, there: bool) -> Place:
        if words.one("lieu"):
            return Place(ONLINE)
        location, _ = self.people.without(without_words(location, self.people))
        location = "" if location == GONE else location
        found = place(location, words.one("commune"), self.words, self._known, self.clock.territory, there)
        if found.lost:
            self._tell(rank, f"« {found.lost} » n’a pas de commune connue : le lieu n’est pas montré.", PLACE_HINT)
        return found

    def _guests(self, rank: int) -> list[str]:
        """The guests whom we know."""
        said = [
            word for name in self.blocks[rank].guests for word in (name, name.split(" ")[0]) if self.people.of(word)
        ]
        return list(dict.fromkeys(line(word, self.clock.territory) for word in said))

    def _source(self, rank: int) -> str:
        """The page of an event, where its address is one of the web and no script."""
        url = self.blocks[rank].value("URL")
        try:
            return WEB.validate_python(url) if len(url) < 1000 else ""
        except ValidationError:
            shown = cut(line(masked(url), self.clock.territory), 60)
            self._tell(rank, f"« {shown} » n’est pas une adresse de site : elle n’est pas montrée.", "")
            return ""

    def _tell(self, rank: int, message: str, hint: str) -> None:
        self.told.append(Problem(Where(self.file, self.blocks[rank].line), message, hint, Severity.ADVICE))


def _status(block: Block, said: str) -> str:
    """Our state of an event: STATUS (RFC 5545 3.8.1.11) where it is cancelled, then what its words say."""
    status = block.value("STATUS").upper()
    if status == "CANCELLED" or block.calendar.get("METHOD", "").upper() == "CANCEL":
        return "annulé"
    return said or ("à confirmer" if status == "TENTATIVE" else "prévu")
