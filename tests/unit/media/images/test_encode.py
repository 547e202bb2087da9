"""A build's photos: made once, light, without a trace of where or by whom."""

from __future__ import annotations

import hashlib
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from aivm.media.images.cache import file_of, keep
from aivm.media.images.encode import encode_all
from aivm.media.images.faults import BROKEN, Fault
from aivm.media.images.plan import Picture, Recipe, Rendition, key_of, name_of
from aivm.problems import Severity, Where
from PIL import Image, ImageCms

HERE = Where("content/recits/marche/recit.md", 5, "photo")
RECIPE = Recipe()
Save = Callable[..., Path]
Scene = Callable[[int, int], Image.Image]


def chunks(data: bytes) -> list[bytes]:
    """The names of the chunks of a WebP file (RFC 9649 § 2.3)."""
    assert data[:4] == b"RIFF"
    assert data[8:12] == b"WEBP"
    assert struct.unpack("<I", data[4:8])[0] == len(data) - 8
    names, place = [], 12
    while place < len(data):
        names.append(data[place : place + 4])
        size = struct.unpack("<I", data[place + 4 : place + 8])[0]
        place += 8 + size + size % 2
    return names


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIC"])
def test_the_published_files_hold_pixels_and_nothing_else(
    kind: str, save: Save, make_scene: Scene, exif_with_gps: Callable[..., Image.Exif], tmp_path: Path
) -> None:
    """EXIF, XMP, ICC and the position stay in the original; the person is told that it keeps the position."""
    exif = exif_with_gps()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    options = {"icc_profile": profile, "exif": exif.tobytes() if kind == "HEIC" else exif}
    if kind in {"JPEG", "WEBP"}:
        options["xmp"] = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>Awa</x:xmpmeta>"
    path = save("Awa 2025-11-03.jpg", make_scene(640, 480), kind, **options)
    pictures, problems = encode_all([(path, HERE)], tmp_path / "cache", RECIPE)
    picture = pictures[path]

    assert picture.sharp is not None
    for rendition in (picture.default, picture.sharp):
        data = file_of(tmp_path / "cache", rendition).read_bytes()
        assert chunks(data) == [b"VP8 "]
        assert len(data) == rendition.weight
        with Image.open(file_of(tmp_path / "cache", rendition)) as image:
            assert image.size == (rendition.width, rendition.height)
            assert not {"exif", "xmp", "icc_profile"} & image.info.keys()
        assert "Awa" not in rendition.name
    assert picture.had_gps
    assert [problem.severity for problem in problems] == [Severity.ADVICE]
    assert "« Awa 2025-11-03.jpg »" in problems[0].message
    assert "la position GPS a été retirée de la version publiée ; l’original la garde" in problems[0].message


def test_a_twelve_megapixel_photo_is_light(save: Save, make_scene: Scene, tmp_path: Path) -> None:
    """The default photo has the bytes that a story allows it, made narrower where 480 pixels need more."""
    path = save("a.jpg", make_scene(4032, 3024), "JPEG", quality=92)
    pictures, problems = encode_all([(path, HERE)], tmp_path / "cache", RECIPE)
    picture = pictures[path]

    assert problems == []
    assert picture.default.width in (480, *RECIPE.default.narrower)
    assert picture.default.height == picture.default.width * 3 // 4
    assert picture.sharp is not None
    assert (picture.sharp.width, picture.sharp.height) == (1200, 900)
    assert picture.default.weight <= RECIPE.default.aim
    assert picture.default.weight < picture.sharp.weight < path.stat().st_size / 4


def test_the_same_photos_give_the_same_bytes(save: Save, make_scene: Scene, tmp_path: Path) -> None:
    """Neither the number of threads nor their order shows in the files."""
    requests = [(save(f"{width}.jpg", make_scene(width, 400), "JPEG"), HERE) for width in (500, 600, 700, 800)]
    one = encode_all(requests, tmp_path / "one", RECIPE, workers=1)
    four = encode_all(requests, tmp_path / "four", RECIPE, workers=4)
    folders = [{path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "four")]

    assert one == four
    assert list(one[0]) == [path for path, _ in requests]
    assert folders[0] == folders[1]
    assert len(folders[0]) == 12


