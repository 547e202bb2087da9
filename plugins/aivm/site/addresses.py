"""Where things live on the web: a source file or a thing -> its address, an address -> its file."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from aivm.agenda.listing import Month
from aivm.agenda.school_year import school_year
from aivm.people.letters import slug
from aivm.records.public import SchoolVisit

NOT_FOUND = "/404.html"  # the page that servers show for an address that leads nowhere: in no list
SPECIAL = {"accueil": "/", "404": NOT_FOUND}  # standing pages whose address is not their path


def page_address(relative: str) -> str:
    """cooperation/lait -> /cooperation/lait/, from the path under content/pages without its suffix."""
    return SPECIAL.get(relative) or "/" + "/".join(slug(part) for part in relative.split("/")) + "/"


def story_address(name: str) -> str:
    """A story's address from its slug."""
    return f"/recits/{name}/"


def theme_address(theme: str) -> str:
    """The stories of one theme."""
    return f"/recits/themes/{slug(theme)}/"


def former_address(typed: str) -> str:
    """An address that a story had before, typed as a slug, a path or a whole URL; empty where it is none of them."""
    parts = [part for part in urlsplit(typed).path.split("/") if part]
    if not parts or any(part != slug(part) for part in parts):
        return ""
    return "/" + "/".join(parts) + "/" if "/" in typed else story_address(parts[0])


def level_address(level: str) -> str:
    """The dates for one level, in all sectors."""
    return f"/ecoles/{slug(level)}/"


def sector_address(level: str, sector: str) -> str:
    """The dates for one level in a sector, which is given as a slug."""
    return f"{level_address(level)}{sector}/"


def month_of_level(level: str, month: Month, part: int = 1) -> str:
    """The dates for one level in a month; `part` counts from 1."""
    address = f"{level_address(level)}{month.first:%Y-%m}/"
    return address if part == 1 else f"{address}{part}/"


def sector_feed(sector: str) -> str:
    """The calendar of the public events of one sector."""
    return f"/flux/agenda-secteur-{slug(sector)}.ics"


def archives_of(visits: Iterable[SchoolVisit]) -> dict[str, str]:
    """School years -> the archive page that counts the visits of each: a story tells no more of them than it does."""
    years = dict.fromkeys(school_year(visit.month) for visit in visits)
    return {year: f"/agenda/archives/{year}/" for year in years}


def save_as(address: str) -> str:
    """The output file of an address: /agenda/ -> agenda/index.html."""
    path = address.lstrip("/")
    return f"{path}index.html" if not path or path.endswith("/") else path


def prefixed(address: str, siteurl: str) -> str:
    """An address as a link of a page: with the folder of the host where the site is not at its root."""
    return urlsplit(siteurl).path.rstrip("/") + address
