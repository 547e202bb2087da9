"""CPU of `python3 tasks.py build` after one edited word, caches warm, beside stock Pelican on as many plain pages.

Run by `python3 tasks.py bench`. Prints medians of several runs; asserts nothing.
"""

from __future__ import annotations

import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

PROJECT = Path(__file__).parent.parent.parent
RUNS = 5
NEEDED = ("content", "theme", "plugins", "tasks.py", "requirements.txt", "pelicanconf.py", "publishconf.py")
STORY = Path("content/exemples/recits/la-planche-qui-se-repose/recit.md")
PLAIN = "Title: Page {rank}\nDate: 2026-10-12\n\n" + "Une phrase de dix mots pour faire une page ordinaire. " * 70


def cpu(command: list[str], folder: Path) -> float:
    """Seconds of CPU, user and system, that a command and its children take."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def median(measure: Callable[[int], float]) -> float:
    """The median of RUNS measures."""
    return statistics.median(measure(run) for run in range(RUNS))


def ours(folder: Path) -> tuple[float, int]:
    """A copy of the project, built once, then again after one word is edited; and how many pages it has."""
    folder.mkdir()
    for name in NEEDED:
        copy = shutil.copytree if (PROJECT / name).is_dir() else shutil.copy
        copy(PROJECT / name, folder / name)
    (folder / ".venv").symlink_to(PROJECT / ".venv")
    command = [sys.executable, "tasks.py", "build"]
    cpu(command, folder)
    text = (folder / STORY).read_text(encoding="utf-8")

    def edited(run: int) -> float:
        (folder / STORY).write_text(f"{text}\n\nMot{run}.\n", encoding="utf-8")
        return cpu(command, folder)

    return median(edited), sum(1 for _ in (folder / "output").rglob("*.html"))


def stock(folder: Path, pages: int) -> float:
    """Pelican alone, its simple theme, as many plain articles."""
    content = folder / "content"
    content.mkdir(parents=True)
    for rank in range(pages):
        (content / f"page-{rank}.md").write_text(PLAIN.format(rank=rank), encoding="utf-8")
    command = [sys.executable, "-m", "pelican", "content", "-t", "simple", "-o", "output"]
    return median(lambda run: cpu(command, folder))


def main() -> None:
    """Measure both and print one table."""
    with tempfile.TemporaryDirectory() as place:
        mine, pages = ours(Path(place) / "ours")
        peer = stock(Path(place) / "stock", pages)
    print(f"{'':<34}{'CPU (s)':>8}")
    print(f"{f'tasks.py build, one word, {pages} pages':<34}{mine:>8.2f}")
    print(f"{f'stock Pelican, {pages} pages':<34}{peer:>8.2f}")
    print(f"{'ratio':<34}{mine / peer:>8.2f}")


if __name__ == "__main__":
    main()
