"""Reading text the way every editor and every system can: UTF-8, NFC, LF, no control characters."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from .environment import ROOT
from .findings import Finding

CHECK = "encoding"


def shown(path: Path) -> str:
    """The path as findings give it: from the repository's root where it lies below it."""
    path = path.absolute()
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.as_posix()


def read(path: Path) -> tuple[str | None, list[Finding]]:
    """The text of a file and what is wrong with its encoding; no text when it is not UTF-8."""
    name = shown(path)
    try:
        data = path.read_bytes()
    except OSError as fault:
        return None, [Finding(name, 1, 1, CHECK, "error", f"cannot be read: {fault.strerror}")]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        message = "not UTF-8; save the file as UTF-8 (perhaps it was saved as Latin-1)"
        return None, [Finding(name, line, 1, CHECK, "error", message)]
    return text, [
        Finding(name, line, column, CHECK, "error", message)
        for line, column, message in _faults(text)
    ]


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
