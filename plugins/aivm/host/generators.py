"""The generators of the plugin, in the order in which they run: what a page shows is known before it is written."""

from __future__ import annotations

from typing import Any

from pelican.generators import Generator

from aivm.host.agenda import AgendaGenerator
from aivm.host.feeds import FeedsGenerator
from aivm.host.gone import GoneGenerator
from aivm.host.icons import IconsGenerator
from aivm.host.people import PeopleGenerator
from aivm.host.photos import PhotosGenerator
from aivm.host.schools import SchoolsGenerator
from aivm.host.sounds import SoundsGenerator
from aivm.host.stories import StoriesGenerator
from aivm.host.weights import WeightsGenerator


def on_get_generators(pelican: Any) -> list[type[Generator]]:
    """Stories are linked first, then every photo and sound is made ready; pages and feeds follow; weights come last."""
    media = [PhotosGenerator, SoundsGenerator]
    pages = [AgendaGenerator, SchoolsGenerator, PeopleGenerator]
    rest = [GoneGenerator, FeedsGenerator, IconsGenerator, WeightsGenerator]
    return [StoriesGenerator, *media, *pages, *rest]
