"""The day of a publication is judged before the site is made: agreements end, and visits are told, by that day.

A build and a test may have the day that they like; what is published has that of the clock of here. A clock that is
off shows by the last publication, whose moment the server keeps.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from aivm.publish.faults import AGAIN, SendingError
from aivm.publish.state import State

USUAL = 40  # days between two publications of a site that is kept up; more is a holiday, or a clock that is ahead
HINT = (
    "Réglez l’horloge (heure automatique), puis relancez. Si elle est juste, ajoutez la date du jour, lue ailleurs que "
    "sur cette machine : « --day AAAA-MM-JJ »."
)
Clock = Callable[[], datetime]
Confirm = Callable[[str], bool | None]


def clock() -> datetime:
    """This machine's."""
    return datetime.now(UTC)


def judged(now: datetime, state: State | None, typed: str, confirm: Confirm | None, zone: ZoneInfo) -> date:
    """The day in `zone` of a publication at `now` over what `state` tells; SendingError where it is not to be believed.

    `typed` is the day that a person gave besides, and that must be the same. `confirm` asks a person; None: nobody is
    there, or nothing is to be asked.
    """
    today = now.astimezone(zone).date()
    if typed:
        if typed != today.isoformat():
            message = f"« --day » dit « {typed} », et l’horloge de cette machine {today.isoformat()}"
            raise SendingError(f"{message}.", "Réglez l’horloge, ou corrigez cette date.")
        return today
    if state is None or state.finished is None:
        return today
    last = state.finished.astimezone(zone).date()
    told = f"la dernière publication est du {last:%d/%m/%Y}, et l’horloge de cette machine dit le {today:%d/%m/%Y}"
    if today < last:
        raise SendingError(f"{told}.", HINT)
    if (today - last).days > USUAL and not (confirm and confirm(f"{told[0].upper()}{told[1:]}. Est-ce bien le jour ?")):
        raise SendingError(f"{told}, plus de {USUAL} jours après.", HINT)
    return today


def refuse_another_day(now: datetime, today: date, zone: ZoneInfo) -> None:
    """SendingError where midnight has passed since the site was made: what ended then would be shown a day more."""
    if now.astimezone(zone).date() != today:
        message = f"le site a été fait le {today:%d/%m/%Y}, et ce jour est passé."
        raise SendingError(message, AGAIN)
