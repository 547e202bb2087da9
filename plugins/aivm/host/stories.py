"""Stories linked to events and people, themes, addresses that moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from pelican.generators import Generator

from aivm.feeds.schema_org import article_ld, script
from aivm.host.addresses import NOT_FOUND, former_address, save_as, theme_address
from aivm.host.run import KEY, Run
from aivm.people.letters import slug
from aivm.problems import Problem, Where, suggest
from aivm.records.public import PublicStory
from aivm.records.public_view import public_story
from aivm.records.raw import RawRecord
from aivm.records.story import Story
from aivm.text.typography import french


@dataclass(frozen=True)
class Theme:
    """One theme and its stories, newest first."""

    name: str
    address: str
    stories: tuple[PublicStory, ...]


class StoriesGenerator(Generator):
    """Makes the public part of each story, and gives the shared context all that templates may know."""

    def generate_context(self) -> None:
        # Templates receive the public view and nothing else: the run, which holds the records, leaves the context.
        run: Run = self.context.pop(KEY)
        for article in (*self.context["articles"], *self.context["drafts"]):
            run.report.extend(unknown_links(article.story, article.row, run))
            article.view = public_story(article.story, run.view, french)
            article.ld = linked_data(article, run)
            article.previous = article.next = None
        published = newest_first(self.context["articles"])
        for rank, article in enumerate(published):
            article.next = published[rank - 1].view if rank else None
            article.previous = published[rank + 1].view if rank + 1 < len(published) else None
        run.stories = tuple(article.view for article in published)
        run.drafts = tuple(article.view for article in newest_first(self.context["drafts"]))
        self.themes = [theme for theme in themes_of(run.stories) if run.claim(theme.address, Where("les thèmes"))]
        self.moved = [(address, article.view) for article in published for address in taken_addresses(article, run)]
        for content in (*self.context["articles"], *self.context["drafts"], *self.context["pages"]):
            forget(content)
        self.context.update(
            stories=run.stories,
            draft_stories=run.drafts,
            latest=published[0] if published else None,
            story_of={article.slug: article for article in published},
            themes=self.themes,
            view=run.view,
            facts=run.facts,
            contact=run.contact,
            standing_pages=[page for _, page in sorted(run.pages.items()) if page.address != NOT_FOUND],
        )

    def generate_output(self, writer: Any) -> None:
        for theme in self.themes:
            writer.write_file(save_as(theme.address), self.get_template("theme"), self.context, theme=theme)
        for address, story in self.moved:
            writer.write_file(save_as(address), self.get_template("moved"), self.context, story=story)


def forget(content: Any) -> None:
    """Take what was typed, and the run, out of what templates can reach: closed events and people are among it."""
    content.settings = {key: value for key, value in content.settings.items() if key != KEY}
    for name in {"story", "row"} & content.metadata.keys():
        delattr(content, name)
        del content.metadata[name]


def linked_data(article: Any, run: Run) -> str:
    """The JSON-LD of a story; a draft, which only its author sees, has none."""
    story: PublicStory = article.view
    if story.draft or story.published is None:
        return ""
    linked = article_ld(
        title=story.title,
        address=story.address,
        siteurl=run.siteurl,
        organization=run.strings["site.owner"],
        published=story.published,
        created=story.written,
        summary=article.lead,
        author=story.author.name if story.author else "",
    )
    return script(linked)


def newest_first(articles: Iterable[Any]) -> list[Any]:
    """Articles by day of publication, then by slug: the same order on every machine."""
    return sorted(articles, key=lambda article: (article.story.published or date.max, article.story.id), reverse=True)


def themes_of(stories: Iterable[PublicStory]) -> list[Theme]:
    """Themes by name; two spellings with one address are one theme, told as the newest story spells it."""
    groups: dict[str, tuple[str, list[PublicStory]]] = {}
    for story in stories:
        for theme in story.themes:
            groups.setdefault(theme_address(theme), (theme, []))[1].append(story)
    themes = [Theme(name, address, tuple(told)) for address, (name, told) in groups.items()]
    return sorted(themes, key=lambda theme: theme.address)


def taken_addresses(article: Any, run: Run) -> Iterator[str]:
    """The former addresses of a story that lead to it from now on."""
    for typed in article.story.former:
        where = article.row.at("ancienne_adresse")
        address = former_address(typed)
        if not address:
            message = f"« {typed} » n’est pas une ancienne adresse du site."
            run.report.add(Problem(where, message, "Écrivez-la comme /recits/ancien-titre/."))
        elif run.claim(address, where, listed=False):
            yield address


def unknown_links(story: Story, row: RawRecord, run: Run) -> Iterator[Problem]:
    """Events and people that a story names and that nobody declared; the story stays, without that link."""
    named = (
        ("en_lien", story.events, run.typed_ids["events"], "evenements.csv"),
        ("volontaire", (story.volunteer,) if story.volunteer else (), run.typed_ids["volunteers"], "volontaires.yaml"),
    )
    for theme in story.themes:
        if not slug(theme):
            message = f"le thème « {theme} » n’a ni lettre ni chiffre."
            yield Problem(row.at("themes"), message, "Écrivez-le en toutes lettres, ou retirez-le.")
    for key, names, known, file in named:
        for name in names:
            if known is not None and name not in known:
                hint = suggest(name, known) or f"Employez un identifiant de {file}, ou retirez-le."
                yield Problem(row.at(key), f"« {name} » n’est pas dans {file}.", hint)
