"""What was withdrawn is cut out of the files that are on line, and the rest of each is as it was."""

from __future__ import annotations

import json
import re

import pytest
from aivm.output.spans import spans
from aivm.people.names import seek
from aivm.publish.cut import Telling, cut

TELLING = Telling(lambda text: "/recits/puits/" in text or "puits@agenda" in text, seek(["Awa Touré"]).tells)
PAGES = [
    # a list without end tags, as minified: the entry goes, with the words about it
    (
        "<ul class=stories><li><h3><a href=/recits/puits/>Le puits</a></h3><p>On creuse.<li><h3><a href=/recits/lait/>"
        "Le lait</a></h3><p>On trait.</ul><p>Fin",
        "<ul class=stories><li><h3><a href=/recits/lait/>Le lait</a></h3><p>On trait.</ul><p>Fin",
    ),
    # the section of the first page, with the first words of the story
    (
        "<div><section><h2>Le dernier récit</h2><p>On creuse.<p><a href=/recits/puits/>Lire</a></section>"
        "<section><p>Agenda</section></div>",
        "<div><section><p>Agenda</section></div>",
    ),
    ("<p>Un mot.<p>Voir <a href=/mopti/recits/puits/>le puits</a>.<p>La suite.", "<p>Un mot.<p>La suite."),
    ("<dl><dt>Écrit<dd>hier<dt>En lien<dd><a href=/recits/puits/>Puits</a></dl>", "<dl><dt>Écrit<dd>hier</dl>"),
    ("<nav><ul><li><a rel=prev href=/recits/puits/>Avant</a></ul></nav><p>A", "<nav></nav><p>A"),
    ("<link rel=next href=/recits/puits/><p>A", "<p>A"),
    ('<script type=application/ld+json>{"url":"https://a/recits/puits/"}</script><p>A', "<p>A"),
    # names: the sentence and not the story, in any markup
    ("<section><p>Avec <b>Awa</b> Touré.<p>La suite.</section>", "<section><p>La suite.</section>"),
    ("<article><p>A<figure><img alt='Awa Touré' src=/a.webp></figure><p>B</article>", "<article><p>A<p>B</article>"),
    ("<meta name=description content='Awa Touré raconte'><p>A", "<p>A"),
    ("<ul><li>Awa Touré<ul><li>au puits</ul><li>Autre</ul>", "<ul><li>Autre</ul>"),
]


@pytest.mark.parametrize(("page", "left"), PAGES)
def test_the_smallest_part_of_a_page_that_tells_goes(page: str, left: str) -> None:
    """And nothing beside it."""
    assert cut("index.html", page.encode(), TELLING) == left.encode()


def test_a_page_that_tells_in_its_title_cannot_be_cut() -> None:
    """Nothing would be left to stand at its address."""
    for page in ("<title>Awa Touré</title><p>A", "<body><h1>Awa Touré</h1><p>A", "<p>A</p>Awa Touré"):
        assert cut("volontaires/index.html", page.encode(), TELLING) is None


def test_what_tells_nothing_stays_byte_for_byte() -> None:
    """A page is not written anew, but for what is taken out of it."""
    page = "<ul><li>É &amp; è<li><a href='/recits/puits/'>x</a></ul><svg><path d='M0 0' /></svg><p>a  b"
    found = cut("index.html", page.encode(), TELLING)

    assert found == "<ul><li>É &amp; è</ul><svg><path d='M0 0' /></svg><p>a  b".encode()


def test_feeds_lose_their_entries() -> None:
    """A calendar, even where a line is folded in an address; Atom, sitemap, table and JSON."""
    event = "BEGIN:VEVENT\r\nUID:{}@agenda\r\nURL:https://a/rec\r\n its/{}/\r\nEND:VEVENT\r\n"
    calendar = "BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n"
    both = calendar.format(event.format("puits", "puits") + event.format("lait", "lait"))

    assert cut("agenda.ics", both.encode(), TELLING) == calendar.format(event.format("lait", "lait")).encode()
    atom = "<feed><entry><id>/recits/puits/</id></entry>\n<entry><id>/recits/lait/</id></entry>\n</feed>"
    assert cut("flux/a.atom", atom.encode(), TELLING) == b"<feed><entry><id>/recits/lait/</id></entry>\n</feed>"
    xml = "<urlset>\n<url>\n<loc>https://a/recits/puits/</loc>\n</url>\n</urlset>"
    assert cut("sitemap.xml", xml.encode(), TELLING) == b"<urlset>\n</urlset>"
    assert cut("poids.csv", b"a;b\n/recits/puits/;1\n/recits/lait/;2\n", TELLING) == b"a;b\n/recits/lait/;2\n"
    data = {"events": [{"url": "https://a/recits/puits/"}, {"name": "É", "people": [{"name": "Awa Touré"}]}], "n": 1}
    found = cut("agenda.json", json.dumps(data).encode(), TELLING)
    assert found is not None
    assert json.loads(found) == {"events": [], "n": 1}
    assert cut("agenda.json", b"{/recits/puits/", TELLING) is None


def test_an_element_is_all_that_stands_between_its_tags() -> None:
    """Ends that nobody wrote are where HTML says; a « < » in a script is no tag."""
    page = "<ul><li>a<ul><li>b</ul><li>c</ul><p>d<p>e<div>f</div><script>if(a<b){}</script><img src=x><br>g"
    found = [page[span.start : span.end] for span in spans(page)]

    assert [one for one in found if one.startswith("<li")] == ["<li>b", "<li>a<ul><li>b</ul>", "<li>c"]
    assert [one for one in found if one.startswith("<p")] == ["<p>d", "<p>e"]
    assert "<script>if(a<b){}</script>" in found
    assert "<img src=x>" in found
    assert not [one for one in found if re.match("<b\\b", one)]
