"""Dates as readers see them, and the one date a build depends on."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_FALLBACK = 1_767_225_600  # 2026-01-01, for a copy of the files without their history


def finnish(date: str) -> str:
    """``2026-11-24`` as ``24.11.2026``, ``2026-11`` as ``11/2026``, ``2026`` as it is."""
    parts = [part.lstrip("0") for part in date.split("-")]
    return {3: ".".join(reversed(parts)), 2: "/".join(reversed(parts))}.get(len(parts), date)


def build_time(root: Path) -> int:
    """Seconds since 1970 that the build gives as its time: ``SOURCE_DATE_EPOCH`` where it is set
    (reproducible-builds.org), else the last commit, so that the same commit gives the same bytes.
    """
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return _FALLBACK
    return int(done.stdout) if done.stdout.strip() else _FALLBACK
