"""A fault in a template is told by its own line."""

from __future__ import annotations

from pathlib import Path

import pytest
from aivm.commands.template_faults import template_problem
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tests.conftest import PROJECT


def fault(folder: Path, template: str, **values: object) -> Exception:
    """What Jinja raises for a template of two lines."""
    (folder / "page.html").write_text(f"<p>\n{template}\n", encoding="utf-8")
    environment = Environment(loader=FileSystemLoader(folder), undefined=StrictUndefined, autoescape=True)
    with pytest.raises(Exception) as found:  # each case has its own
        environment.get_template("page.html").render(**values)
    return found.value


@pytest.mark.parametrize("template", ["{% if %}", "{{ inconnu }}", "{{ 1 + 'a' }}", "{% include 'rien.html' %}"])
def test_the_file_and_the_line_are_named(template: str, tmp_path: Path) -> None:
    """Whether it cannot be read, names nothing that exists, or computes what cannot be."""
    problem = template_problem(fault(tmp_path, template), tmp_path)

    assert problem
    assert (problem.where.file, problem.where.line) == ("page.html", 2)
    assert "le gabarit ne se lit pas" in problem.message


def test_a_fault_of_the_program_is_not_the_template_s(tmp_path: Path) -> None:
    """A function of ours that fails when a template calls it is ours to mend."""
    error = fault(tmp_path, "{{ number('a') }}", number=lambda word: {}[word])

    assert template_problem(error, tmp_path) is None
    assert template_problem(ValueError("ailleurs"), PROJECT) is None
