"""A story (schema.org/Article) and a standing page, as their front matter gives them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from aivm.problems import Problem, Where
from aivm.records.event import Levels
from aivm.records.fields import Day, Text, Words, YesNo, choice

FROZEN = ConfigDict(frozen=True, extra="ignore", arbitrary_types_allowed=True)
# The templates a page may ask for: each is the page's own text and a list, or a map (theme/templates/<name>.html).
LISTS = ("agenda", "recits", "volontaires", "associations", "sources", "territoires", "ecoconception", "plan")
PAGE_TEMPLATES = (
    "page",
    "accueil",
    "accessibilite",
    "contact",
    "cooperation",
    "ecoles",
    "secteurs",
    "demande",
    "suivre",
    *LISTS,
)
PROJECT_STATES = ("en cours", "terminé", "suspendu", "à confirmer")

Title = Annotated[Text, StringConstraints(min_length=1, max_length=140)]


class Story(BaseModel):
    """One story. Aliases are the folded French keys."""

    model_config = FROZEN

    id: str  # the slug of its folder: its address
    title: Title = Field(alias="titre")
    written: Day | None = Field(None, alias="ecrit_le")
    published: Day | None = Field(None, alias="publie_le")
    volunteer: Text = Field("", alias="volontaire")  # id
    themes: Words = ()
    levels: Levels = Field((), alias="niveaux")  # the classes it can be read to
    events: Words = Field((), alias="en_lien")  # ids
    former: Words = Field((), alias="ancienne_adresse")  # addresses it had before, kept alive
    draft: YesNo = Field(False, alias="brouillon")
    example: YesNo = Field(False, alias="exemple")
    place_public: YesNo = Field(False, alias="lieu_public")  # someone decided that the places it names may be told
    where: Where = Field(default=Where(""), exclude=True)


class StandingPage(BaseModel):
    """One page of content/pages."""

    model_config = FROZEN

    title: Title = Field(alias="titre")
    description: Annotated[Text, StringConstraints(max_length=155)] = ""  # what a search engine shows
    template: Annotated[str, choice(*PAGE_TEMPLATES)] = Field("page", alias="gabarit")
    state: Annotated[str, choice(*PROJECT_STATES)] | None = Field(None, alias="statut")
    as_of: Day | None = Field(None, alias="a_jour_au")
    place_public: YesNo = Field(False, alias="lieu_public")
    where: Where = Field(default=Where(""), exclude=True)


def story_is_dated(story: Story) -> Iterator[Problem]:
    """A story that is not a draft has both dates, in order."""
    for column, day in (("écrit le", story.written), ("publié le", story.published)):
        if day is None and not story.draft:
            where = Where(story.where.file, story.where.line, column)
            hint = f"Ajoutez une ligne « {column} : 12/10/2026 », ou « brouillon : oui »."
            yield Problem(where, "la date manque.", hint)
    if story.written and story.published and story.published < story.written:
        where = Where(story.where.file, story.where.line, "publié le")
        yield Problem(where, "le récit est publié avant d’être écrit.", "Vérifiez les deux dates.")
