"""What every page promises to a poor phone and to a screen reader: one small function a rule, all in one table."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from aivm.output.context import NOTHING, Context
from aivm.output.links import own
from aivm.output.page import Image, Page
from aivm.output.policy import admits
from aivm.output.tree import Finding, Findings, Tree

SHOWN = 40  # characters of a refused script, by which to know it
Fault = tuple[str, str]  # message, hint
Rule = Callable[[Page], Iterator[Fault]]


def html_faults(tree: Tree, context: Context = NOTHING) -> Findings:
    """Every rule over every page."""
    for path, page in tree.pages.items():
        for rule in RULES:
            yield from (Finding(path, message, hint) for message, hint in rule(page))


def no_inline_code(page: Page) -> Iterator[Fault]:
    """The Content-Security-Policy refuses `style=` and `on…=`: they would do nothing."""
    for where, count in Counter(page.inline).items():
        times = f" ({count} fois)" if count > 1 else ""
        tag, attribute = where.split(" ", 1)
        yield (
            f"« {attribute}= » dans <{tag}>{times} sera refusé par le navigateur.",
            "Remplacez-le par une classe, ou retirez-le.",
        )


def no_foreign_request(page: Page) -> Iterator[Fault]:
    """No visitor is announced to another house, and no second connection is opened on a slow link (RGPD, art. 5)."""
    for link in dict.fromkeys(page.links):
        if link.loads and not link.url.startswith("data:") and own(link.url, page) is None and link.url:
            host = _host(link.url)
            yield (
                f"<{link.tag}> charge « {link.url} » chez {host}.",
                "Copiez le fichier sur ce site, ou remplacez-le par un lien.",
            )


def waiting_players(page: Page) -> Iterator[Fault]:
    """A sound is megabytes on a prepaid phone: whoever taps pays for it, and nobody else."""
    for tag in dict.fromkeys(page.eager):
        yield (
            f"<{tag}> charge avant qu’on le demande.",
            'Écrivez preload="none", sans autoplay, et un lien qui dit le poids.',
        )


def described_images(page: Page) -> Iterator[Fault]:
    """A blind reader hears `alt`; `alt=""` says that there is nothing to hear (RGAA 1.1, 1.2)."""
    for image in page.images:
        if image.alt is None:
            yield (
                f"l’image « {_name(image)} » n’a pas de description.",
                "Ajoutez « alt », ou « alt: décorative » si elle n’apprend rien.",
            )


def sized_images(page: Page) -> Iterator[Fault]:
    """Without width and height the text jumps when the photo arrives, seconds later."""
    for image in page.images:
        wrong = [name for name in ("width", "height") if not _is_size(getattr(image, name))]
        if wrong:
            yield (
                f"l’image « {_name(image)} » ne dit pas ses dimensions ({', '.join(wrong)}).",
                "Laissez le site préparer la photo, ou écrivez width et height en pixels.",
            )


def one_h1(page: Page) -> Iterator[Fault]:
    """One main title a page, and words in it (RGAA 9.1)."""
    titles = [words for level, words in page.headings if level == 1]
    if len(titles) > 1:
        yield (
            f"la page a {len(titles)} titres principaux : « {' », « '.join(titles)} ».",
            "Gardez le premier, et faites des autres des intertitres.",
        )
    elif not page.moved and not any(titles):
        yield "la page n’a pas de titre principal.", "Donnez un titre à la page."


def has_title(page: Page) -> Iterator[Fault]:
    """The title is what the tab, the history and a search engine show (RGAA 8.5)."""
    if not page.title:
        yield "la page n’a pas de titre d’onglet (<title>).", "Donnez un titre à la page."


def has_lang(page: Page) -> Iterator[Fault]:
    """A screen reader chooses its voice by the language (RGAA 8.3)."""
    if not page.lang:
        yield "la page ne dit pas sa langue.", "Écrivez « <html lang=fr> » dans le gabarit."


def single_ids(page: Page) -> Iterator[Fault]:
    """An id said twice makes links and labels ambiguous (HTML, « The id attribute »)."""
    for name, count in Counter(page.ids).items():
        if count > 1:
            yield f"l’identifiant « {name} » apparaît {count} fois.", "Changez l’un des deux intertitres, ou son ancre."


RULES: tuple[Rule, ...] = (
    no_inline_code,
    no_foreign_request,
    waiting_players,
    described_images,
    sized_images,
    one_h1,
    has_title,
    has_lang,
    single_ids,
)


def same_titles(tree: Tree, context: Context = NOTHING) -> Findings:
    """Two open tabs of the same name cannot be told apart (RGAA 8.6); a stub that sends elsewhere may repeat one."""
    paths = defaultdict[str, list[str]](list)
    for path, page in tree.pages.items():
        if page.title and not page.moved:
            paths[page.title].append(path)
    for title, named in paths.items():
        for path in named[1:]:
            message = f"le titre « {title} » est déjà celui de {tree.pages[named[0]].address}."
            yield Finding(path, message, "Précisez l’un des deux titres : un lieu, une date, un niveau.")


def policy_faults(tree: Tree, context: Context) -> Findings:
    """Every page carries the policy, which is also that of the headers, and holds no code that it refuses."""
    policy = context.policy
    if not policy:
        return
    hint = "Servez-vous de la feuille et du script du thème, qui sont les mêmes partout."
    for path, page in tree.pages.items():
        if page.policy != policy:
            message = "la page n’a pas la règle de sécurité du site (Content-Security-Policy)."
            yield Finding(path, message, "Partez du gabarit base.html.")
        for tag, code in page.code:
            if not admits(policy, tag, code):
                words = " ".join(code.split())[:SHOWN]
                yield Finding(path, f"le navigateur refusera ce <{tag}> : « {words}… ».", hint)


def _name(image: Image) -> str:
    return image.src.rsplit("/", 1)[-1] if not image.src.startswith("data:") else "data:"


def _is_size(value: str | None) -> bool:
    return value is not None and value.isascii() and value.isdigit() and int(value) > 0


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or "un autre site"
    except ValueError:
        return "un autre site"
