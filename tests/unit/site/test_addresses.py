"""Where things live on the web."""

from __future__ import annotations

import pytest
from aivm.site.addresses import former_address, page_address, prefixed, save_as


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("accueil", "/"),
        ("404", "/404.html"),
        ("contact", "/contact/"),
        ("cooperation/lait", "/cooperation/lait/"),
        ("Mentions légales", "/mentions-legales/"),
    ],
)
def test_a_page_lives_at_its_path(path: str, address: str) -> None:
    """The folder of pages is the map of the site; two pages are special."""
    assert page_address(path) == address


@pytest.mark.parametrize(
    ("address", "file"),
    [("/", "index.html"), ("/agenda/", "agenda/index.html"), ("/404.html", "404.html"), ("/agenda.ics", "agenda.ics")],
)
def test_an_address_has_one_file(address: str, file: str) -> None:
    """A folder's address is its index.html; any other is the file itself."""
    assert save_as(address) == file


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("ancien-titre", "/recits/ancien-titre/"),
        ("/recits/ancien-titre/", "/recits/ancien-titre/"),
        ("https://site.example/recits/ancien-titre/", "/recits/ancien-titre/"),
        ("../../etc/passwd", ""),
        ("", ""),
    ],
)
def test_a_former_address_is_understood_as_people_type_it(typed: str, address: str) -> None:
    """A slug, a path or a whole URL; nothing that leaves the site."""
    assert former_address(typed) == address


def test_a_site_in_a_folder_of_its_host_has_its_links_there() -> None:
    """https://asso.example/mopti serves /mopti/agenda/; at the root of a host nothing is added."""
    assert prefixed("/agenda/", "https://asso.example/mopti") == "/mopti/agenda/"
    assert prefixed("/agenda/", "https://asso.example") == "/agenda/"
