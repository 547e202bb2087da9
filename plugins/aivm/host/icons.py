"""The icons of the theme, published under the hash of their content, so that a browser may keep them for ever."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican.generators import Generator

from aivm.host.addresses import icon_address
from aivm.host.feeds import write
from aivm.host.run import KEY, Run


class IconsGenerator(Generator):
    """Copies them."""

    def generate_output(self, writer: Any) -> None:
        run: Run = self.settings[KEY]
        for file in sorted((Path(self.settings["THEME"]) / "icons").iterdir()):
            write(run, icon_address(file), file.read_bytes())
