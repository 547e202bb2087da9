#!/usr/bin/env python3
"""Every command of the project: `python3 tasks.py build`. Without a task it lists them.

Two halves. The first needs Python alone: it makes `.venv` from the locked requirements and runs this file again inside.
The second, reached only there, is the tasks; whatever they do lives in `plugins/aivm`.
Python 3.6 must still parse the whole file, so that an old Python gets a sentence and not a SyntaxError: hence quoted
types, no `from __future__ import annotations`, no `match`, no `:=`.
"""

import errno
import hashlib
import os
import re
import shutil
import sys
import time
from pathlib import Path

TYPE_CHECKING = False  # as in typing, whose import would cost every command 10 ms
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from subprocess import Popen
    from typing import Any, NoReturn

    from aivm.problems import Report

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / ".aivm-stamp"  # written last: a .venv without it is half made
LOCK = ROOT / "requirements.txt"
BASE = getattr(sys, "_base_executable", None) or sys.executable  # the Python that a venv was made from
OLDEST = (3, 11)

NEWER_PYTHON = {
    "win32": "installez la version actuelle depuis python.org, puis tapez « py tasks.py »",
    "darwin": "installez la version actuelle depuis python.org ou avec « brew install python »",
    "linux": "sous Debian 12, Ubuntu 24.04 ou plus récent, tapez « sudo apt install python3 python3-venv »",
}
LIST_ALL = "« python3 tasks.py » les montre toutes."
AGAIN = "puis relancez la même commande"
DISK_FULL = f"Le disque est plein : libérez environ 500 Mo, {AGAIN}."
NO_RIGHT = f"Impossible d’écrire dans « {ROOT} » : prenez le droit d’y écrire ou copiez le projet ailleurs, {AGAIN}."
NO_ENSUREPIP = f"Ce Python est incomplet : sous Debian ou Ubuntu, tapez « sudo apt install python3-venv », {AGAIN}."
NO_NETWORK = f"Première installation : il faut le réseau une fois, et il ne répond pas. Vérifiez la connexion, {AGAIN}."
WRONG_HASH = f"Un paquet reçu n’est pas celui attendu : changez de réseau ou désactivez le proxy, {AGAIN}."
UNKNOWN = f"L’installation a échoué : recopiez cette ligne à la personne qui suit le projet, ou effacez .venv {AGAIN}."
INTERRUPTED = "Interrompu : rien d’abîmé, la même commande reprendra au début."

# What tools print, and the sentence it deserves; the first that fits wins. Numbers first: Windows translates the words.
CAUSES = (
    (r"\[Errno (28|122)\]|\[WinError 112\]|os error (28|112|122)|No space left on device", DISK_FULL),
    (r"\[Errno (1|13|30)\]|\[WinError 5\]|os error (5|13|30)|Read-only file system", NO_RIGHT),
    (r"ensurepip is not available|No module named '?(ensurepip|venv)", NO_ENSUREPIP),
    (r"DO NOT MATCH THE HASHES|[Hh]ash mismatch", WRONG_HASH),
    (
        r"establish a new connection|connection broken|NameResolution|Timeout|timed out|ProxyError|SSLError"
        r"|CERTIFICATE_|Failed to fetch|error sending request|dns error|HTTP error \d|HTTP status",
        NO_NETWORK,
    ),
)
ERRNO_SENTENCES = {
    errno.ENOSPC: DISK_FULL,
    errno.EDQUOT: DISK_FULL,
    errno.EACCES: NO_RIGHT,
    errno.EPERM: NO_RIGHT,
    errno.EROFS: NO_RIGHT,
}


def too_old(version: "tuple[int, ...]", platform: str) -> str:
    """The sentence for a Python that is too old, and what to install on this system; empty when it will do."""
    if version[:2] >= OLDEST:
        return ""
    found, wanted = ".".join(map(str, version[:3])), ".".join(map(str, OLDEST))
    remedy = NEWER_PYTHON.get(platform, NEWER_PYTHON["linux"])
    return f"Python {found} est trop ancien, il faut Python {wanted} ou plus récent : {remedy}."


def explain(tool: str, output: str) -> str:
    """One French sentence for what a tool printed before it failed, with the tool's own most telling line."""
    lines = [line.strip() for line in output.splitlines() if line.strip()] or ["(rien)"]
    for pattern, sentence in CAUSES:
        telling = [line for line in lines if re.search(pattern, line)]
        if telling:
            return f"{sentence} [{tool} : {telling[-1][-200:]}]"  # what matters is at the end of a long line
    return f"{UNKNOWN} [{tool} : {lines[-1][-200:]}]"


