"""An association federated in the AIVM (schema.org/Organization)."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from aivm.problems import Where
from aivm.records.fields import Slug, Text, Web, Words, YesNo


class Association(BaseModel):
    """One association. Aliases are the French keys."""

    model_config = ConfigDict(frozen=True, extra="ignore", arbitrary_types_allowed=True)

    id: Slug
    name: Annotated[Text, StringConstraints(min_length=1, max_length=120)] = Field(alias="nom")
    presentation: Annotated[Text, StringConstraints(max_length=600)] = ""
    commune: Text = ""
    themes: Words = ()
    site: Web = ""
    example: YesNo = Field(False, alias="exemple")
    where: Where = Field(default=Where(""), exclude=True)
