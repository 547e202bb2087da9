"""What a volunteer says of one photo: its description, who took it, and the minors on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from aivm.problems import Problem, Where
from aivm.text.fold import fold

PHOTO_KEYS = frozenset({"photo", "alt", "credit", "mineurs"})
PHOTO_ALIASES = {"photos": "photo", "image": "photo", "credits": "credit", "mineur": "mineurs"}


class Minors(StrEnum):
    """What is known of the minors on a photo: the only three answers with which it may be published."""

    NONE = "aucun"
    UNRECOGNISABLE = "non reconnaissables"
    AUTHORISED = "autorisation écrite"


# As people answer, folded. « oui », « non » and « autorisation » alone could be read two ways: they are not answers.
MINORS: dict[str, Minors] = {
    "aucun": Minors.NONE,
    "aucun_mineur": Minors.NONE,
    "pas_de_mineur": Minors.NONE,
    "pas_de_mineurs": Minors.NONE,
    "sans_mineur": Minors.NONE,
    "sans_mineurs": Minors.NONE,
    "non_reconnaissable": Minors.UNRECOGNISABLE,
    "non_reconnaissables": Minors.UNRECOGNISABLE,
    "pas_reconnaissable": Minors.UNRECOGNISABLE,
    "pas_reconnaissables": Minors.UNRECOGNISABLE,
    "mineurs_non_reconnaissables": Minors.UNRECOGNISABLE,
    "autorisation_ecrite": Minors.AUTHORISED,
    "autorisations_ecrites": Minors.AUTHORISED,
    "avec_autorisation_ecrite": Minors.AUTHORISED,
    "autorisation_ecrite_des_parents": Minors.AUTHORISED,
}


@dataclass(frozen=True)
class PhotoLine:
    """One photo of a story: "" and None mean that the answer is absent; `line` is that of the `photo` key."""

    file: str
    alt: str = ""
    credit: str = ""
    minors: Minors | None = None
    line: int = 0


def minors_of(value: str) -> Minors | None:
    """The statement on minors that a person typed, or None when it is none of the three."""
    return MINORS.get(fold(value))


def minors_choices() -> str:
    """The three answers, as a sentence shows them."""
    return ", ".join(f"« {answer} »" for answer in Minors)


def complete(photo: PhotoLine, key: str, value: str, where: Where) -> tuple[PhotoLine, list[Problem]]:
    """The photo with one more answer: `alt`, `credit` or `mineurs`."""
    if key != "mineurs":
        return (replace(photo, alt=value) if key == "alt" else replace(photo, credit=value)), []
    minors = minors_of(value)
    if minors:
        return replace(photo, minors=minors), []
    message = f"« {value} » ne dit pas si des mineurs sont sur la photo."
    return photo, [Problem(where, message, f"Choisissez l’une de ces réponses : {minors_choices()}.")]
