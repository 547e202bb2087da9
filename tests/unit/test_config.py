"""Settings are read once; what is unknown is refused with the one that was meant."""

from __future__ import annotations

from datetime import date

import pytest
from aivm.config import Config, build_day, read

from tests.conftest import TERRITORY


def test_defaults_hold_where_nothing_is_set() -> None:
    """An empty AIVM is a whole configuration."""
    assert read({}, "pelicanconf.py") == (Config(), [])


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"list_limite": 12}, "Vouliez-vous dire « list_limit » ?"),
        ({"list_limit": "12"}, "valeur de type int"),
        ({"list_limit": True}, "valeur de type int"),
        ({"today": "2026-11-22"}, "valeur de type date"),
        ({"mode": "previeu"}, "Vouliez-vous dire « preview » ?"),
        ({"mode": "xyz"}, "le mode « xyz » n’existe pas. Écrivez l’un de : preview, rehearsal, production."),
        ({"xyz": 1}, "Les réglages sont : mode, today"),
        ({"list_limit": 0}, "un nombre entre 1 et"),
        ({"past_days": -1}, "un nombre entre 0 et"),
        ({"photo_quality": 101}, "un nombre entre 1 et 100"),
        ({"photo_similarity": 0.995}, "un nombre entre 0.5 et 0.99"),
        ({"photo_similarity": "0,9"}, "valeur de type float"),
        ({"tariff_fcfa_per_mo": True}, "valeur de type float"),
        ({"tariff_date": "2026-11-22"}, "valeur de type date"),
        ({"public_contacts": ["Mopti", 1]}, "valeur de type tuple"),
        ({"mode": ["preview"]}, "valeur de type str"),
        ({"slot_horizon_days": 731}, "un nombre entre 1 et 730"),
        ({"travel_minutes": -1}, "un nombre entre 0 et 240"),
        ({"morning": ["08:30"]}, "n’est pas une demi-journée"),
        ({"morning": ["8h30", "12h"]}, "Écrivez la première heure et la dernière, par exemple ('08:30', '12:00')."),
        ({"afternoon": ["16:30", "13:30"]}, "n’est pas une demi-journée"),
        ({"afternoon": ["13:30", "24:00"]}, "n’est pas une demi-journée"),
    ],
)
def test_a_wrong_setting_is_fatal_and_says_the_remedy(values: dict[str, object], words: str) -> None:
    """It names the file and the key; nothing is guessed."""
    config, (problem,) = read(values, "pelicanconf.py")

    assert config == Config()
    assert problem.severity == "fatal"
    assert str(problem).startswith(f"pelicanconf.py, « AIVM['{next(iter(values))}'] » : ")
    assert words in str(problem)


def test_every_fault_is_told_and_what_is_sound_is_kept() -> None:
    """All at once; a key that is not even a word is one of them."""
    config, problems = read({1: 2, "list_limit": "x", "past_days": 0}, "pelicanconf.py")  # type: ignore[dict-item]

    assert config == Config(past_days=0)
    assert [problem.where.field for problem in problems] == ["AIVM[1]", "AIVM['list_limit']"]


def test_an_afternoon_comes_after_the_morning() -> None:
    """Two half-days that overlap could be given to two classes at once."""
    _, (problem,) = read({"morning": ["08:30", "14:00"]}, "pelicanconf.py")

    assert problem.severity == "fatal"
    assert "l’après-midi commence à 13:30, avant la fin du matin à 14:00" in str(problem)


TARIFF = {"tariff_fcfa_per_mo": 2.5, "tariff_source": "Opérateur, 1 Go", "tariff_date": date(2026, 11, 1)}


def test_a_price_may_be_a_whole_number() -> None:
    """« 60 » is how anybody writes sixty francs."""
    config, problems = read({**TARIFF, "tariff_fcfa_per_mo": 60}, "pelicanconf.py")

    assert problems == []
    assert config.price(100_000) == 6


@pytest.mark.parametrize("missing", list(TARIFF))
def test_a_tariff_has_a_price_a_source_and_a_date(missing: str) -> None:
    """A price that nobody can check is not shown: the three come together, or none."""
    _, (problem,) = read({key: value for key, value in TARIFF.items() if key != missing}, "pelicanconf.py")

    assert problem.severity == "fatal"
    assert "un prix sans sa source ou sans sa date" in str(problem)


@pytest.mark.parametrize(
    ("weight", "price"), [(0, 0), (399_000, 0), (400_000, 1), (400_001, 2), (1_000_000, 3), (10_000_000, 25)]
)
def test_a_price_is_whole_francs_rounded_up_from_one_on(weight: int, price: int) -> None:
    """A price is never announced lower than it is, and half a franc is no price."""
    config, problems = read(TARIFF, "pelicanconf.py")

    assert problems == []
    assert config.price(weight) == price
    assert Config().price(weight) == 0


@pytest.mark.parametrize(("mode", "production"), [("preview", False), ("rehearsal", True), ("production", True)])
def test_a_rehearsal_has_the_artefacts_of_production(mode: str, production: bool) -> None:
    """Only a preview shows examples and drafts."""
    config, problems = read({"mode": mode}, "pelicanconf.py")

    assert problems == []
    assert config.production is production


def test_a_list_is_as_good_as_a_tuple() -> None:
    """People write lists."""
    config, problems = read({"public_contacts": ["bonjour@aivm.fr"]}, "pelicanconf.py")

    assert config.public_contacts == ("bonjour@aivm.fr",)
    assert problems == []


def test_the_day_is_the_setting_then_the_epoch_then_the_clock_in_paris(monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH late on 21 November in London is already the 22nd in Paris; nonsense in it is passed over."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795303800")  # 2026-11-21T23:30:00Z

    assert build_day(Config(today=date(2027, 1, 1)), TERRITORY.here.clock) == date(2027, 1, 1)
    assert build_day(Config(), TERRITORY.here.clock) == date(2026, 11, 22)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "99999999999")
    assert build_day(Config(), TERRITORY.here.clock) == date(5138, 11, 16)
    for nonsense in ("hier", "-1", "9" * 30, "²"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", nonsense)
        assert abs((build_day(Config(), TERRITORY.here.clock) - date.today()).days) <= 1
