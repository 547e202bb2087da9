"""The report as a page shows it."""

from __future__ import annotations

import pytest
from aivm.preview.panel import panel
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
