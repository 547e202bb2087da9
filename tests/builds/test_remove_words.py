"""The words that lead `remove` to a thing: whoever asks by telephone gives a title, a name, an address or a file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from aivm.commands.remove import meant
from aivm.host.render import render
from aivm.problems import Report
from aivm.site.site import Site
from aivm.withdrawals.things import named, things

from tests.conftest import PROJECT, SITES, TODAY

pytestmark = pytest.mark.build

SOUND = "son : voix.mp3\nmineurs : aucun\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A build of the minimal site with a second story, a sound, and a portrait."""
    work = tmp_path_factory.mktemp("mots")
    content = Path(shutil.copytree(SITES / "minimal" / "content", work / "content"))
    story = content / "recits" / "jardin"
    shutil.copytree(content / "recits" / "premier-recit", story)
    text = (story / "recit.md").read_text(encoding="utf-8").replace("Premier récit", "L’œuvre d’un été")
    (story / "recit.md").write_text(text.replace("titre :", f"{SOUND}titre :"), encoding="utf-8")
    shutil.copy(PROJECT / "tests" / "data" / "sounds" / "tagged.mp3", story / "voix.mp3")
    people = content / "data" / "volontaires.yaml"
    record = people.read_text(encoding="utf-8").replace("Personne A", "Aïssata Tœuré")
    record = record.replace("portee: [nom, récits], expire_le: 2028", "portee: [nom, photo], expire_le: 2028")
    people.write_text(record.replace("langues:", "photo: elle.jpg\n  photo_alt: Elle\n  langues:", 1), encoding="utf-8")
    shutil.copy(PROJECT / "content" / "exemples" / "data" / "volontaire-a.jpg", content / "data" / "elle.jpg")
    settings = {"PATH": str(content), "AIVM_CACHE": work / "cache", "SITEURL": "https://site.example/mopti"}
    report = Report()
    found = render(PROJECT, "preview", report, {**settings, "AIVM": {"today": TODAY}})
    assert found is not None, list(report)
    return found


STORY = "le récit « L’œuvre d’un été » (/recits/jardin/)"
PERSON = "« Aïssata Tœuré »"
WORDS = [
    ("/recits/jardin/", STORY),
    ("recits/jardin", STORY),
    ("/RÉCITS/Jardin", STORY),
    ("https://site.example/mopti/recits/jardin/?partage=1#texte", STORY),
    ("http://www.site.example/mopti/recits/jardin/index.html", STORY),
    ("site.example/mopti/recits/jardin", STORY),
    ("/mopti/recits/jardin/", STORY),
    ("l'oeuvre d'un ete", STORY),
    ("L%E2%80%99%C5%93uvre d’un été".replace("%E2%80%99", "’").replace("%C5%93", "œ"), STORY),
    ("content/recits/jardin", STORY),
    ("content/recits/jardin/", STORY),
    ("content/recits/jardin/recit.md", STORY),
    ("content\\recits\\jardin\\recit.md", STORY),
    ("causerie-2027", "la date « Causerie sur le fleuve »"),
    ("Causerie sur le fleuve", "la date « Causerie sur le fleuve »"),
    ("/agenda/causerie-2027/evenement.ics", "la date « Causerie sur le fleuve »"),
    ("personne-a", PERSON),
    ("AISSATA TOEURE", PERSON),
    ("tœuré, aïssata", PERSON),
    ("/volontaires/personne-a/", PERSON),
    ("content/data/elle.jpg", "la photo"),
    ("elle.jpg", "la photo"),
    ("voix.mp3", "le son"),
    ("recits/jardin/voix.mp3", "le son"),
    ("content/pages/cooperation/sources.md", "la page « "),
    ("/cooperation/", "la page « "),
]


@pytest.mark.parametrize(("typed", "told"), WORDS)
def test_a_thing_is_found_by_any_of_its_names(site: Site, typed: str, told: str) -> None:
    """In any spelling, with the host, the folder of the site there, capitals, accents or none."""
    sure, _ = named(typed, things(site), site)

    assert [thing.told.startswith(told) for thing in sure] == [True]


def test_published_names_lead_to_the_file(site: Site) -> None:
    """Who looks at the site sees « photos/3f2a90c1d4e5b6a7-480.webp » and « sons/… »."""
    photo = next(picture.default.name for picture in site.media.pictures.values())
    sound = next(one.name for one in site.media.sounds.values())

    for typed, kind in ((f"/{photo}", "la photo"), (f"https://site.example/mopti/{sound}", "le son")):
        sure, _ = named(typed, things(site), site)
        assert [thing.told.startswith(kind) for thing in sure] == [True]


def test_the_story_of_that_name_comes_before_the_photo(site: Site) -> None:
    """« jardin » is the story; jardin.jpg, which both stories hold, is one photo."""
    said: list[str] = []

    assert meant("jardin", site, Report(), said.append, None) is not None
    assert said == [f"Trouvé : {STORY}."]
    sure, likely = named("jardin", things(site), site)
    assert [len(sure), [thing.told.startswith("la photo ") for thing in likely]] == [1, [True]]


def test_of_several_one_is_chosen(site: Site) -> None:
    """They are numbered; a person types the number, and without a terminal nothing is done."""
    said: list[str] = []
    report = Report()

    assert meant("recit", site, report, said.append, None) is None
    assert report.exit_code(strict=True) == 1
    assert said[0] == "« recit » peut vouloir dire :"
    assert said[1].startswith("  1. ")
    chosen = meant("recit", site, Report(), said.append, lambda count: count)
    assert chosen is not None
    assert said[-1] == f"Trouvé : {chosen.told}."
    assert meant("recit", site, Report(), said.append, lambda count: None) is None
    assert said[-1] == "Rien n’a été retiré."


def test_a_page_that_the_site_needs_is_not_removed(site: Site) -> None:
    """The first page and those that hold a list: their text is to be mended."""
    for typed in ("content/pages/accueil.md", "/agenda/", "content/pages/recits.md"):
        report = Report()
        assert meant(typed, site, report, lambda line: None, None) is None, typed
        assert "le site a besoin de cette page" in "\n".join(map(str, report)), typed
