"""Sounds beside stories, in whole builds: heard by whoever asks, telling nothing, costing nothing to the others."""

from __future__ import annotations

import re
import shutil
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from aivm.output.weight import brotli_size, printed, unfill
from aivm.problems import Problem, Report

from tests.conftest import PROJECT, SITES, TODAY, Build

pytestmark = pytest.mark.build

SOUNDS = PROJECT / "tests" / "data" / "sounds"
STORY = "titre : Un récit\nécrit le : 12/10/2026\npublié le : 03/11/2026\n"
NAMES = ("tagged.mp3", "tagged.m4a", "tagged-vorbis.ogg", "tagged-voice.opus")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The minimal site, to add to."""
    return Path(shutil.copytree(SITES / "minimal" / "content", tmp_path / "content"))


def story(content: Path, lines: str, *names: str, text: str = "recit.md", body: str = "Texte.") -> None:
    """A story with sounds beside it."""
    folder = content / "recits" / "sonore"
    folder.mkdir()
    (folder / text).write_text(f"{lines}\n{body}\n", encoding="utf-8")
    for name in names:
        shutil.copy(SOUNDS / name, folder / name)


def declared(*names: str) -> str:
    """The lines of sounds without minors."""
    return STORY + "".join(f"son : {name}\ncrédit : AIVM\nmineurs : aucun\n" for name in names)


def page_of(output: Path) -> str:
    """The page of the story, as a person reads it."""
    return unescape((output / "recits" / "sonore" / "index.html").read_text(encoding="utf-8"))


def about(report: Report, words: str) -> list[Problem]:
    """The problems that say these words."""
    return [problem for problem in report if words in str(problem)]


def test_a_sound_tells_its_price_where_a_tariff_is_known(build_site: Build, content: Path) -> None:
    """The heaviest thing that a visitor may ask for; from one franc up, as the sharp photo."""
    story(content, declared("tagged.mp3"), "tagged.mp3")
    told = {"tariff_fcfa_per_mo": 500.0, "tariff_source": "Opérateur", "tariff_date": date(2026, 11, 1)}
    _, output = build_site(content, AIVM={"today": TODAY, **told})

    assert "(2\u202fs, 4\u202fko, environ 2\u202fFCFA)" in page_of(output).replace("\u00a0", "\u202f")


@pytest.mark.parametrize("mode", ["production", "preview"])
def test_each_format_is_a_link_and_a_player_that_waits(mode: str, build_site: Build, content: Path) -> None:
    """In the order of the front matter, before the text; nothing is fetched before the tap."""
    story(content, declared(*NAMES), *NAMES)
    report, output = build_site(content, mode)
    page = page_of(output)
    links = re.findall(r"<a href=(/sons/[0-9a-f]{16}\.\w+)>(Écouter \([^)]*\))</a>", page)
    players = re.findall(r"<audio[^>]*>", page)

    assert about(report, "sonore") == []
    assert [Path(link).suffix for link, _ in links] == [".mp3", ".m4a", ".ogg", ".ogg"]
    assert [words for _, words in links] == [
        "Écouter (2\u202fs, 4\u202fko)",
        "Écouter (2\u202fs, 5\u202fko)",
        "Écouter (2\u202fs, 5\u202fko)",
        "Écouter (2\u202fs, 3\u202fko)",
    ]
    assert len(players) == 4
    assert [player for player in players if "preload=none" not in player or "autoplay" in player] == []
    assert "rel=preload" not in page
    assert page.rindex("<audio") < page.rindex("Texte.")
    assert report.exit_code(strict=True) == 0 or mode == "preview"


def test_nothing_of_the_tags_leaves(build_site: Build, content: Path) -> None:
    """No name, place, cover or file name in any file of the site, in any spelling of the tags."""
    story(content, declared(*NAMES), *NAMES)
    _, output = build_site(content)
    files = [path for path in output.rglob("*") if path.is_file()]

    assert len([path for path in files if path.parent.name == "sons"]) == 4
    assert [path for path in files if re.search(rb"S\0?E\0?C\0?R\0?E\0?T cover|14\.49|tagged", path.read_bytes())] == []
    assert [path for path in files if path.parent.name == "sons" and b"SECRET" in path.read_bytes()] == []


def test_the_weight_of_the_page_is_that_of_the_page(build_site: Build, content: Path) -> None:
    """The sound is announced by its own link; whoever only reads does not pay for it."""
    story(content, declared("tagged.mp3"), "tagged.mp3")
    _, output = build_site(content)
    html = (output / "recits" / "sonore" / "index.html").read_text(encoding="utf-8")

    assert printed(html) == brotli_size(unfill(html).encode())


def test_a_sound_without_its_statement_stops_production(build_site: Build, content: Path) -> None:
    """As for a photo: it is left out, and told with the line to add."""
    story(content, f"{STORY}son : tagged.mp3\ncrédit : AIVM\n", "tagged.mp3")
    report, output = build_site(content, "preview")
    (problem,) = about(report, "mineurs")

    assert str(problem).endswith(
        "sonore/recit.md, ligne 4, « tagged.mp3 » : rien ne dit si l’on entend des mineurs. Ajoutez sous la ligne "
        "son : « mineurs : aucun », « non reconnaissables » ou « autorisation écrite »."
    )
    assert "<audio" not in page_of(output)
    assert not (output / "sons").exists()
    assert build_site(content)[0].exit_code(strict=True) == 1


def test_a_sound_that_nobody_declared_stays_at_home(build_site: Build, content: Path) -> None:
    """Told once, as advice, and not as a kind of file that the site does not read."""
    story(content, STORY, "tagged-voice.opus")
    report, output = build_site(content)

    assert [problem.message for problem in about(report, "tagged-voice")] == ["le récit ne déclare pas ce son."]
    assert report.exit_code(strict=True) == 0
    assert not (output / "sons").exists()


def test_a_draft_lets_its_voice_message_be_heard_in_the_preview_only(build_site: Build, content: Path) -> None:
    """With its questions; production has neither the draft nor the sound."""
    story(content, "Un message", "tagged-voice.opus", text="message.txt")
    report, output = build_site(content, "preview")

    assert "<audio" in page_of(output)
    assert len(about(report, "entend")) == 2
    report, output = build_site(content)
    assert report.exit_code(strict=True) == 0
    assert not (output / "sons").exists()


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (declared("wave-inside.mp3"), "le son « wave-inside.mp3 » est un son WAV"),
        (declared("film.m4a"), "le son « film.m4a » contient une vidéo"),
        (declared("absent.mp3"), "le son « absent.mp3 » est introuvable"),
        (declared("../premier-recit/jardin.jpg"), "le son n’est pas à côté du texte"),
        (f"{STORY}son : film.m4a\nalt : Un film\nmineurs : aucun\n", "« alt » est donné pour un son"),
    ],
)
def test_a_bad_sound_is_told_and_its_story_stays(build_site: Build, content: Path, lines: str, words: str) -> None:
    """One sentence, and the story without it."""
    story(content, lines, "wave-inside.mp3", "film.m4a")
    report, output = build_site(content, "preview")

    assert len(about(report, words)) == 1
    assert "<audio" not in page_of(output)


def test_a_standing_page_bears_no_sound(build_site: Build, content: Path) -> None:
    """It would have no transcript."""
    page = content / "pages" / "son.md"
    page.write_text("titre : Une page\nson : a.mp3\nmineurs : aucun\n\nTexte.\n", encoding="utf-8")

    assert len(about(build_site(content, "preview")[0], "seul un récit peut porter un son")) == 1


def test_the_limit_is_a_setting(build_site: Build, content: Path) -> None:
    """A sound heavier than `sound_max_bytes` is told with what to do."""
    heavy = content / "recits" / "sonore" / "long.mp3"
    story(content, declared("long.mp3"))
    heavy.write_bytes((SOUNDS / "tagged.mp3").read_bytes()[:60] + bytes(20_000_000))
    (problem,) = about(build_site(content, "preview")[0], "long.mp3")

    assert "pèse 20,0 Mo ; la limite est de 3,0 Mo." in problem.message


def test_tags_copied_by_hand_are_caught(build_site: Build, content: Path, tmp_path: Path) -> None:
    """A file that goes round the way of stories is still read by the checks."""
    theme = Path(shutil.copytree(PROJECT / "theme", tmp_path / "theme"))
    (theme / "static").mkdir()
    for name in NAMES:
        shutil.copy(SOUNDS / name, theme / "static" / name)
    report, _ = build_site(content, "preview", THEME=str(theme))

    assert len(about(report, "données cachées")) == len(NAMES)
