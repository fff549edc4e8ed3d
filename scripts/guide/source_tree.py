"""The files below ``docs``: walked one way, without following links, each in a place and by a name
that every disk, server and builder takes alike."""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from . import text_files
from .findings import Finding

SNIPPETS = "osat"  # of the texts that pages share
NOT_PAGES = ("data", SNIPPETS)
ASSETS = "assets"
# MkDocs leaves a folder of this name out, and takes these for pages and for an index.
_LEFT_OUT = "templates"
_OTHER_PAGES = (".markdown", ".mdown", ".mkdn", ".mkd")
_PART = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.A)
NAMES = "small letters a–z, digits and hyphens, as in 'asumisen-tuki/velat.md'"


def walk(docs: Path) -> Iterator[Path]:
    """Everything below ``docs`` but folders, in the order of the names; links are not followed."""
    waiting = [docs]
    while waiting:
        path = waiting.pop()
        if path.is_dir() and (path == docs or not path.is_symlink()):
            waiting += sorted(path.iterdir(), reverse=True)
        else:
            yield path


def is_page(name: PurePosixPath) -> bool:
    """Whether a file (path below ``docs``) becomes a page."""
    return name.suffix == ".md" and name.parts[0] not in NOT_PAGES and not _is_hidden(name)


def pages(docs: Path) -> list[Path]:
    """The files that become pages, in the order of their names."""
    return [p for p in walk(docs) if is_page(PurePosixPath(p.relative_to(docs))) and _is_file(p)]


def snippets(docs: Path) -> list[Path]:
    """The Markdown files that pages share, in the order of their names."""
    folder = docs / SNIPPETS
    return [p for p in walk(folder) if p.suffix == ".md" and _is_file(p)] if folder.is_dir() else []


def check(docs: Path) -> Iterator[Finding]:
    """Links, pipes and names that would stop a builder or be published by another name."""
    for path in walk(docs):
        name = PurePosixPath(path.relative_to(docs))
        for check, message in _faults(path, name):
            yield Finding(text_files.shown(path), 1, 1, check, "error", message)


def _faults(path: Path, name: PurePosixPath) -> Iterator[tuple[str, str]]:
    if path.is_symlink():
        yield "symlink", "a symbolic link; put a copy of the file here, a link is not the same everywhere"
    elif not _is_file(path):
        yield "file", "neither a file nor a folder; remove it"
    elif _is_hidden(name):
        return
    elif fault := _name_fault(name):
        yield "file-name", fault
    elif name.suffix.lower() in _OTHER_PAGES or (name.suffix != ".md" and name.suffix.lower() == ".md"):
        yield "file-name", f"a page ends with '.md'; rename it to '{name.stem}.md'"
    elif is_page(name):
        yield from (("file-name", message) for message in _page_faults(name))


def _name_fault(name: PurePosixPath) -> str:
    text = str(name)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return f"a name that is not UTF-8; rename it: {NAMES}"
    if not unicodedata.is_normalized("NFC", text):
        return f"a name with letters made of two characters (ä as a + ¨); rename it: {NAMES}"
    if any(unicodedata.category(char)[0] == "C" for char in text):
        return f"a control character in the name; rename it: {NAMES}"
    return ""


def _page_faults(name: PurePosixPath) -> Iterator[str]:
    if name.name == "README.md":
        yield "MkDocs takes README.md for an index; rename it to 'index.md'"
    elif name.parts[0] == ASSETS:
        yield "pages do not lie among the assets; move it to a chapter"
    elif name.parts[0] == _LEFT_OUT:
        yield f"MkDocs leaves the folder '{_LEFT_OUT}' out; move the page to a chapter"
    elif not all(map(_PART.fullmatch, name.with_suffix("").parts)):
        yield f"the name is the page's address; rename it: {NAMES}"


def _is_hidden(name: PurePosixPath) -> bool:
    return any(part.startswith(".") for part in name.parts)


def _is_file(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False
