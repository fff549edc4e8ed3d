"""Column widths: worked out here, since WeasyPrint's own guess lets long words run out."""

from __future__ import annotations

import re
from lxml.html import HtmlElement
from lxml.html.builder import COL, COLGROUP

from .dom import add_class, elements, text

_BREAKS = re.compile(r"[\s\u00ad\u200b–/-]+")
# A line of a full-width table holds about this many letters.
LINE = 96
PADDING = 3


def set_columns(content: HtmlElement) -> None:
    """Give every table a ``colgroup`` in per cent of its width."""
    for table in elements(content, "table"):
        rows = [list(row.iterchildren("td", "th")) for row in table.iter("tr")]
        columns = max(map(len, rows), default=0)
        if not columns or any(c.get("colspan") for row in rows for c in row):
            continue
        widths = shares([[text(cell) for cell in row] for row in rows])
        table.insert(0, COLGROUP(*[COL(style=f"width: {width:.1f}%") for width in widths]))
        for cell in table.iter("th"):
            cell.set("scope", "col")
        if columns > 4:
            add_class(table, "wide")


def shares(rows: list[list[str]]) -> list[float]:
    """Per cent for each column of ``rows`` of cell texts.

    A column gets room for its longest word, the rest is shared by the amount of text, damped so
    that one long cell does not starve the others.
    """
    columns = max(map(len, rows))
    cells = [[row[i] for row in rows if i < len(row)] for i in range(columns)]
    least = [max(map(_longest, column)) + PADDING for column in cells]
    wanted = [max(sum(map(len, column)) / len(column), max(map(len, column)) / 3) for column in cells]
    if sum(least) >= LINE:
        return [100 * width / sum(least) for width in least]
    # Nobody needs more than its longest cell on one line.
    most = [max(map(len, column)) + PADDING for column in cells]
    spare = LINE - sum(least)
    hunger = [max(0.0, min(most[i], max(wanted[i] * 1.4, least[i])) - least[i]) for i in range(columns)]
    if not sum(hunger):
        hunger = [float(width) for width in least]
    widths = [least[i] + spare * hunger[i] / sum(hunger) for i in range(columns)]
    return [100 * width / sum(widths) for width in widths]


def _longest(cell: str) -> int:
    return max((len(word) for word in _BREAKS.split(cell.replace("\N{NO-BREAK SPACE}", "x"))), default=0)
