"""Which sentences lean on acts that have been amended: the reading list after a change of law."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from . import markdown_text, statutes, text_files
from .findings import CannotCheck, Finding
from .library import Library
from .statutes import Citation, CitationFault

CHECK = "amended"
_NUMBER = re.compile(r"(?P<number>[1-9]\d{0,3})/(?P<year>\d{4})")
# As Finlex' open data names an act: .../akn/fi/act/statute-consolidated/2005/767/fin@
_URI = re.compile(r"/act/[a-z-]+/(?P<year>\d{4})/(?P<number>[1-9]\d{0,3})(?![\d-])")
_COMMENT = re.compile(r"[ \t]*(?:#.*)?$", re.M)


def read(path: Path) -> set[str]:
    """The numbers of the amended acts, as ``767/2005``.

    The file is a list in text, one number a line (``#`` begins a remark), or a list in JSON as
    Finlex' open data gives it, its rows with ``akn_uri``. Raises :class:`CannotCheck` for
    anything else: a list read wrong would look like a law nobody amended.
    """
    text, findings = text_files.read(path)
    if text is None:
        raise CannotCheck(f"{path}: {findings[0].message}")
    found = set(
        _from_json(text, path) if text.lstrip().startswith("[") else _from_text(text, path)
    )
    if not found:
        raise CannotCheck(f"{path} names no act; write one number a line, as in 767/2005")
    return found


def _from_text(text: str, path: Path) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), start=1):
        line = _COMMENT.sub("", line).strip()
        if not line:
            continue
        if not (match := _NUMBER.fullmatch(line)):
            raise CannotCheck(f"{path}:{number}: '{line}' is no number of an act, as in 767/2005")
        yield f"{match['number']}/{match['year']}"


def _from_json(text: str, path: Path) -> Iterator[str]:
    try:
        addresses = [row["akn_uri"] for row in json.loads(text)]
    except (ValueError, KeyError, TypeError):
        raise CannotCheck(f"{path} is no list of Finlex' open data: rows with 'akn_uri'") from None
    for address in addresses:
        if not (match := _URI.search(str(address))):
            raise CannotCheck(f"{path}: no act in the address {address}")
        yield f"{match['number']}/{match['year']}"


def check(library: Library, amended: set[str]) -> Iterator[Finding]:
    """Every sentence (a line of the source) that cites one of the acts, as a warning."""
    for passage in library.passages():
        yield from _in_text(passage.text, passage.shown, passage.first_line, library, amended)


def _in_text(
    text: str, shown: str, first_line: int, library: Library, amended: set[str]
) -> Iterator[Finding]:
    lines = text.split("\n")
    for offset, inner in statutes.find(text):
        try:
            citation = library.statutes.parse(inner)
        except CitationFault:
            continue  # told by the check of citations
        if citation.statute.number not in amended:
            continue
        line, column = markdown_text.place(text, offset, first_line)
        sentence = plain(lines[line - first_line])
        message = f"{_name(citation)} has been amended; read again: {sentence}"
        yield Finding(shown, line, column, CHECK, "warning", message)


def _name(citation: Citation) -> str:
    return f"{citation.compact} ({citation.statute.number})"


def plain(line: str) -> str:
    """A line of Markdown as its reader sees it, citations and comments left out."""
    line = statutes.CITATION.sub("", re.sub(r"<!--.*?-->", "", line))
    line = re.sub(r"\[@[^\]]*\]", "", line)
    line = re.sub(r"\[([^\[\]]*)\]\([^()]*\)", r"\1", line)
    line = re.sub(r"\([\s;,]*\)", "", line).replace("**", "")
    line = re.sub(r"^\s*(?:[-*]|\d+\.)\s+(?:\[[ x]\]\s+)?", "", line)
    return re.sub(r"\s+([.,;:])", r"\1", " ".join(line.split()))
