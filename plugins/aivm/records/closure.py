"""Days when nobody comes to a school although it may be open, as the association knows them (fermetures.yaml)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from aivm.problems import Where
from aivm.records.fields import Day, Text, YesNo

Said = Annotated[Text, StringConstraints(min_length=1, max_length=140)]


class Closure(BaseModel):
    """One closure, for every sector and every level. Aliases are the French keys."""

    model_config = ConfigDict(frozen=True, extra="ignore", arbitrary_types_allowed=True)

    start: Day = Field(alias="du")
    end: Day | None = Field(None, alias="au")  # the last day, included; none: the one day
    reason: Said = Field(alias="motif")
    said_by: Said = Field(alias="dit_par")  # who said it: without it nobody could ask again
    example: YesNo = Field(False, alias="exemple")
    where: Where = Field(default=Where(""), exclude=True)

    @property
    def last_day(self) -> date:
        return self.end or self.start

    def covers(self, day: date) -> bool:
        return self.start <= day <= self.last_day
