"""The two guides walked to the letter, with what the terminal said at each step.

A folder of this machine stands for the host, behind a real SFTP server (rclone); a small server, for the calendar.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from pictures import demo
from pictures.terminal import page, run, screens
from tests.rclone import serving

DAY = {"SOURCE_DATE_EPOCH": "1795305600"}  # 22 November 2026
CLOUD, SFTP, WEB = 8090, 2022, 8080  # ports, the same each time: pictures show them
SOURCE = """[agenda-de-l-association]
genre = "ics"
adresse = "{}"
si_vide = {{public = "tout public"}}
"""
QUESTION = {"[o/N]": "o"}
Serve = Callable[[Path, int], AbstractContextManager[str]]


def walk(today: Path, work: Path, serve: Serve, style: str) -> Iterator[tuple[str, str, str]]:
    """Each picture: its name, then the page to draw or the address to photograph."""
    root = demo.project(work / "site", today)
    with demo.cloud(CLOUD) as cloud, serving("sftp", work / "hote", port=SFTP) as host, serve(host.folder, WEB) as web:

        def shown(name: str, words: str, printed: str) -> tuple[str, str, str]:
            return name, page(f"python3 tasks.py {words}", printed, style), ""

        def type_in(words: str, answers: dict[str, str] | None = None, **more: str) -> list[str]:
            return list(screens(run(f"python3 tasks.py {words}", root, DAY | host.environment() | more, answers)))

        local = ("AIVM: dict[str, object] = {}", 'AIVM: dict[str, object] = {"pull_private_hosts": ("127.0.0.1",)}')
        demo.edit(root / "pelicanconf.py", local)
        sources = root / "content" / "data" / "sources.toml"

        sources.write_text(SOURCE.format(cloud.page), encoding="utf-8")
        yield shown("relier-mauvais-lien", "pull", type_in("pull")[-1])
        sources.write_text(SOURCE.format(cloud.feed), encoding="utf-8")
        heard = type_in("pull")
        yield shown("relier-progression", "pull", filling(heard, "agenda"))
        yield shown("relier-bon-lien", "pull", heard[-1])

        demo.edit(
            root / "publishconf.py",
            ('SITEURL = "À COMPLÉTER"', f'SITEURL = "{web}"'),
            ('"publish_to": "À COMPLÉTER"', f'"publish_to": "{host.address()}"'),
        )
        yield shown("publier-repetition", "publish --dry-run", type_in("publish --dry-run")[-1])
        heard = type_in("publish", QUESTION, RCLONE_BWLIMIT="400k")  # bytes a second: that of many a host
        yield shown("publier-question", "publish", filling(heard, "Envoi"))
        said = heard[-1].partition("Publier ?")
        yield shown("publier-en-ligne", "publish", f"[…]\n{said[1]}{said[2]}")
        yield "publier-telephone-360", "", f"{web}/"
        yield "relier-agenda-360", "", f"{web}/agenda/"

        story = root / "content" / "recits" / "la-planche-qui-se-repose" / "recit.md"
        demo.edit(story, ("titre : ", "titre : Titre trop vite changé, "))
        type_in("publish", QUESTION)
        said = type_in("publish --back", QUESTION)[-1].partition("Publié.")
        yield shown("publier-retour", "publish --back", f"{said[0]}{said[1]}\n[…]")


def filling(heard: list[str], bar: str) -> str:
    """The screen while a bar was half full: the last whose line of `bar` says so, before it was wiped off."""
    under_way = [screen for screen in heard if screen.rpartition("\n")[2].startswith(bar)]
    return under_way[len(under_way) * 2 // 3]
