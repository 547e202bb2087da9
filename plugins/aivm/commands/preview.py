"""A build for `aivm.preview`: again and again in one process, in a folder of its own, with weights estimated."""

from __future__ import annotations

from pathlib import Path

from aivm.commands.guard import guarded
from aivm.host.render import render
from aivm.problems import Report


def preview(root: Path, folder: Path, siteurl: str) -> Report:
    """Build a preview into `folder` for a server at `siteurl`, and tell what was found; nothing else is written."""
    report = Report()
    overrides = {"OUTPUT_PATH": str(folder), "SITEURL": siteurl, "AIVM_QUICK": True}
    guarded(root, report, lambda: render(root, "preview", report, overrides))
    return report
