"""An agreement is announced 60 days before its last day, and holds to the end of that day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from aivm.records.volunteer import Volunteer

from tests.conftest import TERRITORY

END = date(2027, 1, 21)


@pytest.mark.parametrize(
    ("left", "agrees", "soon"), [(61, True, False), (60, True, True), (0, True, True), (-1, False, True)]
)
def test_an_agreement_near_its_end(left: int, agrees: bool, soon: bool) -> None:
    """From its 60th day before the end on."""
    person = Volunteer.model_validate(
        {
            "id": "awa",
            "nom_affiche": "Awa",
            "mission": {"debut": "01/09/2026", "fin": "30/06/2027"},
            "consentement": {"date": "01/09/2026", "portee": "nom", "expire_le": "21/01/2027"},
        },
        context=TERRITORY,
    )
    today = END - timedelta(days=left)

    assert person.agrees("nom", today) == agrees
    assert person.agreement_ends_soon(today) == soon
