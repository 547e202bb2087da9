"""Every page is valid HTML, by the checker of the W3C (Nu)."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from aivm.problems import Report

pytestmark = pytest.mark.browser

CHECKER = Path(__file__).parent / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def test_every_page_is_valid(preview: tuple[Report, Path]) -> None:
    """The Nu HTML checker finds no error on any page of the preview."""
    java = shutil.which("java")
    if java is None or not CHECKER.exists():
        pytest.skip("Java ou vnu-jar manque : les pages n’ont pas été validées (apt install default-jre-headless)")
    _, folder = preview
    command = [
        java,
        "-Xss4m",
        "-jar",
        str(CHECKER),
        "--errors-only",
        "--format",
        "json",
        "--skip-non-html",
        str(folder),
    ]
    answer = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    messages = json.loads(answer.stderr)["messages"]

    assert [(message["url"].rpartition("preview")[2], message["message"]) for message in messages] == []
