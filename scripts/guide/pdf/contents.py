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
    # The leader is a border: dots would be text, read aloud one by one. The link stands inside a
    # block of its own: WeasyPrint forgets links that are flex items themselves.
    page = SPAN(CLASS("page-number"))
    page.set("data-target", target)
    entry = DIV(CLASS("entry"), A(text(heading), href=target))
    return DIV(CLASS("line"), entry, DIV(CLASS("fill")), DIV(page))
