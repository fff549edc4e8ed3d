"""What print could not set well, told with file and line before anything is made."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import markdown_text, text_files
from .findings import Finding
from .library import Library
from .pages import Page

# What a page of A4 holds: columns of a table, letters of a word that is never broken.
COLUMNS = 7
LETTERS = 60
# Of a drawing's title and description: what is heard at one go, without a way to stop or go back.
HEARD = 250

_HEADING = re.compile(r"^(#{2,6})[ \t]+(?=\S)([^\n]*)$", re.M)
_SAID = re.compile(r"<(?:title|desc)\b[^<>]*>([^<]*)")
_IMAGE = re.compile(r"!\[(?P<words>(?:[^\[\]]|\[[^\[\]]*\])*)\](?=[(\[])")
_HEAD_ROW = re.compile(r"^[ \t]*(?=[|:-])[|: \t-]*--[|: \t-]*$", re.M)
_RULE = re.compile(r":?-{2,}:?")
# Targets of links and attributes are not printed as words; addresses may be broken anywhere.
_NO_WORDS = re.compile(r"\]\([^()\n]*\)|\{[^{}\n]*\}|<[^<>\n]*>|\bhttps?://\S+|^\[[^\]\n]+\]:.*$", re.M)
# A word may also be broken at these.
_PIECE = re.compile(r"[^\s|/–—\-_]+")


def check(library: Library) -> Iterator[Finding]:
    """Pictures without words, skipped levels of headings, wide tables, words nothing can break."""
    for page in library.pages:
        for offset, name, message in [*_pictures(page), *_levels(page), *_tables(page), *_words(page)]:
            line, column = markdown_text.place(page.text, offset, page.first_line)
            yield Finding(page.shown, line, column, name, "error", message)
    yield from drawings(library)


def _pictures(page: Page) -> Iterator[tuple[int, str, str]]:
    for match in _IMAGE.finditer(markdown_text.prose(page.text)):
        if not match["words"].strip():
            message = "a picture without alternative text; write what it tells: ![Polku kotiin](…)"
            yield match.start(), "alt-text", message


def _levels(page: Page) -> Iterator[tuple[int, str, str]]:
    above = 1
    for match in _HEADING.finditer(markdown_text.prose(page.text)):
        level = len(match[1])
        if level > above + 1:
            right = "#" * (above + 1)
            words = match[2].rstrip("# \t")
            message = f"the heading '{words}' skips a level; begin it with '{right} '"
            yield match.start(), "heading-level", message
        above = level


def _tables(page: Page) -> Iterator[tuple[int, str, str]]:
    for match in _HEAD_ROW.finditer(markdown_text.prose(page.text)):
        cells = [cell.strip() for cell in match[0].strip().strip("|").split("|")]
        count = len(cells)
        if count > COLUMNS and all(map(_RULE.fullmatch, cells)):
            message = f"a table of {count} columns; paper has room for {COLUMNS}: split it"
            yield match.start(), "wide-table", message


def _words(page: Page) -> Iterator[tuple[int, str, str]]:
    words = _NO_WORDS.sub(markdown_text.blank, markdown_text.prose(page.text))
    for match in _PIECE.finditer(words):
        if len(match[0]) > LETTERS:
            message = (
                f"'{match[0][:20]}…' has {len(match[0])} letters and no place to break;"
                f" a line of a table holds {LETTERS}: give it a hyphen or spaces"
            )
            yield match.start(), "long-word", message


def drawings(library: Library) -> Iterator[Finding]:
    """Drawings that pages pull in have a title, which is read in their place, and not too long."""
    names = {name for page in library.pages for _, name in markdown_text.snippets(page.text)}
    for name in sorted(n for n in names if n.endswith(".svg")):
        path = library.docs / name
        text, _ = text_files.read_source(path)
        if text is None:
            continue  # told where the page pulls it in
        if not re.search(r"<title[^>]*>\s*[^<\s]", text):
            message = "a drawing without words; put <title>…</title> at its beginning"
            yield Finding(text_files.shown(path), 1, 1, "alt-text", "error", message)
        if (letters := sum(len(words.strip()) + 1 for words in _SAID.findall(text))) > HEARD:
            message = f"title and description have {letters} letters; say it in {HEARD}, the rest beside it"
            yield Finding(text_files.shown(path), 1, 1, "long-alt-text", "error", message)
