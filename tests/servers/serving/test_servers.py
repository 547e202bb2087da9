"""The finished site behind a real nginx and a real Apache: what comes over the wire is what the table says."""

from __future__ import annotations

import http.client
import re
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import pytest
from aivm.commands.remove import remove
from aivm.output.manifest import files_of, read_manifest
from aivm.output.page import parse
from aivm.output.tree import address_of
from aivm.problems import Report
from aivm.serving.headers import headers_of, table
from aivm.serving.types import TYPES

from tests.conftest import PROJECT, SITES, TODAY, build_in
from tests.web_servers import apache, nginx

pytestmark = pytest.mark.build

NGINX = "cache/serveurs/nginx.conf"
SOUND = "sons/0123456789abcdef.mp3"
UNDO = {"br": brotli.decompress, "gzip": lambda data: zlib.decompress(data, 31), None: bytes}
REMOVED = ("/recits/premier-recit/", "/agenda/causerie-2027/")
UNDER = ("/recits/premier-recit/index.html", "/agenda/causerie-2027/evenement.ics", "/recits/premier-recit/x/y.jpg")
NOT_FOR_VISITORS = {".htaccess", "_headers", ".manifest.json"}


@dataclass(frozen=True)
class Answer:
    """What a server said."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        """The body, its encoding undone."""
        return UNDO[self.headers["Content-Encoding"]](self.body).decode()


@dataclass(frozen=True)
class Site:
    """A folder, and the address where a server shows it."""

    folder: Path
    address: str

    def ask(self, address: str, method: str = "GET", **headers: str) -> Answer:
        """One request; `Accept_Encoding` is a header."""
        host = urlsplit(self.address)
        connection = http.client.HTTPConnection(host.hostname or "", host.port, timeout=20)
        connection.request(method, address, headers={key.replace("_", "-"): value for key, value in headers.items()})
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read())


@pytest.fixture(scope="module")
def work() -> Iterator[Path]:
    """A folder that a server without rights may read, which those of pytest are not."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(scope="module")
def finished(work: Path) -> Path:
    """The minimal site with a page for wrong addresses, as published for production, and a sound."""
    content = Path(shutil.copytree(SITES / "minimal" / "content", work / "content"))
    (content / "pages" / "404.md").write_text("titre : Page introuvable\n\nRien ici.\n", encoding="utf-8")
    _, folder = build_in(work, content)
    (folder / SOUND).parent.mkdir()
    (folder / SOUND).write_bytes(bytes(range(256)) * 40)
    return folder


@pytest.fixture(scope="module", params=["nginx", "apache"])
def site(request: pytest.FixtureRequest, finished: Path, work: Path) -> Iterator[Site]:
    """The site behind a server."""
    place = work / request.param
    place.mkdir()
    with nginx(place, finished, snippet(finished)) if request.param == "nginx" else apache(place, finished) as address:
        yield Site(finished, address)


def snippet(folder: Path) -> str:
    """What the build wrote for nginx."""
    return (folder.parent / NGINX).read_text(encoding="utf-8")


def public(folder: Path) -> list[str]:
    """What visitors may ask for."""
    return [path for path in files_of(folder) if path not in NOT_FOR_VISITORS and not path.endswith((".br", ".gz"))]


@pytest.mark.parametrize("coding", ["br", "gzip", None])
def test_every_file_comes_as_the_table_says(site: Site, coding: str | None) -> None:
    """Each file at its address, pages at that of their folder: type, headers, encoding, and the very bytes."""
    policy = parse((site.folder / "index.html").read_bytes(), "/").policy
    rules = table(policy, 3600, 365)
    accepted = {"Accept_Encoding": "gzip, deflate, br, zstd" if coding == "br" else coding} if coding else {}
    compressed = 0
    for path in public(site.folder):
        answer = site.ask(address_of(path), **accepted)
        copy = coding and site.folder / f"{path}.{'br' if coding == 'br' else 'gz'}"
        expected = coding if copy and copy.exists() else None
        compressed += bool(expected)

        assert answer.status == 200, path
        assert answer.headers["Content-Type"] == TYPES["." + path.rpartition(".")[2]], path
        assert answer.headers["Content-Encoding"] == expected, path
        assert UNDO[expected](answer.body) == (site.folder / path).read_bytes(), path
        for name, value in headers_of(path.rpartition("/")[2], rules).items():
            assert answer.headers.get_all(name) == [value], (path, name)
        if (site.folder / f"{path}.br").exists():
            assert "accept-encoding" in (answer.headers["Vary"] or "").lower(), path
        assert ("Content-Security-Policy" in answer.headers) == path.endswith(".html"), path
    assert (compressed > 20) == bool(coding)


