"""What a page may cost at most: one small function a budget, each page that passes one named with what weighs in it.

The numbers and the reason of each are settings: plugins/aivm/config.py; docs/poids.md tells them to people.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from aivm.config import Config
from aivm.output.context import Context
from aivm.output.cost import Cost, costs
from aivm.output.tree import Finding, Findings, Tree
from aivm.output.weight import Sent, quick_size, sent

FIRST_VISITS = re.compile(r"/(?:(?:agenda|ecoles)/.*)?")  # home, agenda, schools: where a stranger arrives
STORIES = re.compile(r"/recits/(?!themes/).+")
NAMED = 4  # photos that a message names, heaviest first

Fault = tuple[str, str]  # message, hint
Rule = Callable[[Cost, Config], Iterator[Fault]]


def over_budget(tree: Tree, context: Context) -> Findings:
    """Every budget over every page; without a cache (`serve`) what brotli would say is left to a whole build."""
    config, cache, originals = context.config, context.weights, context.originals
    rules = (*QUICK_RULES, *(WEIGHED_RULES if cache else ()))
    send = partial(sent, cache=cache) if cache else lambda html: Sent(quick_size(html), 0)
    for path, cost in costs(tree, send):
        cost = replace(cost, photos=tuple((originals.get(photo, photo), weight) for photo, weight in cost.photos))
        for rule in rules:
            yield from (Finding(path, message, hint) for message, hint in rule(cost, config))


def few_elements(cost: Cost, config: Config) -> Iterator[Fault]:
    """A page of many elements is slow to lay out on an old phone."""
    if cost.elements > config.page_elements:
        yield (
            f"la page compte {cost.elements} éléments, pour {config.page_elements} au plus.",
            "Raccourcissez la liste, ou continuez-la sur une autre page.",
        )


def few_requests(cost: Cost, config: Config) -> Iterator[Fault]:
    """Each file is one more round trip, 0.65 s on EDGE, and one more chance of a lost packet."""
    if cost.requests > config.page_requests:
        yield (
            f"la page demande {cost.requests} fichiers, dont {len(cost.photos)} photos, pour {config.page_requests} "
            "au plus.",
            "Retirez des photos, ou partagez le texte en deux pages.",
        )


def small_html(cost: Cost, config: Config) -> Iterator[Fault]:
    """A raw page has to fit in the memory and the patience of a phone."""
    if cost.raw > config.page_raw_bytes:
        yield (
            f"la page fait {cost.raw} octets, pour {config.page_raw_bytes} au plus.",
            "Coupez le texte en deux pages, ou simplifiez le dessin qu’elle contient.",
        )


def light_html(cost: Cost, config: Config) -> Iterator[Fault]:
    """The words of a page arrive in one go, or in two."""
    first = FIRST_VISITS.fullmatch(cost.address)
    limit = config.first_page_bytes if first else config.page_bytes
    if cost.html > limit:
        yield (
            f"le texte de la page pèse {cost.html} octets une fois compressé, pour {limit} au plus"
            f"{' sur l’accueil, l’agenda et les écoles' if first else ''}.",
            "Raccourcissez la page, ou partagez-la en deux.",
        )


def first_words(cost: Cost, config: Config) -> Iterator[Fault]:
    """A browser shows nothing before a whole TLS record is there: the first has to hold a word, beyond the sheet."""
    if cost.first > config.first_words_bytes:
        yield (
            f"les premiers mots de la page n’arrivent qu’après {-(-cost.first // 100) * 100} octets, pour "
            f"{config.first_words_bytes} au plus.",  # in hundreds: a sheet too heavy is one fault, not one a page
            "Allégez la feuille de style (theme/css), ou raccourcissez le titre et la description de la page.",
        )


def light_story(cost: Cost, config: Config) -> Iterator[Fault]:
    """A story is paid for by who reads it: its words, then so much for each photo."""
    limit = config.story_bytes + config.story_photo_bytes * len(cost.photos)
    if cost.photos and STORIES.fullmatch(cost.address) and cost.weight > limit:
        named = [f"{path} {size}" for path, size in cost.photos[:NAMED]]
        number = f"{len(cost.photos)} photo{'s' if len(cost.photos) > 1 else ''}"
        yield (
            f"le récit pèse {cost.weight} octets, pour {limit} au plus avec {number} : "
            f"texte {cost.html}, {', '.join(named)}.",
            "Raccourcissez le texte, recadrez la photo la plus lourde, ou retirez-en une.",
        )


def best_ecoindex(cost: Cost, config: Config) -> Iterator[Fault]:
    """A, or the site is not what it says it is."""
    score, grade = cost.ecoindex
    if grade != "A":
        yield (
            f"l’écoindex de la page est {grade} ({score:.0f} sur 100) : {cost.elements} éléments, "
            f"{cost.requests} fichiers, {cost.weight} octets.",
            "Réduisez d’abord le nombre d’éléments, qui compte pour moitié.",
        )


QUICK_RULES: tuple[Rule, ...] = (few_elements, few_requests, small_html, best_ecoindex)
WEIGHED_RULES: tuple[Rule, ...] = (light_html, first_words, light_story)
