"""A page that only waits to be rendered: where it is, how it looks, and all that it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from aivm.pages.navigation import frame
from aivm.site.view import View


@dataclass(frozen=True)
class Page:
    """One page. Two with the same values have the same bytes, but for the theme, the words and the settings."""

    address: str
    template: str  # of theme/templates, without its suffix
    values: Mapping[str, Any]


def page(template: str, address: str, view: View, **values: object) -> Page:
    """A page with what surrounds every page: the menus, the page above, how to reach the association."""
    return Page(address, template, MappingProxyType({**frame(address, view), **values}))
