"""Pluck the example sound of this folder: seven invented notes, no voice, no tune of anybody.

Run it from anywhere with Debian's ffmpeg installed: `python content/exemples/sonner.py`. The notes are the same at each
run; the bytes of the MP3 depend on the encoder.
"""

from __future__ import annotations

import random
import struct
import subprocess
from pathlib import Path

HERE = Path(__file__).parent
TARGET = HERE / "recits" / "le-lievre-sous-la-lampe" / "cordes-pincees.mp3"
MAX_BYTES = 60_000
RATE = 22_050  # samples per second
TITLE = "Exemple : notes de synthèse (CC0)"  # the site takes it away, as it does of every sound
# When each note begins (seconds) and its pitch (hertz): up, a hesitation, down again; the last one is left to ring.
NOTES = ((0.3, 220.0), (1.2, 261.6), (2.1, 329.6), (3.0, 392.0), (4.6, 392.0), (5.5, 329.6), (6.4, 220.0))
LENGTH = 10.0  # seconds


def pluck(pitch: float, samples: int, rng: random.Random) -> list[float]:
    """A string let go (Karplus and Strong, 1983): noise that goes round and round, duller at each turn."""
    string = [rng.uniform(-1, 1) for _ in range(round(RATE / pitch))]
    sound = []
    for turn in range(samples):
        place = turn % len(string)
        sound.append(string[place])
        string[place] = 0.498 * (string[place] + string[(place + 1) % len(string)])
    return sound


def mixed() -> bytes:
    """All the notes, as 16-bit samples."""
    rng = random.Random(7)
    sound = [0.0] * round(RATE * LENGTH)
    for start, pitch in NOTES:
        first = round(RATE * start)
        for rank, value in enumerate(pluck(pitch, len(sound) - first, rng), first):
            sound[rank] += value
    fade = RATE // 2  # the end is not cut short
    for rank in range(1, fade):
        sound[-rank] *= rank / fade
    loudest = max(map(abs, sound))
    return struct.pack(f"<{len(sound)}h", *(round(value / loudest * 26_000) for value in sound))


def main() -> None:
    """Encode the notes as a light MP3, which every phone plays."""
    raw = ["-f", "s16le", "-ar", str(RATE), "-ac", "1", "-i", "-"]
    light = ["-c:a", "libmp3lame", "-b:a", "32k", "-metadata", f"title={TITLE}", str(TARGET)]
    subprocess.run(["ffmpeg", "-v", "error", "-y", *raw, *light], input=mixed(), check=True)
    assert TARGET.stat().st_size < MAX_BYTES, "trop lourd"
    print(TARGET.relative_to(HERE), TARGET.stat().st_size)


if __name__ == "__main__":
    main()
