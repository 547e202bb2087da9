"""The live site after a publication, seen from outside: what the host does wrong is named, with the remedy."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from pathlib import Path

from aivm.problems import Problem, Severity, Where
from aivm.publish.web import Reply, ask

Ask = Callable[[str], Reply]
TYPES = {  # suffix -> the media types that are right for it (RFC 5545 for .ics, RFC 4287 for Atom)
    ".html": ("text/html",),
    ".ics": ("text/calendar",),
    ".atom": ("application/atom+xml", "application/xml", "text/xml"),
    ".json": ("application/json",),
    ".xml": ("application/xml", "text/xml"),
}
FILES = ("index.html", "agenda/index.html", "agenda.ics", "flux/recits.atom", "agenda.json", "sitemap.xml")
COMPRESSED = 1400  # bytes: under one packet there is nothing to gain
LISTING = ("Index of /", "Directory listing", "<title>Index")
HEADERS = {  # header -> what a visitor lacks without it
    "content-security-policy": "rien n’empêche une page abîmée de charger autre chose",
    "x-content-type-options": "un navigateur peut prendre un fichier pour un autre",
}


def reachable(siteurl: str, ask: Ask = ask) -> list[Problem]:
    """Before anything is sent: does somebody answer at the address of the site? An empty site may say 403 or 404."""
    answer = ask(f"{siteurl}/")
    if not answer.fault and answer.status < 500:
        return []
    reason = answer.fault or f"il répond « erreur {answer.status} »"
    hint = "Vérifiez SITEURL et le nom de domaine ; s’il n’est pas encore relié, ajoutez « --no-look »."
    message = f"à l’adresse {siteurl}, {reason}."
    return [Problem(Where("publishconf.py", field="SITEURL"), message, hint, Severity.FATAL)]


def look(siteurl: str, folder: Path, ask: Ask = ask, gone: Collection[str] = ()) -> list[Problem]:
    """What a visitor of `siteurl` gets that is not as it should be, now that `folder` is published there.

    `gone` are addresses of what was removed, which may answer 410 or 200.
    """
    return sorted({*_files(siteurl, folder, ask, gone), *_host(siteurl, folder, ask)})


def looked_at(folder: Path, gone: Collection[str] = ()) -> list[str]:
    """The files that are asked for: one of each kind, among them the first story that is still there."""
    pages = [path.relative_to(folder).as_posix() for path in sorted(folder.glob("recits/*/index.html"))]
    away = {"/recits/themes/", *gone}
    stories = [path for path in pages if f"/{path.removesuffix('index.html')}" not in away]
    return [path for path in FILES if (folder / path).exists()] + stories[:1]


def _files(siteurl: str, folder: Path, ask: Ask, gone: Collection[str]) -> Iterator[Problem]:
    plain = []
    for path in looked_at(folder, gone):
        sent, address = (folder / path).read_bytes(), f"{siteurl}/{path.removesuffix('index.html')}"
        answer = ask(address)
        if answer.fault:  # a moment of the network is not worth a message in the night
            answer = ask(address)
        if answer.fault or answer.status != 200:
            reason = answer.fault or f"le serveur répond « erreur {answer.status} »"
            yield replace(_advice(siteurl, path, f"{reason}.", _remedy(answer.status)), severity=Severity.BLOCKING)
            continue
        if answer.body != sent:
            hint = "Attendez quelques minutes (un cache ?), puis rechargez ; sinon SITEURL montre un autre dossier."
            yield _advice(siteurl, path, "ce n’est pas la version qui vient d’être envoyée.", hint)
        right, given = TYPES[Path(path).suffix], answer.header("content-type").partition(";")[0].strip().lower()
        if given not in right:
            hint = f"Demandez à l’hébergeur de servir « {Path(path).suffix} » comme {right[0]}."
            yield _advice(siteurl, path, f"le serveur l’annonce comme « {given or 'rien'} ».", hint)
        if len(sent) > COMPRESSED and answer.header("content-encoding") not in ("br", "gzip"):
            plain.append(path)
    if plain:
        hint = "Demandez à l’hébergeur d’activer gzip ou brotli : les pages pèseront trois à quatre fois moins."
        yield _advice(siteurl, plain[0], "le serveur ne compresse pas.", hint)


def _remedy(status: int) -> str:
    """What to do where a file does not come: visitors lack it, so a night must not pass for a good one."""
    if status in (401, 403):
        return (
            "Demandez à l’hébergeur d’ouvrir ce fichier à tous : ses droits, un mot de passe ou un filtre l’empêchent."
        )
    if status >= 500:
        return "Demandez à l’hébergeur ce que dit son journal d’erreurs : une panne, ou un réglage qu’il refuse."
    return "Vérifiez que SITEURL montre bien le dossier publié."


def _host(siteurl: str, folder: Path, ask: Ask) -> Iterator[Problem]:
    """What concerns the whole host: HTTPS, headers, folders that show their files, an address that leads nowhere."""
    home = ask(f"{siteurl}/")
    if siteurl.startswith("http://"):
        hint = "Activez le certificat chez l’hébergeur (Let’s Encrypt est gratuit), puis écrivez https:// dans SITEURL."
        yield _advice(siteurl, "", "le site est servi sans HTTPS.", hint)
    elif not ask(f"http://{siteurl.removeprefix('https://')}/").address.startswith("https://"):
        hint = "Demandez à l’hébergeur de renvoyer http:// vers https://."
        yield _advice(siteurl, "", "qui tape l’adresse sans https:// n’est pas mené au site sûr.", hint)
    for name, lack in HEADERS.items():
        if not home.fault and not home.header(name):
            yield _advice(siteurl, "", f"l’en-tête « {name} » manque : {lack}.", "Demandez-le à l’hébergeur.")
    bare = next(
        (path for path in sorted(folder.iterdir()) if path.is_dir() and not (path / "index.html").exists()), None
    )
    if bare:
        listing = ask(f"{siteurl}/{bare.name}/")
        if listing.status == 200 and any(sign in listing.body.decode(errors="replace") for sign in LISTING):
            hint = "Demandez à l’hébergeur d’interdire la liste des dossiers (Apache : « Options -Indexes »)."
            yield _advice(siteurl, bare.name, "le serveur montre la liste des fichiers de ce dossier.", hint)
    if ask(f"{siteurl}/adresse-qui-ne-mene-nulle-part/").status == 200:
        hint = "Demandez que 404.html soit la page d’erreur, avec le code 404."
        yield _advice(siteurl, "", "une adresse qui ne mène nulle part répond comme une vraie page.", hint)


def _advice(siteurl: str, path: str, message: str, hint: str) -> Problem:
    return Problem(Where(f"{siteurl}/{path.removesuffix('index.html')}"), message, hint, Severity.ADVICE)
