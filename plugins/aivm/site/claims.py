"""Whose each address of the site is: the first that asks for one keeps it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from aivm.problems import Problem, Report, Where


class Claim(NamedTuple):
    """An address of the site, and who took it."""

    address: str
    where: Where
    listed: bool  # search engines are told of it


@dataclass
class Claims:
    """The addresses taken so far in one build. What is refused goes into its report."""

    report: Report
    taken: dict[str, Claim] = field(default_factory=dict)  # by folded address

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.taken.values())

    def take(self, address: str, where: Where, *, listed: bool = True) -> bool:
        """Take an address for a page; False, with a Problem, where another has it (case folded, as some disks do)."""
        first = self.of(address)
        if first is None:
            self.taken[address.casefold()] = Claim(address, where, listed)
            return True
        message = f"l’adresse {address} est déjà celle de {first.where}."
        self.report.add(Problem(where, message, "Renommez l’un des deux."))
        return False

    def of(self, address: str) -> Claim | None:
        """Who has an address."""
        return self.taken.get(address.casefold())

    def unlist(self, address: str) -> None:
        """Keep an address out of the sitemap."""
        key = address.casefold()
        self.taken[key] = self.taken[key]._replace(listed=False)
