"""What to answer about a file that is not a sound one can publish: French sentences and what to do."""

from __future__ import annotations

from aivm.problems import FileFault


class Fault(FileFault):
    """What is wrong with a sound."""

    noun = "le son"


class RefusedError(ValueError):
    """A file that cannot be published, with the fault to tell; raised deep in a format, caught in clean.py."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.what)
        self.fault = fault


AGAIN = "Copiez-le de nouveau depuis l’appareil : la copie s’est sans doute arrêtée trop tôt."
CONVERT = "Convertissez-le en .mp3 ou en .m4a (AAC), par exemple avec Audacity : Fichier, Exporter l’audio."

EMPTY = Fault("est vide (0 octet).", "Copiez-le de nouveau depuis l’appareil.")
ABSENT = Fault("est introuvable.", "Vérifiez son nom, ou copiez-le à côté du texte du récit.")
CUT = Fault("est coupé : sa fin manque.", AGAIN)
BROKEN = Fault("est abîmé : il ne se lit pas jusqu’au bout.", AGAIN)
SILENT = Fault("ne dure rien (0 seconde).", "Choisissez un autre enregistrement.")
FILM = Fault("contient une vidéo.", f"N’en gardez que le son. {CONVERT}")
PIECES = Fault("est fait de plusieurs enregistrements mis bout à bout.", f"Refaites-en un seul. {CONVERT}")


def heavy(weight: int, limit: int) -> Fault:
    """The fault of a sound of more than `limit` bytes, `weight` being its own."""
    what = f"pèse {millions(weight)} ; la limite est de {millions(limit)}."
    hint = "Coupez-le, ou exportez-le en voix : mono, 32 kbit/s. Cinq minutes pèsent alors 1,2 Mo."
    return Fault(what, hint)


def millions(weight: int) -> str:
    """« 20,0 Mo » for 20 000 000 bytes."""
    return f"{weight / 1e6:.1f} Mo".replace(".", ",")


def codec(name: str) -> Fault:
    """The fault of a sound in the right kind of file, in a way that common phones do not play."""
    return Fault(f"est codé en {name}, que beaucoup de téléphones ne lisent pas.", CONVERT)


def unreadable(error: OSError | ValueError) -> Fault:
    """The fault of a file that the system refuses to open."""
    if isinstance(error, PermissionError):
        return Fault("ne peut pas être ouvert : la lecture est refusée.", "Donnez le droit de lecture sur ce fichier.")
    reason = getattr(error, "strerror", None) or str(error)
    return Fault(f"ne peut pas être ouvert ({reason}).", "Vérifiez le nom du fichier et le disque.")
