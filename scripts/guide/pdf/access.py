"""What validators let pass and a reader would miss: checks of a finished PDF, like :mod:`verify`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from . import structure
from .joining import fingerprint

if TYPE_CHECKING:
    from .verify import Finished

OWN_FONT = "Atkinson-Hyperlegible-Next"
# What works on a screen alone, or comes of a tool that speaks English.
LEFTOVERS = re.compile(
    r"¶|↩|:(?:material|octicons|fontawesome)-[\w-]+:|\\[uUxX][0-9a-f]{4}"
    r"|Table of contents|Permanent link|Back to top|Skip to content|Last update|Edit this page"
)
SHORTEST_ALT = 10  # letters
_DECLARED = (b'pdfaid:part="2"', b'pdfaid:conformance="A"', b"pdfuaid:part>1<")


def both_standards_are_declared(book: Finished) -> Iterator[str]:
    """Archives and readers' programs believe what the file says of itself."""
    metadata = book.document.Root.get("/Metadata")
    said = metadata.read_bytes() if metadata is not None else b""
    for wanted in _DECLARED:
        if wanted not in said:
            yield f"it does not declare {wanted.decode()}"


def title_is_shown(book: Finished) -> Iterator[str]:
    """In the bar of the window the title stands, not the name of the file."""
    if book.document.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is not True:
        yield "its window would show the file's name instead of the title"


def headings_skip_no_level(book: Finished) -> Iterator[str]:
    """Level by level down; the outline tells that all are there."""
    above = 0
    for tag in book.tags:
        if re.fullmatch("H[1-6]", tag.kind):
            level = int(tag.kind[1])
            if level > above + 1:
                yield f"a heading on page {book.page_of(tag)} goes from level {above} to {level}"
            above = level


def drawings_have_words_and_a_place(book: Finished) -> Iterator[str]:
    """Words instead of the drawing, and a box on its page: PAC and others draw it."""
    for tag in book.tags:
        if tag.kind != "Figure":
            continue
        page = book.page_of(tag)
        if len(str(tag.element.get("/Alt", ""))) < SHORTEST_ALT:
            yield f"a drawing on page {page} has no words"
        box = tag.element.get("/A", {}).get("/BBox")
        _, _, width, height = map(float, tag.element.Pg.MediaBox)
        left, lower, right, upper = map(float, box) if box is not None else (0, 0, 0, 0)
        # An edge may lie half a point beyond, of rounding.
        if not (-1 < left < right < width + 1 and -1 < lower < upper < height + 1):
            yield f"the box of a drawing on page {page} is not on the page"


def heads_say_of_what(book: Finished) -> Iterator[str]:
    """Of the column below, or the row beside."""
    for tag in book.tags:
        if tag.kind == "TH" and "/Scope" not in tag.element.get("/A", {}):
            yield f"a table's head on page {book.page_of(tag)} does not say what it is the head of"


def nothing_is_cut_in_two(book: Finished) -> Iterator[str]:
    """A table, a list or a paragraph that goes on over pages is one."""
    count = Counter(tag.kind for tag in book.tags)
    for kind, name, wanted in (
        ("Table", "tables", book.known.tables),
        ("L", "lists", book.known.lists),
        ("LI", "items of lists", len(book.known.items)),
    ):
        if count[kind] != wanted:
            yield f"it has {count[kind]} {name} for {wanted}"
    known = set(book.known.paragraphs)
    for tag in book.tags:
        if tag.kind == "P" and fingerprint(structure.said(tag.element, book.texts)) not in known:
            yield f"on page {book.page_of(tag)} is a paragraph that the document does not have"


def links_tell_where_they_lead(book: Finished) -> Iterator[str]:
    """In words, not by the name of a place in the file."""
    names = set(book.places)
    for number, note in book.links():
        said = str(note.get("/Contents", ""))
        if not said.strip() or (said in names and (":" in said or "/" in said)):
            yield f"a link on page {number} says '{said}'"


def text_is_the_guides(book: Finished) -> Iterator[str]:
    """No marks of the screen, no words of the tools."""
    pages = {page.objgen[0]: number for number, page in enumerate(book.document.pages, 1)}
    for (page, _), text in book.texts.items():
        if found := LEFTOVERS.search(text):
            yield f"page {pages.get(page, 0)} says '{found[0]}'"


def fonts_are_in_the_file(book: Finished) -> Iterator[str]:
    """The guide's own letters, all of them in the file, and none of the computer's."""
    for name, font in sorted(book.fonts.items()):
        below = font.get("/DescendantFonts")
        inner = below[0] if below is not None else font
        description = inner.get("/FontDescriptor", {})
        if not name.startswith(OWN_FONT):
            yield f"it uses the font {name}"
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(description.keys()):
            yield f"the font {name} is not in the file"
        if "/ToUnicode" not in font:
            yield f"letters of the font {name} have no meaning"


CHECKS = (
    both_standards_are_declared,
    title_is_shown,
    headings_skip_no_level,
    drawings_have_words_and_a_place,
    heads_say_of_what,
    nothing_is_cut_in_two,
    links_tell_where_they_lead,
    text_is_the_guides,
    fonts_are_in_the_file,
)
