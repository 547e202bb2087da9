"""The whole site as one generator of Pelican: data are read when it starts, texts next, then pages are written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pelican.generators import Generator

from aivm.output.tree import Tree
from aivm.pages.all import all_pages
from aivm.pages.feeds import feed_files
from aivm.pages.page import Page
from aivm.pages.standing import weighed_pages
from aivm.problems import Report
from aivm.rendering.environment import filters, jinja_environment, names
from aivm.rendering.finish import Weights, finish, photo_bytes, weights_of
from aivm.rendering.icons import icon_files
from aivm.rendering.look import look_of
from aivm.rendering.weights import FILE, tables, weight_lines
from aivm.site.addresses import save_as
from aivm.site.make_view import with_view
from aivm.site.photos import put_photos
from aivm.site.prepare import prepare
from aivm.site.project import Project, project_of
from aivm.site.site import Site
from aivm.site.sounds import put_sounds
from aivm.site.view import View

KEY = "AIVM_MAKING"  # where Pelican's settings carry it


@dataclass
class Making:
    """One site being made: as much as is known of it, and what its pages weigh."""

    site: Site
    weights: Weights


def on_initialized(pelican: Any) -> None:
    """Read all data; without its settings or its words nothing can be read."""
    report: Report = pelican.settings["AIVM_REPORT"]
    project = project_of(pelican.settings, report)
    if report.exit_code(strict=False):
        return
    pelican.settings[KEY] = Making(prepare(project, report), weights_of(project))
    pelican.settings["JINJA_ENVIRONMENT"] = jinja_environment(project.cache / "jinja")


def on_get_generators(pelican: Any) -> type[Generator]:
    """Pelican's own generators find nothing to do: it is told of no path."""
    return SiteGenerator


def on_generator_init(generator: Any) -> None:
    """Give the environment of templates its words and filters."""
    if isinstance(generator, SiteGenerator):
        project = generator.settings[KEY].site.project
        generator.env.globals.update(names(project, look_of(project.theme)))
        generator.env.filters.update(filters(project))


class SiteGenerator(Generator):
    """Every file of the site. A template receives the values of its page and nothing of what Pelican shares."""

    def generate_context(self) -> None:
        making: Making = self.settings[KEY]
        making.site = with_view(making.site)
        making.weights.photos = photo_bytes(making.site.media.pictures, making.site.project)

    def generate_output(self, writer: Any) -> None:
        making: Making = self.settings[KEY]
        site, project = making.site, making.site.project
        view = view_of(site)
        put_photos(site.media.pictures, project)
        put_sounds(site.media.sounds, project)
        written = [*self.written(all_pages(view, project), making)]
        written += self.written(weighed_pages(view, project, tables(making.weights.pages)), making)
        listed = {claim.address for claim in site.claims if claim.listed}.intersection(written)
        for file in (*feed_files(view, project, listed), *icon_files(project.theme)):
            put(save_as(file.address), file.content, project)

    def written(self, pages: Iterable[Page], making: Making) -> list[str]:
        """Write pages, and give their addresses."""
        project, addresses = making.site.project, []
        for page in pages:
            html = self.get_template(page.template).render(page.values)
            path = save_as(page.address)
            put(path, finish(html, path, making.weights, project), project)
            addresses.append(page.address)
        return addresses


def put(path: str, content: bytes, project: Project) -> None:
    """One file of the site at its place."""
    file: Path = project.output / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def view_of(site: Site) -> View:
    """What may leave of a site whose texts are read."""
    assert site.view is not None, "the texts are read before"
    return site.view


def with_weights(tree: Tree, making: Making) -> Tree:
    """The finished folder with poids.csv in it, made from the pages that the checks are about to read."""
    site = making.site
    put(FILE, weight_lines(tree, making.weights.pages, site.gone, site.project), site.project)
    return tree.plus(FILE, site.project.output / FILE)