def inside() -> bool:
    """Whether this very Python is the one of `.venv`."""
    return VENV.exists() and VENV.samefile(sys.prefix)


def digest(lock: "Path") -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def wanted_stamp() -> str:
    """What `.venv` must have been made from: the lock, and this Python down to its file."""
    return f"{digest(LOCK)}\n{sys.version.split()[0]} {os.path.realpath(BASE)}\n"


def read(stamp: "Path") -> str:
    """What a stamp says; one that is missing or cannot be read says nothing."""
    try:
        return stamp.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def write(stamp: "Path", text: str) -> None:
    stamp.write_bytes(text.encode("utf-8", "replace"))  # bytes: no line end of the system's own


def ready() -> bool:
    """Whether `.venv` is whole and made from today's lock; seen from inside, its Python is the running one anyway."""
    if inside():
        return read(STAMP).startswith(digest(LOCK))
    return PYTHON.exists() and read(STAMP) == wanted_stamp()


def run(tool: str, command: "list[str]", packages: int = 0) -> None:
    """Run a tool to its end and keep what it prints for `explain`; on a terminal, count pip's packages as they come."""
    import subprocess  # here and not above: the way into a ready .venv does not need it

    lines = []
    counting = bool(packages) and sys.stderr.isatty()
    # a session of its own, so that an interruption ends what the tool itself has started too
    process = subprocess.Popen(
        command, cwd=str(ROOT), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=os.name != "nt"
    )
    try:
        for raw in process.stdout or ():
            lines.append(raw.decode("utf-8", "replace"))
            if counting and lines[-1].startswith("Collecting "):
                done = sum(line.startswith("Collecting ") for line in lines)
                print(f"\r  {done} paquets sur {packages}", end="", file=sys.stderr, flush=True)
        code = process.wait()
    except BaseException:
        stop(process)
        raise
    if counting:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
    if code:
        raise SystemExit(explain(tool, "".join(lines)))


def stop(process: "Popen[bytes]") -> None:
    """End a tool and its children at once: what they were making will be made again."""
    import signal

    if os.name == "nt":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def remove(path: "Path") -> None:
    """Delete a folder, a file or a link, whichever it is; nothing there is fine.

    An installer whose parent was killed goes on writing for a few seconds: the folder refills, so it is tried again.
    """
    if path.is_symlink() or path.is_file():
        path.unlink()
    for patience in range(100):
        if not path.exists():
            break
        try:
            shutil.rmtree(str(path))
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST, errno.ENOENT) or patience == 99:
                raise
            time.sleep(0.1)


def make_venv() -> None:
    """Make `.venv` anew from the lock. Killed at any moment it leaves no stamp, and the next run starts over."""
    from importlib.util import find_spec

    uv = shutil.which("uv")
    if not uv and not (find_spec("venv") and find_spec("ensurepip")):
        raise SystemExit(NO_ENSUREPIP)
    print("Installation des outils dans .venv : une à trois minutes, avec le réseau.", file=sys.stderr, flush=True)
    if STAMP.exists():
        STAMP.unlink()  # before the rest, or a deletion cut short could pass for a whole .venv
    remove(VENV)
    VENV.mkdir()  # by ourselves: if nothing can be written here, the error says exactly why
    if uv:
        run("uv", [uv, "venv", "--python", BASE, str(VENV)])
    else:
        run("venv", [BASE, "-m", "venv", "--without-pip", str(VENV)])
    install(LOCK)
    write(STAMP, wanted_stamp())


def install(lock: "Path") -> None:
    """Install a lock into `.venv`: known hashes only, wheels only (nobody here should need a compiler)."""
    strict = ["--require-hashes", "--only-binary", ":all:", "-r", str(lock)]
    uv = shutil.which("uv")
    if uv:
        run("uv", [uv, "pip", "install", "--python", str(PYTHON), *strict])
        return
    # venv would run ensurepip itself, but swallows what it prints; a .venv made by uv has no pip either
    run("ensurepip", [str(PYTHON), "-m", "ensurepip"])
    quiet = ["--no-input", "--no-user", "--disable-pip-version-check", "--progress-bar", "off"]
    packages = len(re.findall(r"(?m)^[\w.-]+==", lock.read_text(encoding="utf-8")))
    run("pip", [str(PYTHON), "-m", "pip", "install", *quiet, *strict], packages)


