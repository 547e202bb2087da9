"""A name without consent is found however it is written, and only where it is a name."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from urllib.parse import quote

import pytest
from aivm.output.names import people, retold
from aivm.output.typed import where_typed
from aivm.people.names import seek
from aivm.problems import Severity

from tests.unit.output.conftest import site


@pytest.mark.parametrize(
    "text",
    [
        "avec Aïssata Touré.",
        "AÏSSATA TOURÉ",
        "Aïssata&nbsp;Tour&eacute;",
        "<img alt='Aïssata\nTouré'>",
        "Aïssata-Touré",
        "aissata toure",
        "Aïssata <strong>Touré</strong>",
        "TOURÉ Aïssata",
        "#AïssataTouré",
        "Aïssa&shy;ta Touré",
        "𝐀𝐢𝐬𝐬𝐚𝐭𝐚 𝐓𝐨𝐮𝐫𝐞",
        "#Aïssata_Touré_2026",
    ],
)
def test_people(tmp_path: Path, text: str) -> None:
    """A full name is found in any spelling, with the words around it."""
    (finding,) = people(site(tmp_path, {"a.html": f"<p>Un jour {text} au jardin"}), ("Aïssata  Touré",))

    assert "cité sans accord" in finding.message
    assert "Un jour" in finding.message


@pytest.mark.parametrize("text", ["Jean-Baptiste", "jean-baptiste", "Jean Baptiste", "Adele", "ADELE", "Adèle"])
def test_a_first_name_is_found_without_its_accent_or_its_hyphen(tmp_path: Path, text: str) -> None:
    """A keyboard of a telephone writes neither."""
    assert list(people(site(tmp_path, {"a.html": f"avec {text}, hier"}), ("Jean-Baptiste", "Adèle")))


@pytest.mark.parametrize("text", ["une rose", "Roseline", "la Primerose", "prose", "Rose-Marie", "Sainte-Rose"])
def test_a_first_name_is_a_whole_word(tmp_path: Path, text: str) -> None:
    """« Rose » is neither the flower nor a part of another name."""
    assert not list(people(site(tmp_path, {"a.html": text}), ("Rose",)))


def test_a_name_is_told_as_it_is_typed(tmp_path: Path) -> None:
    """« aissata toure » would not be found by whoever looks for it in the text."""
    (finding,) = people(site(tmp_path, {"a.html": "avec AÏSSATA Touré"}), ("Aïssata Touré",))

    assert finding.message.startswith("« AÏSSATA Touré » est cité")


def test_people_in_addresses(tmp_path: Path) -> None:
    """The address of a page or of a photo names people too; a part of it is not the whole."""
    tree = site(
        tmp_path, {"volontaires/aissata-toure/index.html": "", "pierre-seche/index.html": "", "p/Pierre.webp": b""}
    )
    found = people(tree, ("Aïssata Touré", "Pierre"))

    assert [finding.path for finding in found] == ["p/Pierre.webp", "volontaires/aissata-toure/index.html"]


@pytest.mark.parametrize("names", [(), ("",), ("  ",)])
def test_nobody_to_look_for(tmp_path: Path, names: tuple[str, ...]) -> None:
    """Without names nothing is found, rather than everything."""
    assert not list(people(site(tmp_path, {"a.html": "Awa"}), names))


@pytest.mark.parametrize("name", ["N'Golo Diarra", "N’Golo Diarra"])
@pytest.mark.parametrize("text", ["N’Golo Diarra", "N'Golo Diarra", "N&#39;golo <b>diarra</b>", "NGolo Diarra"])
def test_a_name_with_an_apostrophe_is_found_once_typeset(tmp_path: Path, name: str, text: str) -> None:
    """The page says N’Golo where the record says N'Golo, or the other way round."""
    (finding,) = people(site(tmp_path, {"a.html": f"<p>Contes de {text} ce soir"}), (name,))

    assert "cité sans accord" in finding.message


@pytest.mark.parametrize(("html", "found"), [("Awa</a><p>Puis", 0), ("Awa</b> <i>P.</i>", 1), ("Awa <br>P.", 1)])
def test_a_tag_is_not_the_initial_of_a_name(tmp_path: Path, html: str, found: int) -> None:
    """« Awa », who agreed, then a paragraph: that is not « Awa P. », who did not."""
    assert len(list(people(site(tmp_path, {"a.html": html}), ("Awa P.",)))) == found


