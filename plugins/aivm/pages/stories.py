"""/recits/: a page for each story and each theme, and one at each address that a story had before."""

from __future__ import annotations

from collections.abc import Iterator

from aivm.feeds.schema_org import article_ld, script
from aivm.pages.page import Page, page
from aivm.records.public import PublicStory
from aivm.site.project import Project
from aivm.site.view import ToldStory, View


def story_pages(view: View, project: Project) -> Iterator[Page]:
    """Stories, newest first, each with its neighbours; drafts, for their authors alone; themes; moved addresses."""
    around: tuple[ToldStory | None, ...] = (None, *view.stories, None)
    for newer, told, older in zip(around, around[1:], around[2:], strict=False):
        if told:
            yield story_page(told, view, project, previous=story_of(older), next=story_of(newer))
    for told in view.drafts:
        yield story_page(told, view, project)
    for theme in view.themes:
        yield page("theme", theme.address, view, theme=theme)
    for moved in view.moved:
        yield page("moved", moved.address, view, story=moved.story)


def story_page(told: ToldStory, view: View, project: Project, **around: PublicStory | None) -> Page:
    """One story."""
    return page("article", told.story.address, view, told=told, ld=linked_data(told, project), **around)


def story_of(told: ToldStory | None) -> PublicStory | None:
    """A neighbour, without its words."""
    return told.story if told else None


def linked_data(told: ToldStory, project: Project) -> str:
    """The JSON-LD of a story; a draft, which only its author sees, has none."""
    story = told.story
    if story.draft or story.published is None:
        return ""
    linked = article_ld(
        title=story.title,
        address=story.address,
        siteurl=project.siteurl,
        organization=project.words["site.owner"],
        published=story.published,
        created=story.written,
        summary=told.lead,
        author=story.author.name if story.author else "",
    )
    return script(linked)
