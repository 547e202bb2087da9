"""What to answer about a file that is not a photo: French sentences that say what it is and what to do."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from aivm.problems import FileFault, suggest

MAX_PIXELS = 100_000_000  # as declared: 300 MB once decoded, and twice what common phones make
MIN_SIDE = 16  # pixels: below, an icon or a tracking dot
MAX_RATIO = 12  # long side over short side: above, a rule or a damaged header; a phone's panorama reaches 5


class Fault(FileFault):
    """What is wrong with a photo."""

    noun = "la photo"


EMPTY = Fault("est vide (0 octet).", "Copiez-la de nouveau depuis l’appareil.")
BROKEN = Fault(
    "est incomplète ou abîmée.",
    "Copiez-la de nouveau depuis l’appareil : la copie s’est sans doute arrêtée trop tôt.",
)
SMALLER = "Réduisez-la à 4000 pixels de large."


def absurd(width: int, height: int) -> Fault | None:
    """What is wrong with a size in pixels that a header declares, if anything."""
    if width * height > MAX_PIXELS:
        size = f"{width} × {height} pixels, soit {width * height / 1e6:.0f} mégapixels"
        return Fault(f"annonce {size} ; la limite est de {MAX_PIXELS // 10**6}.", SMALLER)
    short, long = sorted((width, height))
    if short < MIN_SIDE:
        hint = f"Choisissez une photo d’au moins {MIN_SIDE} pixels de côté."
        return Fault(f"ne mesure que {width} × {height} pixels.", hint)
    if long > MAX_RATIO * short:
        what = f"mesure {width} × {height} pixels : elle est trop étirée."
        return Fault(what, f"Recadrez-la : son plus long côté, au plus {MAX_RATIO} fois l’autre.")
    return None


def heavy(weight: int, limit: int) -> Fault:
    """The fault of a photo that no width and no quality makes light enough, bytes rounded up to the kilobyte."""
    kilos = -(-weight // 1000)
    return Fault(
        f"pèse encore {kilos} ko une fois allégée, pour {limit // 1000} au plus.",
        "Recadrez-la sur son sujet, ou choisissez-en une avec moins de petits détails : feuillage, foule, tissu.",
    )


def absent(path: Path) -> Fault:
    """The fault of a path that is not a file, with the nearest name of its folder."""
    if path.exists():
        return Fault("est un dossier, pas un fichier.", "Écrivez le nom d’une photo de ce dossier.")
    if not path.parent.is_dir():
        return Fault("est introuvable : son dossier n’existe pas.", f"Vérifiez le dossier « {path.parent.name} ».")
    names = sorted(entry.name for entry in path.parent.iterdir() if entry.is_file())
    # A photo that opens on Windows or macOS and not on the server: same letters, other case or other accents.
    twin = next((name for name in names if folded(name) == folded(path.name)), None)
    return Fault(
        "est introuvable.",
        (f"Vouliez-vous dire « {twin} » ?" if twin else suggest(path.name, names))
        or f"Vérifiez son nom, ou ajoutez-la dans le dossier « {path.parent.name} ».",
    )


def folded(name: str) -> str:
    """A file name as forgiving systems compare them: case folded, accents composed."""
    return unicodedata.normalize("NFC", name).casefold()


def unreadable(error: OSError | ValueError) -> Fault:
    """The fault of a file that the system refuses to open."""
    if isinstance(error, PermissionError):
        return Fault("ne peut pas être ouverte : la lecture est refusée.", "Donnez le droit de lecture sur ce fichier.")
    reason = getattr(error, "strerror", None) or str(error)
    return Fault(f"ne peut pas être ouverte ({reason}).", "Vérifiez le nom du fichier et le disque.")
