"""A warm pull of five unchanged sources: five conditional requests, nothing rewritten; and what it takes.

Run by `python3 tasks.py bench --only pull`. Prints one table; ends with 1 where the promise does not hold.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from aivm.commands.build import pull

from tests.loopback import HOST, Turn, serving

PROJECT = Path(__file__).parent.parent.parent
SOURCES = 5
EVENTS = 200  # in each
ROW = "s{source}-{rank};Rendez-vous {source} {rank};{day:02}/{month:02}/2027 {hour}h;tout public;Salle;Rennes"


def table(source: int) -> bytes:
    """One source of EVENTS dates, none of which looks like one of another source."""
    rows = [
        ROW.format(source=source, rank=rank, day=rank % 28 + 1, month=rank // 28 + 1, hour=8 + source * 2)
        for rank in range(EVENTS)
    ]
    return "\n".join(["id;titre;debut;public;lieu;commune", *rows, ""]).encode()


def main() -> int:
    """Pull twice, and say what the second cost."""
    with tempfile.TemporaryDirectory() as place:
        content = Path(shutil.copytree(PROJECT / "tests" / "sites" / "minimal" / "content", Path(place) / "content"))
        with serving(Turn()) as server:
            server.route = lambda asked: Turn(body=table(int(asked.path[1])), etag=f'"{asked.path}"')
            entries = [f'[s{rank}]\ngenre = "csv"\nadresse = "{server.url}/{rank}"\n' for rank in range(SOURCES)]
            (content / "data" / "sources.toml").write_text("".join(entries), encoding="utf-8")
            aivm = {"today": date(2026, 11, 22), "pull_private_hosts": (HOST,)}

            def once() -> float:
                begins = time.perf_counter()
                pull(PROJECT, lambda words: None, PATH=str(content), AIVM_CACHE=Path(place) / "cache", AIVM=aivm)
                return time.perf_counter() - begins

            def stamps() -> dict[str, int]:
                return {path.name: path.stat().st_mtime_ns for path in (content / "data").rglob("*") if path.is_file()}

            cold, written = once(), stamps()
            server.asked.clear()
            warm, after = once(), stamps()
    conditional = sum("if-none-match" in asked.headers for asked in server.asked)
    rewritten = sum(stamp != written.get(name) for name, stamp in after.items())
    print(f"{'':<44}{'cold':>8}{'warm':>8}")
    print(f"{f'pull, {SOURCES} sources of {EVENTS} dates (s)':<44}{cold:>8.2f}{warm:>8.2f}")
    print(f"{'requests, all conditional':<44}{SOURCES:>8}{len(server.asked):>8}")
    print(f"{'files of content/data rewritten':<44}{'':>8}{rewritten:>8}")
    return int(not (len(server.asked) == conditional == SOURCES and rewritten == 0))


if __name__ == "__main__":
    sys.exit(main())
