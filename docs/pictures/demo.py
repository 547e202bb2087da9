"""The project that the pictures show: a copy of this one, completed, with its calendar and its host beside it.

Everything is real but far away: a calendar served by a small server, a host served by rclone, on this machine.
"""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

NEEDED = ("content", "plugins", "theme", "tasks.py", "pelicanconf.py", "publishconf.py")
NEEDED += ("requirements.txt", "requirements-publish.txt")
VALUES = {  # what the association would give; any other value of its files becomes « exemple »
    "courriel": "bonjour@exemple.org",
    "telephone": "+33 2 00 00 00 00",
    "programmes": "https://www.exemple.org/programmes",
}
PEOPLE = ("volontaire :", "en lien :", "exemple")  # lines of the example stories that name what is not published

PAGE, FEED = "/apps/calendar/p/Wq7TbNr2", "/remote.php/dav/public-calendars/Wq7TbNr2?export"
DATES = (  # days of the calendar: title, day, begin, end, place, commune
    ("Thé et contes de Mopti", "20261127", "1830", "2000", "Médiathèque", "Rennes"),
    ("Marché de Noël solidaire", "20261205", "1000", "1800", "Place de la mairie", "Bruz"),
    ("Atelier bogolan en famille", "20261212", "1400", "1700", "Maison de quartier", "Fougères"),
    ("Projection : le fleuve Niger", "20270115", "2000", "2200", "Cinéma associatif", "Redon"),
)


def project(root: Path, today: Path) -> Path:
    """A copy of the project at `today`, with all that the association would have completed."""
    root.mkdir()
    for name in NEEDED:
        source = today / name
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(source, root / name, ignore=ignored) if source.is_dir() else shutil.copy(source, root / name)
    (root / ".venv").symlink_to(today / ".venv")
    content = root / "content"
    for file in (*content.glob("pages/**/*.md"), *content.glob("data/*.yaml")):
        file.write_text(completed(file.read_text(encoding="utf-8")), encoding="utf-8")
    for story in (content / "exemples" / "recits").glob("*/recit.md"):
        copy = shutil.copytree(story.parent, content / "recits" / story.parent.name) / "recit.md"
        lines = copy.read_text(encoding="utf-8").splitlines(keepends=True)
        copy.write_text("".join(line for line in lines if not line.startswith(PEOPLE)), encoding="utf-8")
    shutil.rmtree(content / "exemples")
    return root


def completed(text: str) -> str:
    """A file with nothing left to complete."""
    text = re.sub(
        r"^(\w+):\n  valeur: À COMPLÉTER",
        lambda found: f"{found[1]}:\n  valeur: {VALUES.get(found[1], 'exemple')}",
        text,
        flags=re.MULTILINE,
    )
    return text.replace("À COMPLÉTER", "exemple").replace("a_confirmer: true", "a_confirmer: false")


def edit(file: Path, *changes: tuple[str, str]) -> None:
    """Put other words in a file, as a coordinator does by hand."""
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, f"{file}: {old}"
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def ics() -> str:
    """The calendar, as Nextcloud would export it."""
    events = [
        f"BEGIN:VEVENT\nUID:{rank}@nuage\nDTSTAMP:20261101T000000Z\nSUMMARY:{title}\n"
        f"DTSTART;TZID=Europe/Paris:{day}T{begin}00\nDTEND;TZID=Europe/Paris:{day}T{end}00\n"
        f"LOCATION:{place}\\, {commune}\nEND:VEVENT\n"
        for rank, (title, day, begin, end, place, commune) in enumerate(DATES)
    ]
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Nextcloud//FR\n{''.join(events)}END:VCALENDAR\n"
    return text.replace("\n", "\r\n")


@dataclass
class Cloud:
    """A cloud under way: the address of its page, and that of its feed."""

    url: str

    @property
    def page(self) -> str:
        return self.url + PAGE

    @property
    def feed(self) -> str:
        return self.url + FEED


class CloudHandler(BaseHTTPRequestHandler):
    """The page of a shared calendar, or its feed, sent piece by piece as a far server would."""

    def do_GET(self) -> None:  # the name http.server asks for
        feed = self.path == FEED
        body = (ics() if feed else "<!doctype html><title>Agenda</title><p>Cet agenda demande JavaScript.").encode()
        self.send_response(200)
        self.send_header("Content-Type", f"text/{'calendar' if feed else 'html'}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        for start in range(0, len(body), 512):
            self.wfile.write(body[start : start + 512])
            time.sleep(0.15)

    def log_message(self, format: str, *args: object) -> None:  # its own name
        """Say nothing."""


@contextmanager
def cloud(port: int) -> Iterator[Cloud]:
    """A cloud while its calendar is served."""
    server = ThreadingHTTPServer(("127.0.0.1", port), CloudHandler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield Cloud(f"http://127.0.0.1:{port}")
    server.shutdown()
    server.server_close()
