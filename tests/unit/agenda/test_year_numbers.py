"""Figures of a school year, none of which points at a class."""

from __future__ import annotations

from datetime import date

from aivm.agenda.year_numbers import Figures, YearNumbers, figures, year_numbers
from aivm.records.public import PublicView, SchoolVisit
from hypothesis import given
from hypothesis import strategies as st


def visit(month: date, commune: str = "Rennes", levels: tuple[str, ...] = ("élémentaire",)) -> SchoolVisit:
    """A visit that is over."""
    return SchoolVisit("e", month, levels, commune, False)


def numbers(*visits: SchoolVisit) -> tuple[YearNumbers, ...]:
    """The figures of some visits."""
    return year_numbers(PublicView((), visits, (), (), "aucune"))


def test_a_year_has_its_total_its_levels_and_its_communes() -> None:
    """From 1 September to 31 August, the latest first; a visit of two levels counts once in the total."""
    autumn, summer = date(2026, 9, 1), date(2026, 8, 1)
    both = visit(autumn, levels=("collège", "lycée"))
    this, before = numbers(*[visit(autumn)] * 3, *[both] * 4, *[visit(summer)] * 3)

    assert this == YearNumbers(
        "2026-2027",
        7,
        Figures((("collège", 4), ("lycée", 4), ("élémentaire", 3))),
        Figures((("Rennes", 7),)),
        Figures((("2026-09-01", 7),)),
    )
    assert (before.years, before.total) == ("2025-2026", 3)


def test_no_visit_no_year() -> None:
    """Nothing is told of a year when nothing took place."""
    assert numbers() == ()


def test_one_or_two_visits_in_a_year_are_not_told() -> None:
    """« Moins de trois » is for the page to say."""
    (year,) = numbers(visit(date(2027, 1, 1)), visit(date(2027, 1, 1), "Vitré"))

    assert year == YearNumbers("2026-2027")
    assert (year.total, year.levels, year.communes, year.months) == (None, *[Figures()] * 3)


def test_communes_with_few_visits_are_told_together() -> None:
    """One class in Janzé and one in Redon are not told, even by their sum."""
    assert figures(["Rennes"] * 5 + ["Vitré"] * 3 + ["Janzé", "Redon", "Redon"]) == Figures(
        (("Rennes", 5), ("Vitré", 3)), 3
    )


def test_the_others_are_never_one_or_two() -> None:
    """A total of 9 less 5 in Rennes and 3 in Vitré would be the one in Janzé: Vitré joins it."""
    assert figures(["Rennes"] * 5 + ["Vitré"] * 3 + ["Janzé"]) == Figures((("Rennes", 5),), 4)


def test_a_commune_that_nobody_said_is_among_the_others() -> None:
    """So is a place in Mali."""
    assert figures(["Rennes"] * 3 + [""] * 3) == Figures((("Rennes", 3),), 3)


def test_equal_figures_are_in_the_order_of_their_names() -> None:
    """The same visits give the same page."""
    assert figures(["Vitré", "Redon"] * 3).named == (("Redon", 3), ("Vitré", 3))


def test_months_are_figures_too() -> None:
    """A month of one or two is not told, nor what the total less the others would tell of it."""
    first, second, third = date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)
    seven = [visit(first)] * 3 + [visit(second)] * 4

    assert numbers(*seven)[0].months == Figures((("2026-12-01", 4), ("2026-11-01", 3)))
    assert numbers(*seven, visit(third))[0].months == Figures((("2026-12-01", 4),), 4)


def test_a_level_that_nobody_said_is_among_the_others() -> None:
    """As a commune is."""
    said = [visit(date(2026, 11, 1))] * 3

    assert numbers(*said, *[visit(date(2026, 11, 1), levels=())] * 3)[0].levels == Figures((("élémentaire", 3),), 3)


communes = st.lists(st.sampled_from(["Rennes", "Vitré", "Redon", "Janzé", ""]), max_size=40)


@given(communes)
def test_no_figure_is_one_or_two_and_none_can_be_worked_out(found: list[str]) -> None:
    """Each is 0 or at least 3; together they are the total, where there is one."""
    every = numbers(*[visit(date(2027, 1, 1), commune) for commune in found])

    for year in every:
        told = [count for _, count in year.communes.named]
        assert all(count >= 3 for count in told)
        assert year.communes.others not in (1, 2)
        assert sum(told) + year.communes.others == (year.total or 0)
        assert year.total is None or year.total == len(found) >= 3
