"""What hostile eyes tried: ways to pass a name, a key or a place by the finders, and what they must leave alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from aivm.output.names import people
from aivm.output.search import stretch
from aivm.output.whereabouts import whereabouts
from aivm.people.contacts import Allowed, found_contacts
from aivm.people.localities import localities
from aivm.people.meetings import keys
from aivm.people.names import seek

from tests.conftest import TERRITORY
from tests.unit.output.conftest import site


@pytest.mark.parametrize("said", ["<b>Aïs</b>sata Touré", "A<em>ïss</em><b>a</b>ta Touré", "Aïssata Tou**ré**"])
def test_bold_within(tmp_path: Path, said: str) -> None:
    """A word of which some letters are in bold is that word, told once."""
    (finding,) = people(site(tmp_path, {"a.html": f"<p>Un jour\n{said} au jardin"}), ("Aïssata Touré",))
    assert (finding.about, finding.line) == ("Aïssata Touré", 2)


@pytest.mark.parametrize("said", ["[Aïssata](/recits/) Touré", "rose. aïssata touré", "AÏSSATA. Touré"])
def test_whole(said: str) -> None:
    """A whole name is found in a link of Markdown, in small letters, and after a full stop with a capital."""
    assert [named.name for named in seek(["Aïssata Touré"]).in_text(said)] == ["Aïssata Touré"]


@pytest.mark.parametrize("said", ["Une rose. Petit à petit", "<p>la rose</p>\n<p>Petit jardin</p>"])
def test_two_sentences(said: str) -> None:
    """The end of a sentence and the beginning of another are nobody's name."""
    assert not list(seek(["Rose Petit"]).in_text(said))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Gwenaëlle Le Du", "Merci à Mme Le Du."),
        ("Gwenaëlle Le Du", "avec G. Le Du hier"),
        ("Hamma ag Mohamed", "avec H. ag Mohamed hier"),
        ("Hamma ag Mohamed", "Merci à M. Mohamed."),
        ("Anne de Kersauson", "Merci à Mme de Kersauson."),
    ],
)
def test_particles(name: str, said: str) -> None:
    """A family name that ends or begins with a particle is a part as well."""
    assert [named.name for named in seek([name]).in_part(said)] == [name]


@pytest.mark.parametrize(
    "said",
    [
        *("mdp : soleil2026", "MDP=Mopti35", "Code d’accès 123456", "digicode 12A45", "code PIN 4567"),
        *(
            "mot de passe WiFi : mopti2026",
            "https://exemple.org/x?auth=abcdef0123",
            "https://exemple.org/x?b=1&sig=abc",
        ),
        "https://calendar.google.com/calendar/ical/x%40group.calendar.google.com/private-0123456789abcdef/basic.ics",
    ],
)
def test_keys(said: str) -> None:
    """What opens is found by its short names, without a colon before digits, and in the secret link of a calendar."""
    assert keys(said)


@pytest.mark.parametrize("said", ["un mot de passe 12 fois changé", "code PIN 4 chiffres", "un digicode à l’entrée"])
def test_no_key(said: str) -> None:
    """Words about a password open nothing."""
    assert not keys(said)


def test_contacts() -> None:
    """Pairs with two marks are a telephone, « imp. » is a way; the number of a law is neither."""
    assert found_contacts("02 99 12-34-56", TERRITORY)
    assert found_contacts("2 imp. des Lilas", TERRITORY)
    assert not found_contacts("décret n° 2022-1234", TERRITORY)
    assert not found_contacts("la loi organique n° 2014-7734", TERRITORY)


@pytest.mark.parametrize(
    "said", ["commune rurale de Dangol", "centre de santé communautaire de Fatoma", "camp de Socoura"]
)
def test_localities(said: str) -> None:
    """What stands between a kind of place and its name does not hide it."""
    assert list(localities(said, frozenset(), TERRITORY, there=True))


def test_saints() -> None:
    """A town of a saint is none of Mali."""
    assert not list(localities("à 60 km de Saint-Malo, la digue de Saint-Malo", frozenset(), TERRITORY, there=True))


@pytest.mark.parametrize(
    "said",
    [
        "mdp : soleil2026secret. Au 02 99",
        "https://x.zoom.us/j/812345678?pwd=soleil2026secret Au 02 99",
        "02 99, mdp : soleil2026secret",
    ],
)
def test_not_repeated(tmp_path: Path, said: str) -> None:
    """A message about what stands beside a key does not show it, nor does the one about the key itself."""
    start = said.index("02 99")
    assert "secret" not in stretch("a.md", said, start, start + 5, "{around}", "").message
    page = site(tmp_path, {"a.html": "<p>https://x.zoom.us/j/812345678?pwd=soleil2026secret"})
    (finding,) = whereabouts(page, Allowed(TERRITORY))
    assert "secret" not in finding.message + finding.hint
