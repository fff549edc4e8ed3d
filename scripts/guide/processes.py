"""Programs that a command starts: none of them outlives it, however it ends."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from . import stopping

GRACE = 5.0  # seconds from the polite signal to the other
AFTERMATH = 1.0  # seconds for what a program leaves running to end by itself
_GROUPS = hasattr(os, "killpg")
_PR_SET_CHILD_SUBREAPER = 36  # Linux


class Child:
    """A program on its way. ``apart``: in a process group of its own, which ends as a whole."""

    def __init__(
        self, command: Sequence[str], *, apart: bool, polite: int, grace: float, **options: Any
    ) -> None:
        self.polite, self.grace = polite, grace
        self.apart = apart and _GROUPS
        self.over = False
        if self.apart:
            options["process_group"] = 0
            _adopt()
        # Held: a program that runs and is not yet noted could not be ended.
        with stopping.held():
            self.process = subprocess.Popen(command, **options)
            stopping.add(self.end)

    def leave(self) -> None:
        """The program has ended: so does what it left running."""
        stopping.remove(self.end)
        if self.apart:
            self._end_group()

    def end(self, stopped_by: int = 0) -> None:
        """End the program and all of its group: politely, and after a grace by force."""
        if self.over:
            return
        self.over = True
        # A terminal tells all it can reach.
        told = stopped_by == signal.SIGINT and not self.apart and os.isatty(0)
        if not told:
            self._send(self.polite)
        if not self._gone_within(self.grace):
            self._send(getattr(signal, "SIGKILL", signal.SIGTERM))
            self._gone_within(AFTERMATH)
        if self.apart:
            self._end_group()

    def _send(self, number: int) -> None:
        try:
            if self.apart:
                os.killpg(self.process.pid, number)
            elif self.process.returncode is None:
                os.kill(self.process.pid, number)
        except OSError:
            return  # it was quicker

    def _gone_within(self, seconds: float) -> bool:
        """Whether it has ended. Asks the system: Popen may be waiting, and hold its own lock."""
        return _within(seconds, self._reaped)

    def _reaped(self) -> bool:
        if self.process.returncode is not None:
            return True
        if os.name == "nt":
            return self.process.poll() is not None
        try:
            return os.waitpid(self.process.pid, os.WNOHANG)[0] != 0
        except ChildProcessError:
            return True

    def _end_group(self) -> None:
        """Wait for what the group still holds, a moment only: it gives back what it shares."""
        if not _within(AFTERMATH, self._empty):
            self._send(signal.SIGKILL)
            _within(AFTERMATH, self._empty)

    def _empty(self) -> bool:
        with contextlib.suppress(OSError):  # see _adopt
            while os.waitpid(-self.process.pid, os.WNOHANG)[0]:
                continue
        try:
            os.killpg(self.process.pid, 0)
        except OSError:
            return True
        return False


def _adopt() -> None:
    """What a child leaves becomes this process' own child, where the system can do that.

    Else it is the first process of the machine that has to notice its end, and in many containers
    that one is late or never does.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _within(seconds: float, done: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + seconds
    while not done():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def run(
    command: Sequence[str | Path],
    *,
    apart: bool = True,
    polite: int = signal.SIGTERM,
    grace: float = GRACE,
    stdin: int | None = subprocess.DEVNULL,
    **options: Any,
) -> subprocess.CompletedProcess[str]:
    """Run a program to its end, as ``subprocess.run`` does with ``check=False``.

    ``apart``: out of the terminal's reach, so that a stop reaches this command first, which ends
    the program and whatever that has started. ``polite``: the signal it is asked to end with;
    ``grace``: the seconds it has for that.
    """
    given = [str(part) for part in command]
    child = Child(given, apart=apart, polite=polite, grace=grace, stdin=stdin, **options)
    try:
        out, err = child.process.communicate()
    except BaseException:
        child.end()
        raise
    finally:
        child.leave()
    return subprocess.CompletedProcess(given, child.process.returncode, out, err)


def run_builder(
    arguments: Sequence[str], root: Path, *, env: Mapping[str, str], **options: Any
) -> subprocess.CompletedProcess[str]:
    """Run MkDocs on the checkout ``root``; it also ends when this process is killed.

    ``env`` is added to this process' own; the rest as for :func:`run`.
    """
    path = os.pathsep.join(filter(None, [str(root / "scripts"), os.environ.get("PYTHONPATH", "")]))
    environ = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **env, "PYTHONPATH": path}
    # After a stop it is right that Python's own keeper of shared things puts them away.
    quiet = "ignore:resource_tracker:UserWarning"
    environ["PYTHONWARNINGS"] = ",".join(filter(None, [os.environ.get("PYTHONWARNINGS"), quiet]))
    command = [sys.executable, "-m", "guide.builder", *arguments]
    theirs, ours = os.pipe()  # the system closes ours when this process is no more
    try:
        return run(command, stdin=theirs, cwd=root, env=environ, **options)
    finally:
        os.close(ours)
        os.close(theirs)


def end_with_input(number: int = signal.SIGTERM) -> None:
    """When its standard input ends (its starter has died) this process and its group get a signal."""
    threading.Thread(target=_watch_input, args=[number], daemon=True).start()


def _watch_input(number: int) -> None:
    try:
        while os.read(0, 1):
            continue
    except OSError:
        pass
    if _GROUPS and os.getpgrp() == os.getpid():
        os.killpg(0, number)
        time.sleep(GRACE)
    os._exit(128 + number)


def end_with_parent() -> None:
    """For workers of ``multiprocessing``: they end when the process that began them has."""
    import multiprocessing

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent's to answer
    if parent := multiprocessing.parent_process():
        threading.Thread(target=_watch_parent, args=[parent], daemon=True).start()


def _watch_parent(parent: Any) -> None:
    parent.join()
    os._exit(128 + signal.SIGTERM)
