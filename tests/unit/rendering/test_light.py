"""The sheet without its comments and spare spaces still says the same rules."""

from __future__ import annotations

import pytest
from aivm.rendering.light import light_sheet
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("typed", "light"),
    [
        ("a { b: c; d: e; }\n\n/* why */\nf { g: h }\n", "a{b:c;d:e}f{g:h}"),
        ("a,\n  b > c,\n  d + e ~ f { g: h }", "a,b>c,d + e ~ f{g:h}"),
        ("li :hover, li:hover, a:not( .b ) .c { d: e !important }", "li :hover,li:hover,a:not(.b) .c{d:e!important}"),
        ('[a="b  c" i] { content: "; } /* no */  \\" } ," }', '[a="b  c" i]{content:"; } /* no */  \\" } ,"}'),
        ("a { content: ' it\\'s  {' }", "a{content:' it\\'s  {'}"),
        ("/* it's */ a { b: 'c' } /* it's */", "a{b:'c'}"),
        (
            "a { b: url(data:image/svg+xml;base64,AA==) , url( 'c  d' ) }",
            "a{b:url(data:image/svg+xml;base64,AA==),url('c  d')}",
        ),
        ("a { b: url(/c/*d*/e) }", "a{b:url(/c/*d*/e)}"),
        (
            "a { width: calc( 100% - (2px + 1em) * 2 ); font: 1em / 1.2 b }",
            "a{width:calc(100% - (2px + 1em) * 2);font:1em / 1.2 b}",
        ),
        ("a { grid: [b] 1fr [c] / min( 1em , 2em ) }", "a{grid:[b] 1fr [c] / min(1em,2em)}"),
        (
            "@media screen and (min-width: 48rem) , print { a { b: c; } }",
            "@media screen and (min-width:48rem),print{a{b:c}}",
        ),
        ("@media (width > 30rem) { a { b: c } }", "@media (width>30rem){a{b:c}}"),
        ("@page :first { margin: 1cm }", "@page :first{margin:1cm}"),
        ('@import "a.css" screen; @charset "utf-8";', '@import "a.css" screen;@charset "utf-8";'),
        ("a { --b: ; --c: { d: e }; --f: 1px  +  2px; }", "a{--b: ;--c:{d:e};--f:1px + 2px}"),
        ("/*! Licence  : kept */ a { b: c }", "/*! Licence  : kept */ a{b:c}"),
        ("a/* 1 */b { c: d/* 2 */e; f: /* 3 */ g/**/; }", "a/**/b{c:d/**/e;f:g}"),
        (".a\\: b, .\\31 c, .\\{ d { e: f }", ".a\\: b,.\\31 c,.\\{ d{e:f}"),
        ("a { b: c } /* never closed", "a{b:c}"),
        ('a { b: "never closed\n; c: d }', 'a{b:"never closed\n;c:d}'),
        ("a { b: c;; }", "a{b:c}"),
        ("", ""),
    ],
)
def test_only_what_says_nothing_is_left_out(typed: str, light: str) -> None:
    """Strings, addresses, sums, selectors and licences stay as they are typed."""
    assert light_sheet(typed) == light


@given(st.text(alphabet="ab:;,>(){}+-!./*\\\"' \n", max_size=40))
def test_a_light_sheet_is_light_already(css: str) -> None:
    """Nothing that a space parts comes together in a second pass."""
    once = light_sheet(css)

    assert light_sheet(once) == once
