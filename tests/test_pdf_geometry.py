"""On paper no text lies over another or beyond the edge; no validator looks for that."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

Box = tuple[float, float, float, float]
# Of the smaller of two pieces of text: letters of neighbours touch a little.
SHARED = 0.4
# Nothing is printed nearer to the edge, in points.
EDGE = 12


def boxes(page: pypdfium2.PdfPage) -> list[Box]:
    """Left, lower, right, upper edge of each piece of a line."""
    text = page.get_textpage()
    found = (text.get_rect(i) for i in range(text.count_rects()))
    return [box for box in found if box[2] - box[0] > 1 and box[3] - box[1] > 1]


def overlaps(found: list[Box]) -> Iterator[tuple[Box, Box]]:
    found = sorted(found, key=lambda box: box[1])
    for at, a in enumerate(found):
        for b in found[at + 1 :]:
            if b[1] >= a[3]:
                break
            width = min(a[2], b[2]) - max(a[0], b[0])
            height = min(a[3], b[3]) - b[1]
            smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (a, b))
            if width > 0 and width * height > SHARED * smaller:
                yield a, b


def faults(path: Path) -> list[str]:
    found = []
    with pypdfium2.PdfDocument(path) as document:
        for number, page in enumerate(document, 1):
            width, height = page.get_size()
            pieces = boxes(page)
            for a, b in overlaps(pieces):
                text = page.get_textpage()
                words = [" ".join(text.get_text_bounded(*box).split()) for box in (a, b)]
                found.append(f"{path.name} p. {number}: {words[0]!r} lies over {words[1]!r}")
            for left, lower, right, upper in pieces:
                if left < EDGE or lower < EDGE or right > width - EDGE or upper > height - EDGE:
                    found.append(f"{path.name} p. {number}: text at the edge")
    return found


def test_no_text_lies_over_another_or_at_the_edge(built: Path) -> None:
    files = sorted(path for path in built.rglob("*.pdf") if path.parent.name != "vihkot")
    assert [fault for path in files for fault in faults(path)] == []


@pytest.mark.parametrize(
    ("move", "said"), [(b"1 0 0 1 3 -4 cm", "lies over"), (b"1 0 0 1 90 0 cm", "at the edge")]
)
def test_text_that_is_moved_is_noticed(built: Path, tmp_path: Path, move: bytes, said: str) -> None:
    """A copy of a page's text is drawn again, a little lower or further to the right."""
    path = next(path for path in sorted((built / "pdf/luvut").glob("*.pdf")))
    with pikepdf.open(path) as document:
        page = document.pages[4]
        content = page.Contents.read_bytes()
        page.Contents = document.make_stream(b"q " + content + b" Q q " + move + b" " + content + b" Q")
        document.save(tmp_path / "x.pdf")
    assert any(said in fault for fault in faults(tmp_path / "x.pdf"))