def hand_over(argv: "list[str]") -> int:
    """Become `.venv`'s Python running this file; Windows cannot, so there a child runs and its exit code comes back."""
    command = [str(PYTHON), str(ROOT / "tasks.py"), *argv]
    if os.name != "nt":
        os.execv(command[0], command)
    import subprocess

    process = subprocess.Popen(command)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:  # the child has it too, and says so itself
            continue


def bootstrap(argv: "list[str]") -> int:
    """From any Python to the task, making `.venv` on the way when it is missing, stale or half made."""
    refusal = too_old(sys.version_info[:3], sys.platform)
    if refusal:
        raise SystemExit(refusal)
    if not ready():
        make_venv()
    return hand_over(argv)


def guarded(half: "Callable[[list[str]], int]", argv: "list[str]") -> int:
    """Run one half of this file; a fault of the machine (disk, rights, Ctrl-C) ends in a sentence, not a traceback."""
    try:
        return half(argv)
    except KeyboardInterrupt:
        print(f"\n{INTERRUPTED}", file=sys.stderr)
        return 130
    except BrokenPipeError:  # « | head » has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141  # what a shell says of it: 128 and SIGPIPE
    except OSError as error:
        sentence = ERRNO_SENTENCES.get(error.errno or 0)
        if not sentence:
            raise
        raise SystemExit(f"{sentence} [{error}]") from error


if __name__ == "__main__" and not (inside() and ready()):
    sys.exit(guarded(bootstrap, sys.argv[1:]))

# ------------------------------------------------------------ the second half: the tasks, inside .venv

import argparse
import subprocess
from inspect import signature

TEST_LOCK = ROOT / "requirements-test.txt"
PUBLISH_LOCK = ROOT / "requirements-publish.txt"
MUTATE_LOCK = ROOT / "requirements-mutate.txt"
BROWSER = ROOT / "tests" / "browser"
DEBIAN_PACKAGES = {  # by command
    "chromium": "chromium",
    "java": "default-jre-headless",
    "npm": "npm",
    "w3m": "w3m",
    "nginx": "nginx libnginx-mod-http-brotli-static",
    "apache2": "apache2-bin",  # the server alone: « apache2 » would also start it, on port 80
    "proftpd": "proftpd-core proftpd-mod-crypto",
    "faketime": "faketime",
}
DEBIAN_PATH = f"{os.environ.get('PATH', '')}:/usr/sbin"  # where servers are, and where an ordinary user does not look
# A file stays whole: its tests share a server, or a port. Files begin in the order of their names, whole builds before
# the many short ones (xdist would begin with the files of many tests, and end on one long file alone). Two processes a
# core: a test of publishing or of the browser waits for others half of its time.
EVERY_CORE = ("-n", str(2 * (os.cpu_count() or 1)), "--dist", "loadfile", "--no-loadscope-reorder")
FAST = ("tests/rules", "tests/unit")  # tests/rules/test_folders.py holds that nothing long is there
CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy", "--strict", "plugins/aivm", "tasks.py"),
)

sys.path.insert(0, str(ROOT / "plugins"))


class Parser(argparse.ArgumentParser):
    """What may follow a task; it answers in French."""

    options: "dict[str, str]"  # what each does

    def format_help(self) -> str:
        lines = [f"  {option:16} {words}" for option, words in self.options.items()]
        return "\n".join([f"python3 tasks.py {self.prog}", str(self.description), *lines, ""])

    def error(self, message: str) -> "NoReturn":
        option = re.match(r"argument (-\S+): (expected)?", message)
        if not option:
            raise SystemExit(f"« {self.prog} » attend un mot après lui. {self.description}")
        wants = "attend un mot après lui" if option.group(2) else "s’écrit seul, sans « = »"
        raise SystemExit(f"« {option.group(1)} » {wants}.")


TASKS: "dict[str, Parser]" = {}  # in the order of the list that people see


def task(name: str, **helps: str) -> "Callable[[Callable[..., None]], Callable[..., None]]":
    """Give a function to the command line: a parameter that `helps` tells is an option, another one a word."""

    def add(function: "Callable[..., None]") -> "Callable[..., None]":
        parser = TASKS[name] = Parser(prog=name, description=function.__doc__, allow_abbrev=False)
        parser.set_defaults(function=function)
        parser.options = {}
        for word, parameter in signature(function).parameters.items():
            default = parameter.default
            if word in helps:
                option = f"{'--' if len(word) > 1 else '-'}{word.replace('_', '-')}"
                parser.options[option] = helps[word]
                parser.add_argument(option, default=default, action="store_true" if default is False else "store")
            else:
                parser.add_argument(word, nargs="*" if default == () else None)
        return function

    return add


