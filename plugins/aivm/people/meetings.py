"""What opens an online meeting: its link, and the words and codes beside it. A page is read by anybody.

Of a link only the server is kept; a page where one registers opens nothing and stays. What is said beside (« code
secret : 1234 ») leaves « … ».
"""

from __future__ import annotations

import re
from collections.abc import Iterator

GONE = "…"
SERVERS = (
    r"(?:[\w-]{1,40}\.){0,4}(?:zoom\.us|zoomgov\.com|zoom\.com|teams\.(?:microsoft|live)\.com|meet\.google\.com|webex\.com"
    r"|whereby\.com|meet\.jit\.si|8x8\.vc|framatalk\.org|kmeet\.infomaniak\.com|gotomeet(?:ing)?\.(?:com|me)"
    r"|meet\.goto\.com|bluejeans\.com|livestorm\.co|meet\.lync\.com|join\.skype\.com|discord\.gg|rendez-vous\.renater\.fr"
    r"|evisio\.fr|visio\.numerique\.gouv\.fr)"
    # one's own server of Jitsi or BigBlueButton, by its first name
    r"|(?:meet|jitsi|bbb|visio|webconf|webinaire|conf|greenlight|bigbluebutton)[\w-]{0,30}\.(?:[\w-]{1,40}\.){1,4}\w{2,}"
)
# A room on any server: Nextcloud Talk, BigBlueButton, Greenlight, Teams, Zoom.
ROOM = (
    r"(?:index\.php/)?(?:call/\w{6,}|apps/(?:bbb|spreed)/\S|b/[\w-]{7,}|rooms/[\w-]{7,}|bigbluebutton/\S"
    r"|meetup-join/\S|j/\d{8,})"
)
LINK = re.compile(
    rf"(?P<kept>\b(?:https?://)?(?:{SERVERS})(?::\d+)?)/(?P<opens>[^\s<>\"']{{0,400}}[^\s<>\"'.,;:!?)\]»])"
    rf"|(?P<any>\bhttps?://[\w.-]{{1,100}}(?::\d+)?(?:/[\w.-]{{1,40}}){{0,2}}?)/(?P<room>{ROOM}[^\s<>\"']{{0,400}})"
    r"|\b(?:zoommtg|zoomus|msteams|gotomeeting|webexteams)://[^\s<>\"']+"
    # the secret address of somebody's calendar
    r"|\bhttps?://[^\s<>\"']{1,200}/private-[0-9a-f]{8,}[^\s<>\"']*",
    re.IGNORECASE,
)
REGISTER = re.compile(r"\b(?:register|registration|inscription)\b", re.IGNORECASE)
KEYED = re.compile(
    r"(https?://[^\s<>\"'?#]{1,200})[?#][^\s<>\"']{0,200}?(?:pwd|pass(?:word|code)?|motdepasse|mdp|token|auth|sig(?:nature)?"
    r"|secret|api_?key|access_?key)="
    r"[^\s<>\"']*",
    re.IGNORECASE,
)
SPACE = r"[ \t\u00a0\u202f]"
SAID = re.compile(
    rf"\b(?:mots?{SPACE}+de{SPACE}+passe|mdp|digicode|code{SPACE}+pin|code{SPACE}+(?:secret|d[’']acc[èe]s|de{SPACE}+(?:la{SPACE}+)?(?:r[ée]union"
    rf"|s[ée]curit[ée]|conf[ée]rence|connexion))|pass(?:word|code)|(?:meeting|webinar){SPACE}+id|access{SPACE}+code"
    rf"|(?:id|identifiant|n[°o]|num[ée]ro){SPACE}+de{SPACE}+(?:la{SPACE}+)?(?:r[ée]union|conf[ée]rence))"
    rf"(?:{SPACE}+(?:zoom|teams|visio|wi-?fi|de{SPACE}+la{SPACE}+\w+))?{SPACE}*"
    rf"(?::|=|(?<={SPACE})(?=\d\w{{3}}|\d{{2,4}}{SPACE}\d{{2}})|\b(?:est|is)\b(?={SPACE}*[«\"“]?{SPACE}*[^\s«»\"“”<>]*\d)){SPACE}*[«\"“]?{SPACE}*"
    r"(?P<code>\d{2,4}(?:[ \u00a0\u202f-]\d{2,4}){1,4}|[^\s«»\"“”<>]{0,80}[^\s«»\"“”<>.,;:!?)])",
    re.IGNORECASE,
)
A_WORD = re.compile(r"[a-zà-ÿœ’'-]+")  # « mot de passe : envoyé aux inscrits » tells none
FOLLOWED = re.compile(r"\s+[a-zà-ÿ]")
# A cheap look first: most texts have none of these.
HINTS = (
    *("zoom", "teams.", "msteams:", "meet", "webex", "whereby", "jit", "8x8.", "framatalk", "bbb", "visio", "webconf"),
    *("webinaire.", "conf.", "greenlight", "bigblue", "bluejeans", "livestorm", "discord.gg", "join.skype", "renater"),
    *("/call/", "/b/", "/rooms/", "meetup-join", "/j/", "/apps/", "pwd=", "pass=", "password", "passcode", "token="),
    *(
        "mdp",
        "digicode",
        "/private-",
        "auth=",
        "sig=",
        "signature=",
        "motdepasse=",
        "secret=",
        "key=",
        "passe",
        "code s",
        "code d",
        "code p",
        "code\u00a0",
        "meeting",
        "webinar",
    ),
    *("access code", "de réunion", "de la réunion", "de reunion", "conférence", "conference"),
)


