"""How to reach somebody is told for the association, and for nobody else."""

from __future__ import annotations

import pytest
from aivm.people.contacts import Allowed, allowed_of, contacts

from tests.conftest import TERRITORY

NOBODY = allowed_of([], "agenda.ille-et-vilaine-mopti", TERRITORY)
OURS = Allowed(TERRITORY, ("12, rue du Puits, 35000 Rennes", "bonjour@aivm.fr", "+33 2 99 00 00 00"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("écrire à awa.diarra@courriel.ml", "adresse électronique"),
        ("<a href=mailto:awa@courriel.fr>", "adresse électronique"),
        ("awa (at) courriel (point) ml", "adresse électronique"),
        ("awa[arobase]courriel.ml", "adresse électronique"),
        ("awa arobase courriel point ml", "adresse électronique"),
        ("awa @ courriel.ml", "adresse électronique"),
        ("awa@ courriel.ml", "adresse électronique"),
        ("awa @courriel.ml", "adresse électronique"),
        ("awa(a)courriel.ml", "adresse électronique"),
        ("awa <at> courriel.ml", "adresse électronique"),
        ("awa AT courriel DOT ml", "adresse électronique"),
        ("awa chez courriel point ml", "adresse électronique"),
        ("awa@école.ml", "adresse électronique"),
        ("mailto:awa%40courriel.ml", "adresse électronique"),
        ("06 12 34 56 78", "numéro de téléphone"),
        ("06.12.34.56.78", "numéro de téléphone"),
        ("0612345678", "numéro de téléphone"),
        ("+33 6 12 34 56 78", "numéro de téléphone"),
        ("+33 (0)6 12 34 56 78", "numéro de téléphone"),
        ("06\u00a012\u202f34\u00a056\u00a078", "numéro de téléphone"),
        ("+223 76 12 34 56", "numéro de téléphone"),
        ("0022376123456", "numéro de téléphone"),
        ("76 12 34 56", "numéro de téléphone"),
        ("20-21-22-23", "numéro de téléphone"),
        ("06‑12‑34‑56‑78", "numéro de téléphone"),
        ("06 123 456 78", "numéro de téléphone"),
        ("76123456", "numéro de téléphone"),
        ("(223) 76 12 34 56", "numéro de téléphone"),
        ("+221 77 123 45 67", "numéro de téléphone"),
        ("+1 (514) 555-1234", "numéro de téléphone"),
        ("https://t.me/+22376123456", "numéro de téléphone"),
        ("<a href=tel:+22376123456>", "numéro de téléphone"),
        ("https://wa.me/22376123456", "numéro de téléphone"),
        ("tel:+49 30 1234567", "numéro de téléphone"),
        ("viber://chat?number=+22376123456", "numéro de téléphone"),
        ("Tél.0612345678", "numéro de téléphone"),
        ("(0)6 12 34 56 78", "numéro de téléphone"),
        ("(06) 12 34 56 78", "numéro de téléphone"),
        ("00 33 6 12 34 56 78", "numéro de téléphone"),
        ("00 223 76 12 34 56", "numéro de téléphone"),
        ("06 / 12 / 34 / 56 / 78", "numéro de téléphone"),
        ("06 – 12 – 34 – 56 – 78", "numéro de téléphone"),
        ("06  12  34  56  78", "numéro de téléphone"),
        ("06 12 34 56 78/79", "numéro de téléphone"),
        ("0612 34 56 78", "numéro de téléphone"),
        ("06 1234 5678", "numéro de téléphone"),
        ("20 22 34 56", "numéro de téléphone"),  # rises, but not as a list does
        ("12, rue du Puits", "adresse"),
        ("3 bis avenue de la Gare", "adresse"),
        ("14 place d’Armes", "adresse"),
        ("8 allée de l’Étang", "adresse"),
        ("2 impasse des chênes", "adresse"),
        ("12 RUE DES FORGERONS", "adresse"),
        ("12-14 rue Jules-Simon", "adresse"),
        ("12 rue victor hugo", "adresse"),
        ("au 12 de la rue de Nantes", "adresse"),
        ("1 rue de la mairie", "adresse"),
        ("8 pl. des Lices", "adresse"),
        ("9 rte de Fougères", "adresse"),
        ("11 mail Louise-Bourgeois", "adresse"),
        ("6 cité des Castors", "adresse"),
        ("3 venelle du four", "adresse"),
        ("vendredi, 12 rue du Puits", "adresse"),
        ("bonjour 12 rue du Puits", "adresse"),
        ("Rue 245, porte 12", "adresse"),
        ("porte 45, Sévaré", "adresse"),
        ("BP 34, Mopti", "adresse"),
        ("B.P.E. : 34", "adresse"),
        ("Boîte postale n° 34", "adresse"),
        ("CS 63108, Rennes", "adresse"),
        ("porte 45 à Sévaré", "adresse"),
        ("rue 12 porte 45 chez Awa", "adresse"),
    ],
)
def test_a_contact_is_found_once(text: str, kind: str) -> None:
    """As it is written in France and in Mali, in a sentence or in a link."""
    assert [found for _, _, found in contacts(f"<p>Awa : {text}.</p>", NOBODY)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "à 06 h 12, puis 34 min",
        "le 06/12/2026 et le 07/12/2026",
        "DTSTART:20261122T083000Z",
        "UID:marche-2026@agenda.ille-et-vilaine-mopti",
        "nom@example.org, nom@mairie.example, nom@exemple.invalid",
        "photos/0612345678abcdef-480.webp",
        "12 345 678 habitants, 1 200 000 FCFA",
        "SIRET 123 456 789 00012",
        "la place du marché, la rue",
        "3 rue",
        "le 3 place au jeu",
        "deux cours Elémentaires",
        "@media (min-width:60rem)",
        "2026-10-11-12",
        "12 34 56 78",  # no number of Mali begins with 1
        "25 26 27",
        "les 24 25 26 27 novembre",
        "20 21 22 23 août",
        "samedi 05.06.2027 14:30",
        "01 02 2026 10 30",
        "65 12 34 56 FCFA",
        "ISBN 9782070368228",
        "En 2019, rue de Nantes",
        "2 cours de danse, 3 places assises",
        "acheté chez nous.",
        "rendez-vous samedi 14, rue de Nantes",
        "dimanche 14, avenue Janvier",
        "Jour 3, route de Djenné",
        "étape 12, passage du Fleuve",
        "la ligne 12, avenue Janvier",
        "à 14 h 30, place des Lices",
        "à 14:30, place des Lices",
        "1 sentier de découverte",
        "6 cours de cuisine",
        "elle porte 12 litres",
        "chacune porte 20 kg",
        "le projet porte 3 actions",
        "il en porte 12.",
        "par la porte 2 du stade",
        "frappe à la porte 3 fois",
        "tailles 50 52 54 56",
        "les années 50 60 70 80",
        "bus 50 - 52 - 61 - 64",
        "06 / 07 / 08 / 09 / 10",
        "le 05 06 2027 14 h",
        "78345612 habitants",
        "65 12 34 56 kg",
        "65 12 34 56 d’habitants",
        "@aivm@piaille.fr",
        "les annexes (a) et (b).",
        "if(a)b.remove()",
        "le point fr",
        "rendez-vous @ Rennes",
    ],
)
def test_what_reaches_nobody(text: str) -> None:
    """Hours, dates, identifiers, counts, files, sheets."""
    assert list(contacts(text, NOBODY)) == []


