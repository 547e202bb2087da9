"""Make the sounds of this folder again, each named for what it tests: Debian's ffmpeg, and mutagen for its tags.

Run from the project: `.venv/bin/python tests/data/sounds/make.py`. Every name and place in them is the word SECRET.
"""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path

from mutagen.apev2 import APEv2
from mutagen.flac import Picture
from mutagen.id3 import APIC, ID3, TIT2, TPE1, TXXX, USLT
from mutagen.mp4 import MP4, MP4Cover
from mutagen.oggopus import OggOpus
from mutagen.oggvorbis import OggVorbis

HERE = Path(__file__).parent
COVER = b"\xff\xd8\xff\xe0SECRET cover\xff\xfb\x10\xc4\xff\xd9"  # with the four bytes of an MP3 frame in it
PLACE = b"+14.4900-004.1900/"
SOUNDS = {
    "tagged.mp3": "-c:a libmp3lame -b:a 16k -ar 16000",
    "tagged.m4a": "-c:a aac -b:a 16k -metadata creation_time=2026-11-08T10:00:00Z",
    "tagged-vorbis.ogg": "-c:a libvorbis -q:a 0 -ar 16000",
    "tagged-voice.opus": "-c:a libopus -b:a 12k",
    "fragmented.m4a": "-c:a aac -b:a 16k -movflags frag_keyframe+empty_moov",
    "lossless.m4a": "-c:a alac -ar 8000 -t 0.6",
    "flac.ogg": "-c:a flac -ar 8000 -t 0.6",
    "wave-inside.mp3": "-f wav -ar 8000 -t 0.3",
}


def make(name: str, options: str) -> None:
    """One sound: a tone of a second and a half."""
    tone = ["-f", "lavfi", "-i", "sine=frequency=440:duration=1.5"]
    subprocess.run(["ffmpeg", "-v", "error", "-y", *tone, *options.split(), "-ac", "1", str(HERE / name)], check=True)


def tag_mp3(path: Path) -> None:
    """ID3v2 with a cover and words, ID3v1, then APE."""
    tags = ID3()
    for frame in (
        TIT2(3, ["SECRET"]),
        TPE1(3, ["SECRET"]),
        TXXX(3, "GPS", ["SECRET 14.49"]),
        USLT(3, "fra", "", "SECRET"),
    ):
        tags.add(frame)
    tags.add(APIC(3, "image/jpeg", 3, "", COVER))
    tags.save(path, v1=2)
    ape = APEv2()
    ape["Location"] = "SECRET"
    ape.save(path)


def tag_m4a(path: Path) -> None:
    """iTunes' tags with a cover; then the place as Android writes it, in the index, which is last in the file."""
    sound = MP4(path)
    sound["\xa9nam"], sound["\xa9ART"], sound["covr"] = "SECRET", "SECRET", [MP4Cover(COVER)]
    sound.save()
    data = path.read_bytes()
    box = len(PLACE + b"SECRET").to_bytes(2, "big") + b"\x15\xc7" + PLACE + b"SECRET"
    box = (8 + len(box)).to_bytes(4, "big") + b"\xa9xyz" + box
    box = (8 + len(box)).to_bytes(4, "big") + b"udta" + box
    start = data.rindex(b"moov") - 4
    size = int.from_bytes(data[start : start + 4], "big")
    assert start + size == len(data)
    path.write_bytes(data[:start] + (size + len(box)).to_bytes(4, "big") + data[start + 4 :] + box)


def tag_ogg(path: Path, kind: type[OggOpus] | type[OggVorbis]) -> None:
    """Comments, a place and a picture."""
    sound, picture = kind(path), Picture()
    picture.data, picture.mime = COVER, "image/jpeg"
    sound["title"], sound["geo_location"] = "SECRET", "SECRET;14.49;-4.19"
    sound["metadata_block_picture"] = base64.b64encode(picture.write()).decode()
    sound.save()


if __name__ == "__main__":
    for name, options in SOUNDS.items():
        make(name, options)
    make("film.m4a", "-f lavfi -i color=size=32x32:rate=2:duration=1 -c:v mpeg4 -c:a aac -b:a 16k -f mp4")
    tag_mp3(HERE / "tagged.mp3")
    tag_m4a(HERE / "tagged.m4a")
    tag_ogg(HERE / "tagged-vorbis.ogg", OggVorbis)
    tag_ogg(HERE / "tagged-voice.opus", OggOpus)
