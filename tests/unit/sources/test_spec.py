"""sources.toml: a few plain lines a source; every fault is told at once, with its line, and no secret is repeated."""

from __future__ import annotations

import re

import pytest
from aivm.problems import Where
from aivm.sources.source import Source
from aivm.sources.spec import read_sources
from aivm.web.masks import holds_secret, masked, told
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import PROJECT

FILE = "content/data/sources.toml"
GOOD = """
# Un tableau partagé
[tableau]
genre = "csv"
adresse = "webcal://nuage.exemple.org/s/planning/download"
priorite = 2
entete = "Authorization"
secret = "GRIST_CLE"
si_vide = {public = "tout public"}
mots = {"Classe de CM2" = "niveaux : élémentaire"}

[tableau.colonnes]
"Intitulé" = "titre"
"Quand ?" = "Début"

[gens]
genre = "yaml"
fichier = 'content\\data\\gens.yaml'
donne = "volontaires"
priorite = 1
"""


def sentences(text: str) -> list[str]:
    sources, problems = read_sources(text.encode(), FILE)
    assert sources == ()
    return [str(problem) for problem in problems]


def test_what_is_typed_is_a_source() -> None:
    """By priority; names of columns and words are folded."""
    (people, table), problems = read_sources(GOOD.encode(), FILE)

    assert problems == []
    assert people == Source(
        "gens", "yaml", "volunteers", Where(FILE, 16, "gens"), path="content/data/gens.yaml", priority=1
    )
    assert table.columns == {"intitule": "titre", "quand": "debut"}
    assert table.words == {"classe_de_cm2": ("niveaux", "élémentaire")}
    assert table.defaults == {"public": "tout public"}
    assert (table.header, table.secret) == ("Authorization", "GRIST_CLE")


def test_the_file_as_shipped_has_no_source_and_every_model_in_it_works() -> None:
    """Its commented models become sources once their « # » are taken off."""
    text = (PROJECT / FILE).read_text(encoding="utf-8")
    assert read_sources(text.encode(), FILE) == ((), [])

    blocks = [block for block in text.split("\n#\n") if block.startswith("# [")]
    models = "\n".join(line.removeprefix("# ") for block in blocks for line in block.splitlines())
    known, problems = read_sources(re.sub('"(ics|table)"', '"csv"', models).encode(), FILE)  # read elsewhere
    assert problems == []
    assert len(known) == len(blocks) == 3


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            '[a]\ngenre = "csv"\nadrese = "https://a.org"',
            "ligne 3, « adrese » : la clé « adrese » n’est",
        ),
        ('[a]\ngenre = "tabel"\nadresse = "https://a.org"', "« tabel » n’est pas connue. Vouliez-vous dire « table »"),
        ('[a]\nadresse = "https://a.org"', "« genre » manque"),
        ('[a]\ngenre = "csv"', "on ne sait pas où lire « a »"),
        ('[a]\ngenre = "csv"\nadresse = "https://a.org"\nfichier = "b.csv"', "deux emplacements"),
        ('[a]\ngenre = "csv"\nadresse = "/home/a.csv"', "ce n’est pas une adresse du web"),
        ('[a]\ngenre = "csv"\nadresse = "file:///etc/passwd"', "ce n’est pas une adresse du web"),
        ('[a]\ngenre = "csv"\nfichier = "../../a.csv"', "le fichier doit être dans le projet"),
        ('[a]\ngenre = "csv"\nfichier = "C:\\\\a.csv"', "le fichier doit être dans le projet"),
        ('[a]\ngenre = "csv"\nfichier = "a.csv"\npriorite = "1"', "Écrivez un nombre entier"),
        ('[a]\ngenre = "csv"\nfichier = "a.csv"\npriorite = true', "Écrivez un nombre entier"),
        ('[a]\ngenre = "csv"\nfichier = "a.csv"\npriorite = 0', "hors des bornes"),
        ('[a]\ngenre = "csv"\nfichier = "a.csv"\ncolonnes = {x = "titr"}', "Vouliez-vous dire « titre »"),
        ('[a]\ngenre = "csv"\nfichier = "a.csv"\nmots = {x = "public"}', "n’a pas de valeur"),
        ('[a]\ngenre = "csv"\nfichier = "a.csv"\nmots = {x = 3}', "devrait être un texte"),
        ('[a]\ngenre = "csv"\nfichier = "a.csv"\ndonne = "evenement"', "Vouliez-vous dire « evenements »"),
        ('[a]\ngenre = "csv"\nfichier = "a.csv"\nagenda = "1"', "seul le genre openagenda"),
        ('[a]\ngenre = "openagenda"\nagenda = "abc"\nsecret = "CLE"', "le numéro de l’agenda manque"),
        ('[a]\ngenre = "openagenda"\nagenda = "123"', "OpenAgenda demande une clé"),
        ('[a]\ngenre = "csv"\nadresse = "https://a.org"\nsecret = "CLE"', "vont ensemble"),
        ('[Mon agenda]\ngenre = "csv"\nfichier = "a.csv"', "le nom de source « Mon agenda » ne convient pas"),
        ('[a]\ngenre = "csv"\n[b]\n[a]\n', "ligne 4, « a » : deux sources s’appellent « a »"),
        ('genre = "csv"', "n’est dans aucune source"),
        ('[a]\ngenre = "csv"\npriorité = 1', "la clé « priorité » ne convient pas. Écrivez « priorite »."),
        ("[a\n", "la mise en forme TOML est rompue"),
        ("a = [" + "[" * 5000, "la mise en forme TOML est rompue"),
    ],
)
def test_a_fault_has_its_sentence(text: str, words: str) -> None:
    """And the source is left out."""
    assert any(words in sentence for sentence in sentences(text)), sentences(text)


