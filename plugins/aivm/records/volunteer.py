"""A volunteer: a person, so almost everything here stays here (see `public_view`)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from aivm.problems import Where
from aivm.records.fields import Day, Slug, Text, Words, YesNo, choice, parse_list

FROZEN = ConfigDict(frozen=True, extra="ignore", arbitrary_types_allowed=True)
# Inside a person's record a key that is not understood could be a limit to their consent: it is never passed over.
STRICT = ConfigDict(frozen=True, extra="forbid")
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
HALF_DAYS = ("matin", "après-midi")
SCOPES = ("nom", "photo", "récits")  # what a person may agree to: the name, the portrait, stories signed
SCOPE_NAMES = {"recit": "récits", "prenom": "nom", "photos": "photo"}
ENDS_SOON = timedelta(days=60)

HalfDays = Annotated[tuple[Annotated[str, choice(*HALF_DAYS)], ...], BeforeValidator(parse_list)]


class Mission(BaseModel):
    """From the first to the last day of a mission, both included."""

    model_config = STRICT

    start: Day = Field(alias="debut")
    end: Day = Field(alias="fin")


class Leave(BaseModel):
    """Days when the volunteer is not available, both ends included."""

    model_config = STRICT

    start: Day = Field(alias="du")
    end: Day = Field(alias="au")


class Availability(BaseModel):
    """The usual week: half-days by weekday, the sectors visited, and the exceptions. Never published."""

    model_config = STRICT

    week: dict[Annotated[str, choice(*WEEKDAYS)], HalfDays] = Field({}, alias="semaine")
    sectors: Words = Field((), alias="secteurs")
    exceptions: tuple[Leave, ...] = ()


class Consent(BaseModel):
    """What a person agreed to, when, and until when (GDPR art. 7: shown, limited, withdrawn at any time)."""

    model_config = STRICT

    given_on: Day = Field(alias="date")
    scope: Annotated[tuple[Annotated[str, choice(*SCOPES, aliases=SCOPE_NAMES)], ...], BeforeValidator(parse_list)] = (
        Field(alias="portee")
    )
    expires_on: Day = Field(alias="expire_le")  # the last day it holds
    withdrawn_on: Day | None = Field(None, alias="retire_le")  # from this day on, whatever was agreed
    read: Text = Field(
        "", alias="relu"
    )  # of a pulled person: the fingerprint of the words read with her (sources/agreed)

    def covers(self, scope: str, today: date) -> bool:
        """True where this agreement is in force and reaches `scope`."""
        withdrawn = self.withdrawn_on is not None and self.withdrawn_on <= today
        return scope in self.scope and self.given_on <= today <= self.expires_on and not withdrawn


class Volunteer(BaseModel):
    """One volunteer. Aliases are the French keys."""

    model_config = FROZEN

    id: Slug
    name: Annotated[Text, StringConstraints(min_length=1, max_length=60)] = Field(alias="nom_affiche")  # or a pseudonym
    presentation: Annotated[Text, StringConstraints(max_length=600)] = ""
    mission: Mission
    availability: Availability | None = Field(None, alias="disponibilites")
    languages: Words = Field((), alias="langues")
    themes: Words = ()
    photo: Text = ""  # a file beside volontaires.yaml
    photo_alt: Text = ""
    consent: Consent | None = Field(None, alias="consentement")
    example: YesNo = Field(False, alias="exemple")
    where: Where = Field(default=Where(""), exclude=True)

    def agrees(self, scope: str, today: date) -> bool:
        """True where the person's agreement is in force today for `scope`."""
        return self.consent is not None and self.consent.covers(scope, today)

    def agreed_once(self, today: date) -> bool:
        """True where the person had agreed to be named and the agreement has ended, or was withdrawn."""
        given = self.consent is not None and "nom" in self.consent.scope and self.consent.given_on <= today
        return given and not self.agrees("nom", today)

    def agreement_ends_soon(self, today: date) -> bool:
        """True from ENDS_SOON before the last day of an agreement: time enough to ask the person again."""
        return self.consent is not None and self.consent.expires_on - today <= ENDS_SOON

    def season(self, today: date) -> str:
        """Where the mission stands: « à venir », « en cours » or « terminée ».

        By its months, as its page tells it: changed on the day itself, this word would tell the day.
        """
        month = today.replace(day=1)
        if month < self.mission.start.replace(day=1):
            return "à venir"
        return "en cours" if month <= self.mission.end.replace(day=1) else "terminée"
