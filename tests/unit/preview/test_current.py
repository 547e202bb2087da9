"""What is shown, between the thread that builds and those that answer."""

from __future__ import annotations

import threading

from aivm.preview.current import Board, Shown
from aivm.problems import Report


def test_each_build_has_a_name_of_its_own() -> None:
    """By it a page knows that it is old, even after a restart."""
    assert Shown(None, Report()).version != Shown(None, Report()).version


def test_who_asks_before_the_first_build_waits_for_it() -> None:
    """A browser opened too early gets the page, not a refusal."""
    board = Board()
    shown = Shown(None, Report())
    threading.Timer(0.05, board.show, [shown]).start()

    assert board.wait(timeout=30) is shown


def test_a_page_that_has_the_last_build_waits_for_the_next() -> None:
    """Nothing comes before there is something new."""
    board = Board()
    board.show(Shown(None, Report(), "1"))

    assert board.wait("1", timeout=0.01) is None
    board.show(Shown(None, Report(), "2"))
    found = board.wait("1", timeout=0.01)
    assert found and found.version == "2"