def test_a_coding_that_is_refused_is_not_sent(site: Site) -> None:
    """`q=0` means never (RFC 9110, 12.5.3); a name that only begins like one is another."""
    assert site.ask("/", Accept_Encoding="br;q=0, gzip;q=0").headers["Content-Encoding"] is None
    assert site.ask("/", Accept_Encoding="brotli").headers["Content-Encoding"] is None


def test_head_says_the_same_without_the_body(site: Site) -> None:
    """For links that are checked, and for players."""
    whole, head = (site.ask("/", method, Accept_Encoding="br") for method in ("GET", "HEAD"))
    ours = ("Content-Type", "Content-Encoding", "Content-Length", "Cache-Control", "Content-Security-Policy", "ETag")

    assert head.body == b""
    assert [head.headers[name] for name in ours] == [whole.headers[name] for name in ours]


def test_a_page_that_did_not_change_is_not_sent_again(site: Site) -> None:
    """304 and some hundred bytes, in whatever encoding it was kept; each encoding has a tag of its own."""
    tags = set()
    for coding in ("br", "gzip", "identity"):
        tag = site.ask("/", Accept_Encoding=coding).headers["ETag"]
        tags.add(tag)
        again = site.ask("/", Accept_Encoding=coding, If_None_Match=tag)

        assert (again.status, again.body) == (304, b"")
        assert "max-age=3600" in again.headers["Cache-Control"]
    assert len(tags) == 3


