"""The last net under every task: a full disk, a closed folder or a fault of our own becomes one French sentence."""

from __future__ import annotations

import errno
import traceback
from collections.abc import Callable
from pathlib import Path

from aivm.commands.template_faults import template_problem
from aivm.commands.turn import BusyError
from aivm.output.manifest import ChangedError
from aivm.problems import Problem, Report, Severity, Where
from aivm.web.masks import masked


def guarded(root: Path, report: Report, work: Callable[[], object]) -> None:
    """Do the work; a full disk, a closed folder, a template or a fault of our own becomes one French sentence."""
    try:
        work()
    except BrokenPipeError:  # whoever reads what is said has gone: no fault of the disk
        raise
    except BusyError as error:
        report.add(error.problem)
    except ChangedError as error:
        report.add(changed_problem(error.path))
    except OSError as error:
        report.add(disk_problem(error, root))
    except Exception as error:  # the last net: whatever it is, a volunteer gets a sentence and a developer a file
        report.add(template_problem(error, root) or own_fault(root, traceback.format_exc()))


def disk_problem(error: OSError, root: Path) -> Problem:
    """What the disk refused, in a sentence."""
    hints = {
        errno.ENOSPC: ("le disque est plein.", "Libérez de la place, puis recommencez."),
        errno.EDQUOT: ("votre espace de stockage est plein.", "Libérez de la place, puis recommencez."),
        errno.EACCES: ("l’accès est refusé.", "Donnez-vous le droit de lire et d’écrire ici."),
        errno.EPERM: ("l’accès est refusé.", "Donnez-vous le droit de lire et d’écrire ici."),
        errno.EEXIST: ("un fichier tient la place d’un dossier.", "Déplacez-le, puis recommencez."),
        errno.ENOTDIR: ("un fichier tient la place d’un dossier.", "Déplacez-le, puis recommencez."),
        errno.EISDIR: ("un dossier tient la place d’un fichier.", "Déplacez-le, puis recommencez."),
        errno.EIO: ("le disque ne répond pas.", "Vérifiez le disque, la clé ou le réseau, puis recommencez."),
        errno.EROFS: ("le disque est en lecture seule.", "Copiez le projet sur un disque où l’on peut écrire."),
    }
    name = Path(str(error.filename)) if error.filename else Path(root.name)  # a full disk does not say where
    file = name.relative_to(root).as_posix() if name.is_relative_to(root) else str(name)
    message, hint = hints.get(error.errno or 0, (f"le disque refuse ({error.strerror}).", "Vérifiez ce fichier."))
    return Problem(Where(file), message, hint, Severity.FATAL)


def changed_problem(path: str) -> Problem:
    """What the checks have not read stays here."""
    message = "ce fichier a changé depuis qu’il a été contrôlé : rien n’a été envoyé, ni mis dans output/."
    return Problem(Where(path), message, "Relancez la même commande : le site sera refait, et relu.", Severity.FATAL)


def own_fault(root: Path, trace: str) -> Problem:
    """A fault of the program: the details go to a file to send."""
    path = root / ".cache" / "panne.txt"
    try:
        path.parent.mkdir(exist_ok=True)
        path.write_text(masked(trace), encoding="utf-8")
        hint = "Envoyez le fichier .cache/panne.txt à la personne qui s’occupe du site."
    except OSError:
        hint = masked(trace).strip().splitlines()[-1]
    return Problem(Where("programme"), "le programme a rencontré une panne imprévue.", hint, Severity.FATAL)
