"""What the checks of a finished folder are told: where each page comes from, whose names to look for."""

from __future__ import annotations

from aivm.output.context import Context
from aivm.output.weight import WeightCache
from aivm.people.contacts import Allowed, allowed_of
from aivm.problems import Report, Severity
from aivm.rendering.look import look_of
from aivm.site.addresses import save_as
from aivm.site.site import Site
from aivm.text.decode import decode


def check_context(site: Site, weights: WeightCache | None = None) -> Context:
    """The context of a site whose pages are made. Without `weights`, those that pages print are not believed again."""
    project = site.project
    sources = {save_as(claim.address): claim.where.file for claim in site.claims}
    unfinished = {problem.where.file for problem in site.report if problem.severity is Severity.PENDING}
    return Context(
        folder=project.file(project.shown),
        names=site.data.hidden_names,
        shown=tuple(person.name for person in site.public.volunteers),
        read=lambda file: decode(project.read(project.root / file, Report()) or b"", file)[0],
        marker="ribbon-example" if project.config.production else "",
        sources={path: file for path, file in sources.items() if (project.root / file).exists()},
        lines=site.links,
        told=frozenset([path for path, file in sources.items() if file in unfinished] + ["flux/recits.atom"]),
        weights=weights,
        policy=look_of(project.theme).policy,
        # half a second: `serve`, which only its author sees, leaves it to `build` and `check`
        allowed=None if project.quick else told_contacts(site),
        config=project.config,
        originals={picture.default.name: path.name for path, picture in site.media.pictures.items()},
    )


def told_contacts(site: Site) -> Allowed:
    """How to reach the association and the organisms that it names; and, beside each public event, where it is."""
    places = {event.address: event.place for event in site.public.events}
    config, contact = site.project.config, site.data.values.contact
    known = [*contact.values(), *config.public_contacts]
    return allowed_of(known, config.uid_domain, site.project.territory, places)
