"""Hidden data of real pictures, made with Pillow, and of hand-made ones."""

from __future__ import annotations

import contextlib
import io
import struct

import pytest
from aivm.output.metadata import OTHER, UnreadableError, telltales
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from tests.conftest import PROJECT

XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF/></x:xmpmeta>"
KINDS = ["JPEG", "PNG", "WEBP"]


def exif() -> Image.Exif:
    """A place, as a phone writes it."""
    data = Image.Exif()
    data[0x010F] = "Telephone"
    data.get_ifd(0x8825)[2] = (14.0, 29.0, 0.0)
    return data


def picture(kind: str, **options: object) -> bytes:
    """A small picture of some kind, as a file."""
    file = io.BytesIO()
    Image.linear_gradient("L").resize((40, 30)).convert("RGB").save(file, kind, **options)
    return file.getvalue()


@pytest.mark.parametrize("kind", [*KINDS, "GIF", "AVIF"])
def test_a_clean_picture_tells_nothing(kind: str) -> None:
    """A picture without metadata, colour profile or not, passes."""
    assert telltales(picture(kind)) == []


@pytest.mark.parametrize("kind", [*KINDS, "AVIF"])
def test_exif_is_seen(kind: str) -> None:
    """EXIF, where GPS lives, is found in every format."""
    assert telltales(picture(kind, exif=exif())) == ["EXIF"]


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "XMP"), ("WEBP", "XMP"), ("AVIF", "XMP")])
def test_xmp_is_seen(kind: str, name: str) -> None:
    """XMP, where a photo manager writes names of people, is found."""
    assert telltales(picture(kind, xmp=XMP)) == [name]


def test_text_of_a_png_is_seen() -> None:
    """XMP and comments of a PNG are text chunks."""
    info = PngImagePlugin.PngInfo()
    info.add_itxt("XML:com.adobe.xmp", XMP.decode())
    info.add_text("Author", "Awa")

    assert telltales(picture("PNG", pnginfo=info)) == ["XMP ou texte", "texte"]


def test_a_comment_and_iptc_of_a_jpeg_are_seen() -> None:
    """A comment and Photoshop's IPTC block of a JPEG are found, a progressive one included."""
    plain = picture("JPEG", comment=b"Mopti", progressive=True)
    iptc = b"\xff\xed" + struct.pack(">H", 16) + b"Photoshop 3.0\0"

    assert telltales(plain[:2] + iptc + plain[2:]) == ["IPTC", "commentaire"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_colour_profile_is_seen(kind: str) -> None:
    """It names the maker of the screen or of the phone; the photos that the site makes are in sRGB and have none."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    assert telltales(picture(kind, icc_profile=profile)) == ["profil de couleurs"]


def test_what_no_picture_needs_is_seen() -> None:
    """GoPro's APP6 holds positions, a date of change a day; nobody has a list of all that programs invent."""
    jpeg, png, webp = map(picture, KINDS)
    chunk = struct.pack(">I4s", 7, b"tIME") + bytes(11)
    riff = struct.pack("<4sI4s", b"RIFF", len(webp) - 8 + 12, b"WEBP")

    assert telltales(jpeg[:2] + b"\xff\xe6" + struct.pack(">H", 7) + b"GoPro" + jpeg[2:]) == [OTHER]
    assert telltales(png[:-12] + chunk + png[-12:]) == ["date"]
    assert telltales(png[:-12] + chunk.replace(b"tIME", b"caBX") + png[-12:]) == [OTHER]
    assert telltales(riff + webp[12:] + struct.pack("<4sI4s", b"MINE", 4, b"Mali")) == [OTHER]


@pytest.mark.parametrize("kind", KINDS)
def test_what_follows_the_picture_is_seen(kind: str) -> None:
    """A phone appends a film, with its own GPS, after the end of a photo; a few zeros are only padding."""
    assert telltales(picture(kind) + b"ftypmp42") == ["8 octets ajoutés après l’image"]
    assert telltales(picture(kind) + b"\0\0") == []


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("tagged.mp3", ["ID3", "APE"]),
        ("tagged.m4a", ["GPS", "date d’enregistrement", "étiquettes MP4"]),
        ("tagged-vorbis.ogg", ["commentaires Ogg"]),
        ("tagged-voice.opus", ["commentaires Ogg"]),
        ("flac.ogg", []),
    ],
)
def test_the_tags_of_a_sound_are_seen(name: str, names: list[str]) -> None:
    """A phone writes where and when a sound was recorded, a program who made it."""
    assert telltales((PROJECT / "tests" / "data" / "sounds" / name).read_bytes()) == names


@pytest.mark.parametrize(
    ("tail", "names"),
    [(b"TAG" + bytes(125), ["ID3"]), (b"LYRICSBEGIN000000LYRICS200", ["paroles"]), (b"APETAGEX" + bytes(24), ["APE"])],
)
def test_tags_after_an_mp3_are_seen(tail: bytes, names: list[str]) -> None:
    """ID3v1, Lyrics3 and APE stand at the end, an MP3 without any passes."""
    assert telltales(b"\xff\xfb\x90\0" + bytes(900) + tail) == names
    assert telltales(b"\xff\xfb\x90\0" + bytes(900)) == []


@pytest.mark.parametrize("name", ["tagged.m4a", "tagged-voice.opus"])
def test_a_box_or_a_comment_that_goes_beyond_the_file_is_no_accident(name: str) -> None:
    """Cut anywhere, it is unreadable, or what can be read of it is told."""
    whole = (PROJECT / "tests" / "data" / "sounds" / name).read_bytes()
    for end in range(8, len(whole), 37):
        with contextlib.suppress(UnreadableError):
            telltales(whole[:end])


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40)
@given(data=st.data())
def test_a_cut_picture_is_unreadable_never_an_accident(kind: str, data: st.DataObject) -> None:
    """A file cut anywhere after its first bytes is called unreadable."""
    whole = picture(kind)
    cut = data.draw(st.integers(8, len(whole) - 3))

    with pytest.raises(UnreadableError):
        telltales(whole[:cut])
