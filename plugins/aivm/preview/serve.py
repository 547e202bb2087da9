"""`python3 tasks.py serve`: build, serve, watch, build again. The loop that holds the other files of this room."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from aivm.lock import hold
from aivm.preview import watch
from aivm.preview.builder import Builder
from aivm.preview.current import Board, Shown
from aivm.preview.program import trial
from aivm.preview.server import LAST_PORT, open_server
from aivm.problems import Report

PORT = 8000
FIRST_PORT = 1024  # those below belong to the system


def port_number(typed: str) -> int:
    """The port that --port asks for, or PORT. Raises ValueError with a sentence."""
    if not typed:
        return PORT
    if re.fullmatch("[0-9]{4,5}", typed) and FIRST_PORT <= int(typed) <= LAST_PORT:
        return int(typed)
    raise ValueError(f"« {typed} » n’est pas un port : écrivez un nombre entre {FIRST_PORT} et {LAST_PORT}.")


def serve(root: Path, port: int, build: str, again: Callable[[int], int]) -> int:
    """Serve the preview until Ctrl-C, and return the exit code.

    `build` names the function that builds, as « module:function »; `again` starts the whole program anew on a port.
    """
    board = Board()
    server = open_server(port, board)
    if server is None:
        print(f"Aucun port n’est libre à partir de {port} : choisissez-en un autre avec --port.", file=sys.stderr)
        return 1
    taken = server.server_port
    if taken != port:
        print(f"Le port {port} est déjà pris : l’aperçu prend le suivant qui est libre, {taken}.", flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    folder = root / ".cache" / "build" / f"apercu-{taken}"  # nobody else has this port, hence this folder
    folder.mkdir(parents=True, exist_ok=True)
    lock = hold(folder / "verrou")  # by which whoever cleans knows that it is in use
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    preview = Preview(root, folder, board, Builder(root, build), f"http://{server.server_name}:{taken}")
    try:
        preview.follow()
    except KeyboardInterrupt:
        print("\nAperçu terminé.", flush=True)
        return 0
    finally:
        preview.builder.stop()
        server.shutdown()
        server.server_close()
        if lock is not None:
            os.close(lock)
        shutil.rmtree(folder, ignore_errors=True)
    print("Le programme a changé : l’aperçu redémarre.", flush=True)
    return again(taken)


class Preview:
    """The builds of one preview, one after the other, in two folders by turns: what is shown is never written in."""

    def __init__(self, root: Path, folder: Path, board: Board, builder: Builder, address: str) -> None:
        self.root = root
        self.folders = (folder / "a", folder / "b")
        self.board = board
        self.builder = builder
        self.address = address
        self.good: Path | None = None  # the folder of the last build that succeeded
        self.said = ""  # the last report printed: the same is not said twice

    def follow(self) -> None:
        """Build now and after each save, until the program itself must start again."""
        saved = watch.start(self.root)
        print("Construction de l’aperçu…", flush=True)
        self.build()
        print(f"Le site est à l’adresse {self.address}/ et suit ce que vous enregistrez. Ctrl-C : arrêter.", flush=True)
        stale = False  # the code that runs is not the one on the disk, which does not load
        while True:
            paths = watch.next_burst(saved)
            program = any(watch.is_program(path, self.root) for path in paths)
            if watch.needs_restart(paths, self.root) or (stale and program):
                fault = trial(self.root)
                if fault is None:
                    return
                stale = True
                self.show(None, Report([fault]), names(paths))
                continue
            if program:
                self.builder.stop()
            self.build(names(paths))

    def build(self, why: str = "") -> None:
        """Build into the folder that is not shown, then show it."""
        start = time.monotonic()
        folder = self.folders[self.good == self.folders[0]]
        report = self.builder.build(folder, self.address)
        if report.exit_code(strict=False):
            self.show(None, report, why)
            return
        self.good = folder
        seconds = f"{time.monotonic() - start:.1f}".replace(".", ",")
        self.show(folder, report, why and f"{why} : à l’écran en {seconds} s")

    def show(self, folder: Path | None, report: Report, what: str) -> None:
        """Put a build before the browsers, then in the terminal."""
        self.board.show(Shown(folder, report))
        if what:
            print(f"{time.strftime('%H:%M:%S')} · {what}", flush=True)
        told = report.render(strict=False, full=False)
        if told != self.said:
            print(told, flush=True)
        self.said = told


def names(paths: frozenset[Path]) -> str:
    """« recit.md », « recit.md et 3 autres »; a draft that an editor put down and took away again is not named."""
    first, *others = sorted(path for path in paths if path.exists()) or sorted(paths)
    more = f" et {len(others)} {'autre' if len(others) == 1 else 'autres'}" if others else ""
    return f"{first.name}{more}"
