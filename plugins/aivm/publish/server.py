"""The few things asked of the place where the site is served, whatever it is, each by one run of rclone.

rclone is given our own lists and never compares: over FTP it would miss an edit that keeps the length. Each file is
written under another name, then renamed (S3 and WebDAV servers keep the old one until the new one is whole).
Secrets go by its environment: nothing of them is on a command line, in a file or in what is printed.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from aivm.publish.destination import PASSWORD, Destination
from aivm.publish.faults import SendingError, explained
from aivm.publish.known_hosts import algorithms
from aivm.publish.rclone import program
from aivm.publish.state import DIGITS

NOT_THERE = (3, 4)  # exit codes of rclone: folder not found, file not found
PATIENCE = {"RCLONE_CONTIMEOUT": "15s", "RCLONE_TIMEOUT": "60s", "RCLONE_FTP_SHUT_TIMEOUT": "15s"}  # unless set
QUIET = ("--retries", "1", "--low-level-retries", "2", "--ask-password=false")
SHA256 = re.compile(r"[0-9a-f]{64}")
QUICK = ("--low-level-retries", "3")
PAUSE = 2  # seconds before a cut line is taken up
STUBBORN = ("--retries", "3", "--retries-sleep", "2s", "--low-level-retries", "3")
AS_PLANNED = (
    *("--no-traverse", "--no-check-dest", "--ignore-times", "--no-update-dir-modtime"),
    "--no-unicode-normalization",  # else, of two names with one accent made in two ways, one is not sent
)
LOST = 60.0  # seconds without a file that arrives: then a fault is the last, or rclone would try each file for hours
Told = Callable[[str], None]


@dataclass(frozen=True)
class Server:
    """A destination and the way to speak to it. Every method raises SendingError."""

    destination: Destination
    program: str
    environment: dict[str, str]

    def read(self, path: str) -> bytes | None:
        """The content of one file, or None where there is none."""
        done = self._run("cat", self.destination.at(path), none=NOT_THERE)
        return done.stdout if done.returncode == 0 else None

    def write(self, path: str, content: bytes) -> None:
        """Put one small file, whole."""
        place = PurePosixPath(path)
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / place.name).write_bytes(content)
            self._run("copyto", str(Path(folder) / place.name), self.destination.at(path), *AS_PLANNED)

    def names(self, folder: str = "") -> list[str]:
        """The names in one folder; none where it does not exist."""
        done = self._run("lsf", self.destination.at(folder), none=NOT_THERE)
        return sorted(name.rstrip("/") for name in done.stdout.decode().splitlines())

    def files(self) -> dict[str, int]:
        """Every file with its size in bytes."""
        flags = ("--recursive", "--files-only", "--no-modtime", "--no-mimetype")
        done = self._run("lsjson", *flags, self.destination.root, none=NOT_THERE)
        return {one["Path"]: int(one["Size"]) for one in json.loads(done.stdout or b"[]")}

    def hashes(self, paths: Iterable[str]) -> dict[str, str]:
        """The hash (as lists write it) of what the server really holds at these paths, each read to its last byte.

        A file that is not there is left out. Size and date are not trusted: over FTP both may be right, bytes wrong.
        A line that is cut is taken up where it was, as long as something comes.
        """
        found: dict[str, str] = {}
        left = sorted(set(paths))
        while left:
            with listed(left) as file:
                flags = ("--download", "--files-from-raw", file, "--no-traverse", *QUICK)
                done = self._run("hashsum", "sha256", *flags, self.destination.root, none=range(256))
            lines = (line.partition("  ") for line in done.stdout.decode(errors="replace").splitlines())
            new = {path: digest[:DIGITS] for digest, _, path in lines if SHA256.fullmatch(digest)}
            found |= new
            if done.returncode in (0, *NOT_THERE):
                break
            if not new:
                raise explained(done.stderr.decode(errors="replace"))
            left = [path for path in left if path not in new]
            time.sleep(PAUSE)
        return found

    def send(self, folder: Path, paths: Iterable[str], told: Told = lambda path: None) -> None:
        """Copy these files of a folder; `told` hears each one that is there, as soon as it is.

        A line that is cut is taken up where it was, as long as something arrives: rclone's own retries would send all
        of it again.
        """
        left = dict.fromkeys(paths)

        def arrived(path: str) -> None:
            if path in left:
                del left[path]
                told(path)

        while left:
            before = len(left)
            with listed(left) as file:
                flags = ("--files-from-raw", file, *AS_PLANNED, "--use-json-log", "-v", *QUICK)
                try:
                    return self._follow(("copy", str(folder), self.destination.root, *flags), arrived)
                except SendingError:
                    if len(left) in (0, before):
                        raise
            time.sleep(PAUSE)

    def fetch(self, paths: Iterable[str], folder: Path) -> None:
        """Copy these files of the server into a folder."""
        with listed(paths) as file:
            self._run("copy", self.destination.root, str(folder), "--files-from-raw", file, "--no-traverse")

    def delete(self, paths: Iterable[str]) -> None:
        """Delete these files; one that is not there any more is fine."""
        wanted = list(paths)
        if wanted:
            with listed(wanted) as file:
                self._run("delete", self.destination.root, "--files-from-raw", file, *STUBBORN, none=NOT_THERE)

    def prune(self, folders: Iterable[str]) -> None:
        """Remove these folders where they hold nothing any more; a folder left is no reason to stop."""
        if self.destination.kind == "s3":  # which has no folders
            return
        for folder in folders:
            self._run("rmdirs", self.destination.at(folder), none=range(256))

    def _run(self, *command: str, none: Iterable[int] = ()) -> subprocess.CompletedProcess[bytes]:
        done = subprocess.run(
            [self.program, *QUIET, *command], env=self.environment, stdin=subprocess.DEVNULL, capture_output=True
        )
        if done.returncode and done.returncode not in none:
            raise explained(done.stderr.decode(errors="replace"))
        return done

    def _follow(self, command: tuple[str, ...], told: Told) -> None:
        """Run and read the log as it comes, one JSON object a line."""
        process = subprocess.Popen(
            [self.program, *QUIET, *command],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        failed, arrived = [], time.monotonic()
        try:
            for raw in process.stderr or ():
                line = _log(raw)
                if str(line.get("msg", "")).startswith("Copied"):
                    told(str(line.get("object", "")))
                    arrived = time.monotonic()
                elif line.get("level") in ("error", "critical", "fatal"):
                    failed.append(str(line.get("msg", "")))
                    if time.monotonic() - arrived > LOST:
                        process.kill()
            code = process.wait()
        except BaseException:
            process.kill()
            process.wait()
            raise
        if code:
            raise explained("\n".join(failed))


def server(destination: Destination) -> Server:
    """The server of a destination, with the secrets of this machine's environment. Raises SendingError."""
    rclone = program()
    environment = {**PATIENCE, **destination.environment, **os.environ}
    if destination.noted:
        noted = Path(environment["RCLONE_SFTP_KNOWN_HOSTS_FILE"])
        known = noted.read_text(encoding="utf-8", errors="replace") if noted.is_file() else ""
        environment.setdefault("RCLONE_SFTP_HOST_KEY_ALGORITHMS", " ".join(algorithms(known, destination.noted)))
    password = environment.pop(PASSWORD, "")
    if password:
        made = subprocess.run([rclone, "obscure", "-"], input=password.encode(), capture_output=True, check=True)
        hidden = made.stdout.decode().strip()
        environment |= {f"RCLONE_{kind}_PASS": hidden for kind in ("SFTP", "FTP", "WEBDAV")}
    return Server(destination, rclone, environment)


@contextmanager
def listed(paths: Iterable[str]) -> Iterator[str]:
    """A file that lists paths as rclone reads them, raw: accents, spaces and « # » mean themselves."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "liste.txt"
        file.write_text("".join(f"{path}\n" for path in paths), encoding="utf-8", newline="\n")
        yield str(file)


def _log(raw: bytes) -> dict[str, object]:
    try:
        line = json.loads(raw)
    except ValueError:
        return {"level": "error", "msg": raw.decode(errors="replace")}
    return line if isinstance(line, dict) else {}
