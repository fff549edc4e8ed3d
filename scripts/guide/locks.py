"""Locks on folders: they leave no file behind, and end with the process that holds them."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


class Busy(Exception):
    """Another process holds the lock."""


def take(folder: Path, *, wait: bool) -> int | None:
    """Lock a folder: the descriptor to close, None where the system cannot lock it.

    Raises :class:`Busy` when another holds it and ``wait`` is not wanted.
    """
    if fcntl is None:
        return None
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        os.close(descriptor)
        raise Busy(folder) from None
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


def give_back(descriptor: int | None) -> None:
    """Let go of a lock of :func:`take`."""
    if descriptor is not None:
        os.close(descriptor)


@contextlib.contextmanager
def holding(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock of a folder; ``waiting`` is called once when another holds it."""
    try:
        descriptor = take(folder, wait=False)
    except Busy:
        waiting()
        descriptor = take(folder, wait=True)
    try:
        yield
    finally:
        give_back(descriptor)


@contextlib.contextmanager
def holding_briefly(folder: Path, seconds: float = 5.0) -> Iterator[None]:
    """The same for work of a moment; anybody may hold such a folder, so it is not waited for long."""
    deadline = time.monotonic() + seconds
    descriptor = None
    while time.monotonic() < deadline:
        try:
            descriptor = take(folder, wait=False)
            break
        except Busy:
            time.sleep(0.05)
    try:
        yield
    finally:
        give_back(descriptor)
