"""The plugin of the site, a house of small rooms with one way through.

    content/data -> sources -> records (validated) -> public_view -> agenda
        -> host (Pelican) -> theme + feeds -> output (checks) -> publish

- `config`, `territory`, `problems`, `files`: what is set, which two places, how a fault is told, how a file is written
  whole; every room may use them.
- `people`: who, how to reach her, where: found in any text; `letters.py` is the one reading of letters.
- `sources`: where rows come from; `records`: what they are and what may leave; `agenda`: what a visitor sees of them.
- `text`: French typography, front matter, Markdown, drafts; `images`: light photos; `sounds`: a file's audio alone.
- `drawing`: outlines of the ground -> a map in the page.
- `feeds`: calendar files, Atom, JSON, JSON-LD; `output`: reads a finished folder; `publish`: copies it.
- `preview`: shows the site while it is written; it asks `host` to build, in another process, and knows nothing of it.
- `host`: the only room that knows Pelican.
"""
