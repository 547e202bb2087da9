"""`python3 tasks.py publish --yes` in the folder where one is, on a day of one's choosing, as its clock would tell it."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

sys.path[:0] = [str(Path.cwd() / "plugins")]

from aivm.host.publish import Options, publish

moment = datetime.fromisoformat(sys.argv[1])
report = publish(Path.cwd(), Options(look="--no-look" not in sys.argv), now=lambda: moment)
for problem in report:
    print(problem)
sys.exit(report.exit_code(strict=True))
