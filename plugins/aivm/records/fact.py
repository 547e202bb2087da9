"""A fact that pages may state, once, with its source and the year it is true of (content/data/faits.yaml)."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from aivm.problems import Where
from aivm.records.fields import Slug, Text, Web, Whole, Years, YesNo

FROZEN = ConfigDict(frozen=True, extra="ignore", arbitrary_types_allowed=True)


class Reference(BaseModel):
    """Where facts come from (schema.org/CreativeWork)."""

    model_config = FROZEN

    id: Slug
    title: Annotated[Text, StringConstraints(min_length=1)] = Field(alias="titre")
    short: Text = Field("", alias="court")  # as a note beside a fact names it; else the title
    publisher: Text = Field("", alias="editeur")
    date: Text = ""  # as the source tells it: « juin 2019 »
    address: Web = Field("", alias="adresse")
    where: Where = Field(default=Where(""), exclude=True)


class Fact(BaseModel):
    """One sentence, its source and its year."""

    model_config = FROZEN

    id: Slug
    sentence: Annotated[Text, StringConstraints(min_length=1)] = Field(alias="phrase")
    year: Whole = Field(alias="annee")
    source: Slug  # id
    timeline: Years = Field("", alias="frise")  # the year or years it stands at on the timeline; empty: it is not there
    to_confirm: YesNo = Field(False, alias="a_confirmer")  # the association decides before it appears
    where: Where = Field(default=Where(""), exclude=True)
