"""What reaches somebody is taken out of pulled text and refused in the finished site: one table, one verdict."""

from __future__ import annotations

import pytest
from aivm.people.contacts import allowed_of, contacts
from aivm.people.personal import GONE, without_personal

from tests.conftest import TERRITORY

NOBODY = allowed_of([], "agenda.example", TERRITORY)
NUMBERS = """\
66 12 34 56
6612 3456
66 123 456
661 234 56
66 123456
6612 34 56
66123456
66.12.34.56
6612-3456
66.123.456
66‒12‒34‒56
66–12–34–56
66\u00a012\u00a034\u00a056
66\u202f123\u202f456
66\u200912\u200934\u200956
66\u200b12\u200b34\u200b56
６６ １２ ３４ ５６
٦٦ ١٢ ٣٤ ٥٦
+223 66 12 34 56
+22366123456
+223 6612 3456
+223 66 123 456
+223.66.12.34.56
+223‑66‑12‑34‑56
＋223 66 12 34 56
00223 66 12 34 56
00 223 66 123 456
(223) 66 12 34 56
(+223) 66 12 34 56
223 66 12 34 56
06 12 34 56 78
06.12.34.56.78
06/12.34.56.78
06 123 456 78
0612 345 678
0612345678
+33 6 12 34 56 78
+33(0)612345678
(06) 12 34 56 78
+221 77 123 45 67
+226 70 12 34 56
tel:+22366123456
sms:+22366123456
https://wa.me/22366123456
wa.me/22366123456?text=Bonjour
https://api.whatsapp.com/send?phone=22366123456
https://signal.me/#p/+22366123456
viber://chat?number=22366123456
tg://resolve?phone=22366123456"""
SAID = """\
joignable au 20 22 45 67
joignable au 20224567
appelez le 2022 4567
tél. 44 45 67 89
Tél : 6 12 34 56 78
WhatsApp : 66/12 34-56
WhatsApp : 50 52 54 56
le numéro de la mairie est 6612 3456
portable 66 000 000
Signal 66123456
☎ 20224567"""
CONVERSATIONS = """\
https://t.me/awa_d
https://signal.me/#eu/AbCdEfGh
https://chat.whatsapp.com/AbCdEfGhIj
https://m.me/awa.d
viber://add?number=awa
Telegram : @awa_d"""
INNOCENT = """\
50 52 54 56
56 54 52 50
tailles 50 54 52 56
75 34 56 12 habitants
75 345 612 habitants
66 123 456 poissons
55432100 grains
65 12 34 56 kg
12 345 678 francs
65 123 456 FCFA
65 000 000
une population de 66 123 456
12 mars 2027 à 14 h 30
05 06 2027 14 30
2027-06-05 14:30
20270605
2019 2020
5000 6000
1984-1985, puis 2026-2027
20.30-22.00
les 20 21 22 23 août
35238, 35047 et 35170 Bruz
75012 Paris
ISBN 978-2-84-146123-4
ISBN 978 2 84 146123 4
SIRET 812 345 678 00012
SIREN 812 345 678
FR76 3000 4000 0312 3456 7890 143
facture 66123456
scores 66-54, 78-60
6, 8, 50, 52 et 54 ans
0 1 2 3 4 5 6 7 8 9
6759 2021-07-25
photo@2x.png
@aivm@piaille.fr
le 15, le 112 et le 3919
https://wa.me/?text=Bonjour
https://t.me/share/url?url=x
https://asso.example/agenda/2027-01-14?id=0612345678
mot de passe : envoyé aux inscrits"""


@pytest.mark.parametrize("typed", [*NUMBERS.splitlines(), *CONVERSATIONS.splitlines()])
@pytest.mark.parametrize("around", ["{}", "Awa, {}, au village", "(Awa : {})", "« {} »"])
def test_what_reaches_somebody(typed: str, around: str) -> None:
    """In whatever groups and with whatever marks, in a sentence or in a link; nothing of it stays."""
    text = around.format(typed)

    assert [kind for *_, kind in contacts(text, NOBODY)] != []
    left = without_personal(text, TERRITORY)
    assert GONE in left
    assert not any(char.isdigit() or char == "@" for char in left)


@pytest.mark.parametrize("typed", SAID.splitlines())
def test_a_word_says_that_it_is_a_number(typed: str) -> None:
    """« joignable au », « WhatsApp : », a sign: then any grouping of eight, nine or ten digits is one."""
    text = f"La coopérative est ouverte ; {typed}."

    assert [kind for *_, kind in contacts(text, NOBODY)] == ["numéro de téléphone"]
    assert not any(char.isdigit() for char in without_personal(text, TERRITORY))


@pytest.mark.parametrize("typed", INNOCENT.splitlines())
@pytest.mark.parametrize("around", ["{}", "On lit : {}."])
def test_what_reaches_nobody(typed: str, around: str) -> None:
    """Lists, quantities, prices, dates, years, codes: neither refused nor blanked."""
    text = around.format(typed)

    assert list(contacts(text, NOBODY)) == []
    assert without_personal(text, TERRITORY) == text


def test_two_numbers_in_a_row_are_two() -> None:
    """Each is to be told, whatever parts them."""
    for text in ("66 12 34 56 76 12 34 56", "66 12 34 56/76 12 34 56", "66 12 34 56,76 12 34 56", "66123456/76123456"):
        assert len(list(contacts(text, NOBODY))) == 2, text


def test_the_place_of_a_pulled_event_stays_in_its_own_texts() -> None:
    """Its postal address, not that of somebody else, and never a number."""
    text = "Au 12 rue du Puits ; Awa, 14 rue de Nantes, 66 12 34 56."

    assert without_personal(text, TERRITORY, "Salle des fêtes, 12 rue du Puits") == "Au 12 rue du Puits ; Awa, …, …"
    assert without_personal(text, TERRITORY) == "Au … ; Awa, …, …"