@pytest.mark.parametrize("text", ["Awa d’ici", "Awa D’abord", "Awa. D puis", "Awa a dit.", "Awa. À Mopti", "AWA A DIT"])
def test_a_word_is_not_the_initial_of_a_name(tmp_path: Path, text: str) -> None:
    """The words that follow the first name of somebody who agreed are not the initial of somebody else."""
    assert not list(people(site(tmp_path, {"a.html": text}), ("Awa A.", "Awa D.")))


@pytest.mark.parametrize("text", ["Awa D.", "Awa D, hier", "AWA D.", "awa d.", "Awa&nbsp;D."])
def test_a_name_with_an_initial_is_found(tmp_path: Path, text: str) -> None:
    """With its full stop or not, in capitals or in small letters."""
    assert len(list(people(site(tmp_path, {"a.html": text}), ("Awa D.",)))) == 1


@pytest.mark.parametrize("text", ["Moussa Ould Sidi", "Ould Sidi Moussa", "SIDI Moussa Ould"])
def test_a_name_of_three_words_is_found_from_any_of_them(tmp_path: Path, text: str) -> None:
    """The family’s name may have two words, and come first."""
    assert len(list(people(site(tmp_path, {"a.html": text}), ("Moussa Ould Sidi",)))) == 1


def test_a_whole_name_inside_an_address_is_found(tmp_path: Path) -> None:
    """An event keeps its id in its address, its UID and the sitemap; a first name alone may be a common word."""
    tree = site(
        tmp_path, {"agenda/contes-awa-diarra-2027/evenement.ics": "", "agenda/conte-de-la-rose/evenement.ics": ""}
    )
    found = list(people(tree, ("Awa Diarra", "Rose")))

    assert [finding.path for finding in found] == ["agenda/contes-awa-diarra-2027/evenement.ics"]


@pytest.mark.parametrize("path", ["recits/ngolo-diarra/index.html", "p/NgoloDiarra.webp", "p/diarra_n-golo-2.webp"])
def test_an_address_tells_a_name_in_any_order_joined_or_not(tmp_path: Path, path: str) -> None:
    """Whoever names a folder or a photo writes neither the apostrophe nor the hyphens that we would."""
    assert len(list(people(site(tmp_path, {path: ""}), ("N’Golo Diarra",)))) == 1


def test_a_name_is_not_a_pattern(tmp_path: Path) -> None:
    """A pseudonym with a full stop or a bracket is looked for as written."""
    tree = site(tmp_path, {"a.html": "Max et M.(x)"})

    assert [finding.message[:10] for finding in people(tree, ("M.(x)", "M.x"))] == ["« M.(x) » "]


@pytest.mark.parametrize("names", [("Awa Diarra",), ("Rose", "Awa Diarra")])
def test_one_text_is_judged_as_a_whole_folder_is(names: tuple[str, ...]) -> None:
    """Before it becomes a page: in words, in an address; without names nothing names anybody."""
    tells = seek(names).tells

    assert tells("avec AWA <b>diarra</b>")
    assert tells("contes-awa-diarra-2027")
    assert not tells("une rose")
    assert not seek([]).tells("Awa Diarra")


def folded(name: str) -> str:
    """As a calendar writes a long line: cut after any byte."""
    return b"\r\n ".join(name.encode()[place : place + 1] for place in range(len(name.encode()))).decode("latin-1")


def entities(name: str, form: str) -> str:
    """Every letter as a page of the web may escape it."""
    return re.sub(r"[^ ]", lambda letter: form.format(ord(letter[0])), name)


NAMES = ("Aïssata Touré", "Lætitia", "Œlmo", "N’Golo Diarra", "Ɲɛlɛ Ɓah", "Jean-Baptiste", "Fañch Le Bihan", "Awa P.")
WRITTEN: dict[str, tuple[str, Callable[[str], str]]] = {
    "text": ("a.html", str),
    "capitals": ("a.html", str.upper),
    "decimal": ("a.html", lambda name: entities(name, "&#{};")),
    "hexadecimal": ("a.svg", lambda name: entities(name, "&#x{:X};")),
    "percent": ("a.html", quote),
    "percent, twice": ("a.html", lambda name: quote(quote(name))),
    "a page inside a feed": ("a.atom", lambda name: entities(name, "&amp;#{};")),
    "json": ("a.json", lambda name: json.dumps(name)),
    "json, by two units": ("a.json", lambda name: json.dumps("".join(map(bold, name)))),
    "json inside a page": ("a.html", lambda name: json.dumps(name)),
    "calendar": ("a.ics", lambda name: name.replace(" ", "\\n")),
    "a letter of a calendar cut in two": ("a.ics", folded),
}


