"""An event of the agenda (schema.org/Event, RFC 5545 VEVENT), as one row of the events table gives it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationInfo

from aivm.problems import Where
from aivm.records.fields import (
    Day,
    Slug,
    Text,
    Web,
    When,
    Whole,
    Words,
    YesNo,
    choice,
    chosen,
    parse_list,
    territory_of,
)
from aivm.records.status import STATUSES, Status
from aivm.territory import Territory
from aivm.text.fold import fold

AUDIENCES = ("scolaire", "tout public", "adhérents")
LEVELS = ("maternelle", "élémentaire", "collège", "lycée", "MFR", "supérieur")
CLASSES = {  # what teachers type -> the level it belongs to
    **dict.fromkeys(("ps", "ms", "gs", "petite_section", "moyenne_section", "grande_section"), "maternelle"),
    **dict.fromkeys(("cp", "ce1", "ce2", "cm1", "cm2", "primaire", "elementaire"), "élémentaire"),
    **dict.fromkeys(("6e", "5e", "4e", "3e", "6eme", "5eme", "4eme", "3eme"), "collège"),
    **dict.fromkeys(("2de", "seconde", "1re", "premiere", "terminale"), "lycée"),
    **dict.fromkeys(("universite", "etudiants"), "supérieur"),
}


@cache
def zone_names(territory: Territory) -> Mapping[str, str]:
    """The zones of both places, by every name that people type, folded: the zone's, its city's and our town's."""
    names = [
        (name, place.zone)
        for place in (territory.here, territory.there)
        for name in (place.zone, place.zone.rpartition("/")[2], place.town)
    ]
    return {fold(name): zone for name, zone in names}


def _zone(value: Any, info: ValidationInfo) -> str:
    """The clock of an event, of here where nobody says which."""
    territory = territory_of(info)
    zones = (territory.here.zone, territory.there.zone)
    return chosen(value, zones, zone_names(territory)) if value else zones[0]


Level = Annotated[str, choice(*LEVELS, aliases=CLASSES)]


def detail(column: str, default: object = "") -> Any:
    """A field that leaves as it is: on the page of its event, in the order of the class, under the words at

    `event.<name>` of fr.toml; in agenda.json under its name; and searched for names and places as any text.
    """
    return Field(default, alias=column, json_schema_extra={"detail": True})


def _each_once(levels: tuple[str, ...]) -> tuple[str, ...]:
    """CM1 and CM2 are one level."""
    return tuple(dict.fromkeys(levels))


Levels = Annotated[tuple[Level, ...], BeforeValidator(parse_list), AfterValidator(_each_once)]


class Event(BaseModel):
    """One event. Aliases are the French columns; the comment beside a field is what it means."""

    model_config = ConfigDict(frozen=True, extra="ignore", arbitrary_types_allowed=True)

    id: Slug  # its address and the left side of its calendar UID: never changes once published
    title: Annotated[Text, StringConstraints(min_length=1, max_length=140)] = Field(alias="titre")
    summary: Annotated[Text, StringConstraints(max_length=200)] = Field("", alias="resume")
    text: Text = Field("", alias="texte")  # plain paragraphs
    start: When = Field(alias="debut")  # local to `zone`; no hour: the whole day
    end: When | None = Field(None, alias="fin")  # the last day is included, as people say it
    zone: Annotated[str, BeforeValidator(_zone)] = Field("", alias="fuseau", validate_default=True)
    whole_day: YesNo | None = Field(None, alias="journee_entiere")
    status_key: Annotated[str, choice(*STATUSES)] = Field("prévu", alias="statut")
    option_until: Day | None = Field(None, alias="option_jusqu_au")  # the last day of an option, included
    audience: Annotated[str, choice(*AUDIENCES)] = Field(alias="public")  # no default: openness is said
    levels: Levels = Field((), alias="niveaux")
    themes: Words = ()
    place: Text = Field("", alias="lieu")
    commune: Text = ""
    place_public: YesNo = Field(False, alias="lieu_public")  # someone decided that this place over there may be told
    duration: Text = detail("duree")
    capacity: Whole | None = detail("places", None)  # seats
    cost: Text = detail("cout")
    equipment: Text = detail("materiel")
    accessibility: Text = detail("accessibilite")
    registration: Text = detail("inscription")
    volunteers: Words = Field((), alias="volontaires")  # ids
    associations: Words = ()  # ids
    source: Web = ""  # the page it was read from
    example: YesNo = Field(False, alias="exemple")
    where: Where = Field(default=Where(""), exclude=True)

    @property
    def status(self) -> Status:
        return STATUSES[self.status_key]

    def status_on(self, today: date) -> Status:
        """The state on a day: an option that has ended is nobody’s any more, so the event is to be confirmed."""
        return STATUSES["à confirmer"] if self.option_ended(today) else self.status

    def option_ended(self, today: date) -> bool:
        """True from the day after the last day of an option; one without an end holds until someone ends it."""
        return self.status_key == "option" and self.option_until is not None and self.option_until < today

    def slot_on(self, today: date) -> str:
        """What it leaves of the half-day: libre, option or réservé. An option that has ended frees its date,

        although its event waits to be confirmed: a state that somebody typed would hold the half-day.
        """
        return "libre" if self.option_ended(today) else self.status.slot

    @property
    def remote(self) -> bool:
        """True for an event « en ligne »: its place hides nothing, and its hours are told on both clocks."""
        return fold(self.place) == "en_ligne"

    @property
    def all_day(self) -> bool:
        return self.start.hour is None

    @property
    def first_day(self) -> date:
        assert self.start.day  # records/build.py refuses a start without a day
        return self.start.day

    @property
    def last_day(self) -> date:
        return (self.end and self.end.day) or self.first_day

    def last_day_by(self, clock: ZoneInfo) -> date:
        """The last day by the clock of the builds: an evening over there can end on the next one here."""
        moment = self.begins if self.all_day or self.ends is None else self.ends - timedelta(microseconds=1)
        return max(self.last_day, moment.astimezone(clock).date())

    @property
    def begins(self) -> datetime:
        """The first instant, aware, in the event's own zone."""
        return self._at(self.first_day, self.start.hour)

    @property
    def ends(self) -> datetime | None:
        """The last instant, aware; None when nobody said. A whole day ends at the midnight that follows."""
        if self.all_day:
            return self._at(self.last_day + timedelta(days=1), None)
        return self._at(self.last_day, self.end.hour) if self.end and self.end.hour else None

    def _at(self, day: date, hour: time | None) -> datetime:
        return datetime.combine(day, hour or time(), tzinfo=ZoneInfo(self.zone))


DETAILS: Mapping[str, str] = {  # each detail and its column
    name: str(info.alias) for name, info in Event.model_fields.items() if info.json_schema_extra
}


def exists_on_the_clock(moment: datetime) -> bool:
    """False for an aware local time that a clock change skips."""
    return moment.astimezone(UTC).astimezone(moment.tzinfo).replace(fold=0) == moment
