"""A part of somebody's name: « Aïssata, notre volontaire », « Aïssata T. », « Mme Touré ». Never more than a question.

Most people share each of their names with others, and many names are common words: a part counts only where a sentence
can mean a person by it, and nothing beside it makes it the name of somebody else (« Amadou Touré »), of a place (« lac
Rose ») or the word itself (« la rose »). Judged on a plain text (letters.py), with what stands just before and after.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

WINDOW = 160  # characters read on each side: a link's tag may stand between two words
INLINE = re.compile(r"</?(?:a|b|strong|i|em|u|span|small|mark)\b[^<>]*>")
BLOCK = re.compile(r"<[^<>]*>|^[^<>]*>|<[^<>]*$")  # also one that the window cuts
BEFORE = 40  # of these, what a word such as « la » or « lac de la » needs
SHORTEST = 3  # letters: « Ba » is told by « Mme Ba » only
PARTICLES = re.compile("ag|al|ap|ben|bint|da?|de|des|di|dos|du|el|er|la|les?|ould|sainte?|van|von")
TITLE = re.compile(
    r"\b(?:M|Mr|Mme|Mlle|Dr|Pr|Me|Monsieur|Madame|Mademoiselle|Docteur|Maitre|[Ff]amille|[Tt]ante|[Oo]ncle|[Tt]ata"
    r"|[Tt]onton)\.?\s+$"
)
INITIAL_BEFORE = re.compile(r"(?<![\w'.])([A-Z])\.[\s-]*$")
INITIAL_AFTER = re.compile(r"\s+([A-Z])(?:\.|(?![\w'.]))")
CAPITAL_BEFORE = re.compile(r"([A-Z][\w'-]*)\s+$")
CAPITAL_AFTER = re.compile(r"\s+(?:(?:de|du|des|la|von|van|ben|el|al|ag|ould)\s+|d'|l')*[A-Z]|\s+(?:[IVXL]+|\d+)\b")
JOINED_BEFORE = re.compile(r"[\w@/=&-]$")
JOINED_AFTER = re.compile(r"[\w@/='-]|\.\w")
# With a capital only because they begin: « Avec Touré » is not « Amadou Touré ».
OPENING = re.compile(
    r"a|alors|apres|avant|avec|bonjour|bravo|c'est|car|cher|chere|chez|comme|contre|depuis|dit|et|hier|ici|lorsque"
    r"|mais|merci|ni|notre|ou|par|parce|pendant|pour|puis|quand|que|qui|salut|sans|selon|si|sur|vers|voici|voila"
)
# What is called after somebody: « Salle Jeanne », « Saint Malo ». « La salle de Jeanne » is hers.
PLACE = (
    r"rues?|places?|avenue|boulevard|quai|pont|port|square|allee|impasse|parc|ecole|lycee|college|gymnase|stade|salle"
    r"|chapelle|eglise|hopital|centre|espace|bibliotheque|mediatheque|theatre|residence|sainte?"
)
BEARS = re.compile(rf"(?:^|[^\w-])(?:{PLACE}|ste?\.?)\s+$", re.IGNORECASE)
# What names of people do not take; what gives places and things their name.
NO_PERSON = re.compile(
    r"(?:\b(?:les?|la|une?|des?(?=\s+la\s)|des|du|aux?|ces?|cett?e?|chaque|quelques?|plusieurs|en|[mts](?:on|a|es)"
    r"|[nv]os|leurs?)\s+|\b[Ll]')$"
    rf"|\b(?:{PLACE}|cap|station|metro|gare|lacs?|monts?|iles?|fleuve|riviere|ville|village|quartier|commune|universite"
    r"|mosquee|prix|fondation|musee|hotel|san|santa|mer|golfe|editions?|couleur|operation|projet|association"
    r"|pape|rois?|reine|cardinal|duc|comte|empereur|apotre|abbe)\s+(?:d[eu]s?\s+|d')?(?:la\s+)?$",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?:^|[.,!?…:;«»\"“”(\[{|>*#–—•/°\d-]|\n)\s*$")
# What nobody is meant by without « Mme » or an initial: countries, feasts, peoples.
ELSEWHERE = frozenset({"togo", "mali", "france", "paris", "noel", "toussaint", "breton"})
# Given and family names of Brittany and France that are words: where a sentence begins, the capital tells nothing.
WORDS = re.compile(
    r"aime|aimee|ambre|ami|ange|angelique|assa|aurore|avril|beau|belle|berger|bienvenu|bienvenue|blanc|blanche|bois"
    r"|bon|bonnet|boucher|boulanger|bourgeois|brun|brune|capucine|celeste|cerise|chapelle|charpentier|chevalier|clair"
    r"|claire|clemence|clement|colombe|constance|cristal|dame|desire|desiree|divine|eglantine|esperance|felicite"
    r"|fleur|flore|fontaine|fortune|fortunee|franc|garance|gentil|gentille|grace|grand|guerin|hermine|honore|iris"
    r"|jacinthe|jardin|jasmin|joie|jour|juillet|juin|juste|laurier|leger|legrand|lilas|lion|loup|lune|mai|maire"
    r"|marchand|marguerite|marine|mars|martial|mercier|meunier|modeste|moulin|muguet|narcisse|neige|noir|ocean|oceane"
    r"|olive|parfait|pascal|patience|perle|petit|petite|pierre|poirier|prairie|prince|printemps|prudence|prudent"
    r"|prune|reine|renard|rivage|riviere|roi|rose|rosier|rossignol|rouge|roux|royer|rubis|sage|saule|sauvage|soleil"
    r"|tournier|val|vallee|verger|vermeil|victoire|vigne|violette|vivien|vrai"
)


def groups(typed: list[str]) -> Iterator[list[str]]:
    """The names in a name: « Yann Le Goff » has two, « Le » being part of the second, and so has « Yann Le Du ».

    A particle in small letters begins none: of « Hamma ag Mohamed », « Mohamed » may be said alone.
    """
    held: list[str] = []
    for word in typed:
        if held or not word.islower():
            held.append(word)
        if not PARTICLES.fullmatch(word.lower()):
            yield held
            held = []
    if len(held) > 1:
        yield held


def is_common(word: str, read: str) -> bool:
    """Whether a word of a name is one of the language as well: known for it, or in small letters in the same text."""
    alone = rf"(?<![\w'/.@-]){re.escape(word)}(?![\w/@-])"
    return bool(WORDS.fullmatch(word) or re.search(alone, read))


def borne_by_a_place(read: str, start: int) -> bool:
    """Whether a name of one word, there in a plain text, stands right after a word for a place that bears it."""
    return BEARS.search(read, max(0, start - BEFORE), start) is not None


def may_be_her(read: str, start: int, end: int, others: frozenset[str], common: bool) -> bool:
    """Whether a part of a name, at this place, may mean the person.

    `others`: first letters of her other names; `common`: whether the part is a word of the language as well.
    """
    if not read[start].isupper():
        return False
    before = _bare(read[max(0, start - WINDOW) : start])
    after = _bare(read[end : end + WINDOW])
    if JOINED_BEFORE.search(before) or JOINED_AFTER.match(after):
        return False
    if initial := INITIAL_AFTER.match(after):
        return initial[1].lower() in others
    if CAPITAL_AFTER.match(after):
        return False
    if TITLE.search(before):
        return True
    if initial := INITIAL_BEFORE.search(before):
        return initial[1].lower() in others
    word = read[start:end]
    if len(word) < SHORTEST or word.lower() in ELSEWHERE or NO_PERSON.search(before[-BEFORE:]):
        return False
    capital = CAPITAL_BEFORE.search(before)
    if capital and not OPENING.fullmatch(capital[1].lower()):
        return False
    return not (common and (SENTENCE.search(before) or word.isupper()))  # « Petit à petit », « LA ROSE »


def _bare(window: str) -> str:
    """Words without the tags between them; a paragraph's is the end of a sentence."""
    return BLOCK.sub("\n", INLINE.sub("", window))
