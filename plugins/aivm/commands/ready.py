"""The last step before publishing: what a server needs beside the pages, to send them light and guarded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from aivm.commands.guard import disk_problem
from aivm.files import write_whole
from aivm.output.manifest import entry_of
from aivm.problems import Problem, Severity, Where
from aivm.progress import bars
from aivm.rendering.look import look_of
from aivm.serving.apache import htaccess
from aivm.serving.compress import compress_folder
from aivm.serving.headers import Rule, table
from aivm.serving.headers_file import headers_file
from aivm.serving.nginx import snippet
from aivm.site.project import Project
from aivm.site.site import Site

SERVERS = "serveurs"  # of .cache: what the host must read and nobody may fetch
MANY = 11  # texts before a bar shows: fewer are a moment


def make_ready(site: Site) -> Site:
    """Write `.htaccess` and `_headers`, then the compressed copies, in the finished folder of a checked build.

    They join what was checked, since they are made of it alone: in the site that is given back. ChangedError where that
    is not there any more.
    """
    assert site.checked is not None
    rules, prefix = rules_of(site.project)
    texts = {
        ".htaccess": htaccess(rules, prefix, site.gone),
        "_headers": headers_file(rules, prefix, site.checked.files),
    }
    more = {path: entry_of(text.encode()) for path, text in texts.items()}
    for path, text in texts.items():
        (site.project.output / path).write_bytes(text.encode())
    with bars() as add:
        bar = add(site.project.words["build.compress"], MANY)
        cache = site.project.cache / "compression" / site.project.config.mode
        more |= compress_folder(site.project.output, cache, bar, site.checked)
    return replace(site, checked=replace(site.checked, files={**site.checked.files, **more}))


def rules_of(project: Project) -> tuple[tuple[Rule, ...], str]:
    """What every server is told, each in its own words: the table of headers, and the folder of the host."""
    folder = urlsplit(project.siteurl).path
    # TLS is asked for a whole host: from a folder of it, or where it is shared, that is its owner's to say.
    days = None if folder or project.config.shared_host else project.config.hsts_days
    return table(look_of(project.theme).policy, project.config.page_max_age, days), folder


def nginx_file(site: Site) -> Path:
    """Where the last build left what an nginx must include."""
    return site.project.cache / SERVERS / "nginx.conf"


def write_nginx(site: Site) -> Iterator[Problem]:
    """Write what an nginx must include to serve this build, once it is published; say so where it changed.

    Unlike `.htaccess`, it is not read at each request: with the policy of an older sheet, pages would lose their style.
    """
    file = nginx_file(site)
    text = snippet(*rules_of(site.project), site.gone)
    try:
        old = file.read_text(encoding="utf-8", errors="replace") if file.exists() else text
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, text)
    except OSError as error:  # the site itself is there already: nothing may say that it was not built
        yield replace(disk_problem(error, site.project.root), severity=Severity.ADVICE)
        return
    if old != text:
        hint = "Si le site est servi par nginx, mettez-le aussi chez l’hébergeur, puis rechargez nginx."
        yield Problem(Where(site.project.file(file)), "ce réglage de serveur a changé.", hint, Severity.ADVICE)