def finish(report: "Report", strict: bool = False, full: bool = True) -> "NoReturn":
    """Print a report as a person reads it, and leave with the exit code that it decides."""
    try:
        print(report.render(strict=strict, full=full), flush=True)
    except BrokenPipeError:  # « | head » has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise SystemExit(report.exit_code(strict=strict))


def tell(report: "Report") -> "NoReturn":
    """Print the problems of a task that builds nothing to see, and leave: any of them is a failure."""
    for problem in report:
        print(problem, flush=True)
    if report.closing:
        print(report.closing, flush=True)
    raise SystemExit(report.exit_code(strict=True))


@task(
    "build",
    production="pour la mise en ligne : aucun exemple, et ce qui reste à corriger arrête tout",
    rehearsal="répétition : comme la production, mais ce qui l’arrêterait est seulement signalé",
    offline="sans réseau : les sources distantes ne sont pas relues, leurs dernières données servent",
    strict="une source qui ne répond pas, ou qui perd ses dates, est une erreur et arrête tout",
)
def build(production: bool = False, rehearsal: bool = False, offline: bool = False, strict: bool = False) -> None:
    """Construit le site dans output/ (un aperçu, exemples compris ; --production : pour la mise en ligne)."""
    from aivm.commands.build import build as build_site

    mode = "rehearsal" if rehearsal else "production" if production else "preview"
    finish(build_site(ROOT, mode, offline=offline, strict=strict), strict=mode == "production", full=mode != "preview")


@task("serve", port="le numéro de port (8000 si rien n’est dit ; s’il est pris, le suivant qui est libre)")
def serve(port: str = "") -> None:
    """Montre l’aperçu dans le navigateur, et le met à jour à chaque enregistrement (--port N ; Ctrl-C : arrêter)."""
    from aivm.preview.serve import port_number
    from aivm.preview.serve import serve as serve_preview

    try:
        number = port_number(port)
    except ValueError as refusal:
        raise SystemExit(str(refusal)) from None
    build_name = "aivm.commands.preview:preview"  # not imported here: another process builds
    raise SystemExit(serve_preview(ROOT, number, build_name, lambda taken: hand_over(["serve", "--port", str(taken)])))


@task("check")
def check() -> None:
    """Relit les textes, les données et les photos, et dit tout ce qui est à corriger, à compléter ou à voir."""
    from aivm.commands.build import check as check_site

    finish(check_site(ROOT))


@task("new-story")
def new_story() -> None:
    """Commence un récit : pose quelques questions et prépare son dossier."""
    from aivm.drafts.new_story import run as ask

    raise SystemExit(ask(ROOT))


@task(
    "pull",
    explain="l’identifiant d’un événement : dit d’où vient chacune de ses informations, sans rien relire",
    accept_shrink="accepte qu’une source perde plus de la moitié de ses dates à venir",
    strict="une source qui ne répond pas, ou qui perd ses dates, est une erreur (pour une machine)",
)
def pull(explain: str = "", accept_shrink: bool = False, strict: bool = False) -> None:
    """Relit les sources distantes (sources.toml), met les révisions de l’agenda à jour, et dit ce qui a changé."""
    from aivm.commands.build import pull as pull_sources

    report = pull_sources(ROOT, explain=explain, accept_shrink=accept_shrink, strict=strict)
    tell(report)


@task(
    "publish",
    dry_run="dit ce qui changerait, et n’envoie rien",
    yes="ne pose pas de question (pour une machine)",
    verify="relit tous les fichiers du serveur, au lieu de quelques-uns",
    back="remet en ligne la publication d’avant",
    removals="ne fait que les retraits : ce qui ne doit plus être en ligne, sans attendre le reste du site",
    take_over="écrit par-dessus ce que quelqu’un d’autre a mis ou changé sur le serveur",
    no_look="n’interroge pas le site en ligne (son nom de domaine n’est pas encore relié)",
    day="la date du jour (AAAA-MM-JJ), quand l’horloge de cette machine n’est pas crue",
)
def publish(
    dry_run: bool = False,
    yes: bool = False,
    verify: bool = False,
    back: bool = False,
    removals: bool = False,
    take_over: bool = False,
    no_look: bool = False,
    day: str = "",
) -> None:
    """Construit le site, dit ce qui va changer, demande une fois, et n’envoie que cela (docs/publier.md)."""
    from aivm.commands.publication import Options, asked
    from aivm.commands.publish import publish as publish_site

    options = Options(dry_run, back, not no_look, verify, take_over, removals, day)
    report = publish_site(ROOT, options, confirm=None if yes else asked, program=get_rclone)
    tell(report)


