"""A finished folder as checks see it: its files by address, its pages parsed once each."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote

from aivm.output.manifest import Manifest, entry_of, files_of
from aivm.output.page import Page, parse
from aivm.output.readable import readable
from aivm.problems import Severity


@dataclass(frozen=True)
class Finding:
    """What a check has to say of one output file, before anybody knows which source file it comes from."""

    path: str  # in the finished folder, posix
    message: str
    hint: str
    severity: Severity = Severity.BLOCKING
    line: int = 0  # from 1; 0: the whole file
    about: str = ""  # the link, the name or the words it speaks of
    says: str = ""  # its message before what was found, and the words around it, were put in: see search.stretch
    typed: int = 0  # its line in the source, from 1, where the check knows it; else `about` may tell it


Findings = Iterator[Finding]


@dataclass(frozen=True)
class Tree:
    """The files of a finished folder by posix relative path; bytes are read when first asked for, and only then."""

    files: Mapping[str, Path]
    siteurl: str = ""  # as the pages write it, without a final slash

    def plus(self, path: str, file: Path) -> Tree:
        """The same folder with one more file; what was read of it is not read again."""
        larger = Tree({**self.files, path: file}, self.siteurl)
        vars(larger).update(pages=self.pages, _bytes=self._bytes, _texts=self._texts)
        return larger

    @cached_property
    def _bytes(self) -> dict[str, bytes]:
        return {}

    def read(self, path: str) -> bytes:
        """The content of one file, read from the disk once."""
        if path not in self._bytes:
            self._bytes[path] = self.files[path].read_bytes()
        return self._bytes[path]

    def manifest(self, mode: str) -> Manifest:
        """The manifest of the very bytes that were read, and of the rest as it is now."""
        whole = ((path, self._bytes.get(path)) for path in self.files)
        files = {path: entry_of(self.files[path].read_bytes() if read is None else read) for path, read in whole}
        return Manifest(mode, files)

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {}

    def text(self, path: str) -> str:
        """A text file as a person would read it, worked out once for all who search it."""
        if path not in self._texts:
            self._texts[path] = readable(path, self.read(path))
        return self._texts[path]

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        """Bytes of every file, by path."""
        return MappingProxyType({path: file.stat().st_size for path, file in self.files.items()})

    @cached_property
    def pages(self) -> Mapping[str, Page]:
        """Every HTML page by its path, parsed once."""
        htmls = (path for path in self.files if path.endswith(".html"))
        return MappingProxyType({path: parse(self.read(path), address_of(path), self.siteurl) for path in htmls})

    @cached_property
    def _spellings(self) -> dict[str, str]:
        # A name typed on a Mac may come decomposed: the link and the disk then disagree on bytes, not on letters.
        return {unicodedata.normalize("NFC", path): path for path in self.files}

    def locate(self, address: str) -> str | None:
        """The file that a server gives for a root-relative address without its fragment, or None."""
        path = unicodedata.normalize("NFC", unquote(address)).lstrip("/")
        candidates = (path, posixpath.join(path, "index.html")) if path else ("index.html",)
        return next((self._spellings[each] for each in candidates if each in self._spellings), None)


def address_of(path: str) -> str:
    """The address of an output file: « recits/puits/index.html » is « /recits/puits/ »."""
    return "/" + path.removesuffix("index.html") if f"/{path}".endswith("/index.html") else f"/{path}"


def read_tree(folder: Path, siteurl: str = "") -> Tree:
    """The finished folder as a Tree; `siteurl` is what its pages put before their absolute addresses."""
    return Tree(MappingProxyType(files_of(folder)), siteurl.rstrip("/"))