def bold(letter: str) -> str:
    """A letter as posts of social networks dress it."""
    return chr(0x1D400 + ord(letter) - ord("A")) if "A" <= letter <= "Z" else letter


@pytest.mark.parametrize("way", WRITTEN)
def test_a_name_is_found_in_any_file(tmp_path: Path, way: str) -> None:
    """Whatever escapes the letters there."""
    path, write = WRITTEN[way]
    missed = []
    for rank, name in enumerate(NAMES):
        content = f"x: {write(name)}, puis".encode("latin-1" if write is folded else "utf-8")
        if not list(people(site(tmp_path / str(rank), {path: content}), (name,))):
            missed.append(name)

    assert missed == []


@pytest.mark.parametrize("html", ["L&aelig;titia", "L&AElig;TITIA", "L&#xe6;titia", "Laetitia", "L&shy;&aelig;titia"])
def test_a_name_by_its_entities(tmp_path: Path, html: str) -> None:
    """As other tools write pages."""
    assert len(list(people(site(tmp_path, {"a.html": f"avec {html}"}), ("Lætitia",)))) == 1


def test_a_part_of_a_name_is_a_question(tmp_path: Path) -> None:
    """It stops nothing, quotes what was typed, and is asked once a file."""
    tree = site(tmp_path, {"a.html": "Hier, Aïssata lit. Aïssata rit, et Mme Touré."})
    (asked,) = people(tree, ("Aïssata Touré",))

    assert asked.severity is Severity.ADVICE
    assert asked.message.startswith("« Aïssata » : est-ce")
    assert not list(people(tree, ("Aïssata Touré",), shown=("Aïssata", "Oumou Touré")))


SOURCE = """titre : Une classe
volontaires : awa-diarra

Rien.
Awa
Diarra et AWA DIARRA.
Oumou lit."""
RECORD = "- id: awa-diarra\n  nom_affiche: Awa Diarra\n"
PAGE = "<title>Une classe</title><p>Awa Diarra et AWA DIARRA. Oumou lit."


def test_a_name_is_told_where_it_was_typed(tmp_path: Path) -> None:
    """At each of its lines, once: not in the lists and feeds that repeat it, nor where she is declared."""
    files = {"r/index.html": PAGE, "index.html": PAGE, "p/index.html": PAGE, "flux.atom": PAGE, "v/index.html": PAGE}
    tree = site(tmp_path, dict(files))
    names = ("Awa Diarra", "Oumou Dolo")
    sources = {"r/index.html": "recit.md", "p/index.html": "page.md", "v/index.html": "volontaires.yaml"}
    texts = {"recit.md": SOURCE, "page.md": "titre : Récits", "volontaires.yaml": RECORD}
    told = list(where_typed(people(tree, names), partial(retold, sought=seek(names)), sources, texts.__getitem__))

    assert [(one.path, one.typed, one.message[:14]) for one in told] == [
        ("r/index.html", 5, "« Awa Diarra »"),
        ("r/index.html", 6, "« AWA DIARRA »"),
        ("r/index.html", 7, "« Oumou » : es"),
    ]


@pytest.mark.parametrize(
    ("sources", "text", "told"),
    [
        ({}, "", ["a.html", "b.html"]),
        ({"b.html": "agenda.ods"}, "", ["b.html"]),
        ({"b.html": "recit.md"}, "Rien.", ["a.html", "b.html"]),
    ],
)
def test_a_name_that_no_source_holds_is_told_where_it_stands(
    tmp_path: Path, sources: dict[str, str], text: str, told: list[str]
) -> None:
    """A template, a word of the interface, a file that cannot be read as text."""
    tree = site(tmp_path, {"a.html": "Awa Diarra", "b.html": "Awa Diarra"})
    names = ("Awa Diarra",)
    retell = partial(retold, sought=seek(names))

    assert [one.path for one in where_typed(people(tree, names), retell, sources, lambda file: text)] == told
