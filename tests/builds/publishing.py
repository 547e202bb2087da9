"""The minimal site published to a folder that a small web server shows: what the tests of publishing share."""

from __future__ import annotations

import http.server
import shutil
import threading
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from typing import Any

from aivm.commands.publication import Confirm, Options
from aivm.commands.publish import publish
from aivm.problems import Report

from tests.conftest import PROJECT, SITES, TERRITORY, TODAY

STORY = "recits/premier-recit/index.html"


class Handler(http.server.SimpleHTTPRequestHandler):
    """Python's own server, which compresses nothing and shows its folders, without its log."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


class Project:
    """A copy of the minimal content, published to `www`, which a server shows."""

    def __init__(self, work: Path) -> None:
        self.work = work
        self.content = Path(shutil.copytree(SITES / "minimal" / "content", work / "content"))
        self.www = work / "www"
        self.www.mkdir()
        self.said: list[str] = []
        handler = partial(Handler, directory=str(self.www))
        self.web = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=self.web.serve_forever, daemon=True).start()
        self.siteurl = f"http://127.0.0.1:{self.web.server_port}"

    def settings(self, **more: Any) -> dict[str, Any]:
        ours = {"publish_to": str(self.www), **more.pop("AIVM", {})}
        cache = {"PATH": str(self.content), "AIVM_CACHE": self.work / "cache", "SITEURL": self.siteurl}
        return {**cache, **more, "AIVM": ours}

    def publish(
        self,
        *,
        answer: bool | None = None,
        confirm: Confirm | None = None,
        settings: dict[str, Any] | None = None,
        on: date = TODAY,
        **options: Any,
    ) -> Report:
        """Publish `on` a day, at noon in Paris."""
        self.said.clear()
        confirm = confirm if answer is None else lambda question: answer
        moment = datetime.combine(on, time(12), TERRITORY.here.clock)
        return publish(
            PROJECT, Options(**options), self.said.append, confirm, lambda: moment, **self.settings(**(settings or {}))
        )

    def edit(self, old: str, new: str) -> None:
        file = self.content / "recits" / "premier-recit" / "recit.md"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    def page(self, path: str = STORY) -> str:
        return (self.www / path).read_text(encoding="utf-8")


def words(report: Report) -> str:
    """All that a person reads of it, its last line included."""
    return "\n".join([*map(str, report), report.closing])
