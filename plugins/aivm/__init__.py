"""The plugin of the site, a house of small rooms with one way through; docs/architecture.md is its table.

    content/data -> sources, pulled -> records -> public_view -> agenda -> site.View
        -> pages -> host (Pelican) -> rendering -> output (checks) -> publish

- `config`, `territory`, `problems`, `validation`, `files`, `lock`, `progress`: every room may use them.
- `people`: who, how to reach her, where: found in any text; `letters.py` is the one reading of letters. `web`: one
  address, fetched safely.
- `text`: French typography, front matter, Markdown; `drafts`: a story before it is one.
- `records`: what things are and what may leave; `sources`: where rows come from; `pulled`: what was received, judged.
- `agenda`: what a visitor sees of dates; `feeds`: calendar files, Atom, JSON, JSON-LD; `drawing`: data -> SVG.
- `media`: light photos, and a file's audio alone.
- `site`: what one site is made from, what was read, what may leave; `pages`: a module for each kind of page;
  `rendering`: from a page to its bytes; `host`: the only room that knows Pelican.
- `output`: checks a finished folder; `serving`: what servers are told of it; `publish`: sends it; `withdrawals`: what
  must not be online any more; `commands`: what each task does; `preview`: shows the site while it is written.
"""
