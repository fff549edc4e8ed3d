"""Stops a build at a moment and tells what was left of it."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
import uuid
from dataclasses import dataclass
from pathlib import Path

TAG = "GUIDE_TEST_RUN"
_tags: dict[int, str] = {}  # by process


@dataclass(frozen=True)
class Outcome:
    """``code`` of the command, what it ``said`` to the standard error, command lines of processes
    it ``left``, folders ``beside`` the site."""

    code: int
    said: str
    left: list[str]
    beside: list[str]


def start(root: Path, *arguments: str, site: Path | None = None) -> subprocess.Popen[str]:
    """Start a build of the copy ``root``; see :func:`start_tagged`."""
    command = [sys.executable, str(root / "scripts/build.py"), *arguments]
    return start_tagged([*command, "--site", str(site)] if site else command, root)


def start_tagged(command: list[str], folder: Path, **also: str) -> subprocess.Popen[str]:
    """Start a command in a group of its own, tagged so that all it starts is found."""
    tag = uuid.uuid4().hex
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, TAG: tag, **also},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=_default_signals,
    )
    _tags[process.pid] = f"{TAG}={tag}"
    return process


def _default_signals() -> None:
    # A run in the background of a script is started with signals ignored, and hands that on.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def stop(process: subprocess.Popen[str], number: int, site: Path, *, group: bool) -> Outcome:
    """Send a signal to the build alone, or to its group, and wait for its end."""
    tag = tag_of(process.pid)
    if process.poll() is None:
        os.killpg(process.pid, number) if group else os.kill(process.pid, number)
    _, said = process.communicate(timeout=60)
    return Outcome(process.returncode, said, tagged(tag), leftovers(site))


def tag_of(pid: int) -> str:
    """What :func:`tagged` is asked for, of a command started here, also when it is over."""
    return _tags[pid]


def tagged(tag: str) -> list[str]:
    """The command lines of the living processes with the tag in their environment."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if tag.encode() in (folder / "environ").read_bytes().split(b"\0"):
                line = (folder / "cmdline").read_bytes().replace(b"\0", b" ")
                found.append(line.decode(errors="replace"))
        except OSError:
            continue  # it has ended, or is another user's
    return found


def gone_within(seconds: float, process: subprocess.Popen[str]) -> bool:
    """Whether all that a running build has started ends by itself when the build is killed."""
    tag = tag_of(process.pid)
    process.kill()
    process.communicate(timeout=60)
    deadline = time.monotonic() + seconds
    while tagged(tag):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def leftovers(site: Path) -> list[str]:
    """The names of the hidden folders that builds of the site make beside it."""
    return sorted(path.name for path in site.parent.glob(f".{site.name}-*"))


def digest(folder: Path) -> str:
    """One value for the names and bytes of all files in a folder."""
    sums = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            sums.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes())
    return sums.hexdigest()
