"""A page on its way to the disk: minified, weighed, its own weight put in its place. Pelican's `get_writer` door."""

from __future__ import annotations

import io
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pelican.writers import Writer

from aivm.host.addresses import prefixed
from aivm.host.light import light
from aivm.host.run import KEY, PageWeight, Run
from aivm.host.weights import title_of
from aivm.host.wording import translate
from aivm.output.weight import MARK, PLACEHOLDER, brotli_size, fill, page_weight, quick_size, spoken
from aivm.text.typography import french


def on_get_writer(pelican: Any) -> type[Writer]:
    """Pelican makes the writer; ours only changes what is written."""
    return LightWriter


class LightWriter(Writer):
    """Pelican's writer, but a file goes through `finish` and reaches the disk as bytes, the same on every system."""

    def _open_w(self, filename: str, encoding: str, override: bool = False) -> FinishedFile:
        self._written_files.add(filename)  # addresses are claimed before (Run.claim): two pages never meet here
        return FinishedFile(Path(filename), self.settings[KEY])


class FinishedFile(io.StringIO):
    """What a template renders, kept until it is whole."""

    def __init__(self, path: Path, run: Run) -> None:
        super().__init__()
        self.path = path
        self.run = run

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.path.write_bytes(finish(self.getvalue(), self.path, self.run).encode())


def finish(html: str, path: Path, run: Run) -> str:
    """The page as it is served: minified, with its own weight said (DESIGN §6: brotli bytes and default photos).

    Without a cache of weights (`serve`) it is estimated, in a fiftieth of the time, and says « environ ».
    """
    page = light(html).replace(MARK, PLACEHOLDER)
    size = partial(brotli_size, cache=run.weights) if run.weights else quick_size
    weight, alone = page_weight(page.encode(), photo_bytes(run), size), size(page.encode())
    run.page_weights[path.relative_to(run.output).as_posix()] = PageWeight(title_of(html), alone, weight - alone)
    if run.weights:
        return fill(page, weight, lambda size: french(spoken(size)))
    return fill(page, weight, lambda size: translate(run, "preview.about", weight=spoken(size)))


def photo_bytes(run: Run) -> dict[str, int]:
    """The bytes of each photo by its address, as pages write it."""
    return {
        prefixed(f"/{rendition.name}", run.siteurl): rendition.weight
        for picture in run.pictures.values()
        for rendition in (picture.default, picture.sharp)
        if rendition
    }
