"""One source -> its bytes: from a file of the project, an address, or the pages of an OpenAgenda."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from aivm.sources.openagenda import pages
from aivm.sources.options import Options
from aivm.sources.remote import Answer, get
from aivm.sources.source import WEB, Source
from aivm.web.basic_auth import basic
from aivm.web.get import too_slow
from aivm.web.refused import RefusedError
from aivm.web.request import Limits, Progress, Request

ACCEPT = {
    "ics": "text/calendar, */*;q=0.5",
    "csv": "text/csv, */*;q=0.5",
    "openagenda": "application/json",
}
ASK = "Demandez-la à la personne qui suit le projet, puis définissez-la avant de relancer."


def fetch(
    source: Source,
    options: Options,
    limits: Limits,
    root: Path,
    environ: Mapping[str, str],
    known: Answer,
    progress: Progress,
) -> Answer:
    """What the source holds now; no body where it is as `known` says. Raises RefusedError."""
    if source.path:
        return from_file(root / source.path, source.path, limits)
    url = address(source, environ)
    secret = credentials(url) | ({source.header: variable(source.secret, environ)} if source.secret else {})
    request = Request(url, ACCEPT.get(source.kind, "*/*"), secret, known.etag, known.last_modified)
    if source.kind == "openagenda":
        return agenda_pages(source, options, limits, request, progress)
    return get(request, limits, progress)


def address(source: Source, environ: Mapping[str, str]) -> str:
    """Where to ask: typed, or in a variable that holds it whole."""
    if not source.address_from:
        return source.address
    url = variable(source.address_from, environ)
    if not WEB.fullmatch(url):
        message = f"la variable « {source.address_from} » ne contient pas une adresse du web."
        raise RefusedError(message, "Copiez-y l’adresse en entier : elle commence par https:// ou webcal://.")
    return url


def credentials(url: str) -> dict[str, str]:
    """The user and password of an address, in the header that they are for: a private calendar asks it."""
    try:
        return basic("Authorization", urlsplit(url))
    except ValueError:  # told by whoever takes the address apart
        return {}


def variable(name: str, environ: Mapping[str, str]) -> str:
    """A secret by its name; what it holds is never shown."""
    value = environ.get(name, "").strip()
    if not value:
        raise RefusedError(f"la variable d’environnement « {name} » n’est pas définie.", ASK)
    if not (value.isascii() and value.isprintable()):
        raise RefusedError(f"la variable « {name} » contient un caractère qui ne peut pas être envoyé.", ASK)
    return value


def from_file(path: Path, shown: str, limits: Limits) -> Answer:
    """A file of the project, no longer than an answer may be."""
    try:
        with path.open("rb") as file:
            body = file.read(limits.size + 1)
    except OSError:
        raise RefusedError(f"le fichier « {shown} » ne s’ouvre pas.", "Vérifiez son nom et son dossier.") from None
    if len(body) > limits.size:
        message = f"le fichier « {shown} » dépasse {limits.size / 1_000_000:g} Mo."
        raise RefusedError(message, "Retirez-en les images, ou relevez pull_megabytes dans les réglages.")
    return Answer(body)


def agenda_pages(source: Source, options: Options, limits: Limits, request: Request, progress: Progress) -> Answer:
    """All pages within one deadline and one size. Validators are of one page: they are kept where there is one."""
    deadline = time.monotonic() + limits.total
    answers: list[Answer] = []

    def ask(url: str) -> bytes | None:
        left = deadline - time.monotonic()
        received = sum(len(answer.body or b"") for answer in answers)
        if left <= 0:
            raise too_slow(limits)
        one = replace(request, url=url) if not answers else replace(request, url=url, etag="", last_modified="")
        remaining = replace(limits, total=left, size=limits.size - received)
        answers.append(get(one, remaining, lambda more: progress(received + more)))
        return answers[-1].body

    body = pages.pages(source.address, source.agenda, options, ask)
    return replace(answers[0], body=body) if len(answers) == 1 else Answer(body)
