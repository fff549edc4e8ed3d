"""A look at the finished PDF in every build: is it whole, and does it lead where it says?

Only what :mod:`pikepdf` can tell; the tests go further (every word, the rules of PDF/UA).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path

import pikepdf

from . import access, printed, record, structure
from .record import Record

SHOWN = 5  # of one kind of fault; more would hide the others


def faults(path: Path, known: Record | None = None) -> list[str]:
    """What is wrong with the PDF at ``path``, one line each; empty when all is well.

    ``known`` is what the print document holds; without it, the record of the build that made the
    file.
    """
    if not path.is_file():
        return [f"{path.name}: no PDF was made"]
    try:
        with pikepdf.open(path) as document:
            known = known or record.read(_identifier(document))
            if known is None:
                return [
                    f"{path.name} is not from a build of this copy: nothing to compare it with"
                ]
            book = Finished(document, known)
            return [f"{path.name}: {line}" for check in CHECKS for line in _some(check(book))]
    except pikepdf.PdfError as reason:
        return [f"{path.name} does not open: {reason}"]


def _identifier(document: pikepdf.Pdf) -> bytes:
    pair = document.trailer.get("/ID")
    return bytes(pair[0]) if pair is not None else b""


def _some(lines: Iterator[str]) -> list[str]:
    found = list(lines)
    rest = len(found) - SHOWN
    return [*found[:SHOWN], f"… and {rest} more like it"] if rest > 0 else found


@dataclass(frozen=True)
class Finished:
    """An open PDF beside what its print document holds."""

    document: pikepdf.Pdf
    known: Record

    @cached_property
    def numbers(self) -> dict[tuple[int, int], int]:
        """The number of each page, from 1, by its object."""
        return {page.objgen: number for number, page in enumerate(self.document.pages, 1)}

    @cached_property
    def places(self) -> dict[str, int]:
        """The page of each named destination."""
        names = self.document.Root.get("/Names", {}).get("/Dests")
        tree = pikepdf.NameTree(names) if names is not None else {}
        return {str(name): self.numbers.get(place[0].objgen, 0) for name, place in tree.items()}

    @cached_property
    def outline(self) -> list[tuple[int, str, int]]:
        """Depth, words and page of each line of the outline."""
        with self.document.open_outline() as outline:
            return list(self._lines(outline.root, 1))

    def _lines(
        self, items: list[pikepdf.OutlineItem], depth: int
    ) -> Iterator[tuple[int, str, int]]:
        for item in items:
            place = item.destination
            page = self.numbers.get(place[0].objgen, 0) if isinstance(place, pikepdf.Array) else 0
            yield depth, item.title, page
            yield from self._lines(item.children, depth + 1)

    @cached_property
    def tags(self) -> list[structure.Tag]:
        """All tags in reading order."""
        return list(structure.walk(self.document))

    @cached_property
    def texts(self) -> dict[structure.Mark, str]:
        """The text of each piece of marked content."""
        return printed.marked_texts(self.document)

    @cached_property
    def fonts(self) -> dict[str, pikepdf.Object]:
        """Each font of the pages by its name."""
        found = {}
        for page in self.document.pages:
            for font in page.get("/Resources", {}).get("/Font", {}).values():
                # Before "+" stands which letters of it are in the file.
                found[str(font.BaseFont).split("+")[-1].lstrip("/")] = font
        return found

    def page_of(self, tag: structure.Tag) -> int:
        return self.numbers.get(tag.element.Pg.objgen, 0)

    def links(self) -> Iterator[tuple[int, pikepdf.Object]]:
        """Every link annotation with the number of its page."""
        for number, page in enumerate(self.document.pages, 1):
            for note in page.get("/Annots", []):
                if note.get("/Subtype") == "/Link":
                    yield number, note


def tagged(book: Finished) -> Iterator[str]:
    """Structure, language and title, without which a screen reader cannot present it."""
    root = book.document.Root
    if not root.get("/MarkInfo", {}).get("/Marked") or "/StructTreeRoot" not in root:
        yield "it is not tagged"
    language = str(root.get("/Lang", ""))
    if language != book.known.language:
        yield f"its language is '{language}', not '{book.known.language}'"
    title = str(book.document.docinfo.get("/Title", ""))
    if title != book.known.title:
        yield f"its title is '{title}', not '{book.known.title}'"


def outline_is_the_headings(book: Finished) -> Iterator[str]:
    """Same words, order and depth, and each on the page of its heading."""
    wanted = [(level, words) for level, words, _ in book.known.headings]
    found = [(depth, words) for depth, words, _ in book.outline]
    if found != wanted:
        for at, (want, have) in enumerate(zip(wanted, found, strict=False), 1):
            if want != have:
                yield f"outline line {at} is {have}, the heading is {want}"
                return
        yield f"the outline has {len(found)} lines for {len(wanted)} headings"
        return
    for (_, words, anchor), (_, _, page) in zip(book.known.headings, book.outline, strict=True):
        if anchor in book.places and book.places[anchor] != page:
            yield f"'{words}' is on page {page}, its links lead to page {book.places[anchor]}"


def pages_are_there(book: Finished) -> Iterator[str]:
    """Every page of the navigation has its heading in the book."""
    anchors = {anchor for _, _, anchor in book.known.headings}
    for name, anchor in book.known.pages:
        if anchor not in anchors or not book.places.get(anchor):
            yield f"the page {name} is missing"


def links_lead_somewhere(book: Finished) -> Iterator[str]:
    """Inside links have a page to go to, outside ones a full address, and none is lost."""
    met = set()
    for number, note in book.links():
        if "/Dest" in note:
            target = str(note.Dest)
            met.add(target)
            if not book.places.get(target):
                yield f"a link on page {number} leads to '{target}', which is not in the book"
        else:
            address = str(note.get("/A", {}).get("/URI", ""))
            if not address.startswith(("https://", "http://", "mailto:", "tel:")):
                yield f"a link on page {number} leads to '{address}'"
    for target in sorted(set(book.known.links) - met):
        yield f"no link leads to '{target}' any more"


def contents_tell_the_pages(book: Finished) -> Iterator[str]:
    """The number beside each line of the list of contents is the page it leads to."""
    pages = iter(book.known.contents)
    first = book.places.get(book.known.contents[0], 1) if book.known.contents else 1
    start = next((page for _, words, page in book.outline), 1)
    for number in range(start, first):
        page = book.document.pages[number - 1]
        digits = [(x, y, text.strip()) for x, y, text in printed.runs(page)]
        for target, (low, right, high) in _lines_of_contents(page):
            if target != next(pages, None):
                yield f"the list of contents is out of order at '{target}' on page {number}"
                return
            beside = [t for x, y, t in digits if x > right and low <= y <= high and t.isdigit()]
            if beside != [str(book.places.get(target))]:
                shown = ", ".join(beside) or "no page"
                page_of = book.places.get(target)
                yield f"the list of contents says {shown} for '{target}', on {page_of}"
    for target in pages:
        yield f"'{target}' is not in the list of contents"


def _lines_of_contents(page: pikepdf.Page) -> Iterator[tuple[str, tuple[float, float, float]]]:
    """Each link's target with the lower, right and upper edge of all its lines.

    A title that is broken has a link annotation for each of its lines.
    """
    inside = (note for note in page.get("/Annots", []) if "/Dest" in note)
    for target, notes in groupby(inside, lambda note: str(note.Dest)):
        boxes = [sorted_box(note) for note in notes]
        _, lows, rights, highs = zip(*boxes, strict=True)
        yield target, (min(lows), max(rights), max(highs))


def sorted_box(note: pikepdf.Object) -> tuple[float, float, float, float]:
    """Left, lower, right, upper edge; WeasyPrint writes the upper one first."""
    x1, y1, x2, y2 = map(float, note.Rect)
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


CHECKS: tuple[Callable[[Finished], Iterator[str]], ...] = (
    tagged,
    outline_is_the_headings,
    pages_are_there,
    links_lead_somewhere,
    contents_tell_the_pages,
    *access.CHECKS,
)
