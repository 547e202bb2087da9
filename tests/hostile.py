"""Shapes of text that make a reader work too much, and all the readers that words from outside can reach."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from html import escape

from tests.conftest import TERRITORY

SIZE = 50_000  # characters: half of what must be read in a second, and a third of the time of 100 000
ALONE = r"""
![]( [ ![ ] ]( ( ) [a](b [a][ [a](< * ** *** _ __ ` `` ``` < </ <a <!-- <! <? <![CDATA[ & &# &amp; \ \* http:// www. {
{fait: [a]{lang= > | || ; , - . 0 00 +223 06 °N 12° @ a@ a. .a a- -a Aa e é œ 😀 : = % %2 %C3%A9 # ~ ! ... ? « » " ' ’
<b> <p> <td> <pre> <svg> </b> data:image/png;base64, url( \u 8C 6FG22 6FG22222+ BEGIN:VEVENT A;B= A;B=" #mot- =+ 14.1,
"""
SPACED = (
    "*a ",
    "_a ",
    "<a ",
    "01 ",
    "12°34' ",
    "+33 6 ",
    "N 12 ",
    "a at ",
    "a (at) b ",
    "rue ",
    "12 rue ",
    "BP ",
    "M. ",
)
LINES = ("\n", "a\n", "a\n\n", "> ", "- ", "1. ", "    a\n", "[a]: b\n", "a : b\n", "- a: b\n", "a;b\n", "|a|b|\n")
BLANK = (" ", "\t", "\u00a0", "\u202f", "\u2028", "\u200b", "\ue000", "\x0b", "\r\n ", " \n", "e\u0301", "\u0301")
HALVES = (("[", "]"), ("(", ")"), ("*", "_"), ("<", ">"), ("[", "]("), ("<b>", "</b>"), ("« ", " »"), ("`", "``"))

OF_PEOPLE = (  # how a number, an address, a meeting or its key begins: for the reader of those alone
    *("76 ", "(at) ", "né le ", "06-", "(0", " at ", "+1(", "33", "&#64;", "@a.", "a at b point ", "12 34 ", "0000 "),
    *("66-", "https://", "https://a/", "https://a?", "zoom.us/", "https://meet.x.fr/a/", "code secret : ", "?pwd="),
    *("https://maps.google.com/maps?q=", "tel:"),
)


def shapes() -> Iterator[tuple[str, str]]:
    """Each shape with what it is called."""
    for motif in (*ALONE.split(), *SPACED, *LINES, *BLANK):
        yield repr(motif), (motif * SIZE)[:SIZE]
    for first, then in HALVES:
        times = SIZE // (len(first) + len(then))
        yield f"{first} then {then}", first * times + then * times
        yield f"{then} then {first}", then * times + first * times
    yield "deep list", "\n".join("    " * depth + "- a" for depth in range(220))
    yield "deep quotes", "\n".join(">" * depth + " a" for depth in range(440))
    yield "wide table", "|".join(["a|" * 12_000, "\n", "-|" * 12_000, "\n", "a|" * 12_000])
    yield "headings of one name", "# a\n\n" * (SIZE // 5)
    yield "photos", "![a](b.jpg)\n\n" * (SIZE // 13)
    yield "raw HTML", "<blink>a</blink>\n\n" * (SIZE // 18)
    yield "keys", "".join(f"cle{rank} : a\n" for rank in range(SIZE // 13))
    yield "nothing but one word", "a" * SIZE


def _story(text: str) -> object:
    from aivm.drafts.folder import draft_of
    from aivm.text.markdown import convert, first_sentence
    from aivm.text.opening import opened

    document = convert(text)
    draft_of(text.encode(errors="replace"), "recit.txt")
    return opened(document), first_sentence(document)


def _first_words(text: str) -> object:
    from aivm.text.markdown import Document, Html
    from aivm.text.opening import opened

    return opened(Document((Html(f"<p>{escape(text, quote=False)}</p>"),), (), "", ()))


def _front_matter(text: str) -> object:
    from aivm.text.decode import decode
    from aivm.text.front_matter import parse

    decoded, _ = decode(text.encode(errors="replace"), "recit.md")
    return parse(f"titre : a\n{decoded}", "recit.md", known=frozenset({"titre"}), aliases={})


def _typography(text: str) -> object:
    from aivm.text.typeset import plain, typeset
    from aivm.text.typography import french

    return french(text), plain(text), typeset(escape(text, quote=False))


def _people(text: str) -> object:
    from aivm.people.contacts import allowed_of, contacts
    from aivm.people.map_codes import codes_there, plus_codes, unreadable
    from aivm.people.personal import without_personal
    from aivm.people.points import points_there
    from aivm.people.postal import addresses

    without_personal(text, TERRITORY)
    codes, points = (partial(find, territory=TERRITORY) for find in (codes_there, points_there))
    finders = (codes, plus_codes, unreadable, points, addresses)
    return [list(contacts(text, allowed_of([], "exemple.org", TERRITORY))), *(list(find(text)) for find in finders)]


def _tables(text: str) -> object:
    from aivm.sources import facts, removals, spec, values
    from aivm.sources.tables import csv_rows, yaml_rows

    raw = text.encode(errors="replace")
    csv_rows.read(raw, "a.csv")
    csv_rows.read(b"id;titre\n" + raw, "a.csv")
    yaml_rows.read(raw, "a.yaml")
    facts.read_facts(raw, "a.yaml", TERRITORY)
    values.read_values(raw, "a.yaml", ("a",))
    removals.read_removals(raw, "a.yaml")
    return spec.read_sources(raw, "a.toml")


def _pulled(text: str) -> object:
    from aivm.pulled import snapshot
    from aivm.sources import cells
    from aivm.sources.ics import lines as ics_lines
    from aivm.sources.ics import text as ics_text
    from aivm.sources.ics import words as ics_words
    from aivm.web import masks

    list(ics_lines.unfolded(text))
    ics_lines.LINE.fullmatch(f"A{text}")
    masks.told(f"https://exemple.org/{text}")
    snapshot.read(text, "a.json")
    ics_text.paragraphs(text, TERRITORY)
    ics_text.summary_and_text(text)
    ics_words.marked(text)
    return cells.text(ics_words.without_words(text), TERRITORY)


def _finished(text: str) -> object:
    from aivm.output import page, privacy
    from aivm.output.readable import readable
    from aivm.output.spans import spans

    text = escape(text, quote=False)  # as pages hold it: nothing from outside is ever a tag there
    raw = text.encode(errors="replace")
    list(privacy.INSIDE.finditer(raw))
    page.parse(raw, "/a/")
    page.candidates(text)
    return [list(spans(text)), *(readable(f"a.{kind}", raw) for kind in ("html", "ics", "json", "xml", "csv"))]


def _fields(text: str) -> object:
    from aivm.people.letters import slug
    from aivm.records import days, fields
    from aivm.sources.sheets.when_columns import hours_of

    for parse in (fields.parse_day, fields.parse_hour, fields.parse_stamp):
        try:
            parse(text)
        except ValueError:
            continue
    return days.said_day(text), fields.parse_list(text), hours_of(text), slug(text)


READERS: dict[str, Callable[[str], object]] = {
    "a story": _story,
    "its first words": _first_words,
    "its front matter": _front_matter,
    "typography": _typography,
    "who and where": _people,
    "tables": _tables,
    "what is pulled": _pulled,
    "a finished page": _finished,
    "fields": _fields,
}


def try_all(name: str, seconds: int) -> None:
    """Every shape for one reader; the system ends this process after so many seconds of processor (setrlimit(2))."""
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    of_people = [(repr(motif), (motif * SIZE)[:SIZE]) for motif in OF_PEOPLE if name == "who and where"]
    for shape, text in (*shapes(), *of_people):
        print(re.sub(r"\s", " ", shape)[:40], flush=True)  # the last one told is the one that never ended
        READERS[name](text)
    print("all read")
