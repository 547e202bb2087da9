"""What comes from elsewhere is data: hostile answers, secrets, people, all of it bounded and told."""

from __future__ import annotations

import socket
import time

import pytest
from aivm.pulled.agreed import fingerprint

from tests.builds.sourced import HEADER, ROWS, Site, one, spoken, table
from tests.loopback import Turn, serving

pytestmark = pytest.mark.build


def test_only_our_own_columns_are_kept_and_nobody_s_number(site: Site) -> None:
    """Attendees, e-mail addresses, phone numbers, birth dates: not in the snapshot, whatever the column."""
    header = "id;titre;debut;public;commune;texte;inscription;participants;naissance\n"
    row = (
        "a;Causerie;20/02/2027 20h;tout public;Rennes;Avec Awa, née le 12/03/1999, awa@exemple.org. Entrée 5 € à 20h;"
        "06 12 34 56 78 ou +223 76 54 32 10;Jean SECRET;1999-03-12\n"
    )
    with serving(Turn(body=(header + row).encode())) as server:
        site.sources(one(server.url))
        site.pull()
    text = (site.data / "recu" / "asso.json").read_text(encoding="utf-8")

    for secret in ("SECRET", "awa@", "1999", "06 12", "76 54"):
        assert secret not in text
    assert "Entrée 5 € à 20h" in text


HOSTILE = {
    "never ends": Turn(raw=lambda sock: _pour(sock)),
    "trickle": Turn(raw=lambda sock: _trickle(sock)),
    "invalid UTF-8": Turn(body=HEADER.encode() + b"\n\xff\xfe\xfa;\x80\x81;;;;\n" * 50),
    "NUL": Turn(body=b"id;titre\n\0\0\0;\0\n"),
    "a long title": Turn(body=table(f"long;{'é' * 1_000_000};20/02/2027;tout public;;Rennes")),
    "javascript": Turn(body=b"id;titre;debut;public;source\na;T;20/02/2027;tout public;javascript:alert(1)\n"),
    "circle": Turn(302, headers={"Location": "/agenda.csv"}),
    "binary": Turn(body=bytes(range(256)) * 100),
    "empty": Turn(body=b""),
    "a million rows": Turn(body=HEADER.encode() + b"\n;;;;;" * 1_000_000),
    "a million columns": Turn(body=b"a;" * 1_000_000 + b"\nb"),
    "quotes": Turn(body=HEADER.encode() + b'\n"x' * 5000),
}


def _pour(sock: socket.socket) -> None:
    sock.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    for _ in range(20_000):
        sock.sendall(bytes(65_536))


def _trickle(sock: socket.socket) -> None:
    sock.sendall(b"HTTP/1.1 200 OK\r\n\r\nid;")
    for _ in range(100):
        sock.sendall(b"a")
        time.sleep(0.1)


@pytest.mark.parametrize("fault", HOSTILE)
def test_a_hostile_answer_is_a_sentence_and_the_site_is_built(site: Site, fault: str) -> None:
    """In bounded time; the snapshot of another source is made all the same."""
    begins = time.monotonic()
    with serving(HOSTILE[fault]) as bad, serving(Turn(body=table(*ROWS))) as good:
        site.sources(one(bad.url) + one(good.url, "bonne"))
        report = site.pull()
        text = site.text
        built, output = site.build(offline=True)

    assert time.monotonic() - begins < 30
    assert list(report) == []
    assert not (site.work / "cache" / "panne.txt").exists()
    assert "Traceback" not in text
    begun = ("asso : ", "  laissée de côté : asso", "  à voir : asso")
    told = [line for line in text.splitlines() if line.startswith(begun)]
    assert any(line.endswith(".") and "rien de nouveau" not in line for line in told)
    assert len(text) < 20_000
    assert built.exit_code(strict=True) == 0
    assert (output / "agenda" / "date-0" / "index.html").exists()


def test_controls_and_formulas_are_taken_out(site: Site) -> None:
    """A title that a spreadsheet would run, or that holds a line end or a right-to-left mark, is words only."""
    row = "a;\"=cmd|'/c calc'!A1 \u202eTitre\nsur deux lignes\";20/02/2027;tout public;;Rennes"
    with serving(Turn(body=table(row))) as server:
        site.sources(one(server.url))
        site.pull()

    assert site.snapshot()["fiches"][0]["titre"] == "cmd|'/c calc'!A1 Titre sur deux lignes"


