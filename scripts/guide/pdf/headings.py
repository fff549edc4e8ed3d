"""Heading levels: chapter 1, page 2, the rest below; none skipped, none below 6."""

from __future__ import annotations

from lxml.html import HtmlElement
from lxml.html.builder import CLASS, SPAN, E

from .book import BookFault
from .dom import elements, text

TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")
DEEPEST = 6


def heading(title: str, level: int, anchor: str, number: tuple[int, ...]) -> HtmlElement:
    """The heading of a chapter or page; the number is text, so that it is read and searched."""
    made = E(f"h{level}", CLASS("title"), id=anchor)
    if not number:
        made.text = title
        return made
    mark = SPAN(CLASS("number"), ".".join(map(str, number)))
    mark.tail = f" {title}"
    made.append(mark)
    return made


def shift(content: HtmlElement, level: int, page: str) -> None:
    """Put the headings of a page below its own of ``level``, the first one directly.

    Pages begin with ``##``; a skipped level is closed. Raises :class:`BookFault` below level 6.
    """
    above: list[int] = []  # source levels of the headings around the present one
    for element in elements(content, *TAGS):
        source = int(element.tag[1])
        while above and above[-1] >= source:
            above.pop()
        above.append(source)
        depth = level + len(above)
        if depth > DEEPEST:
            raise BookFault(f"{page}: the heading '{text(element)}' is too deep for the book")
        element.tag = f"h{depth}"


def label(body: HtmlElement) -> None:
    """Give each heading its words as a label, for the outline and the running titles."""
    for element in elements(body, *TAGS):
        element.set("data-label", text(element))


def listed(body: HtmlElement) -> list[tuple[int, str, str]]:
    """Level, words and id of every heading in order."""
    found = elements(body, *TAGS)
    return [(int(e.tag[1]), text(e), e.get("id", "")) for e in found]
