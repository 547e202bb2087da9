"""What a volunteer says of one sound: whose it is, and the minors who are heard. The story says what it says."""

from __future__ import annotations

from dataclasses import dataclass, replace

from aivm.problems import Problem, Where
from aivm.text.photo_line import Minors, minors_choices, minors_of

SOUND_KEYS = frozenset({"son", "credit", "mineurs"})
SOUND_ALIASES = {"sons": "son", "audio": "son", "enregistrement": "son"}
# Files that are sounds to a person; the site says of those it does not publish what they are.
SOUND_SUFFIXES = frozenset({".mp3", ".m4a", ".ogg", ".oga", ".opus", ".aac", ".amr", ".wav", ".flac", ".wma"})


@dataclass(frozen=True)
class SoundLine:
    """One sound of a story: "" and None mean that the answer is absent; `line` is that of the `son` key."""

    file: str
    credit: str = ""
    minors: Minors | None = None
    line: int = 0


def complete_sound(sound: SoundLine, key: str, value: str, where: Where) -> tuple[SoundLine, list[Problem]]:
    """The sound with one more answer: `credit` or `mineurs`. `alt`, which is for photos, is a Problem."""
    if key == "credit":
        return replace(sound, credit=value), []
    if key != "mineurs":
        hint = "Retirez cette ligne : ce que l’on entend s’écrit dans le récit."
        return sound, [Problem(where, f"« {where.field} » est donné pour un son, qui n’en a pas.", hint)]
    minors = minors_of(value)
    if minors:
        return replace(sound, minors=minors), []
    message = f"« {value} » ne dit pas si l’on entend des mineurs."
    return sound, [Problem(where, message, f"Choisissez l’une de ces réponses : {minors_choices()}.")]
