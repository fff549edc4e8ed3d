"""What git tells of the checkout; nothing where there is no git, or it does not want to."""

from __future__ import annotations

import subprocess
from pathlib import Path


def answer(root: Path, *arguments: str) -> str:
    """What ``git`` says, without the line end; empty when it fails for whatever reason."""
    command = ["git", "-C", str(root), *arguments]
    try:
        done = subprocess.run(
            command, capture_output=True, stdin=subprocess.DEVNULL, text=True, errors="replace", check=False
        )
    except OSError:
        return ""
    return "" if done.returncode else done.stdout.strip()
