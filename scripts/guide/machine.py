"""Faults of the machine in words: what, where, and what to do about it."""

from __future__ import annotations

import errno
import os

MACHINE = 2  # the exit code
_FULL = "make room on that disk, then run the command again"
_CLOSED = "let this user write there, or give another place with --site"
_FILES = "close other programs or raise the limit (ulimit -n), then run the command again"
_MEMORY = "close other programs or use a machine with more memory"
HELP = {
    errno.ENOSPC: _FULL,
    getattr(errno, "EDQUOT", errno.ENOSPC): _FULL,
    errno.EFBIG: "raise the limit of a file's size (ulimit -f)",
    errno.EROFS: _CLOSED,
    errno.EACCES: "let this user read and write there",
    errno.EPERM: "let this user read and write there",
    errno.EMFILE: _FILES,
    errno.ENFILE: _FILES,
    errno.ENOMEM: _MEMORY,
    errno.EAGAIN: "raise the limit of processes (ulimit -u), then run the command again",
    errno.EIO: "look at the disk",
}
# Libraries in other languages tell these in words alone.
_IN_WORDS = {
    os.strerror(errno.ENOSPC): errno.ENOSPC,
    os.strerror(errno.EMFILE): errno.EMFILE,
    os.strerror(errno.ENOMEM): errno.ENOMEM,
    "failed to map segment": errno.ENOMEM,
    "can't start new thread": errno.EAGAIN,
}


def words(error: BaseException, place: str) -> str | None:
    """One line about a fault of the machine, None for any other fault.

    ``place`` is where the work was done, for faults that do not name a file.
    """
    if type(error).__name__ == "BrokenProcessPool":
        return f"{place}: a process that prints was ended by the system; {_MEMORY}"
    path = place
    said = str(error)
    number = next((number for text, number in _IN_WORDS.items() if text in said), None)
    if isinstance(error, MemoryError):
        number = errno.ENOMEM
    elif isinstance(error, OSError):
        number = error.errno or number
        # Of a copy the second: what it could not write.
        name = error.filename2 or error.filename
        path = os.fsdecode(name) if isinstance(name, (str, bytes)) else place
    elif number is None:
        return None
    what = os.strerror(number) if number else said
    advice = HELP.get(number or 0)
    return f"{path}: {what}; {advice}" if advice else f"{path}: {what}"


def one_line(error: BaseException) -> str:
    """Any other fault in one line: its kind and its own words."""
    said = " ".join(str(error).split())
    return f"{type(error).__name__}: {said}" if said else type(error).__name__
