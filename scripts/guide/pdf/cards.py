"""A table whose words have no room becomes cards, one a row, as on a phone."""

from __future__ import annotations

from lxml.html import HtmlElement
from lxml.html.builder import CLASS, DIV, STRONG, P

from .blocks import INLINE
from .dom import text

# A line to write on, as an empty cell was.
TO_WRITE = "to-write"


def cards(rows: list[list[HtmlElement]]) -> HtmlElement:
    """The cells of a table as cards; the first row names the columns, the first cell the card."""
    names = [text(cell) for cell in rows[0]]
    made = DIV(CLASS("cards"))
    for row in rows[1:]:
        card = DIV(CLASS("card"))
        if anchor := row[0].getparent().get("id"):
            card.set("id", anchor)
        for number, (name, cell) in enumerate(zip(names, row, strict=False)):
            card.append(_part(name, cell, is_title=not number))
        made.append(card)
    return made


def _part(name: str, cell: HtmlElement, *, is_title: bool) -> HtmlElement:
    """One cell; its column is named unless it is the title of the card."""
    label = STRONG(f"{name}:")
    whole = all(child.tag in INLINE for child in cell)
    if not text(cell):
        part = P(CLASS(TO_WRITE), label)
    elif whole:
        part = P(CLASS("card-title")) if is_title else P(label)
        _fill(part, cell)
    else:
        part = DIV(P(label))
        _fill(part, cell)
    if cell.get("id"):
        part.set("id", cell.get("id"))
    return part


def _fill(part: HtmlElement, cell: HtmlElement) -> None:
    """Move what the cell holds to the end of the part."""
    if len(part):
        part[-1].tail = f" {cell.text or ''}"
    else:
        part.text = cell.text
    part.extend(list(cell))
