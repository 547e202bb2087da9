"""What builds share: the project, its sites for tests, and one way to build them."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import brotli
import pytest
from aivm.commands.build import build
from aivm.problems import Report
from aivm.rendering import environment as templating
from aivm.territory import FILE, read_territory
from hypothesis import HealthCheck, settings
from jinja2 import FileSystemBytecodeCache

import tests.photographs
from tests.once import once

PROJECT = Path(__file__).parent.parent
SITES = PROJECT / "tests" / "sites"
TODAY = date(2026, 11, 22)
TERRITORY = read_territory((PROJECT / FILE).read_bytes())[0]
assert TERRITORY is not None

# No property is timed: a machine that is busy is no fault. CI tries the same examples each time, so that it fails for
# what a change did; at home the draw goes on.
settings.register_profile(
    "site",
    derandomize=os.environ.get("CI") == "true",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("site")

Build = Callable[..., tuple[Report, Path]]


def build_in(
    work: Path, content: Path, mode: str = "production", today: date = TODAY, **settings: Any
) -> tuple[Report, Path]:
    """Build the content of a folder as the project would: the report, and the folder it was published to."""
    output = work / "output"
    folders = {"PATH": str(content), "AIVM_CACHE": work / "cache", "AIVM_OUTPUT": output}
    settings = {"SITEURL": "https://site.example", **folders, **settings}
    config = {"today": today, **settings.pop("AIVM", {})}
    return build(PROJECT, mode, AIVM=config, **settings), output


@pytest.fixture
def build_site(tmp_path: Path) -> Build:
    """`build_in` a folder of this test."""
    return partial(build_in, tmp_path)


@pytest.fixture(scope="session")
def photographs() -> list[Path]:
    """Real photographs, to judge what is done to them."""
    found = tests.photographs.photographs()
    if not found:
        pytest.skip("les photographies viennent d’un paquet Debian : les photos réelles n’ont pas été essayées")
    return found


@pytest.fixture(scope="session", autouse=True)
def interruptible() -> None:
    """What tests start hears Ctrl-C, even in a run begun by « nohup … & », which ignores it and hands that on."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What one build keeps for the next in its cache is kept between the builds of all tests: half of their time.

    Brotli 11 gives the same bytes for the same page, and Jinja the same code for the same template.
    """
    templates = tmp_path_factory.mktemp("jinja")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(brotli, "compress", lru_cache(maxsize=4096)(brotli.compress))
        patch.setattr(templating, "FileSystemBytecodeCache", lambda _: FileSystemBytecodeCache(str(templates)))
        yield


@pytest.fixture(scope="session")
def minimal(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Path]:
    """The minimal site, built once for production: tests read it and leave it as it is."""
    return once(tmp_path_factory, "minimal", lambda work: build_in(work, SITES / "minimal" / "content"))


@pytest.fixture(scope="session")
def broken(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Path]:
    """The broken site, built once as a preview: tests read it and leave it as it is."""
    return once(tmp_path_factory, "broken", lambda work: build_in(work, SITES / "broken" / "content", "preview"))


@pytest.fixture(scope="session")
def preview(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Path]:
    """The site as shipped, built once as a preview."""
    return once(tmp_path_factory, "preview", lambda work: build_in(work, PROJECT / "content", "preview"))


@pytest.fixture(scope="session")
def rehearsal(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Path]:
    """The site as shipped, built once as production would, without its blocking."""
    return once(tmp_path_factory, "rehearsal", lambda work: build_in(work, PROJECT / "content", "rehearsal"))
