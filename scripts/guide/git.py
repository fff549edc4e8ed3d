"""What git tells of the checkout; nothing where there is no git, or it does not want to."""

from __future__ import annotations

import subprocess
from pathlib import Path

# One commit gives one answer on every machine. A checkout may be another user's, as in containers
# that build what was checked out for them: who runs its scripts may ask about it too.
_SETTINGS = ("-c", "safe.directory=*", "-c", "log.showSignature=false")


def answer(root: Path, *arguments: str) -> str:
    """What ``git`` says, without the line end; empty when it fails for whatever reason."""
    command = ["git", *_SETTINGS, "-C", str(root), *arguments]
    try:
        done = subprocess.run(
            command, capture_output=True, stdin=subprocess.DEVNULL, text=True, errors="replace", check=False
        )
    except OSError:
        return ""
    return "" if done.returncode else done.stdout.strip()
