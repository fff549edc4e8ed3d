"""The list of contents: chapters and their pages, with the page each begins on."""

from __future__ import annotations

from collections.abc import Iterable

from lxml.html import HtmlElement
from lxml.html.builder import H1, LI, NAV, OL, SPAN, A

from .dom import classes, text

TITLE = "Sisällys"
ANCHOR = "sisallys"


def contents(chapters: Iterable[HtmlElement]) -> HtmlElement:
    """The list as an element; the numbers are filled in by the print styles."""
    entries = OL()
    for chapter in chapters:
        entry = LI(_line(chapter))
        entries.append(entry)
        pages = [child for child in chapter.iterchildren("section") if "page" in classes(child)]
        if pages:
            entry.append(OL(*[LI(_line(page)) for page in pages]))
    made = NAV(H1(TITLE, id=ANCHOR), entries)
    made.set("class", "contents")
    return made


def _line(section: HtmlElement) -> HtmlElement:
    heading = section[0]
    target = f"#{heading.get('id')}"
    fill, page = SPAN(), SPAN()
    fill.set("class", "fill")
    page.set("class", "page-number")
    page.set("data-target", target)
    line = E_DIV(A(text(heading), href=target), fill, page)
    return line


def E_DIV(*children: HtmlElement) -> HtmlElement:  # noqa: N802
    from lxml.html.builder import DIV

    made = DIV(*children)
    made.set("class", "line")
    return made
