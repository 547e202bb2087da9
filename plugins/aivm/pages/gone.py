"""What was taken off the site: one page for all, and one at each address that something left.

Servers that obey our rules answer 410 there (RFC 9110, 15.5.11), with the same page; on the others it is served as any
page, and asks not to be indexed.
"""

from __future__ import annotations

from collections.abc import Iterator

from aivm.pages.page import Page, page
from aivm.serving.headers import GONE
from aivm.site.project import Project
from aivm.site.view import View


def gone_pages(view: View, project: Project) -> Iterator[Page]:
    """Each is told by its rank in the title, since two pages may not have the same."""
    for rank, address in enumerate([f"/{GONE}", *view.gone] if view.gone else []):
        yield page("gone", address, view, rank=rank)
