"""Real servers for tests: rclone serves SFTP, FTP, WebDAV and S3 on this machine, one user, one password."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from aivm.publish.destination import PASSWORD, Destination, destination
from aivm.publish.server import Server, server

from tests.mortal import mortal

RCLONE = str(Path(sys.executable).parent / ("rclone.exe" if os.name == "nt" else "rclone"))
KINDS = ("sftp", "ftp", "webdav", "s3")
USER, WORD = "aivm", "mot de passe"
PATIENCE = 30  # seconds
CACHE = 1  # seconds that a server remembers a folder: how long a test waits after changing files behind its back


def free_port() -> int:
    """A port that nobody has, this moment."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@dataclass
class Served:
    """A running server: what it serves, where, and how the settings would name it."""

    kind: str
    folder: Path  # the site's own, under what the server shows
    port: int
    log: Path
    home: Path
    host: str = "127.0.0.1"

    def address(self, port: int = 0, user: str = USER) -> str:
        """What a person writes in `publish_to`; through another port, where something stands between."""
        place = f"{self.host}:{port or self.port}"
        if self.kind == "s3":
            return f"s3://www?endpoint=http://{place}"
        return f"{self.kind}://{user}@{place}/www"

    def destination(self, port: int = 0, user: str = USER) -> Destination:
        """The same, read as the settings are."""
        found, _ = destination(self.address(port, user), self.home)
        assert found
        return found

    def environment(self, word: str = WORD) -> dict[str, str]:
        """The secrets, as a person gives them, and the server's key, as `ssh` would know it."""
        return {
            PASSWORD: word,
            "AWS_ACCESS_KEY_ID": "cle",
            "AWS_SECRET_ACCESS_KEY": word.replace(" ", "-"),
            "RCLONE_SFTP_KNOWN_HOSTS_FILE": str(self.known_hosts()),
            "RCLONE_CONFIG": str(self.home / "rclone.conf"),
            "RCLONE_WEBDAV_PACER_MIN_SLEEP": "1ms",  # 10 between two requests by default: three minutes for 5 000 files
            **dict.fromkeys(("RCLONE_CONTIMEOUT", "RCLONE_TIMEOUT", "RCLONE_FTP_SHUT_TIMEOUT"), "4s"),
        }

    def known_hosts(self, *ports: int) -> Path:
        """The file of keys, for the port of the server and any other that leads to it."""
        file = self.home / "known_hosts"
        folder = self.home / "rclone" / "serve-sftp"
        keys = [key.read_text(encoding="utf-8").strip() for key in folder.glob("*.pub")] if folder.is_dir() else []
        known = file.read_text(encoding="utf-8") if file.exists() else ""
        lines = [f"[127.0.0.1]:{port} {key}\n" for port in (self.port, *ports) for key in keys]
        file.write_text(known + "".join(line for line in lines if line not in known), encoding="utf-8")
        return file


@contextmanager
def serving(
    kind: str, place: Path, *flags: str, log: str = "-v", login: bool = True, port: int = 0
) -> Iterator[Served]:
    """Serve a folder of `place` by one protocol, at `port` or any that is free; without `login`, to anybody."""
    shown = place / f"serveur-{kind}"
    (shown / "www").mkdir(parents=True, exist_ok=True)
    served = Served(kind, shown / "www", port or free_port(), place / f"{kind}.log", place)
    words = ["--auth-key", f"cle,{WORD.replace(' ', '-')}"] if kind == "s3" else ["--user", USER, "--pass", WORD]
    words = words if login else []
    flags = ("--dir-cache-time", f"{CACHE}s", *flags)
    command = [RCLONE, "serve", kind, str(shown), "--addr", f"127.0.0.1:{served.port}", *words, log, *flags]
    home = {"HOME": str(place), "XDG_CACHE_HOME": str(place), "RCLONE_CONFIG": str(place / "serveur.conf")}
    with served.log.open("wb") as written:
        process = subprocess.Popen(mortal(command), env={**os.environ, **home}, stdout=written, stderr=written)
    try:
        wait_for(served.port)
        yield served
    finally:
        process.terminate()
        process.wait(PATIENCE)


def wait_for(port: int) -> None:
    """Until somebody listens."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise AssertionError(f"nobody listens on {port}")


def reached(served: Served, port: int = 0, word: str = WORD, user: str = USER) -> Server:
    """The server as `publish` speaks to it, without touching this process's environment."""
    before = dict(os.environ)
    served.known_hosts(*([port] if port else []))
    os.environ.update(served.environment(word))
    try:
        return server(served.destination(port, user))
    finally:
        os.environ.clear()
        os.environ.update(before)


class Cutter:
    """A small proxy that hears what goes to the server, and cuts every connection each time `every` bytes have gone."""

    def __init__(self, target: int, every: int = 0) -> None:
        self.target, self.every = target, every
        self.cuts = 0
        self.heard = bytearray()
        self._seen = 0
        self._lock = threading.Lock()
        self._pairs: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
                upstream = socket.create_connection(("127.0.0.1", self.target))
            except OSError:
                return
            self._pairs += [client, upstream]
            threading.Thread(target=self._pump, args=(client, upstream, True), daemon=True).start()
            threading.Thread(target=self._pump, args=(upstream, client, False), daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket, counted: bool) -> None:
        with suppress(OSError):
            while data := source.recv(16_384):
                self.heard += data if counted else b""
                if counted and self._cuts(len(data)):
                    break
                sink.sendall(data)
        for one in (source, sink):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _cuts(self, count: int) -> bool:
        with self._lock:
            self._seen += count
            if not self.every or self._seen < self.every:
                return False
            self._seen = 0
            self.cuts += 1
            return True

    def close(self) -> None:
        """Stop, and let every connection fall."""
        for one in (self._listener, *self._pairs):
            one.close()


def small_disk(folder: Path, size: str) -> bool:
    """Mount a little disk there; False where this machine does not allow it."""
    folder.mkdir(parents=True, exist_ok=True)
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", f"size={size},mode=777", "tmpfs", str(folder)]
    return bool(mount) and not subprocess.run(command, capture_output=True).returncode