@task("remove")  # the function is not named so: `remove` deletes files in the first half
def remove_page(name: str) -> None:
    """Retire un récit, une page, une date, une personne, une photo ou un son (remove ADRESSE, NOM ou FICHIER)."""
    from aivm.commands.remove import asked_rank
    from aivm.commands.remove import remove as remove_it

    report = remove_it(ROOT, name, choose=asked_rank if sys.stdin.isatty() else None)
    tell(report)


@task("alerts")
def alerts() -> None:
    """Dit ce qui attend quelqu’un : un accord qui finit, une source muette (code 1 les jours où il faut écrire)."""
    from aivm.commands.alerts import alerts as look_around

    report, rings = look_around(ROOT)
    for problem in report:
        print(problem)
    raise SystemExit(max(report.exit_code(strict=False), int(rings)))


@task("event-ics")
def event_ics(name: str) -> None:
    """Fait le fichier de calendrier d’une date, même fermée, à envoyer à l’école (event-ics IDENTIFIANT)."""
    from aivm.commands.school_calendar import event_ics as write_ics

    report = write_ics(ROOT, name)
    tell(report)


@task(
    "test",
    fast="les règles et les essais courts seulement : ni serveur, ni navigateur, ni site entier",
    k="les essais dont le nom contient ce mot",
)
def test(paths: "Sequence[str]" = (), fast: bool = False, k: str = "") -> None:
    """Vérifie le projet : style, types, tests (test CHEMIN : ceux-là ; la suite de « -- » va à pytest)."""
    also(TEST_LOCK, "des outils de test")
    short = fast or (bool(paths) and all(path.startswith(FAST) for path in paths))
    missing = [] if short else [*test_programs(), *browser_packages()]
    words = (*(paths or (FAST if fast else ())), *(("-k", k) if k else ()), *after_dashes())
    whole = () if paths or k or after_dashes() else EVERY_CORE
    codes = [step(command) for command in (*CHECKS, ("pytest", *words, *whole))]
    if missing:
        print(f"N’a pas pu être installé, et donc pas essayé : {', '.join(missing)}.", file=sys.stderr)
    failed = [code for code in codes if code]
    raise SystemExit(failed[0] if failed else int(bool(missing) and os.environ.get("CI") == "true"))


@task("bench", only="le nom d’une seule mesure, sans .py")
def bench(only: str = "") -> None:
    """Lance les mesures de tests/bench (--only NOM : une seule ; la suite de « -- » va à la mesure)."""
    measures = {path.stem: path for path in sorted((ROOT / "tests" / "bench").glob("*.py"))}
    chosen = [path for name, path in measures.items() if only in ("", name)]
    if not chosen:
        raise SystemExit(
            f"Pas de mesure « {only or '*'} » dans tests/bench ; il y a : {', '.join(measures) or 'rien'}."
        )
    also(TEST_LOCK, "des outils de test")
    commands = [[sys.executable, str(path), *after_dashes()] for path in chosen]
    raise SystemExit(max(subprocess.call(command, cwd=ROOT, env=with_plugins()) for command in commands))


@task("mutate")
def mutate() -> None:
    """Met des fautes d’un signe dans les pièces sensibles et dit celles que les tests laissent (mutate -- PIÈCE)."""
    also(TEST_LOCK, "des outils de test")
    also(MUTATE_LOCK, "de quoi changer un signe à la fois")
    command = [sys.executable, str(ROOT / "tests" / "mutants.py"), *after_dashes()]
    raise SystemExit(subprocess.call(command, cwd=ROOT, env=with_plugins()))


@task("clean")
def clean() -> None:
    """Efface output/ et .cache/ : tout se reconstruit."""
    from aivm.lock import TURN, hold

    cache = ROOT / ".cache"
    said = [f"{path.name} : {'effacé' if path.exists() else 'rien à effacer'}." for path in (ROOT / "output", cache)]
    cache.mkdir(exist_ok=True)
    turn = hold(cache / TURN)
    if turn is None:
        raise SystemExit("Une autre construction est en cours : rien n’a été effacé. Attendez qu’elle finisse.")
    for path in (ROOT / "output", *cache.iterdir()):
        if path.name != TURN:  # Windows deletes no file that is open
            remove(path)
    os.close(turn)
    remove(cache)
    print("\n".join(said))