def test_secrets_are_nowhere(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not in what is said, cached, kept or built; not when the source fails, nor when it repeats the key."""
    monkeypatch.setenv("AGENDA_CLE", "SECRET-CLE-123")
    echo = table(*ROWS, "a;SECRET-CLE-123;20/02/2027;tout public;;")
    with serving(Turn(404), Turn(body=table(*ROWS)), Turn(body=echo)) as server:
        monkeypatch.setenv("AGENDA_ADRESSE", f"{server.url}/private-SECRET-CHEMIN/basic.csv?token=SECRET-QUESTION")
        entry = 'genre = "csv"\nadresse_secrete = "AGENDA_ADRESSE"\nentete = "Authorization"\nsecret = "AGENDA_CLE"\n'
        site.sources(f"[asso]\n{entry}")
        said = []
        for _ in range(3):
            report = site.pull()
            said += [*site.said, report.render(strict=True)]
        site.build(offline=True)

    assert server.asked[0].headers["authorization"] == "SECRET-CLE-123"
    assert "recopie votre clé" in "\n".join(said)
    files = [path.read_bytes() for path in site.work.rglob("*") if path.is_file()]
    assert not any(b"SECRET-CLE" in data or b"SECRET-CHEMIN" in data or b"SECRET-QUESTION" in data for data in files)
    assert "SECRET-" not in "\n".join(said)


def test_a_user_and_a_password_go_in_their_header(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of a secret address; they are in no other place, neither in the request line."""
    with serving(Turn(body=table(*ROWS))) as server:
        monkeypatch.setenv("AGENDA_ADRESSE", server.url.replace("//", "//marie:mot%20de%20passe@") + "/agenda.csv")
        site.sources('[prive]\ngenre = "csv"\nadresse_secrete = "AGENDA_ADRESSE"\n')
        site.pull()

    assert [(asked.path, asked.headers["authorization"]) for asked in server.asked] == [
        ("/agenda.csv", "Basic bWFyaWU6bW90IGRlIHBhc3Nl")
    ]
    assert "marie" not in site.text
    assert "marie" not in "".join(path.read_text("utf-8") for path in (site.work / "cache" / "pull").iterdir())


def test_a_variable_that_is_not_there_is_told_by_its_name(site: Site) -> None:
    """With what to do."""
    site.sources('[asso]\ngenre = "csv"\nadresse_secrete = "PAS_DEFINIE"\n')
    site.pull()

    assert "la variable d’environnement « PAS_DEFINIE » n’est pas définie" in site.text


VENUE = {"id": "venue", "nom_affiche": "NOM-VENUE", "mission": {"debut": "01/10/2026", "fin": "31/07/2027"}}
AGREED = f"{{date: 01/10/2026, portee: [nom], expire_le: 31/07/2028, relu: {fingerprint(VENUE)}}}"


def test_a_pulled_person_needs_an_agreement_noted_here(site: Site) -> None:
    """And loses it the day it is taken out, before any pull."""
    agreed = "{date: 01/10/2020, portee: [nom], expire_le: 31/07/2099}"  # from afar: worth nothing here
    fiches = [
        f"- id: {name}\n  nom_affiche: NOM-{name.upper()}\n  mission: {{debut: 01/10/2026, fin: 31/07/2027}}\n"
        f"  consentement: {agreed}\n"
        for name in ("venue", "inconnue")
    ]
    body = "".join(fiches).encode()
    people = site.data / "volontaires.yaml"
    before = people.read_text("utf-8")
    agreement = f"\n- id: venue\n  consentement: {AGREED}\n"
    people.write_text(before + agreement, encoding="utf-8")
    with serving(Turn(body=body)) as server:
        site.sources(f'[gens]\ngenre = "yaml"\ndonne = "volontaires"\nadresse = "{server.url}/gens.yaml"\n')
        site.pull()
        said = site.text
        _, output = site.build(offline=True)
    snapshot = (site.data / "recu" / "gens.json").read_text(encoding="utf-8")

    assert "« inconnue » n’a pas d’accord noté ici" in said
    assert "NOM-INCONNUE" not in snapshot
    assert "consentement" not in snapshot
    assert "NOM-VENUE" in (output / "volontaires" / "venue" / "index.html").read_text(encoding="utf-8")

    kept = site.data / "recu" / "gens.json"
    kept.write_text(snapshot.replace("NOM-VENUE", "NOM-DE-FAMILLE"), encoding="utf-8")
    report, output = site.build(offline=True)
    assert report.exit_code(strict=True) == 0
    assert "« venue » : nom_affiche, mission à relire" in spoken(report.render(strict=True))
    assert not (output / "volontaires" / "venue").exists()
    kept.write_text(snapshot, encoding="utf-8")

    people.write_text(before, encoding="utf-8")
    _, output = site.build(offline=True)
    assert not (output / "volontaires" / "venue").exists()


@pytest.mark.parametrize("first", ["dates", "gens"])
def test_a_person_and_an_event_that_names_them_come_in_one_pull(site: Site, first: str) -> None:
    """Whichever source is read first; without an agreement noted here, neither comes, and why is told."""
    dates = f"{HEADER};volontaires\ndate-0;Rendez-vous;11/02/2027 20h;tout public;Salle;Rennes;venue\n".encode()
    fiche = b"- id: venue\n  nom_affiche: NOM-VENUE\n  mission: {debut: 01/10/2026, fin: 31/07/2027}\n"
    people = site.data / "volontaires.yaml"
    agreement = f"\n- id: venue\n  consentement: {AGREED}\n"
    with serving(Turn(body=dates)) as agenda, serving(Turn(body=fiche)) as register:
        told = {
            "dates": one(agenda.url, "dates", f"priorite = {1 if first == 'dates' else 2}"),
            "gens": f'[gens]\ngenre = "yaml"\ndonne = "volontaires"\nadresse = "{register.url}/gens.yaml"\n'
            f"priorite = {1 if first == 'gens' else 2}\n",
        }
        site.sources(told["dates"] + told["gens"])
        site.pull()
        without = site.text, site.ids("dates"), site.ids("gens")
        people.write_text(people.read_text("utf-8") + agreement, encoding="utf-8")
        site.pull()

    assert "« venue » n’est pas dans volontaires.yaml" in without[0]
    assert "« venue » n’a pas d’accord noté ici" in without[0]
    assert without[1:] == ([], [])
    assert site.ids("dates") == ["date-0"]
    assert site.ids("gens") == ["venue"]
