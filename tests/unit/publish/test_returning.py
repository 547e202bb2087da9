"""Going back tells what would come back, before it asks: an edit may have taken away a name, a place, a sentence."""

from __future__ import annotations

from pathlib import Path

from aivm.output.tree import Tree, read_tree
from aivm.publish.returning import returning


def tree(folder: Path, pages: dict[str, str]) -> Tree:
    """A finished folder of these pages."""
    for path, page in pages.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(page, encoding="utf-8")
    return read_tree(folder)


NOW = {
    "index.html": "<header><p>Menu</header><h1>Accueil</h1><ul><li><a href=/a/>Le puits</a></ul><footer><p>9 ko",
    "recits/puits/index.html": "<title>Le puits</title><h1>Le puits</h1><p>On creuse, dit A.<p>Fin.",
}
BEFORE = {
    "index.html": "<header><p>Menus</header><h1>Accueil</h1><ul><li><b>Le</b> puits<li>Le marché</ul><footer><p>8 ko",
    "recits/puits/index.html": "<title>Le puits</title><p>On creuse à <b>Village&nbsp;X</b>, dit A.<p>Fin.",
    "recits/marche/index.html": "<h1>Le marché</h1><p>Awa vend.<figure><img src=/photos/1.webp alt='Awa'></figure>",
}


def test_each_sentence_and_photo_is_told_once_where_it_would_stand(tmp_path: Path) -> None:
    """A precise place, a deleted story with its photo; not what is on line already, nor the foot of pages."""
    lines = returning(tree(tmp_path / "now", NOW), tree(tmp_path / "before", BEFORE))

    assert lines[1:] == [
        "  / : « Le marché »",
        "  /recits/marche/ : « Awa vend. »",
        "  /recits/marche/ : photo « Awa »",
        "  /recits/puits/ : « On creuse à Village X, dit A. »",
    ]


def test_nothing_comes_back_where_all_is_on_line(tmp_path: Path) -> None:
    """And all does where nothing is."""
    now = tree(tmp_path, NOW)

    assert returning(now, now) == []
    assert "  / : « Accueil »" in returning(None, now)