@pytest.mark.parametrize(
    "text",
    [
        "12 rue du Puits, Rennes",
        "12,\u00a0rue du Puits",
        "bonjour@aivm.fr",
        "mailto:Bonjour@aivm.fr",
        "bonjour (at) aivm point fr",
        "02 99 00 00 00",
        "tel:+33299000000",
        "+33 (0)2 99 00 00 00",
    ],
)
def test_what_the_association_gives_is_told(text: str) -> None:
    """The same contact however it is typeset, dialled from here or from abroad."""
    assert list(contacts(text, OURS)) == []
    assert list(contacts(text, NOBODY))


@pytest.mark.parametrize(
    "text",
    ["2 rue du Puits", "ours-bonjour@aivm.fr", "onjour@aivm.fr", "50 00 02 99", "00 02 99 00 00", "35 00 00 29"],
)
def test_a_part_of_what_is_given_is_not_given(text: str) -> None:
    """Half a number, two of them in a row, the end of an address or of a mailbox are somebody else's, or nobody's."""
    assert list(contacts(text, OURS)) == list(contacts(text, NOBODY))


EVENT = "/agenda/bal-2026/"
BESIDE = allowed_of([], "agenda", TERRITORY, {EVENT: "Chez F., 12 rue du Puits, 06 12 34 56 78, awa@courriel.ml"})


def test_a_place_gives_its_postal_address_where_it_stands() -> None:
    """On a page or in a feed that leads to the event and tells the whole place: never its number nor its e-mail."""
    page = f"<a href={EVENT}>Bal</a> Chez F., 12 rue du Puits, 06 12 34 56 78, awa@courriel.ml"

    assert [kind for *_, kind in contacts(page, BESIDE)] == ["numéro de téléphone", "adresse électronique"]


@pytest.mark.parametrize(
    "page",
    [
        "Awa habite 12 rue du Puits.",  # a story
        f"<a href={EVENT}>Bal</a> Awa habite 12 rue du Puits.",  # one that leads to the event, and does not tell it
        "Chez F., 12 rue du Puits, 06 12 34 56 78, awa@courriel.ml",  # the same words, elsewhere
        f"<a href={EVENT}>Bal</a> Chez F., 12 rue du Puits, 06 12 34 56 78, awa@courriel.ml. Awa : 14 rue de Nantes",
    ],
)
def test_it_gives_nothing_elsewhere(page: str) -> None:
    """Not in another text of the site, not another address."""
    assert "adresse" in [kind for *_, kind in contacts(page, BESIDE)]
