"""Markdown made HTML, with words instead of a traceback or a wait where it is beyond measure."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from markdown import Markdown

from .. import limits
from ..findings import CannotCheck

TOO_DEEP = "marks, quotes or lists are nested too deep to be read; take some of them away"
TOO_LONG = (
    f"takes more than {limits.PAGE_SECONDS} s to be read as Markdown; look for signs repeated"
    " without end, or split the text"
)
_CLOCK = getattr(signal, "ITIMER_VIRTUAL", None)


def convert(markdown: Markdown, text: str, shown: str = "") -> str:
    """The HTML of ``text``; ``shown`` names its file. Raises :class:`~guide.findings.CannotCheck`."""
    before = f"{shown}: " if shown else ""
    try:
        with limited(shown):
            return markdown.reset().convert(text)
    except RecursionError:
        raise CannotCheck(f"{before}{TOO_DEEP}") from None


@contextmanager
def limited(shown: str = "") -> Iterator[None]:
    """A while that ends by :class:`~guide.findings.CannotCheck` after too much processor time."""
    begin(shown)
    try:
        yield
    finally:
        end()


def begin(shown: str = "") -> None:
    """Start the clock, where the system has one; only the main thread hears it."""
    if _CLOCK is None or threading.current_thread() is not threading.main_thread():
        return

    def ring(number: int, frame: FrameType | None) -> None:
        raise CannotCheck(f"{shown}: {TOO_LONG}" if shown else TOO_LONG)

    signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(_CLOCK, limits.PAGE_SECONDS)


def end() -> None:
    """Stop the clock."""
    if _CLOCK is not None and threading.current_thread() is threading.main_thread():
        signal.setitimer(_CLOCK, 0)
