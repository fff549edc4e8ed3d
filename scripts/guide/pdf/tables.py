"""Column widths: worked out here, since WeasyPrint's own guess lets long words run out."""

from __future__ import annotations

import re

from lxml.html import HtmlElement
from lxml.html.builder import COL, COLGROUP

from . import cards, hyphens
from .book import LINE
from .dom import add_class, elements, text

_BREAKS = re.compile(r"[\s\u200b–/]+|(?<=-)")
PADDING = 3
# The letters a column needs are counted generously; a table is crowded when they are this many
# times those of a line.
CROWDED = 1.1
# What a person writes into an empty cell takes about this much.
BY_HAND = "sana sana sana sana"


def set_columns(content: HtmlElement, line: int = LINE) -> None:
    """Give every table a ``colgroup`` in per cent of its width, which holds ``line`` letters.

    In large print a table that cannot hold its words is set as cards.
    """
    for table in elements(content, "table"):
        rows = [list(row.iterchildren("td", "th")) for row in table.iter("tr")]
        columns = max(map(len, rows), default=0)
        if not columns or any(c.get("colspan") for row in rows for c in row):
            continue
        words = _words(rows)
        if line < hyphens.NARROW and sum(least(words, line)) > line * CROWDED:
            made = cards.cards(rows)
            made.tail = table.tail
            table.getparent().replace(table, made)
            continue
        widths = shares(words, line)
        table.insert(0, COLGROUP(*[COL(style=f"width: {width:.1f}%") for width in widths]))
        for cell in table.iter("th"):
            cell.set("scope", "col")
        if columns > 4:
            add_class(table, "wide")


def _words(rows: list[list[HtmlElement]]) -> list[list[str]]:
    """The cells' texts; those of a column that is mostly empty count as words to be written."""
    cells = [[text(cell) for cell in row] for row in rows]
    for column in range(max(map(len, cells))):
        body = [row for row in cells[1:] if column < len(row)]
        if sum(not row[column] for row in body) * 2 >= len(body) > 1:
            for row in body:
                row[column] = row[column] or BY_HAND
    return cells


def shares(rows: list[list[str]], line: int = LINE) -> list[float]:
    """Per cent for each column of ``rows`` of cell texts.

    Every column has room for its longest word. Beyond that the widths keep the table short: they
    are where the sum of the cubed line counts of all cells is least, which is
    ``width ~ (sum of cubed lengths) ** (1/4)``; the cube since the longest cell makes the row.
    """
    columns = range(max(map(len, rows)))
    cells = [[len(row[i]) + 1 for row in rows if i < len(row)] for i in columns]
    narrowest = least(rows, line)
    most = [max(max(column) + PADDING, narrowest[i]) for i, column in enumerate(cells)]
    weights = [sum(length**3 for length in column) ** 0.25 for column in cells]
    room = max(line, sum(narrowest))

    def widths(scale: float) -> list[float]:
        return [min(max(scale * weights[i], narrowest[i]), most[i]) for i in columns]

    low, high = 0.0, float(line)
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(widths(middle)) < room else (low, middle)
    found = widths(low)
    return [100 * width / sum(found) for width in found]


def least(rows: list[list[str]], line: int) -> list[int]:
    """Letters that each column needs for the longest piece of a word in it."""
    most_whole = hyphens.most_in_table(line)
    columns = range(max(map(len, rows)))
    return [max(_longest(row[i], most_whole) for row in rows if i < len(row)) + PADDING for i in columns]


def _longest(cell: str, most: int) -> int:
    """Letters of the widest piece no line end may part."""
    words = _BREAKS.split(cell.replace("\N{NO-BREAK SPACE}", "x"))
    return max((hyphens.longest_piece(word, most) for word in words), default=0)
