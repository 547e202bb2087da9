"""What a publication sends and how long it takes: one edited word, and 5 000 files of which none changed.

Run by `python3 tasks.py bench --only publish`. The server is rclone's own WebDAV on this machine, which logs each
request. Prints one table. Aims: 30 kB and 10 requests for one word; 1 request and 2 s where nothing changed.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import time
from collections import Counter
from pathlib import Path

from aivm.commands.build import build
from aivm.publish.compare import Difference, Wishes, difference
from aivm.publish.destination import Destination
from aivm.publish.send import Outgoing, outgoing, send
from aivm.publish.server import Server, server
from aivm.serving.compress import compress_folder

from tests.rclone import Served, reached, serving

PROJECT = Path(__file__).parent.parent.parent
STORY = Path("exemples/recits/la-planche-qui-se-repose/recit.md")
REQUEST = re.compile(r"INFO +: (\S.*): (GET|PUT|DELETE|PROPFIND|MKCOL|MOVE) from ")
NOTES = ".publication"


def built(work: Path) -> Path:
    """The shipped content with its examples, built aside, with the compressed copies that are published beside it."""
    folders = {"PATH": str(work / "content"), "AIVM_CACHE": work / "cache", "AIVM_OUTPUT": work / "site"}
    report = build(PROJECT, "preview", SITEURL="https://site.example", **folders)
    assert not report.exit_code(strict=False), report
    compress_folder(work / "site", work / "copies")
    return work / "site"


def published(to: Server, served: Served, folder: Path) -> tuple[Difference, Outgoing, float, Counter[str]]:
    """One publication: what it saw, its seconds without the build, and the requests that the server logged."""
    served.log.write_bytes(b"")
    start = time.perf_counter()
    new = outgoing(folder, "production")
    seen = difference(to, new.manifest, new.digest, Wishes())
    if not seen.nothing:
        send(to, new, seen, Wishes(), say=lambda line: None)
    seconds = time.perf_counter() - start
    counts: Counter[str] = Counter()
    for path, method in REQUEST.findall(served.log.read_text(encoding="utf-8", errors="replace")):
        counts[f"{'notes ' if NOTES in path else ''}{method}"] += 1
    return seen, new, seconds, counts


def told(title: str, result: tuple[Difference, Outgoing, float, Counter[str]]) -> None:
    """One line of the table."""
    seen, new, seconds, counts = result
    sent = sum(new.manifest.files[path].size for path in seen.steps.copies)
    figures = f"{len(seen.steps.copies):>7}{sent / 1000:>10.1f}{counts['PUT']:>8}{seconds:>8.2f}"
    print(f"{title:<26}{figures}   {dict(sorted(counts.items()))}", flush=True)


def main() -> None:
    """Measure and print one table."""
    print(f"{'':<26}{'files':>7}{'kB sent':>10}{'PUT':>8}{'s':>8}   every request (notes: in .publication)")
    with tempfile.TemporaryDirectory() as place, serving("webdav", Path(place)) as served:
        work, to = Path(place), reached(served)
        shutil.copytree(PROJECT / "content", work / "content")
        told("first publication", published(to, served, built(work)))
        story = work / "content" / STORY
        story.write_text(story.read_text(encoding="utf-8").replace("Apprendre", "Étudier", 1), encoding="utf-8")
        result = published(to, served, built(work))
        told("one word of a story", result)
        print("  ", ", ".join(f"{path} {result[1].manifest.files[path].size}" for path in result[0].steps.copies))
        print("   list of files:", len(result[1].listing), "bytes")
    with tempfile.TemporaryDirectory() as place, serving("webdav", Path(place)) as served:
        work, to = Path(place), reached(served)
        for rank in range(5000):
            file = work / "site" / f"recits/r{rank}/index.html"
            file.parent.mkdir(parents=True)
            file.write_text(f"<p>{rank}", encoding="utf-8")
        here = server(Destination("www", served.folder.as_posix(), "local"))  # the first time is not what is measured
        published(here, served, work / "site")
        told("5 000 files, unchanged", published(to, served, work / "site"))


if __name__ == "__main__":
    main()
