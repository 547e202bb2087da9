"""What a built page for schools says, read from its HTML alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from lxml import html


@dataclass(frozen=True)
class Shown:
    """One date as a page shows it."""

    name: str  # of its link: weekday, day, month, half-day
    line: str  # state and sectors
    ends: str
    mailto: str
    copied: str  # the text to select

    @property
    def body(self) -> str:
        """What a mail program shows of the message."""
        return parse_qs(urlsplit(self.mailto).query)["body"][0].replace("\r\n", "\n")

    @property
    def reference(self) -> str:
        """The reference of the date, from the subject."""
        return parse_qs(urlsplit(self.mailto).query)["subject"][0].removeprefix("Animation ")

    @property
    def row(self) -> str:
        """The line that the coordinator pastes."""
        return self.body.splitlines()[-1]


def parsed(page: Path) -> Any:
    """A page as a tree."""
    return html.fromstring(page.read_text(encoding="utf-8"))


def said(page: Path) -> str:
    """What a page says outside its head, its style and its script; every space is a plain one."""
    body = parsed(page).find("body")
    for hidden in body.xpath("//style|//script"):
        hidden.drop_tree()
    return words(body)


def words(element: Any) -> str:
    """The text of an element, in one line."""
    return " ".join(element.text_content().split())


def shown(page: Path) -> list[Shown]:
    """The dates of a page, in order."""
    return [
        Shown(
            name=words(item.find("h3")),
            line=words(item.find("p")),
            ends=item.get("data-end"),
            mailto=item.find("h3/a").get("href"),
            copied=item.find("details/pre").text_content(),
        )
        for item in parsed(page).xpath('//ul[@class="dates"]/li')
    ]
