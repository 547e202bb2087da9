"""One-token faults put into the rooms that keep people safe, and the tests that must notice: `python3 tasks.py mutate`.

Each module of `ROOMS` is changed by cosmic-ray in a copy of the project, one token at a time, and the tests beside it
are run. What survives is printed, and its fate is written in docs/mutations.md. Minutes for a module: not in CI.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).parent.parent
WORK = PROJECT / ".cache" / "mutants"
SECONDS = 60  # for the tests of one mutant; a loop without end is noticed too
PEOPLE = ("tests/unit/people", "tests/unit/output/test_names.py", "tests/unit/output/test_whereabouts.py")
ROOMS = {  # module -> its tests
    "records/public_view": ("tests/unit/records",),
    "agenda/slots": ("tests/unit/agenda/test_slots.py", "tests/unit/agenda/test_slots_of_examples.py"),
    "agenda/bookings": ("tests/unit/agenda/test_slots.py", "tests/unit/records/test_turning_days.py"),
    "agenda/year_numbers": ("tests/unit/agenda/test_year_numbers.py",),
    "people/letters": ("tests/unit/people/test_letters.py", "tests/unit/people/test_names.py"),
    "people/names": ("tests/unit/people/test_names.py", "tests/unit/output/test_names.py"),
    "people/parts": ("tests/unit/people/test_parts.py", "tests/unit/output/test_names.py"),
    **{
        f"people/{name}": PEOPLE
        for name in (
            *("phones", "digit_groups", "mailboxes", "postal"),
            *("points", "map_codes", "contacts", "personal", "meetings"),
        )
    },
    "sources/removals": ("tests/unit/sources/test_removals.py",),
    "pulled/agreed": ("tests/unit/pulled/test_agreed.py",),
    "sources/who_goes": ("tests/unit/sources",),
    "pulled/beside_hours": ("tests/unit/pulled/test_beside_hours.py",),
    "commands/day": ("tests/unit/commands/test_day.py",),
    "withdrawals/lineage": ("tests/unit/withdrawals/test_lineage.py",),
    "withdrawals/withdrawn": ("tests/builds/test_takedown.py",),
    "site/gone": ("tests/builds/test_takedown.py",),
    "withdrawals/going": ("tests/builds/test_withdrawal.py",),
    "publish/cut": ("tests/unit/publish/test_cut.py",),
}
# « X | None » of an annotation is never computed; a keyword such as frozen=True keeps others from writing, and no more.
HARMLESS = [r"core/ReplaceBinaryOperator_BitOr_.*", r"core/RemoveDecorator"]


def main(chosen: list[str]) -> int:
    """Try the modules whose names hold one of `chosen`, all where none is; 1 where a mutant survives."""
    modules = [name for name in ROOMS if not chosen or any(word in name for word in chosen)]
    if not modules:
        print(f"Pas de pièce « {' '.join(chosen)} » ; il y a : {', '.join(ROOMS)}.")
        return 2
    copy = WORK / f"projet-{os.getpid()}"
    try:
        copied(copy)
        left = [name for name in modules if told(name, copy)]
    finally:
        shutil.rmtree(copy, ignore_errors=True)
    return int(bool(left))


def copied(copy: Path) -> None:
    """The project as git knows it and as it is now, without its history."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=PROJECT, capture_output=True, text=True
    )
    for name in listed.stdout.splitlines():
        if (PROJECT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(PROJECT / name, copy / name)


def told(name: str, copy: Path) -> bool:
    """Try one module and print its figures and its survivors; True where there is one."""
    session, settings = copy / "mutants.sqlite", copy / "mutants.toml"
    session.unlink(missing_ok=True)
    tests = f"{sys.executable} -m pytest -q -x -p no:cacheprovider {' '.join(ROOMS[name])}"
    settings.write_text(
        f'[cosmic-ray]\nmodule-path = "plugins/aivm/{name}.py"\ntimeout = {SECONDS}\nexcluded-modules = []\n'
        f'test-command = {json.dumps(tests)}\n[cosmic-ray.distributor]\nname = "local"\n'
        f"[cosmic-ray.filters.operators-filter]\nexclude-operators = {json.dumps(HARMLESS)}\n",
        encoding="utf-8",
    )
    run(copy, "cosmic-ray", "init", settings, session)
    run(copy, "cr-filter-operators", session, settings)
    run(copy, "cosmic-ray", "exec", settings, session)
    tried = list(outcomes(session, copy))
    survived = [where for where, outcome in tried if outcome == "survived"]
    print(f"{name} : {len(tried)} mutants essayés, {len(survived)} survivent", *survived, sep="\n  ", flush=True)
    return bool(survived)


def outcomes(session: Path, copy: Path) -> Iterator[tuple[str, str]]:
    """Each mutant that was run: its line before and after, and « killed » or « survived »."""
    for row in run(copy, "cosmic-ray", "dump", session).splitlines():
        work, result = json.loads(row)
        if result is None or result["worker_outcome"] == "skipped":
            continue
        mutation = work["mutations"][0]
        changed = [line for line in (result["diff"] or "").splitlines()[3:] if line[:1] in "+-"]
        yield f"ligne {mutation['start_pos'][0]} : {' => '.join(changed)}", result["test_outcome"]


def run(copy: Path, program: str, *words: str | Path) -> str:
    """What one of cosmic-ray's programs prints."""
    return subprocess.check_output([Path(sys.executable).parent / program, *words], cwd=copy, text=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
