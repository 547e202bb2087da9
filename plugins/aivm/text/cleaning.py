"""Which HTML may stay in a text: volunteers paste things from Word, e-mails and other sites."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

import nh3

ALLOWED = (
    "p br hr h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote div pre code kbd samp em strong b i u s del ins sub sup small "
    "abbr cite q mark span a table caption thead tbody tr th td time details summary"
)
TAGS = frozenset(ALLOWED.split())
# With these, what they hold goes too: it is not prose.
WITH_CONTENT = frozenset({"script", "style", "iframe", "object", "svg", "math", "template", "noscript"})
ATTRIBUTES = {
    "*": {"lang"},
    "a": {"href", "hreflang"},
    "abbr": {"title"},
    "h2": {"id"},
    "h3": {"id"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
CLASSES = {"td": {"align-right", "align-center"}, "th": {"align-right", "align-center"}}
SCHEMES = frozenset({"http", "https", "mailto", "tel"})

REMEDIES = {
    "img": "Écrivez plutôt ![description](nom-du-fichier.jpg), avec la photo dans le dossier.",
    "h1": "Le titre de la page suffit : écrivez « ## Sous-titre ».",
}
REMEDY = "Retirez-la du texte : elle ne sert à rien ici."


def clean(html: str) -> str:
    """The HTML with the tags and attributes above and no other; unsafe addresses lose their `href`."""
    return nh3.clean(
        html,
        tags=set(TAGS),
        clean_content_tags=set(WITH_CONTENT),
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        url_schemes=set(SCHEMES),
        link_rel=None,
    )


def removed(raw: str) -> Iterator[tuple[str, str, str]]:
    """What `clean` takes out of a stretch of raw HTML: what to look for in the source, a French sentence, a remedy."""
    parser = _Tags()
    parser.feed(raw)
    parser.close()
    for tag, attributes in parser.found:
        if tag not in TAGS:
            yield f"<{tag}", f"la balise HTML « <{tag}> » a été retirée.", REMEDIES.get(tag, REMEDY)
        for name in attributes:
            if name == "style" or name.startswith("on"):
                yield name, f"l’attribut HTML « {name} » de « <{tag}> » a été retiré.", "Retirez-le du texte."


class _Tags(HTMLParser):
    """Start tags with the names of their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, [name for name, _ in attrs]))
