"""The report as a page shows it."""

from __future__ import annotations

import pytest
from aivm.output.page import parse
from aivm.output.policy import admits, page_policy
from aivm.preview.current import Shown
from aivm.preview.panel import dressed, panel
from aivm.problems import Problem, Report, Severity, Where


def report(severity: Severity) -> Report:
    return Report([Problem(Where("a.csv", 3), "« <b> » ne va pas.", "Corrigez.", severity)])


@pytest.mark.parametrize("severity", [Severity.PENDING, Severity.ADVICE])
def test_what_stops_nothing_shows_nothing(severity: Severity) -> None:
    """The page is then as it will be."""
    assert panel(report(severity)) == ""


def test_what_is_left_out_is_told_on_every_page() -> None:
    """Place, fault and remedy, escaped; announced to screen readers; folded away without a script."""
    html = panel(report(Severity.BLOCKING))

    assert "À CORRIGER · a.csv, ligne 3 : « &lt;b&gt; » ne va pas. Corrigez." in html
    assert "<summary>1 à corriger. Le reste du site est construit.</summary>" in html
    assert 'role="status"' in html and "<details open>" in html


def test_the_policy_of_a_page_admits_what_the_preview_adds() -> None:
    """The report, the script and its line to the server; the rest is refused as it will be on line."""
    meta = f'<meta content="{page_policy("b{}", "a()")}" http-equiv=content-security-policy>'
    shown = Shown(None, report(Severity.BLOCKING), "v1")
    page = parse(dressed(f"{meta}<style>b{{}}</style><script>a()</script>".encode(), shown), "/")

    assert [tag for tag, _ in page.code] == ["style", "script", "style", "script"]
    assert all(admits(page.policy, tag, code) for tag, code in page.code)
    assert "connect-src 'self'" in page.policy
    assert not admits(page.policy, "script", "b()")