def test_a_second_build_does_not_decode(tmp_path: Path) -> None:
    """An entry kept for a content is used as it is: here the content could not even be decoded."""
    path = tmp_path / "a.jpg"
    path.write_bytes(b"not a photo")
    key = key_of(hashlib.sha256(b"not a photo").hexdigest(), RECIPE)
    default = Rendition(name_of(key, RECIPE.default), 480, 360, 4)
    kept = Picture(default, None, "#123456", had_gps=True)
    keep(tmp_path / "cache", key, kept, {default: b"webp"})
    pictures, problems = encode_all([(path, HERE)], tmp_path / "cache", RECIPE)

    assert pictures == {path: kept}
    assert [problem.severity for problem in problems] == [Severity.ADVICE]  # said at each build


def test_a_second_build_writes_nothing_and_a_new_recipe_all(save: Save, make_scene: Scene, tmp_path: Path) -> None:
    """A warm cache is left alone; a new version of the recipe makes other files beside."""
    path, cache = save("a.jpg", make_scene(800, 600), "JPEG"), tmp_path / "cache"
    first, _ = encode_all([(path, HERE)], cache, RECIPE)
    times = {file: file.stat().st_mtime_ns for file in cache.iterdir()}
    second, _ = encode_all([(path, HERE)], cache, RECIPE)

    assert second == first
    assert {file: file.stat().st_mtime_ns for file in cache.iterdir()} == times
    third, _ = encode_all([(path, HERE)], cache, replace(RECIPE, version=RECIPE.version + 1))
    assert third[path].default.name != first[path].default.name
    assert len(list(cache.iterdir())) == 2 * len(times)


def test_what_a_killed_build_left_is_made_again(save: Save, make_scene: Scene, tmp_path: Path) -> None:
    """A rendition without its entry and a draft are what a killed run leaves: the result is the same as without."""
    path, cache = save("a.jpg", make_scene(800, 600), "JPEG"), tmp_path / "cache"
    whole, _ = encode_all([(path, HERE)], cache, RECIPE)
    data = file_of(cache, whole[path].default).read_bytes()
    next(cache.glob("*.json")).unlink()
    file_of(cache, whole[path].default).write_bytes(data[:100])
    (cache / "x.webp.1.tmp").write_bytes(b"half")
    again, problems = encode_all([(path, HERE)], cache, RECIPE)

    assert problems == []
    assert again == whole
    assert file_of(cache, again[path].default).read_bytes() == data


def test_one_content_under_two_names_is_made_once(save: Save, make_scene: Scene, tmp_path: Path) -> None:
    """Two copies of a photo share their files."""
    image, cache = make_scene(800, 600), tmp_path / "cache"
    first, second = (save(name, image, "JPEG") for name in ("a.jpg", "b.jpg"))
    pictures, _ = encode_all([(first, HERE), (second, HERE)], cache, RECIPE)

    assert pictures[first] == pictures[second]
    assert len(list(cache.iterdir())) == 3


def test_a_heavy_photo_no_wider_than_the_small_one_has_a_sharp_one_too(save: Save, tmp_path: Path) -> None:
    """It was made narrower to be light: what it lost is a tap away, at the width of the file."""
    noise = Image.effect_noise((480, 360), 120).convert("RGB")
    path = save("foule.png", noise, "PNG")
    pictures, _ = encode_all([(path, HERE)], tmp_path / "cache", RECIPE)
    sharp = pictures[path].sharp

    assert pictures[path].default.width == 328
    assert sharp
    assert (sharp.width, sharp.height) == (480, 360)


