"""A cause is told once, at the lines of the file where a person typed it, whatever repeats it in the finished site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from aivm.output.tree import Finding
from aivm.problems import Severity

Retell = Callable[[Finding, str], list[Finding]]  # what a finding is `about`, told in the text of a source


def where_typed(
    findings: Iterable[Finding], retell: Retell, sources: Mapping[str, str], read: Callable[[str], str]
) -> Iterator[Finding]:
    """The findings, each cause once: what one is `about`, at the lines of the file where a person typed it.

    `sources`: output path -> that file; `read`: its text. What the lists, feeds and cards of the site repeat of such a
    page is not told again, and is told where it stands when no page explains it.
    """
    alike = defaultdict[tuple[str, str, Severity], list[Finding]](list)
    for finding in findings:
        alike[finding.about, finding.hint, finding.severity].append(finding)
    for (about, _, severity), group in alike.items():
        first = {sources[finding.path]: finding for finding in reversed(group) if about and finding.path in sources}
        texts = {file: read(file) for file in sorted(first)}
        lines = {file: retell(first[file], text) for file, text in texts.items()}
        typed = [finding for file in texts for finding in lines[file] or ([] if texts[file] else [first[file]])]
        yield from typed or (group[:1] if severity is Severity.ADVICE else group)
