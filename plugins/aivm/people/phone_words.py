"""The words around a run of digits that make it a telephone, or keep it from being one."""

from __future__ import annotations

import re

MONTH = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
MEASURE = (
    r"(?:habitant|personne|élève|litre|tonne|hectare|gramme|kilo|mètre|grain|tête|million|milliard)s?\b"
    r"|(?:k?g|km|ha|m)[²³]?(?![\w'’])|%"
)
PRICE = r"€|\$|F(?![.\w'’])|F?CFA\b|euros?\b|francs?\b|dollars?\b"
MEASURED = re.compile(rf"\s?(?:{PRICE}|{MONTH})|\s?(?:de\s|d[’'])?(?:{MEASURE})", re.IGNORECASE)
# « 75 34 56 12 habitants »: what is counted is a plural. These words are none, or belong to a telephone.
NO_NOUN = (
    "dans|vers|mais|puis|sans|sous|après|depuis|dès|pas|plus|très|nous|vous|ils|elles|tous|toutes|aux|des|les|ses|mes"
    "|nos|vos|leurs|lors|alors|toujours|heures|jours|soirs|matins|horaires|appels|infos|informations|renseignements"
    "|inscriptions|réservations|contacts|détails|réponses|messages|merci|deux|peux|veux|eux|près|hors|auprès|entre"
)
PLURAL = re.compile(rf"\s(?:de\s|d[’'])?(?!(?:{NO_NOUN})\b)[a-zà-ÿœ]{{2,}}[sx]\b(?!-)")
# « joignable au », « WhatsApp : », « le numéro de la mairie est », and the links that dial.
CUE = re.compile(
    r"(?:\b(?:t[ée]l(?:[ée]phon\w*)?|portable|mobile|gsm|fixe|fax|whats\s?app|signal|viber|telegram|imo|sms|texto"
    r"|orange|malitel|telecel|moov|phone|call|appel(?:er|ez|le)?|(?:re)?joi(?:gn\w+|ndre)|contact(?:er|ez)?"
    r"|numéro|n°|num|urgence|écrire|écrivez)|☎|📞|📱)(?![a-zà-ÿ])[^\d\n;!?]{0,24}$"
    r"|(?:\b(?:tel|sms|smsto|callto|whatsapp):|wa\.me/|[?&]phone=|[?&]number=)(?://)?(?:\+|%2B)?$",
    re.IGNORECASE,
)
COUNT = re.compile(
    r"(?:population|environ|près de|plus de|moins de|quelque|total|budget|montant|somme|soit|coût\w*|F?CFA|€|compte"
    r"|vaut|chiffre)\b\W{0,3}(?:(?:de|est|est de|à)\s)?$",
    re.IGNORECASE,
)
LIST = re.compile(
    r"\b(?:tailles?|âges?|ans|pages?|pointures?|années?|lignes?|bus|scores?|points?|notes?)\b\W{0,3}$", re.IGNORECASE
)
NUMBERED = re.compile(
    r"\b(?:ISBN|ISSN|EAN|SIRET|SIREN|RNA|IBAN|RIB|INSEE|DOI|version)(?:-1[03])?\b[\s.:n°-]{0,5}(?:97[89][\s-])?$"
    r"|\b(?:loi|décret|arrêté|ordonnance|circulaire|délibération|directive)s?(?:\s[^\W\d_]+)?\sn°\s?$",  # n° 2022-1234
    re.IGNORECASE,
)
FILED = re.compile(
    r"\b(?:réf(?:érence)?|dossier|commande|facture|lot|code|identifiant|id)\b[\s.:n°-]{0,5}$", re.IGNORECASE
)


def called(before: str) -> bool:
    """Whether what stands before a run says that it is to be called."""
    return bool(CUE.search(before))


def measured(after: str) -> bool:
    """A price, days or a measure, whatever stands before."""
    return bool(MEASURED.match(after))


def counted(before: str, after: str) -> bool:
    """A quantity, by what it counts or by how it is announced."""
    return bool(PLURAL.match(after) or COUNT.search(before))