def test_all_faults_come_at_once() -> None:
    """Of one source, and of several."""
    text = '[a]\ngenre = "cvs"\npriorite = 0\nmots = {x = "y : z"}\n[b]\nxyz = 1\n'

    assert len(sentences(text)) == 5


@pytest.mark.parametrize(
    "line",
    [
        'adresse = "https://calendar.google.com/calendar/ical/a/private-SECRET/basic.ics"',
        'adresse = "https://calendar.google.com/calendar/ical/a/private%2DSECRET/basic.ics"',
        'adresse = "https://moi:SECRET@nuage.exemple.org/a.csv"',
        'adresse = "https://exemple.org/a.csv?format=csv&api_key=SECRET"',
        'adresse = "https://exemple.org/a.csv?TOKEN=SECRET"',
        'adresse = "https://exemple.org"\nentete = "Authorization"\nsecret = "Bearer SECRET"',
        'adresse_secrete = "https://exemple.org/SECRET"',
    ],
)
def test_a_secret_typed_here_is_told_and_not_repeated(line: str) -> None:
    """The remedy is a variable of the environment."""
    said = " ".join(sentences(f'[a]\ngenre = "csv"\n{line}'))

    assert "variable d’environnement" in said
    assert "SECRET" not in said


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://moi:SECRET@a.org:8443/b/c.ics?key=SECRET#x", "https://a.org:8443"),
        ("https://calendar.google.com/ical/a/private-SECRET12/basic.ics", "https://calendar.google.com"),
        ("https://docs.google.com/spreadsheets/d/1SECRETabcdefghijk/export", "https://docs.google.com"),
        ("https://nuage.example/s/SECRETfifteen15", "https://nuage.example"),  # a share of 15 signs opens as well
        ("webcal://nuage.example/SECRET", "webcal://nuage.example"),
        ("https://[", "(adresse illisible)"),
        ("rien", "(adresse sans serveur)"),
    ],
)
def test_what_is_shown_of_an_address(url: str, shown: str) -> None:
    """Where it leads, and nothing that opens it."""
    assert told(url) == shown


@pytest.mark.parametrize(
    "line",
    [
        'genre = "https://a.example/SECRET"',
        '"https://a.example/SECRET" = "ics"',
    ],
)
def test_an_address_typed_in_the_wrong_place_is_not_repeated(line: str) -> None:
    """Its server says which one it is."""
    said = " ".join(sentences(f"[a]\n{line}"))

    assert "https://a.example" in said
    assert "SECRET" not in said


def test_a_trace_holds_no_secret_address() -> None:
    """What libraries say of an address that failed, whole or by its path."""
    trace = "MaxRetryError: host='a.example' url: /s/SECRET (https://a.example/s/SECRET?k=SECRET refused)"

    assert "SECRET" not in masked(trace)
    assert "a.example" in masked(trace)


@given(st.text(max_size=200) | st.text(alphabet='[]a="\n.{}# ', max_size=120))
def test_no_text_ends_in_an_exception(text: str) -> None:
    """Whatever is saved under that name."""
    sources, problems = read_sources(text.encode("utf-8", "replace"), FILE)

    assert isinstance(sources, tuple)
    assert all(problem.hint for problem in problems)


KEYS = st.sampled_from([*["genre", "adresse", "fichier", "agenda", "secret", "priorite", "colonnes", "mots", "autre"]])
TYPED = ('"csv"', '"openagenda"', '""', "1", "true", "[]", "{}", '{a = "b"}', "{a = 1}", '"https://["', "nan")
VALUES = st.sampled_from([*TYPED, "1979-05-27"])


@given(st.dictionaries(KEYS, VALUES))
def test_no_table_ends_in_an_exception(table: dict[str, str]) -> None:
    """Every key with every type."""
    text = "\n".join(["[a]", *(f"{key} = {value}" for key, value in table.items())])
    sources, problems = read_sources(text.encode(), FILE)

    assert bool(sources) is not bool(problems)


@given(st.text(max_size=60))
def test_no_address_ends_in_an_exception(url: str) -> None:
    """Shown or judged."""
    assert told(url)
    assert holds_secret(url) in (True, False)
