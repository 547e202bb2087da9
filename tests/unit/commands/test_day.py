"""Which day a publication may have."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from aivm.commands.day import HINT, judged, refuse_another_day
from aivm.publish.faults import SendingError
from aivm.publish.state import State

from tests.conftest import TERRITORY

LAST = datetime(2026, 11, 22, 12, tzinfo=UTC)
STATE = State("x", LAST)
CLOCK = TERRITORY.here.clock


@pytest.mark.parametrize(
    ("days", "answer", "believed"),
    [
        (-180, True, False),
        (-1, True, False),
        (0, None, True),
        (1, None, True),
        (40, None, True),
        (41, True, True),
        (41, False, False),
        (41, None, False),
        (180, None, False),
    ],
)
def test_the_day_after_the_last_publication(days: int, answer: bool | None, believed: bool) -> None:
    """Never before it, whoever says yes; beyond 40 days only where a person does."""
    now = LAST + timedelta(days=days)
    asked: list[str] = []
    if believed:
        assert judged(now, STATE, "", lambda question: asked.append(question) or answer, CLOCK) == now.date()
    else:
        with pytest.raises(SendingError, match="la dernière publication est du 22/11/2026") as refused:
            judged(now, STATE, "", lambda question: asked.append(question) or answer, CLOCK)

        assert refused.value.hint == HINT
    assert len(asked) == (days > 40)


def test_a_machine_has_nobody_to_ask() -> None:
    """With --yes, 41 days after, it is refused, unless the day was typed; another day than the clock's never helps."""
    later = LAST + timedelta(days=41)
    with pytest.raises(SendingError, match="plus de 40 jours"):
        judged(later, STATE, "", None, CLOCK)
    for now in (later, LAST - timedelta(days=41)):  # the last publication may be what was dated wrong
        assert judged(now, STATE, now.date().isoformat(), None, CLOCK) == now.date()
        for typed in ("2026-11-22", "demain"):
            with pytest.raises(SendingError, match="« --day » dit"):
                judged(now, STATE, typed, None, CLOCK)


@pytest.mark.parametrize("state", [None, State("")])
def test_a_first_publication_has_the_day_of_the_clock_in_paris(state: State | None) -> None:
    """Late in the evening in London, or in Bamako, it is already tomorrow there."""
    assert judged(datetime(2026, 11, 22, 22, 59, tzinfo=UTC), state, "", None, CLOCK) == date(2026, 11, 22)
    assert judged(datetime(2026, 11, 22, 23, 1, tzinfo=UTC), state, "", None, CLOCK) == date(2026, 11, 23)


def test_a_site_of_yesterday_does_not_go() -> None:
    """The question was answered after midnight: what ended at midnight would be shown a day more."""
    refuse_another_day(datetime(2026, 11, 22, 22, 59, tzinfo=UTC), date(2026, 11, 22), CLOCK)
    with pytest.raises(SendingError, match="ce jour est passé"):
        refuse_another_day(datetime(2026, 11, 22, 23, 1, tzinfo=UTC), date(2026, 11, 22), CLOCK)
