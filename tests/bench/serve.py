"""From the save of a file to the page that shows it, with `python3 tasks.py serve` on the shipped content.

Run by `python3 tasks.py bench --only serve`. Prints, for each kind of edit, the median of several: until the browser is
told, and until the page served anew holds the edit. Asserts nothing.
"""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).parent.parent.parent
RUNS = 5
NEEDED = ("content", "theme", "plugins", "tasks.py", "requirements.txt", "pelicanconf.py", "publishconf.py")
EVENT = "marche-artisanat-dol-2026"
STORY = "la-planche-qui-se-repose"
EDITS = (  # what is edited, in which file, the words before which another is put, and the page where it shows
    ("story", f"content/exemples/recits/{STORY}/recit.md", "Apprendre d’un dessin", f"/recits/{STORY}/"),
    ("data file", "content/exemples/data/evenements.csv", "Marché solidaire de l’hiver", f"/agenda/{EVENT}/"),
    ("template", "theme/templates/partials/footer.html", "</footer>", "/"),
)


def copied(folder: Path) -> Path:
    """The project as it is shipped, in a folder where files may be edited."""
    folder.mkdir()
    for name in NEEDED:
        copy = shutil.copytree if (PROJECT / name).is_dir() else shutil.copy
        copy(PROJECT / name, folder / name)
    (folder / ".venv").symlink_to(PROJECT / ".venv")
    return folder


def started(folder: Path) -> tuple[subprocess.Popen[str], int]:
    """`serve` on a free port, its first build finished."""
    command = [sys.executable, "tasks.py", "serve", "--port", "18000"]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, encoding="utf-8", env=dict(os.environ))
    assert process.stdout
    for line in process.stdout:
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
        if found:
            return process, int(found[1])
    raise SystemExit("serve n’a pas démarré.")


def got(port: int, address: str) -> str:
    """A page, as a browser gets it."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", address)
    return connection.getresponse().read().decode()


def told(stream: http.client.HTTPResponse) -> str:
    """The next version that the server tells."""
    while True:
        line = stream.readline().decode()
        if line.startswith("data: "):
            return line


def measured(folder: Path, port: int, edit: tuple[str, str, str, str], run: int) -> tuple[float, float]:
    """Seconds from one save to the event, and to the page that holds the edit."""
    _, name, before, address = edit
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/.apercu/suivre")
    stream = connection.getresponse()
    told(stream)
    file = folder / name
    word = f"Mesure{run}"
    text = re.sub(r"Mesure\d+ ", "", file.read_text(encoding="utf-8"))
    file.write_text(text.replace(before, f"{word} {before}", 1), encoding="utf-8")
    start = time.perf_counter()
    told(stream)
    event = time.perf_counter() - start
    while word not in got(port, address):
        time.sleep(0.01)
    return event, time.perf_counter() - start


def main() -> None:
    """Measure and print one table."""
    with tempfile.TemporaryDirectory() as place:
        folder = copied(Path(place) / "project")
        process, port = started(folder)
        try:
            table(folder, port)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait()


def table(folder: Path, port: int) -> None:
    """One line for each kind of edit."""
    pages = sum(1 for _ in (folder / ".cache" / "build" / f"apercu-{port}" / "a").rglob("*.html"))
    print(f"{f'serve, {pages} pages, median of {RUNS}':<34}{'event (s)':>10}{'page (s)':>10}{'slowest':>10}")
    for edit in EDITS:
        times = [measured(folder, port, edit, run) for run in range(RUNS)]
        events, shown = zip(*times, strict=True)
        print(f"{edit[0]:<34}{statistics.median(events):>10.2f}{statistics.median(shown):>10.2f}{max(shown):>10.2f}")


if __name__ == "__main__":
    main()