def test_a_machine_of_many_cores_keeps_its_memory(save: Save, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight photos at most are decoded at once: a phone's largest takes 300 MB."""
    paths = [save(f"{shade}.png", Image.new("L", (16, 16), shade), "PNG") for shade in range(24)]
    lock, open_now, most = threading.Lock(), 0, 0

    def slow(path: Path, width: int) -> Fault:
        nonlocal open_now, most
        with lock:
            open_now += 1
            most = max(most, open_now)
        time.sleep(0.02)
        with lock:
            open_now -= 1
        return BROKEN

    monkeypatch.setattr("aivm.media.images.encode.os.cpu_count", lambda: 64)
    monkeypatch.setattr("aivm.media.images.encode.develop", slow)
    encode_all([(path, HERE) for path in paths], tmp_path / "cache", RECIPE)

    assert most == 8


def test_problems_are_told_at_every_place_that_asks(save: Save, make_scene: Scene, tmp_path: Path) -> None:
    """One bad photo does not stop the others, and each story that shows it is named, with the remedy."""
    good = save("marche.jpg", make_scene(640, 480), "JPEG")
    text = tmp_path / "notes.jpg"
    text.write_text("Photo à venir", encoding="utf-8")
    there = Where("content/recits/ecole/recit.md", 9, "photo")
    requests = [(tmp_path / "marhce.jpg", HERE), (good, HERE), (text, HERE), (text, there)]
    pictures, problems = encode_all(requests, tmp_path / "cache", RECIPE)

    assert list(pictures) == [good]
    assert [str(problem) for problem in problems] == [
        f"{HERE} : la photo « marhce.jpg » est introuvable. Vouliez-vous dire « marche.jpg » ?",
        f"{HERE} : la photo « notes.jpg » est un texte. Enregistrez-la en JPEG, PNG, WebP ou HEIC.",
        f"{there} : la photo « notes.jpg » est un texte. Enregistrez-la en JPEG, PNG, WebP ou HEIC.",
    ]
    assert {problem.severity for problem in problems} == {Severity.BLOCKING}


def test_progress_goes_from_nothing_to_all_in_the_callers_thread(save: Save, make_scene: Scene, tmp_path: Path) -> None:
    """Every file counts, copies and faulty ones too, and the count never goes back."""
    image = make_scene(320, 240)
    requests = [(save(name, image, "JPEG"), HERE) for name in ("a.jpg", "b.jpg")]
    requests += [(save("c.jpg", make_scene(400, 300), "JPEG"), HERE), (tmp_path / "d.jpg", HERE), requests[0]]
    told: list[tuple[int, int]] = []
    threads = set()

    def listen(done: int, total: int) -> None:
        told.append((done, total))
        threads.add(threading.get_ident())

    encode_all(requests, tmp_path / "cache", RECIPE, on_progress=listen)

    assert told[0] == (0, 4)
    assert told[-1] == (4, 4)
    assert told == sorted(told)
    assert threads == {threading.get_ident()}


def test_an_interrupted_build_does_not_wait_for_the_photos_not_begun(
    save: Save, make_scene: Scene, tmp_path: Path
) -> None:
    """Ctrl-C comes back at once, and what was done is kept for the next build."""
    requests = [(save(f"{width}.jpg", make_scene(width, 240), "JPEG"), HERE) for width in range(240, 400, 8)]

    def interrupt(done: int, total: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        encode_all(requests, tmp_path / "cache", RECIPE, on_progress=interrupt, workers=1)

    assert 1 <= len(list((tmp_path / "cache").glob("*.json"))) < len(requests)


def test_no_photo_is_no_work(tmp_path: Path) -> None:
    """A site without photos makes no folder and reports no progress."""
    told: list[tuple[int, int]] = []

    assert encode_all([], tmp_path / "cache", RECIPE, on_progress=lambda *step: told.append(step)) == ({}, [])
    assert told == []
    assert not (tmp_path / "cache").exists()


def test_a_cache_that_cannot_be_written_is_the_callers_affair(save: Save, make_scene: Scene, tmp_path: Path) -> None:
    """A full disk or a refused folder is not a fault of the photos: the error of the system goes up."""
    path = save("a.jpg", make_scene(320, 240), "JPEG")
    (tmp_path / "cache").write_bytes(b"a file where the folder should be")

    with pytest.raises(OSError):
        encode_all([(path, HERE)], tmp_path / "cache", RECIPE)
