"""The year of « mar. 3 nov. »: the one in which that day is a Tuesday, inside the site's window. Never a guess."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from aivm.problems import Problem, Severity, Where
from aivm.records.days import WEEKDAYS, SaidDay, french_date, in_window, said_day, weekday_name, wrong_weekday
from aivm.sources.options import Options


def with_year(text: str, options: Options, where: Where, told: list[Problem]) -> str:
    """The day as day/month/year; one that has its year, or is no day, stays as typed. Doubts go to `told`."""
    said = said_day(text)
    if said is None or said.year is not None:
        return text
    days = in_window(said, options.first, options.last)
    fitting = [day for day in days if said.weekday in (None, day.weekday())]
    told += [Problem(where, *words) for words in _doubts(text, said, days, fitting, options)]
    sure = len(fitting) == 1 or (fitting and said.weekday is not None)
    return f"{fitting[-1]:%d/%m/%Y}" if sure else text


def _doubts(
    text: str, said: SaidDay, days: list[date], fitting: list[date], options: Options
) -> Iterator[tuple[str, str, Severity]]:
    """What there is to say: it is outside the window, never that weekday, or in two years."""
    hint = f"Écrivez l’année, par exemple {options.last:%d/%m/%Y}."
    years = " ou ".join(str(day.year) for day in fitting)
    if not days:
        message = f"« {text} » n’est pas entre le {french_date(options.first)} et le {french_date(options.last)}."
        yield message, hint, Severity.BLOCKING
    elif said.weekday is not None and not fitting:
        remedy = "Corrigez la date ou le jour de la semaine, ou écrivez l’année."
        yield _never(days, said.weekday), remedy, Severity.BLOCKING
    elif said.weekday is None and len(fitting) > 1:
        yield f"l’année de « {text} » manque : {years} ?", hint, Severity.BLOCKING
    elif len(fitting) > 1:
        yield f"« {text} » peut être en {years} : on lit {fitting[-1].year}.", hint, Severity.ADVICE


def _never(days: list[date], weekday: int) -> str:
    """« le 3 novembre 2026 est un mardi, pas un mercredi », or what it is in each year there is."""
    if len(days) == 1:
        return f"{wrong_weekday(days[0], weekday)}."
    each = ", ".join(f"le {french_date(day)} est un {weekday_name(day)}" for day in days)
    return f"{each} : jamais un {WEEKDAYS[weekday]}."
