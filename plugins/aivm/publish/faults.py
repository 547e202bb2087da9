"""What a server or the network refused, from the words that rclone prints, in one French sentence with its remedy."""

from __future__ import annotations

import re

from aivm.publish.destination import PASSWORD

AGAIN = "Relancez la même commande : elle reprendra où elle s’est arrêtée."
MEANWHILE = (
    "quelqu’un d’autre publie en ce moment, ou vient de le faire.",
    "Attendez, puis relancez la même commande.",
)


def code(*numbers: int) -> str:
    """The pattern of a reply code (RFC 959 4.2, RFC 9110 15); in a path or a port, a number is only a number."""
    return rf"(?<![\w/.:-])(?:{'|'.join(map(str, numbers))})(?![\w/-])"


FAULTS = (  # the first that fits wins: what is precise comes first
    (
        r"knownhosts: key is unknown|open .*known_hosts|no hostkeys",
        "cette machine ne connaît pas encore le serveur",
        "Connectez-vous une fois avec « ssh » et la même adresse, comparez l’empreinte avec celle que donne "
        "l’hébergeur, puis recommencez.",
    ),
    (
        r"knownhosts: key mismatch",
        "ce n’est pas la clé que ce serveur avait d’habitude : quelqu’un se fait peut-être passer pour lui",
        "N’envoyez rien, et demandez à l’hébergeur s’il a changé de clé.",
    ),
    (
        r"couldn't connect to ssh-agent",
        "aucun mot de passe n’est donné, et aucun agent SSH ne répond",
        f"Donnez-le par la variable {PASSWORD} (docs/publier.md), puis recommencez.",
    ),
    (
        r"RequestTimeTooSkewed|clock skew",
        "l’horloge de cette machine et celle du serveur ne disent pas la même heure",
        "Réglez celle de cette machine (heure automatique) et recommencez ; si elle est juste, prévenez l’hébergeur.",
    ),
    (
        # ProFTPD, vsftpd, Pure-FTPd, FileZilla Server, IIS
        r"SSL/TLS required|must use encryption|cleartext sessions|Use AUTH first|requires SSL",
        "ce serveur n’accepte que FTP sur TLS",
        'Écrivez « ftps:// » au lieu de « ftp:// » dans AIVM["publish_to"].',
    ),
    (
        r"AUTH not understood|security scheme is not implemented|Please login with USER and PASS|AUTH not implemented"
        r"|does not look like a TLS handshake",
        "ce serveur n’offre pas FTP sur TLS de cette façon : le mot de passe n’a pas été envoyé",
        "Demandez à l’hébergeur comment publier sans mot de passe en clair : le mieux est SFTP (« sftp:// »).",
    ),
    (rf"SlowDown|{code(429)}", "le serveur demande d’aller moins vite", f"Attendez quelques minutes. {AGAIN}"),
    (r"NoSuchBucket", "ce stockage n’a pas d’espace de ce nom", "Créez-le chez l’hébergeur, ou corrigez son nom."),
    (
        rf"{code(530, 401)}|unable to authenticate|[Ll]ogin incorrect|Unauthorized|InvalidAccessKeyId"
        r"|SignatureDoesNotMatch|no authentication methods|NoCredentialProviders|failed to retrieve credentials"
        r"|static credentials are empty|get credentials|decrypt password",  # none was given
        "le serveur refuse le nom d’utilisateur ou le mot de passe",
        f"Donnez le bon par la variable {PASSWORD} (S3 : AWS_ACCESS_KEY_ID et AWS_SECRET_ACCESS_KEY).",
    ),
    (
        rf"{code(552, 507)}|[Nn]o space left|remaining disk space|[Qq]uota|Insufficient Storage|[Dd]isk full"
        r"|StorageFull",
        "il n’y a plus de place sur le serveur",
        f"Libérez-en ou demandez-en. {AGAIN}",
    ),
    (
        r"[Pp]ermission denied|[Rr]ead[- ]only|Forbidden|AccessDenied|[Oo]peration not permitted"
        rf"|409 Conflict|\b404 Not Found|{code(550, 403, 405, 450, 553)}",
        "le serveur ne laisse pas écrire dans ce dossier",
        'Demandez le droit d’y écrire, vérifiez la place qui reste, ou corrigez le dossier dans AIVM["publish_to"].',
    ),
    (
        r"certificate has expired or is not yet valid",
        "le certificat du serveur n’est plus valable, ou pas encore : rien ne lui a été envoyé",
        "Vérifiez le jour et l’heure de cette machine ; s’ils sont justes, prévenez l’hébergeur.",
    ),
    (
        r"x509|certificate",
        "le certificat du serveur n’est pas valable pour ce nom : rien ne lui a été envoyé",
        'Écrivez dans AIVM["publish_to"] le nom de serveur que donne l’hébergeur, celui de son certificat ; '
        "si c’est déjà lui, prévenez l’hébergeur.",
    ),
    (
        r"didn't find section|unknown backend|[Dd]idn't find backend|failed to parse",
        "rclone ne connaît pas cette destination",
        'Corrigez AIVM["publish_to"], ou déclarez-la avec « rclone config ».',
    ),
    (
        r"no such host|connection refused|network is unreachable|no route to host|couldn't connect|dial tcp"
        r"|server misbehaving",
        "le serveur ne répond pas",
        f"Vérifiez le réseau et l’adresse. {AGAIN}",
    ),
    (
        r"EOF|reset by peer|broken pipe|connection lost|timed? ?out|use of closed|aborted|connection closed"
        rf"|{code(421, 426)}|unexpected packet",
        "la connexion a été coupée",
        AGAIN,
    ),
    (
        r"SSH_FX_FAILURE|sftp: \"Failure\"",
        "le serveur n’a pas pu écrire : son espace est peut-être plein",
        f"Vérifiez la place qui reste et le droit d’écrire. {AGAIN}",
    ),
)


class SendingError(Exception):
    """The server could not be reached, read or written, or must not be; `message` and `hint` are for a person."""

    def __init__(self, message: str, hint: str, detail: str = "") -> None:
        super().__init__(f"{message} {hint}")
        self.message, self.hint, self.detail = message, hint, detail


def explained(printed: str) -> SendingError:
    """The error that the words of rclone tell; the most telling of them stay beside it for whoever looks further."""
    lines = [line.strip() for line in printed.splitlines() if line.strip()]
    for pattern, message, hint in FAULTS:
        told = [line for line in lines if re.search(pattern, line)]
        if told:
            return SendingError(f"{message}.", hint, told[-1][-300:])
    detail = lines[-1][-300:] if lines else ""
    return SendingError("l’envoi a échoué pour une raison que le site ne connaît pas.", AGAIN, detail)