COMMON = (
    "zoom",
    "teams.",
    "meet",
    "webex",
    "whereby",
    "jitsi",
    "bbb",
    "visio",
    "pwd=",
    "/call/",
    "passe :",
    "asscode",
    "/private-",
)


def keys(text: str) -> list[tuple[int, int, str]]:
    """Start and end of each thing that opens a meeting, none within another, and what is to be left in its place."""
    lower = text.lower()
    if not any(hint in lower for hint in HINTS):
        return []
    found: list[tuple[int, int, str]] = []
    for match in LINK.finditer(text):
        host = match["kept"] or match["any"]
        if not (match["opens"] and REGISTER.search(match["opens"])):
            found.append((match.start(), end_of(match), f"{host}/" if host else GONE))
    found += [(match.start(), end_of(match), match[1]) for match in KEYED.finditer(text)]
    for match in SAID.finditer(text):
        word = A_WORD.fullmatch(match["code"]) and FOLLOWED.match(text, match.end())
        if match["code"] != GONE and not word:
            found.append((*match.span("code"), GONE))
    apart: list[tuple[int, int, str]] = []
    for one in sorted(found):
        if not apart or one[0] >= apart[-1][1]:
            apart.append(one)
    return apart


def end_of(link: re.Match[str]) -> int:
    """The end of a link, without the punctuation of the sentence that it stands in."""
    return link.start() + len(link[0].rstrip(".,;:!?)]»"))


def may_open(text: str) -> bool:
    """A cheaper look still, at what the common services write: for a page, whose texts were read one by one before."""
    return any(hint in text for hint in COMMON)


def told_keys(text: str) -> Iterator[tuple[int, str]]:
    """For each, its line in the text, from 0, and the sentence to tell whoever wrote it, which never repeats it."""
    for start, _, instead in keys(text):
        kept = "" if instead == GONE else f" : il reste « {instead} »"
        yield text.count("\n", 0, start), f"ce qui ouvre une réunion en ligne n’est pas montré{kept}."


HINT = "Donnez-le aux personnes inscrites, par courriel : le site est lu par tous."


def without_keys(text: str) -> tuple[str, bool]:
    """The text without what opens a meeting, and whether anything was taken out."""
    kept, end = [], 0
    for start, stop, instead in keys(text):
        kept += [text[end:start], instead]
        end = stop
    return ("".join([*kept, text[end:]]), True) if kept else (text, False)
