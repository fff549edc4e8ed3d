"""Reading text the way every editor and every system can: UTF-8, NFC, LF, no control characters."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from pathlib import Path

from . import limits
from .environment import ROOT
from .findings import Finding

CHECK = "encoding"


def shown(path: Path) -> str:
    """The path as findings give it: from the repository's root where it lies below it."""
    path = path.absolute()
    text = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.as_posix()
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def read(path: Path, *, most: int = limits.FILE_BYTES) -> tuple[str | None, list[Finding]]:
    """The text of a file of at most ``most`` bytes, and what is wrong with its encoding.

    No text, and one finding, when it is no ordinary file, too large or not UTF-8.
    """
    name = shown(path)

    def refused(message: str, line: int = 1) -> tuple[None, list[Finding]]:
        return None, [Finding(name, line, 1, CHECK, "error", message)]

    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            # A pipe would be waited for, without an end.
            return refused(f"cannot be read: {_kind(status)}; put a text file in its place")
        if status.st_size > most:
            return refused(f"the file has {status.st_size / 1e6:.1f} MB, more than {most / 1e6:g} MB; split it")
        data = path.read_bytes()
    except (OSError, ValueError) as fault:
        return refused(f"cannot be read: {getattr(fault, 'strerror', None) or fault}")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        return refused("not UTF-8; save the file as UTF-8 (perhaps it was saved as Latin-1)", line)
    return text, [
        Finding(name, line, column, CHECK, "error", message)
        for line, column, message in _faults(text)
    ]


def read_source(path: Path, *, most: int = limits.PAGE_BYTES) -> tuple[str | None, list[Finding]]:
    """The same for a file of the guide: no text when a line of it is beyond all measure."""
    text, findings = read(path, most=most)
    for number, line in enumerate((text or "").split("\n"), start=1):
        if len(line) > limits.LINE_LETTERS:
            message = f"a line of {len(line)} letters, more than {limits.LINE_LETTERS}; break it"
            return None, [*findings, Finding(shown(path), number, 1, CHECK, "error", message)]
    return text, findings


def exists_as_written(path: Path) -> bool:
    """Whether the file exists with this very spelling: some disks do not mind case, servers do."""
    path = Path(re.sub(r"/+$", "", path.as_posix()))
    try:
        if not path.exists():
            return False
        resolved = path.parent.resolve() / path.name if path.name not in ("..", ".") else path.resolve()
        return resolved.name in {entry.name for entry in resolved.parent.iterdir()}
    except (OSError, ValueError):  # a name too long for the disk, a NUL in it
        return False


def _kind(status: os.stat_result) -> str:
    return "Is a directory" if stat.S_ISDIR(status.st_mode) else "neither a file nor a folder"


def _faults(text: str) -> list[tuple[int, int, str]]:
    """The first fault of each kind: one message tells all there is to do."""
    faults = []
    if text.startswith("\ufeff"):
        faults.append((1, 1, "starts with a byte order mark; save as UTF-8 without it"))
    if "\r" in text:
        line = text.replace("\r\n", "\n\r", 1).split("\r")[0].count("\n") or 1
        faults.append((line, 1, "Windows line ends; save the file with LF line ends"))
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        bad = next((c for c in line if unicodedata.category(c) == "Cc" and c not in "\r\t"), None)
        if bad is not None:
            faults.append((number, line.index(bad) + 1, f"control character U+{ord(bad):04X}; remove it"))
            break
    if not unicodedata.is_normalized("NFC", text):
        for number, line in enumerate(lines, start=1):
            if not unicodedata.is_normalized("NFC", line):
                message = "letters made of two characters (ä as a + ¨); save the text in NFC form"
                faults.append((number, 1, message))
                break
    return faults
