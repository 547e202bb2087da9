"""What is made once for a whole run of the tests, however many processes share it."""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from aivm.files import write_whole

PATIENCE = 180  # seconds: what is slowest to make takes a tenth of that

Made = TypeVar("Made")


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Made]) -> Made:
    """What `make` gives for a folder of this name: made by the first process that asks, awaited by the others.

    The value travels by pickle, and the folder is one for all: they read it and leave it as it is. One that could not
    be made fails everybody.
    """
    base = factory.getbasetemp()
    place = (base.parent if base.name.startswith("popen-") else base) / name  # xdist gives each process a folder inside
    told = place.with_name(f"{name}.pickle")
    try:
        place.mkdir()
    except FileExistsError:
        until = time.monotonic() + PATIENCE
        while not told.exists() and time.monotonic() < until:
            time.sleep(0.05)
        assert told.exists(), f"« {name} » was not made by the process that had begun it"
    else:
        try:
            value = make(place)
        except BaseException as error:
            write_whole(told, pickle.dumps((None, repr(error))))
            raise
        write_whole(told, pickle.dumps((value, "")))
    made, fault = pickle.loads(told.read_bytes())
    assert not fault, f"« {name} » could not be made: {fault}"
    found: Made = made
    return found
