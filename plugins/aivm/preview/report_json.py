"""A report between two processes: one line of JSON, which a person can read too."""

from __future__ import annotations

import json

from aivm.problems import Problem, Report, Severity, Where


def dump(report: Report) -> str:
    """The problems of a report on one line."""
    rows = [
        [problem.where.file, problem.where.line, problem.where.field, problem.message, problem.hint, problem.severity]
        for problem in report
    ]
    return json.dumps(rows)


def load(line: str) -> Report:
    """The report of such a line."""
    return Report(
        [
            Problem(Where(file, number, field), message, hint, Severity(severity))
            for file, number, field, message, hint, severity in json.loads(line)
        ]
    )