def after_dashes() -> "list[str]":
    """What was typed after « -- », for the tool that a task runs."""
    return sys.argv[sys.argv.index("--") + 1 :] if "--" in sys.argv else []


def with_plugins() -> "dict[str, str]":
    """The environment of a child that imports `aivm` and `tests`, and that keeps its litter in .cache."""
    litter = str(ROOT / ".cache" / "hypothesis")
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(ROOT / "plugins"), str(ROOT)]),
        "HYPOTHESIS_STORAGE_DIRECTORY": litter,
    }


def step(command: "tuple[str, ...]") -> int:
    """Run one Python tool of `.venv` on the project, in sight, and return its exit code."""
    print(f"\n== {' '.join(command)}", flush=True)
    return subprocess.call([sys.executable, "-m", *command], cwd=ROOT, env=with_plugins())


def get_rclone() -> None:
    """The program that sends, with the first publication."""
    also(PUBLISH_LOCK, "du programme qui envoie (rclone)")


def also(lock: "Path", what: str) -> None:
    """Install one more lock beside the site's own, once; a failure ends here: no task without what it needs."""
    stamp = VENV / f".aivm-stamp-{lock.stem}"
    if read(stamp) != digest(lock):
        print(f"Installation {what} dans .venv.", file=sys.stderr, flush=True)
        install(lock)
        write(stamp, digest(lock))


def test_programs() -> "list[str]":
    """Get the programs that Python packages cannot bring (from Debian, as root), and name those still missing."""
    wanted = missing_programs()
    if wanted and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        packages = " ".join(DEBIAN_PACKAGES[command] for command in wanted).split()
        for action in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
            subprocess.call(["apt-get", "-qq", *action], env=quiet, stdout=subprocess.DEVNULL)
        started = [command for command in ("nginx", "proftpd") if command in wanted]
        if started and shutil.which("systemctl"):  # Debian starts them at once: tests start their own
            command = ["systemctl", "disable", "--now", *started]
            subprocess.call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return missing_programs()


def missing_programs() -> "list[str]":
    """The commands of DEBIAN_PACKAGES that this machine does not have."""
    return [command for command in DEBIAN_PACKAGES if not shutil.which(command, path=DEBIAN_PATH)]


def browser_packages() -> "list[str]":
    """Install axe-core and vnu-jar from their lock, without running their scripts: one would fetch a whole Java."""
    stamp, wanted = BROWSER / "node_modules" / ".aivm-stamp", digest(BROWSER / "package-lock.json")
    npm = shutil.which("npm")
    if read(stamp) != wanted:
        command = [npm or "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        if not npm or subprocess.call(command, cwd=BROWSER, stdout=subprocess.DEVNULL):
            return ["axe-core", "vnu-jar"]
        write(stamp, wanted)
    return []


def listing() -> str:
    """Every task with its one line."""
    lines = [f"  {name:10} {parser.description}" for name, parser in TASKS.items()]
    return "\n".join(["python3 tasks.py TÂCHE (TÂCHE --help : ses options)", "", *lines])


def understand(argv: "list[str]") -> "dict[str, Any]":
    """The function of the task that was typed, and what it is given; « -- » and the rest are for the tool it runs."""
    from aivm.problems import suggest

    name, *words = argv[: argv.index("--")] if "--" in argv else argv
    if name not in TASKS:
        raise SystemExit(f"Tâche inconnue : « {name} ». {suggest(name, TASKS) or LIST_ALL}")
    given, unknown = TASKS[name].parse_known_args(words)
    if unknown:
        option = unknown[0].partition("=")[0]
        raise SystemExit(f"« {name} » ne connaît pas « {option} ». {suggest(option, TASKS[name].options) or LIST_ALL}")
    return vars(given)


def main(argv: "list[str]") -> int:
    """Run the task named on the command line."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # a terminal without « é » is no reason to stop
    if not argv or argv[0] in ("-l", "--list", "-h", "--help"):
        print(listing())
        return 0
    given = understand(argv)
    given.pop("function")(**given)
    return 0


if __name__ == "__main__":
    sys.exit(guarded(main, sys.argv[1:]))
