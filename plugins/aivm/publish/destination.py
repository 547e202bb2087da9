"""Where the site goes: what the setting `publish_to` says -> a `Destination`, or why it cannot be one.

Five kinds of address that a host gives, a folder of this machine, or rclone's own words (https://rclone.org/docs/).
A password has no place in any of them: settings are committed, printed and read by others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from aivm.problems import Problem, Severity, Where, suggest
from aivm.publish.known_hosts import noted_as

KINDS = ("sftp", "ftps", "ftp", "webdavs", "webdav", "s3")
MEANT = {"https": "webdavs", "http": "webdav", "dav": "webdav", "davs": "webdavs", "ssh": "sftp", "scp": "sftp"}
# As « scp » names a place, which rclone takes for a name of its own.
SCP = re.compile(r"([\w.-]+)@([\w-]+\.[\w.-]+):(.*)")
PASSWORD = "AIVM_MOT_DE_PASSE"  # the environment variable that holds it, in clear
IMPLICIT = 990  # the port of FTP over TLS from the first byte (IANA: ftps)
SECRETS = re.compile(r"\b(?:pass|password|secret\w*|token|key_pem|bearer_token)\s*=", re.IGNORECASE)
NAMED = re.compile(r":\w|[\w.+@-][\w.+@ -]+:")  # rclone's own: « :sftp,host=… », « serveur:www »; not a drive « C: »
ENDPOINT = re.compile(r"https?://[\w.:-]+(?:/[\w./-]*)?")
EXAMPLE = 'Écrivez par exemple "sftp://moi@ssh.exemple.org/www" dans AIVM["publish_to"] de publishconf.py.'


@dataclass(frozen=True)
class Destination:
    """A place that rclone can reach."""

    name: str  # as the settings say it: what messages print
    root: str  # as rclone names it
    kind: str  # « local », a word of KINDS, or « rclone »
    environment: dict[str, str] = field(default_factory=dict)  # what rclone must know besides, never a secret
    noted: str = ""  # SFTP: the name of its server in known_hosts

    def at(self, path: str) -> str:
        """The full name of a file or folder under it, posix and relative."""
        return f"{self.root}{path}" if self.root.endswith((":", "/")) else f"{self.root}/{path}"


def destination(text: str, project: Path, file: str = "publishconf.py") -> tuple[Destination | None, list[Problem]]:
    """The destination that `text` names, or a fatal Problem in `file`; a channel that hides nothing is an advice."""
    text = text.strip()
    fault = _fault(text)
    if fault:
        return None, [_problem(file, *fault)]
    scheme = urlsplit(text).scheme if "://" in text else ""
    if not scheme:
        if NAMED.match(text):
            return Destination(text, text, "rclone"), []
        return _folder(text, project, file)
    fault = _address_fault(urlsplit(text))
    if fault:
        return None, [_problem(file, *fault)]
    open_channel = f"avec « {scheme} », le mot de passe et les pages circulent en clair."
    hint = f"Employez « {scheme}s » si l’hébergeur l’offre." if scheme in ("ftp", "webdav") else ""
    advice = [_problem(file, open_channel, hint, Severity.ADVICE)] if hint else []
    return _address(text, urlsplit(text)), advice


def _fault(text: str) -> tuple[str, str] | None:
    """Why a text is no destination at all."""
    if not text or text.startswith("À COMPLÉTER"):
        return "rien ne dit où publier le site.", EXAMPLE
    if SECRETS.search(text) or (("://" in text) and urlsplit(text).password):
        hint = f"Retirez-le, changez-le chez l’hébergeur, et donnez le nouveau par la variable {PASSWORD}."
        return "un mot de passe est écrit dans les réglages.", hint
    scheme = text.partition("://")[0]
    if "://" in text and scheme not in KINDS:
        hint = suggest(MEANT.get(scheme, scheme), KINDS) or f"Il y a : {', '.join(KINDS)}."
        return f"« {scheme} » n’est pas une façon de publier.", hint
    as_scp = SCP.fullmatch(text)
    if as_scp:
        return (
            f"« {text} » ne dit pas de quelle façon publier.",
            f"Écrivez « sftp://{as_scp[1]}@{as_scp[2]}/{as_scp[3]} ».",
        )
    return None


def _address_fault(parts: SplitResult) -> tuple[str, str] | None:
    """What an address lacks."""
    try:
        port = parts.port
    except ValueError:
        return "le numéro de port n’est pas un nombre de 1 à 65535.", EXAMPLE
    if port == 0 or not parts.hostname:
        return "l’adresse n’a pas de nom de serveur.", EXAMPLE
    if parts.scheme == "s3":
        endpoint = parse_qs(parts.query).get("endpoint", [""])[0]
        if endpoint and not ENDPOINT.fullmatch(endpoint):
            return f"« {endpoint} » n’est pas l’adresse d’un stockage.", "Recopiez celle que l’hébergeur donne."
    elif not parts.username:
        return "l’adresse ne dit pas avec quel nom d’utilisateur se connecter.", EXAMPLE
    return None


def _address(text: str, parts: SplitResult) -> Destination:
    """An address with its scheme, as one of rclone's connection strings."""
    path = unquote(parts.path).removeprefix("/").rstrip("/") or ("/" if parts.path.startswith("//") else "")
    host, user = parts.hostname or "", unquote(parts.username or "")
    if parts.scheme == "s3":
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        options = {"provider": query.get("provider", "Other"), "env_auth": "true", "no_check_bucket": "true"}
        options |= {key: query[key] for key in ("endpoint", "region") if key in query}
        return Destination(text, f":s3,{_options(options)}:{host}{'/' + path if path else ''}", "s3")
    if parts.scheme.startswith("webdav"):
        web = "https" if parts.scheme == "webdavs" else "http"
        address = f"{web}://{host}{f':{parts.port}' if parts.port else ''}"
        return Destination(text, f":webdav,{_options({'url': address, 'user': user})}:{path}", parts.scheme)
    options = {"host": host, "user": user, **({"port": str(parts.port)} if parts.port else {})}
    if parts.scheme == "sftp":
        # Without this file rclone trusts any server that takes the name of ours, and gives it the password.
        known = {"RCLONE_SFTP_KNOWN_HOSTS_FILE": str(Path.home() / ".ssh" / "known_hosts")}
        return Destination(text, f":sftp,{_options(options)}:{path}", "sftp", known, noted_as(host, parts.port))
    if parts.scheme == "ftps":  # TLS is asked for, or is there from the first byte on the port that is kept for it
        options["tls" if parts.port == IMPLICIT else "explicit_tls"] = "true"
    # Some servers announce UTF-8, then refuse to be asked for it. Names go as UTF-8 all the same, and ours are ASCII.
    plain = {"RCLONE_FTP_DISABLE_UTF8": "true"}
    return Destination(text, f":ftp,{_options(options)}:{path}", parts.scheme, plain)


def _options(options: dict[str, str]) -> str:
    """Options of a connection string; a quote inside a value is doubled."""
    return ",".join(f'{key}="{value.replace(chr(34), chr(34) * 2)}"' for key, value in options.items())


def _folder(text: str, project: Path, file: str) -> tuple[Destination | None, list[Problem]]:
    """A folder of this machine, relative to the project; not one that holds the project, nor its own folders."""
    folder = (project / Path(text).expanduser()).resolve()
    project = project.resolve()
    if folder == project or folder in project.parents:
        return None, [_problem(file, f"« {text} » contient le projet lui-même.", "Choisissez un autre dossier.")]
    if project in folder.parents and folder.relative_to(project).parts[0] != "publie":
        message = f"« {text} » est un dossier du projet."
        return None, [_problem(file, message, "Choisissez un dossier ailleurs, ou « publie ».")]
    if folder.exists() and not folder.is_dir():
        return None, [_problem(file, f"« {text} » est un fichier, pas un dossier.", "Choisissez un autre nom.")]
    return Destination(text, folder.as_posix(), "local"), []


def _problem(file: str, message: str, hint: str, severity: Severity = Severity.FATAL) -> Problem:
    return Problem(Where(file, field="AIVM['publish_to']"), message, hint, severity)
