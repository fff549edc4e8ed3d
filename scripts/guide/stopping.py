"""Signals that end a command: what it started ends, what it made is taken back, one line tells.

Standard library only and little of it: a command calls :func:`begin` before it imports the rest.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import NoReturn

SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
FORMER = "Stopped. The former site is as it was."
NOTHING = "Stopped. There was no site and none was made."
NEW = "Stopped. The new site is in place."

Action = Callable[[int], None]


class _State:
    begun = False
    stopping = False
    at_once = False
    held = 0
    waiting: int | None = None
    line = "Stopped."
    actions: list[Action] = []


def begin(line: str = "Stopped.", *, at_once: bool = False) -> None:
    """From now on a signal ends this command with exit code 128 + its number and ``line``.

    A signal the caller ignores (nohup, a job in the background) stays ignored. ``at_once``: the
    process leaves from the handler itself, after the actions of :func:`add`, so that no code that
    happens to run can swallow the stop; else ``SystemExit`` is raised, for ``with`` and
    ``finally``. The second call in a process does nothing.
    """
    if _State.begun:
        return
    _State.begun, _State.line, _State.at_once = True, line, at_once
    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _handle)
    # Children have a group of their own; where "stty tostop" is set their words would stop them.
    if hasattr(signal, "SIGTTOU"):
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):  # see hand_over
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


def tell(line: str) -> None:
    """What a stop says from now on: the truth about the site."""
    _State.line = line


def add(action: Action) -> None:
    """Do ``action(number)`` when a signal stops the command, the last added first."""
    _State.actions.append(action)


def remove(action: Action) -> None:
    """Forget an action of :func:`add`."""
    if action in _State.actions:
        _State.actions.remove(action)


class held:
    """``with held():`` a signal waits until the block has ended, also by a fault."""

    def __enter__(self) -> None:
        _State.held += 1

    def __exit__(self, *_: object) -> None:
        _State.held -= 1
        if not _State.held and _State.waiting is not None:
            number, _State.waiting = _State.waiting, None
            _handle(number, None)


def hand_over(program: str, command: list[str]) -> NoReturn:
    """Become another program; a signal waits until that one has called :func:`begin`.

    Raises ``OSError`` when the program does not start.
    """
    print(end="", flush=True)
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        os.execv(program, command)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def _handle(number: int, frame: FrameType | None) -> None:
    if _State.stopping:
        return  # a second signal does not break the cleaning
    if _State.held:
        _State.waiting = number
        return
    _State.stopping = True
    for each in SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    for action in reversed(_State.actions):
        try:
            action(number)
        except Exception:  # the next action matters as much
            continue
    _say(_State.line)
    if _State.at_once:
        os._exit(128 + number)
    raise SystemExit(128 + number)


def _say(line: str) -> None:
    """Past Python's buffers, which the signal may have found half written."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, OSError, RuntimeError, ValueError):
            continue
    try:
        os.write(2, f"{line}\n".encode(errors="replace"))
    except OSError:
        return  # nobody listens any more
