"""Which files are sounds, and how each is bared: their first bytes decide, never their suffix."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from aivm.media.sounds import mp4, mpeg, ogg
from aivm.media.sounds.faults import CONVERT, FILM, Fault

HEAD = 64  # bytes that are enough to tell what a file is


@dataclass(frozen=True)
class Format:
    """A format the site publishes: `bare` gives the audio alone and its seconds, or raises RefusedError."""

    label: str
    suffix: str  # of the published file: one that every server knows the type of
    suffixes: tuple[str, ...]  # usual ones, in lower case, to find sounds in a folder; they prove nothing
    recognises: Callable[[bytes], bool]
    bare: Callable[[bytes], tuple[bytes, float]]


def is_mpeg(head: bytes) -> bool:
    """Whether a file begins as an MP3 does: with a tag or a frame."""
    return head.startswith(b"ID3") or mpeg.frame_at(head, 0) is not None


def is_film(head: bytes) -> bool:
    """A brand of MPEG-4 that only films bear; a sound may hide under `mp42` or `isom`, so its tracks will tell."""
    return head[4:12] == b"ftypqt  "


# WhatsApp's voice messages are Opus in Ogg, named .opus: browsers play them, and servers know .ogg better.
FORMATS = (
    Format("MP3", ".mp3", (".mp3",), is_mpeg, mpeg.bare),
    Format("M4A", ".m4a", (".m4a",), lambda head: head[4:8] == b"ftyp" and not is_film(head), mp4.bare),
    Format("Ogg", ".ogg", (".ogg", ".opus", ".oga"), lambda head: head.startswith(b"OggS"), ogg.bare),
)
SUFFIXES = frozenset(suffix for kind in FORMATS for suffix in kind.suffixes)

# Files often met in the place of a sound, so that the message can name them. The first match is said.
FOREIGN: tuple[tuple[Callable[[bytes], bool], str], ...] = (
    (lambda head: head.startswith(b"RIFF") and head[8:12] == b"WAVE", "est un son WAV, dix fois trop lourd."),
    (lambda head: head.startswith(b"RIFF") and head[8:12] == b"WEBP", "est une image."),
    (lambda head: head.startswith(b"FORM"), "est un son AIFF, dix fois trop lourd."),
    (lambda head: head.startswith(b"fLaC"), "est un son FLAC, trop lourd."),
    (lambda head: head.startswith(b"#!AMR"), "est un son AMR, que les navigateurs ne lisent pas."),
    (lambda head: head.startswith(b"\x30\x26\xb2\x75"), "est un son Windows Media, que les téléphones ne lisent pas."),
    (lambda head: head[:2] in (b"\xff\xf1", b"\xff\xf9"), "est un son AAC sans son enveloppe M4A."),
    (lambda head: head.startswith(b"\x1aE\xdf\xa3"), "est un fichier WebM ou Matroska."),
    (lambda head: head.startswith((b"\xff\xd8\xff", b"\x89PNG", b"GIF8")), "est une image."),
    (lambda head: head.startswith(b"%PDF"), "est un PDF."),
    (lambda head: head.startswith(b"PK\x03\x04"), "est un document de bureautique ou une archive ZIP."),
    (lambda head: head.startswith(b"version https://git-lfs"), "est un renvoi de Git LFS : le son n’a pas été reçu."),
)


def identify(head: bytes) -> Format | Fault:
    """The format of a file by its first bytes, or what it is instead."""
    if is_film(head):
        return FILM
    for kind in FORMATS:
        if kind.recognises(head):
            return kind
    what = next((text for recognises, text in FOREIGN if recognises(head)), "n’est pas un son reconnu.")
    return Fault(what, CONVERT)
