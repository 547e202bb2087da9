"""What every pydantic model of ours says in French when a value does not fit."""

from __future__ import annotations

from pydantic_core import PydanticCustomError


def fault(message: str, hint: str) -> PydanticCustomError:
    """A fault that carries its sentence and its remedy, as they are."""
    return PydanticCustomError("aivm", "{message}", {"message": message, "hint": hint})
