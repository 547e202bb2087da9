"""`python3 tasks.py publish --yes` in the folder where one is, at the moment that a test gives its clock."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

sys.path[:0] = [str(Path.cwd()), str(Path.cwd() / "plugins")]

from aivm.commands.publication import Options  # noqa: E402  # of that very project
from aivm.commands.publish import publish  # noqa: E402  # the same

moment = datetime.fromisoformat(sys.argv[1])
report = publish(Path.cwd(), Options(look="--no-look" not in sys.argv), now=lambda: moment)
for problem in report:
    print(problem)
sys.exit(report.exit_code(strict=True))