@pytest.mark.parametrize("address", ["/rien", "/rien/", "/recits/rien/", "/photos/0123456789abcdef-480.webp"])
@pytest.mark.parametrize("coding", ["br", "identity"])
def test_an_address_that_leads_nowhere_gets_the_page_of_the_site(site: Site, address: str, coding: str) -> None:
    """With its status, kept by nobody, guarded like the others; a photo that is gone is not gone for ever."""
    answer = site.ask(address, Accept_Encoding=coding)

    assert answer.status == 404
    assert answer.headers.get_all("Cache-Control") == ["no-cache"]
    assert answer.headers.get_all("Content-Type") == ["text/html; charset=utf-8"]
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.text == (site.folder / "404.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("address", ["/photos/", "/flux/", "/agenda/archives/", "/sons/"])
def test_a_folder_without_a_page_is_not_listed(site: Site, address: str) -> None:
    """Nobody reads a list of our files, even on a host that lists by default."""
    assert not (site.folder / address[1:] / "index.html").exists()
    answer = site.ask(address)

    assert answer.status in (403, 404)
    assert b"Index of" not in answer.body
    assert re.search(rb"[0-9a-f]{16}", answer.body.split(b"<body")[0].split(b"</style>")[-1]) is None


@pytest.mark.parametrize("address", ["/.manifest.json", "/.htaccess", "/_headers", "/.publication/etat.json"])
def test_what_is_for_servers_is_for_them(site: Site, address: str) -> None:
    """The list of files tells what was there before; the others are nobody's business."""
    hidden = site.folder / ".publication" / "etat.json"
    hidden.parent.mkdir(exist_ok=True)
    hidden.write_text("{}", encoding="utf-8")
    answer = site.ask(address)
    shutil.rmtree(hidden.parent)

    assert answer.status in (403, 404)
    assert answer.text == (site.folder / "404.html").read_text(encoding="utf-8")


def test_a_folder_is_found_without_its_slash(site: Site) -> None:
    """A typed address leads to the page, without changing host or port on the way."""
    answer = site.ask("/agenda")

    assert answer.status == 301
    assert answer.headers["Location"].removeprefix(site.address) == "/agenda/"


def test_a_sound_is_sent_by_parts(site: Site) -> None:
    """A player jumps to a minute without loading those before (RFC 9110, 14)."""
    answer = site.ask(f"/{SOUND}", Range="bytes=256-263", Accept_Encoding="br, gzip")

    assert answer.status == 206
    assert answer.headers["Content-Range"] == "bytes 256-263/10240"
    assert answer.headers["Content-Type"] == "audio/mpeg"
    assert answer.headers["Cache-Control"] == "private, max-age=604800"
    assert answer.body == bytes(range(8))
    assert site.ask(f"/{SOUND}", Range="bytes=99999-").status == 416


def test_nginx_without_its_brotli_module_sends_gzip(finished: Path, work: Path) -> None:
    """The snippet as it is written, on any nginx."""
    (work / "simple").mkdir()
    with nginx(work / "simple", finished, snippet(finished), brotli=False) as address:
        answer = Site(finished, address).ask("/", Accept_Encoding="br, gzip")

    assert answer.headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize(
    ("without", "lost"),
    [
        (("headers",), {"Content-Security-Policy"}),
        (("rewrite", "deflate"), {"Content-Encoding"}),
        (("mime", "negotiation", "deflate"), {"Content-Encoding"}),
        (("expires", "autoindex", "negotiation", "filter"), set()),
    ],
)
def test_an_apache_without_a_module_serves_the_site_less_well(
    without: tuple[str, ...], lost: set[str], finished: Path, work: Path
) -> None:
    """And never answers 500."""
    place = work / "-".join(without)
    place.mkdir()
    with apache(place, finished, without=without) as address:
        answer = Site(finished, address).ask("/agenda/", Accept_Encoding="br, gzip")

    assert answer.status == 200
    assert {"Content-Security-Policy", "Content-Encoding"} - set(answer.headers) == lost
    assert "Mopti" in answer.text


def test_an_apache_that_compresses_too_does_not_do_it_twice(finished: Path, work: Path) -> None:
    """A shared host compresses what it sends: our copies go through as they are, the rest may be compressed."""
    place = work / "compresse"
    place.mkdir()
    filters = "AddOutputFilterByType BROTLI_COMPRESS text/html\nAddOutputFilterByType DEFLATE text/html text/calendar"
    with apache(place, finished, also=("brotli",), more=filters) as address:
        br, gz = (Site(finished, address).ask("/", Accept_Encoding=coding) for coding in ("br, gzip", "gzip"))

    assert [br.headers.get_all("Content-Encoding"), gz.headers.get_all("Content-Encoding")] == [["br"], ["gzip"]]
    assert br.body == (finished / "index.html.br").read_bytes()
    assert gz.body == (finished / "index.html.gz").read_bytes()
    assert br.headers.get_all("Vary") == ["Accept-Encoding"]


HOST = """
DirectoryIndex 404.html
Header set Cache-Control "max-age=5"
Header set Strict-Transport-Security "max-age=5; includeSubDomains"
Header always set X-Content-Type-Options "nosniff"
Header set X-Content-Type-Options "nosniff"
Header set Referrer-Policy "unsafe-url"
Header set Content-Security-Policy "default-src *"
"""


@pytest.mark.parametrize("address", ["/", "/agenda.ics", "/rien"])
def test_an_apache_with_settings_of_its_own_says_ours(address: str, finished: Path, work: Path) -> None:
    """Our home, and each header once: of two durations nobody knows which counts, of two Referrer-Policy the last."""
    place = work / f"apache-reglages-{address.strip('/')}"
    place.mkdir()
    with apache(place, finished, more=HOST) as base:
        answer = Site(finished, base).ask(address)
    path = {"/": "index.html", "/rien": "404.html"}.get(address, address[1:])
    policy = parse((finished / "index.html").read_bytes(), "/").policy

    assert answer.text == (finished / path).read_bytes().decode()
    for name, value in headers_of(path, table(policy, 3600, 365)).items():
        assert answer.headers.get_all(name) == [value], name
    assert "Expires" not in answer.headers


def test_an_apache_that_speaks_webdav_tells_of_a_folder(finished: Path, work: Path) -> None:
    """What makes a folder its page is for readers: a process of Apache ended where another question met it."""
    place = work / "apache-webdav"
    place.mkdir()
    dav = f"DavLockDB {place}/verrous\n<Location />\nDav On\nDirectoryIndex disabled\n</Location>"
    with apache(place, finished, also=("dav", "dav_fs"), more=dav) as address:
        answer = Site(finished, address).ask("/agenda/", "PROPFIND", Depth="1")

    assert answer.status == 207


def test_an_nginx_with_settings_of_its_own_says_ours(finished: Path, work: Path) -> None:
    """One duration, one charset; and compressed for a cache that stands between."""
    place = work / "nginx-reglages"
    place.mkdir()
    with nginx(place, finished, f"expires 2h;\ncharset koi8-r;\ncharset_types *;\n{snippet(finished)}") as address:
        answer = Site(finished, address).ask("/agenda.ics", Accept_Encoding="gzip", Via="1.1 cache")

    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers.get_all("Cache-Control") == ["public, max-age=3600, stale-if-error=2592000"]
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "Expires" not in answer.headers


def test_a_page_without_its_gzip_copy_is_compressed_on_the_way(site: Site) -> None:
    """As published: a browser that does not know brotli pays no more for it, and nothing for what did not change."""
    copy = site.folder / "agenda/index.html.gz"
    data = copy.read_bytes()
    copy.unlink()
    try:
        answer = site.ask("/agenda/", Accept_Encoding="gzip")
        again = site.ask("/agenda/", Accept_Encoding="gzip", If_None_Match=answer.headers["ETag"])
    finally:
        copy.write_bytes(data)

    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.text.encode() == (site.folder / "agenda/index.html").read_bytes()
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert (again.status, again.body) == (304, b"")


@pytest.fixture(scope="module")
def housed(work: Path) -> Path:
    """A host with a page of its own, and the site in a folder of it."""
    root = work / "hote"
    root.mkdir()
    (root / "autre.html").write_text("autre", encoding="utf-8")
    _, output = build_in(work / "construit", SITES / "minimal" / "content", SITEURL="https://site.example/mopti")
    shutil.copytree(output, root / "mopti")
    shutil.copy(output.parent / NGINX, work / "hote.conf")
    return root


@pytest.mark.parametrize("name", ["nginx", "apache"])
def test_a_site_in_a_folder_of_its_host(name: str, housed: Path, work: Path) -> None:
    """Compressed pages, the page of the site for a wrong address, and the rest of the host left alone."""
    text = (work / "hote.conf").read_text(encoding="utf-8")
    place = work / f"dossier-{name}"
    place.mkdir()
    with nginx(place, housed, text) if name == "nginx" else apache(place, housed) as address:
        host = Site(housed, address)
        page, wrong, other = (
            host.ask(where, Accept_Encoding="br") for where in ("/mopti/", "/mopti/x/", "/autre.html")
        )

    assert page.headers["Content-Encoding"] == "br"
    assert "/mopti/agenda/" in page.text
    assert "script-src" in page.headers["Content-Security-Policy"]
    assert wrong.status == 404
    assert (other.status, other.headers["Content-Security-Policy"]) == (200, None)


@pytest.fixture(scope="module", params=["", "/mopti"])
def bereft(request: pytest.FixtureRequest, work: Path) -> tuple[Path, str, str]:
    """A host whose site, at its root or in a folder, lost a story and an event; the folder; what nginx is told."""
    prefix = request.param
    place = work / f"retire{prefix.replace('/', '-')}"
    content = Path(shutil.copytree(SITES / "minimal" / "content", place / "content"))
    settings = {"SITEURL": f"https://site.example{prefix}", "AIVM_CACHE": place / "cache"}
    _, output = build_in(place, content, **settings)
    before = snippet(output)
    for name in REMOVED:
        lines: list[str] = []
        told = remove(
            PROJECT, name, lines.append, PATH=str(content), AIVM_OUTPUT=output, AIVM={"today": TODAY}, **settings
        )
        assert sum("nginx" in str(problem) for problem in told) == 1, told
    assert snippet(output) != before
    root = place / "hote"
    shutil.copytree(output, root / prefix.strip("/"))
    return root, prefix, snippet(output)


@pytest.mark.parametrize("name", ["nginx", "apache"])
def test_what_was_removed_is_gone(name: str, bereft: tuple[Path, str, str], work: Path) -> None:
    """410 and the page that says so, in each encoding, however the address is written, and for all that was there."""
    root, prefix, text = bereft
    place = work / f"{name}{prefix.replace('/', '-')}-410"
    place.mkdir()
    page = (root / prefix.strip("/") / "410.html").read_text(encoding="utf-8")
    with nginx(place, root, text) if name == "nginx" else apache(place, root) as address:
        host = Site(root, address)
        for gone in (*REMOVED, *UNDER, *(one.rstrip("/") for one in REMOVED)):
            for coding in ("br", "gzip", None):
                answer = host.ask(prefix + gone, **({"Accept_Encoding": coding} if coding else {}))

                assert (answer.status, answer.headers["Content-Encoding"]) == (410, coding), gone
                assert answer.text == page
                assert answer.headers.get_all("Content-Type") == ["text/html; charset=utf-8"]
                assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
            head = host.ask(prefix + gone, "HEAD")
            assert (head.status, head.body) == (410, b"")
        near = [host.ask(prefix + other).status for other in ("/recits/premier-recit-2/", "/recits/", "/agenda/")]

    assert "a été retirée" in page
    assert "noindex" in page
    assert near == [404, 200, 200]


def test_an_apache_without_its_module_shows_the_page_all_the_same(bereft: tuple[Path, str, str], work: Path) -> None:
    """Not gone for programs, but nothing of what was removed is there, and it asks not to be indexed."""
    root, prefix, _ = bereft
    place = work / f"sans-alias{prefix.replace('/', '-')}"
    place.mkdir()
    with apache(place, root, without=("alias",)) as address:
        answer = Site(root, address).ask(prefix + REMOVED[0], Accept_Encoding="br")

    assert answer.status == 200
    assert "a été retirée" in answer.text
    assert "noindex" in answer.text


def test_published_copies_are_those_of_the_pages(minimal: tuple[Report, Path]) -> None:
    """Both copies of every page, listed in the manifest like any file; none beside a photo."""
    _, output = minimal
    manifest = read_manifest(output)
    assert manifest is not None
    pages = [path for path in manifest.files if path.endswith(".html")]

    assert pages
    assert all({f"{path}.br", f"{path}.gz"} <= manifest.files.keys() for path in pages)
    assert [path for path in manifest.files if re.search(r"\.webp\.(br|gz)$", path)] == []


def test_hashed_names_are_those_of_hashed_folders(minimal: tuple[Report, Path]) -> None:
    """A browser keeps a photo a week, an icon for ever, and nothing else as long; no cache on the way has a photo."""
    rules = table("", 3600, 365)
    for path in public(minimal[1]):
        kept = headers_of(path.rpartition("/")[2], rules)["Cache-Control"]

        assert (kept == "private, max-age=604800") == path.startswith("photos/"), path
        assert ("immutable" in kept) == path.startswith("icones/"), path


def test_a_policy_is_one_for_all_pages(minimal: tuple[Report, Path]) -> None:
    """One style hash, one script hash, in pages, `.htaccess`, `_headers` and the file for nginx."""
    _, output = minimal
    policies = {parse(file.read_bytes(), "/").policy for file in output.rglob("*.html")}
    (policy,) = policies

    assert len(re.findall("'sha256-", policy)) == 2
    assert "unsafe" not in policy
    for file in (output / ".htaccess", output / "_headers", output.parent / NGINX):
        assert policy in file.read_text(encoding="utf-8"), file.name
