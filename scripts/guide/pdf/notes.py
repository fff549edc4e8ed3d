"""Footnotes stand at the foot of the page that refers to them."""

from __future__ import annotations

import copy

from lxml.html import HtmlElement
from lxml.html.builder import CLASS, SPAN

from .dom import drop_all, elements, with_class

CLASS_NAME = "foot-note"


def to_the_foot(content: HtmlElement) -> None:
    """Move each note of the list at the page's end into the place of its first reference.

    WeasyPrint numbers them anew; a second reference to the same note repeats it.
    """
    lists = with_class(content, "footnote", "div")
    bodies = {item.get("id"): item for part in lists for item in elements(part, "li")}
    for reference in with_class(content, "footnote-ref", "a"):
        body = bodies.get(reference.get("href", "").lstrip("#"))
        mark = reference.getparent()
        if body is None or mark.tag != "sup":
            continue
        note = SPAN(CLASS(CLASS_NAME))
        _fill(note, body)
        note.tail = mark.tail
        mark.getparent().replace(mark, note)
    drop_all(lists)


def _fill(note: HtmlElement, body: HtmlElement) -> None:
    """The inline content of the note's paragraphs, one after the other."""
    paragraphs = elements(body, "p") or [body]
    for index, paragraph in enumerate(paragraphs):
        piece = copy.deepcopy(paragraph)
        piece.tag, piece.tail = "span", None
        piece.attrib.clear()
        if index:
            note[-1].tail = " "
        note.append(piece)
