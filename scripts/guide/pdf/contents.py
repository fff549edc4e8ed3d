"""The list of contents: chapters and their pages, with the page each begins on."""

from __future__ import annotations

from collections.abc import Iterable

from lxml.html import HtmlElement
from lxml.html.builder import CLASS, DIV, H1, LI, NAV, OL, SPAN, A

from .dom import classes, text

TITLE = "Sisällys"
ANCHOR = "sisallys"
CLASS_NAME = "contents"


def contents(chapters: Iterable[HtmlElement]) -> HtmlElement:
    """The list as an element; the numbers are filled in by the print styles."""
    entries = OL()
    for chapter in chapters:
        entry = LI(_line(chapter))
        entries.append(entry)
        pages = [child for child in chapter.iterchildren("section") if "page" in classes(child)]
        if pages:
            entry.append(OL(*[LI(_line(page)) for page in pages]))
    return NAV(CLASS(CLASS_NAME), H1(TITLE, id=ANCHOR), entries)


def _line(section: HtmlElement) -> HtmlElement:
    heading = section[0]
    target = f"#{heading.get('id')}"
    # The dots are a border: as text they would be read aloud one by one.
    page = SPAN(CLASS("page-number"))
    page.set("data-target", target)
    return DIV(CLASS("line"), A(text(heading), href=target), SPAN(CLASS("fill")), page)
