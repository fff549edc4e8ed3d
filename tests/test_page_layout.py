"""How the book's pages are filled: nothing runs out or over, headings have text below them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from guide.pdf import record, verify
from guide.verify import PDF

MM = 72 / 25.4
# The margins of the print styles, in points.
TOP, RIGHT, BOTTOM, LEFT = (side * MM for side in (24, 20, 24, 25))
Box = tuple[str, float, float, float, float]


@dataclass(frozen=True)
class Sheet:
    """One page: size in points; letter, left, lower, right and upper edge of all it writes;
    heights of what it draws."""

    width: float
    height: float
    letters: list[Box]
    rules: list[float]

    def inside(self) -> list[Box]:
        """Those between the running titles and the page number."""
        return [b for b in self.letters if b[2] > BOTTOM - 4 and b[4] < self.height - TOP + 4]


def sheets(path: Path) -> list[Sheet]:
    with pypdfium2.PdfDocument(path) as document:
        return [_sheet(page) for page in document]


def _sheet(page: pypdfium2.PdfPage) -> Sheet:
    text = page.get_textpage()
    words = text.get_text_range()
    boxes = []
    # With the marks of broken words the count is the same as that of the letters.
    for number, letter in enumerate(words):
        if letter.isspace():
            continue
        boxes.append((letter, *text.get_charbox(number)))
    drawn = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH])
    return Sheet(*page.get_size(), boxes, [path.get_bounds()[3] for path in drawn])


def outside(sheet: Sheet) -> list[str]:
    """Letters drawn beyond the text's edges; half a hyphen is no fault."""
    return [
        f"{letter} at {left:.0f}, {low:.0f}"
        for letter, left, low, right, high in sheet.letters
        if left < LEFT - 3 or right > sheet.width - RIGHT + 3 or low < 0 or high > sheet.height
    ]


def overlapping(sheet: Sheet) -> list[str]:
    """Letters of which almost half lies over another one's."""
    found = []
    rows: dict[int, list[Box]] = {}
    for box in sheet.letters:
        if box[0].isalnum() and box[0] != "j":  # its tail reaches under the letter before
            rows.setdefault(round((box[2] + box[4]) / 8), []).append(box)
    for row in rows.values():
        for one, two in pairwise(sorted(row, key=lambda b: b[1])):
            wide = min(one[3], two[3]) - max(one[1], two[1])
            tall = min(one[4], two[4]) - max(one[2], two[2])
            least = min((b[3] - b[1]) * (b[4] - b[2]) for b in (one, two))
            if wide > 0 < tall and wide * tall > 0.45 * least:
                found.append(f"{one[0]} over {two[0]} at {one[1]:.0f}, {one[2]:.0f}")
    return found


@pytest.fixture(scope="module")
def book(built: Path) -> list[Sheet]:
    return sheets(built / PDF)


@pytest.fixture(scope="module")
def outline(built: Path) -> list[tuple[int, int, float]]:
    """Depth, page and height above the lower edge of each heading."""
    found = []
    with pikepdf.open(built / PDF) as document:
        known = record.read(bytes(document.trailer.ID[0]))
        numbers = verify.Finished(document, known).numbers

        def walk(items, depth: int) -> None:
            for item in items:
                page, _, _, y, *_ = item.destination
                found.append((depth, numbers[page.objgen], float(y)))
                walk(item.children, depth + 1)

        with document.open_outline() as lines:
            walk(lines.root, 1)
    return found


def test_no_letter_of_the_book_runs_out_of_the_text(book) -> None:
    faults = [f"page {n}: {f}" for n, sheet in enumerate(book[1:], 2) for f in outside(sheet)[:3]]
    assert faults == []


def test_no_letters_lie_over_each_other(book) -> None:
    faults = [f"page {n}: {f}" for n, s in enumerate(book, 1) for f in overlapping(s)[:3]]
    assert faults == []


def test_chapters_on_their_own_keep_to_their_room_too(built: Path) -> None:
    paths = sorted((built / "pdf/luvut").glob("*.pdf"))
    assert paths
    for path in paths:
        for number, sheet in enumerate(sheets(path), 1):
            assert outside(sheet) + overlapping(sheet) == [], (path.name, number)


def test_headings_have_text_below_them(book, outline) -> None:
    """Not the last thing on a page, and not so low that nothing but a short answer fits."""
    faults = []
    for _, page, y in outline:
        sheet = book[page - 1]
        below = [box[4] for box in sheet.inside()] + sheet.rules  # an answer may be to be written
        if y < BOTTOM + 28 or min(below) > y - 14:
            faults.append((page, round(y)))
    assert faults == []


def fill(sheet: Sheet) -> float:
    """How far down the text area the page's text reaches, from 0 to 1."""
    low = min((box[2] for box in sheet.inside()), default=sheet.height - TOP)
    return (sheet.height - TOP - low) / (sheet.height - TOP - BOTTOM)


def test_pages_are_full(book, outline) -> None:
    """Almost empty are last pages of chapters alone, but for one before a drawing of a whole page."""
    chapters = {page for depth, page, _ in outline if depth == 1}
    share = {number: fill(sheet) for number, sheet in enumerate(book, 1)}
    share.pop(1)
    assert sum(share.values()) / len(share) >= 0.75
    thin = [n for n, part in share.items() if part < 0.25 and n + 1 not in chapters]
    assert len([n for n in thin if n != len(book)]) <= 1
