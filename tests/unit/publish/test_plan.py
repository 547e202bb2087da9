"""What must change for one folder to become another."""

from __future__ import annotations

from aivm.output.manifest import Entry, Manifest
from aivm.publish.plan import Plan, plan, stage
from hypothesis import given
from hypothesis import strategies as st

PATHS = st.sampled_from(["index.html", "photos/a.webp", "agenda.ics", "sitemap.xml", "a/index.html.br", "flux/x.atom"])
ENTRIES = st.sampled_from([Entry("aa", 1), Entry("bb", 1)])
MANIFESTS = st.dictionaries(PATHS, ENTRIES).map(lambda files: Manifest("preview", files))


@given(MANIFESTS, MANIFESTS)
def test_the_plan_leads_from_one_to_the_other(old: Manifest, new: Manifest) -> None:
    """Copying and deleting as planned gives exactly the new folder, and nothing that is right is touched."""
    steps = plan(old, new)
    result = {path: entry for path, entry in old.files.items() if path not in steps.deletions}
    result |= {path: new.files[path] for path in steps.copies}

    assert result == new.files
    assert all(old.files[path] == new.files[path] for path in steps.unchanged)
    assert sorted([*steps.copies, *steps.unchanged]) == sorted(new.files)


def test_nothing_there_means_everything_to_copy() -> None:
    """A target never seen gets every file."""
    assert plan(None, Manifest("preview", {"a": Entry("aa", 1)})) == Plan(("a",), (), ())


def test_same_size_other_bytes() -> None:
    """An edit that keeps the length is a change."""
    old, new = (Manifest("preview", {"a": Entry(sha256, 3)}) for sha256 in ("aa", "bb"))

    assert plan(old, new).copies == ("a",)


def test_a_page_never_comes_before_its_photo() -> None:
    """Photos and style first, then pages, then the feeds and the sitemap that announce them."""
    files = ["agenda.ics", "a.html", "z/b.webp", "sitemap.xml", "a.html.br", "flux/a.atom.gz", "x.js"]

    assert plan(None, Manifest("", dict.fromkeys(files, Entry("", 0)))).copies == (
        "x.js",
        "z/b.webp",
        "a.html",
        "a.html.br",
        "agenda.ics",
        "flux/a.atom.gz",
        "sitemap.xml",
    )


def test_a_name_without_suffix_is_a_file_like_another() -> None:
    """« .br » alone, and no suffix at all, are not pages; the rules of a host come after the pages they speak of."""
    assert [stage(path) for path in (".htaccess", "_headers")] == [2, 2]
    assert [stage(path) for path in (".br", "CNAME", "a/")] == [0, 0, 0]
