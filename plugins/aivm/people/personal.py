"""Ways to reach a person, taken out of texts that others wrote: nobody who typed them agreed to a website.

Each leaves « … » where it stood, so that the sentence shows that something is missing. What is removed: e-mail
addresses, links that open one or a phone, phone numbers of France (arcep: ten digits from 0, or +33) and Mali (eight
digits, +223), any number in international form (ITU-T E.164: a plus and up to 15 digits), and dates of birth.
Dates, hours, prices, years and postcodes stay: a number counts only with the shape of a phone's.
"""

from __future__ import annotations

import re

GAP = r"[ \u00a0\u202f.\-/]"  # what people put between two digits of a phone number
GONE = "…"
# A start inside a word is never tried: one very long word costs one attempt, not one for each of its letters.
SIGN = r"(?:@|＠|&#64;|&#x40;|&commat;)"  # also wide, and as a page of the web writes it
MAIL = rf"(?<![\w.+%'-])[\w.+%'-]{{1,64}} ?{SIGN} ?[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,8}}"
SAID_MAIL = r"(?<![\w.+%'-])[\w.+%'-]{1,64} (?:at|arobase) [\w-]{1,63}(?:(?:\.| (?:point|dot) )[\w-]{1,63}){1,8}"
SPELLED_AT = r" ?[\[({] ?(?:at|arobase|chez|@) ?[\])}] ?"
SPELLED_DOT = r"(?: ?[\[({] ?(?:dot|point|\.) ?[\])}] ?|\.)"
SPELLED_MAIL = rf"(?<![\w.+%'-])[\w.+%'-]{{1,64}}{SPELLED_AT}[\w-]{{1,63}}(?:{SPELLED_DOT}[\w-]{{1,63}}){{0,8}}"
LINK = r"(?:mailto:|tel:|sms:|(?:https?://)?(?:wa\.me|(?:api|chat)\.whatsapp\.com|t\.me)/)[^\s<>\"]*[^\s<>\".,;:!?)]"
FRENCH = rf"0[1-9](?:({GAP}?)\d\d)(?:\1\d\d){{3}}"  # one separator all along: 05-06-2027 14:30 is a date
FRENCH_ABROAD = rf"(?:(?:\+|00){GAP}?)?33{GAP}?(?:\(0\){GAP}?|0)?[1-9](?:{GAP}?\d\d){{4}}"
FRENCH_BY_THREE = rf"0[1-9]\d\d{GAP}\d{{3}}{GAP}\d{{3}}|0[1-9]\d ?\d{{3}} \d\d \d\d|0[1-9] \d{{3}} \d{{3}} \d\d"
FRENCH_APART = rf"0[1-9] \d{{8}}|0(?: \d){{9}}|\((?:0\){GAP}?[1-9]|0[1-9]\))(?:{GAP}?\d\d){{4}}"
PRICE = r"(?![ \u00a0\u202f]?(?:€|F\b|FCFA|euros?|francs?))"
MALIAN = rf"(?!\d{{5}}000)[5-9]\d({GAP}?)\d\d(?:\2\d\d){{2}}(?!\d){PRICE}"  # a mobile, in pairs or in one block
MALIAN_ABROAD = rf"(?:\(?(?:\+|00){GAP}?|\()223\)?{GAP}?\d\d(?:{GAP}?\d\d){{3}}"
ABROAD = rf"\+\d(?:[()]?{GAP}?[()]?\d){{7,14}}"
PHONE = re.compile(
    rf"(?<![\w+/=])(?:{FRENCH}|{FRENCH_BY_THREE}|{FRENCH_APART}|{FRENCH_ABROAD}|{MALIAN}|{MALIAN_ABROAD}|{ABROAD})(?!\d)",
    re.ASCII,
)
CALLED = re.compile(
    rf"(\b(?:t[ée]l(?:[ée]phone)?|portable|mobile|whatsapp|orange|malitel|telecel|phone|appel(?:er|ez)?)\b[ \u00a0.]*"
    rf"(?:au[ \u00a0]|:[ \u00a0]*|n[°o][ \u00a0]*)?)\d(?:{GAP}?\d){{7,9}}(?!\d)",
    re.IGNORECASE,
)
BIRTH = re.compile(
    r"\b(n[ée](?:\(e\)|\.e|e)?[ \u00a0]le|(?:date de )?naissance[ \u00a0]?(?::|le\b)?)[ \u00a0]*"
    r"(?:\d{1,2}[/.\- ]\d{1,2}[/.\- ]\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2}(?:er)?[ \u00a0]\w{3,9}[ \u00a0]\d{4})",
    re.IGNORECASE,
)
# One of these is in all that is looked for.
ANY = re.compile(r"[\d@＠&\[({:/]| (?:at|arobase) ", re.IGNORECASE)
ADDRESSES = re.compile(rf"{LINK}|{MAIL}|{SAID_MAIL}|{SPELLED_MAIL}", re.IGNORECASE)
AROUND = re.compile(rf"[(<\[]\s*{GONE}\s*[)>\]]|{GONE}(?:\s*{GONE}|\.)+")  # (…), <…>, two in a row


def without_personal(text: str) -> str:
    """`text` with « … » in place of every address, number and date of birth named above."""
    if not ANY.search(text):
        return text
    for pattern in (ADDRESSES, PHONE):
        text = pattern.sub(GONE, text)
    for pattern in (CALLED, BIRTH):
        text = pattern.sub(rf"\1 {GONE}", text)
    return AROUND.sub(GONE, text)
