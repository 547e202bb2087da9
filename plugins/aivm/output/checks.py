"""All the checks of a finished folder, in one table, and how their findings become problems a person can fix."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace

from aivm.output import budgets, html_rules, links, names, privacy, weight, whereabouts
from aivm.output.context import Context
from aivm.output.cost import file_of
from aivm.output.manifest import case_collisions
from aivm.output.tree import Finding, Findings, Tree
from aivm.output.typed import where_typed
from aivm.people.names import seek
from aivm.problems import Problem, Where

Check = Callable[[Tree, Context], Iterable[Finding]]

MANY = 3  # the same fault on more pages than this comes from the template they share: one problem says it


def names_told(tree: Tree, context: Context) -> Findings:
    """Who is named without an agreement in force, at the lines where a person typed it."""
    sought = seek(context.names, context.shown)
    found = names.people(tree, context.names, context.shown)
    return where_typed(found, lambda one, text: names.retold(one, text, sought), context.sources, context.read)


def whereabouts_told(tree: Tree, context: Context) -> Findings:
    """Places over there, and ways to reach somebody, at the lines where a person typed them."""
    if context.allowed:
        found = whereabouts.whereabouts(tree, context.allowed)
        yield from where_typed(found, whereabouts.retold, context.sources, context.read)


def honest_weights(tree: Tree, context: Context) -> Findings:
    """The weight that a page prints is the one that anybody finds by weighing it."""
    cache = context.weights
    if cache is None:
        return
    for path, page in tree.pages.items():
        html = tree.read(path).decode("utf-8", errors="replace")
        said = weight.printed(html)
        if said is None:
            continue
        photos = {image.src: tree.sizes.get(file_of(image.src, page, tree), 0) for image in page.images}
        real = weight.page_weight(weight.unfill(html).encode(), photos, lambda html: weight.brotli_size(html, cache))
        if real != said:
            message = f"la page annonce {said} octets, elle en pèse {real}."
            yield Finding(path, message, "Reconstruisez le site ; si cela revient, signalez-le.")


# What nobody may find out: whatever leaves, and by whichever way, passes these.
PRIVACY: tuple[Check, ...] = (
    privacy.hidden_data,
    privacy.foreign_files,
    privacy.unfinished,
    names_told,
    privacy.examples,
    whereabouts_told,
)

CHECKS: tuple[Check, ...] = (
    links.broken_links,
    html_rules.html_faults,
    html_rules.same_titles,
    html_rules.policy_faults,
    *PRIVACY,
    budgets.over_budget,
    honest_weights,
)


def run(tree: Tree, context: Context) -> list[Problem]:
    """Every problem of a finished folder, each fault told once, sorted."""
    found = [finding for check in CHECKS for finding in check(tree, context)]
    problems = [_problem(finding, context) for finding in _gathered(found)]
    return sorted({*problems, *case_collisions(tree.files, context.folder)})


def _gathered(found: list[Finding]) -> list[Finding]:
    """The same words about more than MANY files become one finding, on the first of them."""
    alike = defaultdict[tuple[str, str, str], dict[str, Finding]](dict)
    for finding in found:
        alike[finding.message, finding.hint, finding.severity].setdefault(f"{finding.path}:{finding.line}", finding)
    kept: list[Finding] = []
    for findings in (list(group.values()) for group in alike.values()):
        others = len({finding.path for finding in findings}) - 1
        if others < MANY:
            kept += findings
        else:
            message = f"{findings[0].message} C’est aussi le cas de {others} autres fichiers."
            kept.append(replace(findings[0], message=message))
    return kept


def _problem(finding: Finding, context: Context) -> Problem:
    """Where a person can act: the source file when it is known, with the output beside it, else the output itself."""
    source = context.sources.get(finding.path)
    line = finding.typed or context.lines.get((finding.path, finding.about), 0)
    where = Where(source, line, finding.path) if source else Where(f"{context.folder}/{finding.path}", finding.line)
    return Problem(where, finding.message, finding.hint, finding.severity)
