"""What our Markdown has of its own in a line: `[mot]{lang=bm}` and `{fait: id}`; and the extension as a whole."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from aivm.problems import suggest
from aivm.text.reading import FACT_BASE, Reading
from aivm.text.tree import Tree

LANGUAGE_SPAN = r"\[([^\[\]]+)\]\{\s*lang\s*=\s*[\"']?([^\s\"'{}]+)[\"']?\s*\}"
FACT = r"\{\s*(?i:fait)\s*:\s*([^{}]+?)\s*\}"
# The common part of BCP 47: language, script, region (« bm », « ff-Adlm », « fr-ML »).
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?", re.IGNORECASE)


class OurMarkdown(Extension):
    """The extension, for one reading."""

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self.reading = reading

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # the name Python-Markdown calls
        # After code spans and escapes (190, 180), before links (170), which would read `[mot]` as a reference.
        md.inlinePatterns.register(_Language(LANGUAGE_SPAN, md, self.reading), "aivm_lang", 176)
        md.inlinePatterns.register(_Fact(FACT, md, self.reading), "aivm_fact", 175)
        # Last, once Python-Markdown has put back what was escaped.
        md.treeprocessors.register(Tree(md, self.reading), "aivm_tree", -10)


class _Ours(InlineProcessor):
    def __init__(self, pattern: str, md: Markdown, reading: Reading) -> None:
        super().__init__(pattern, md)
        self.reading = reading


class _Language(_Ours):
    """`[mot]{lang=bm}` -> `<span lang="bm">mot</span>`, so that it is spoken and hyphenated in its language."""

    def handleMatch(  # type: ignore[override]  # noqa: N802  # its name and more types
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        words, code = m.groups()
        if not LANGUAGE.fullmatch(code):
            hint = "Employez un code comme « bm » (bambara), « ff » (peul) ou « dgs » (dogon)."
            self.reading.tell(m.group(), f"« {code} » n’est pas un code de langue.", hint)
            return words, m.start(), m.end()
        span = Element("span", lang=code)
        span.text = words
        return span, m.start(), m.end()


class _Fact(_Ours):
    """`{fait: id}` -> the fact's HTML, by way of one private character; an unknown id stays as typed."""

    def handleMatch(  # type: ignore[override]  # noqa: N802  # its name and more types
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        name = m.group(1)
        if name not in self.reading.facts:
            hint = suggest(name, self.reading.facts) or "Ajoutez-le à content/data/faits.yaml."
            self.reading.tell(m.group(), f"le fait « {name} » n’existe pas.", hint)
            return None, None, None
        self.reading.used.append(self.reading.facts[name])
        return chr(FACT_BASE + len(self.reading.used) - 1), m.start(), m.end()
