"""The list of contents, and the page numbers there and beside links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from lxml.html import HtmlElement
from lxml.html.builder import CLASS, DIV, H1, LI, NAV, OL, SPAN, A

from .dom import classes, text

TITLE = "Sisällys"
ANCHOR = "sisallys"
CLASS_NAME = "contents"
CLASS_NUMBER = "page-number"
# On a span: the id whose page number it shows.
TARGET = "data-target"
# And the stop that follows it there.
AFTER = "data-after"
WIDEST = 888
# A document of fewer pages than this needs no room for a third figure; see ``.few-pages``.
FEW = 100
CLASS_FEW = "few-pages"


def contents(chapters: Iterable[HtmlElement]) -> HtmlElement:
    """Chapters and their pages as an element, numbers not yet filled in."""
    entries = OL()
    for chapter in chapters:
        entry = LI(_line(chapter))
        entries.append(entry)
        pages = [child for child in chapter.iterchildren("section") if "page" in classes(child)]
        if pages:
            entry.append(OL(*[LI(_line(page)) for page in pages]))
    return NAV(CLASS(CLASS_NAME), H1(TITLE, id=ANCHOR), entries)


def reserve(document: HtmlElement) -> None:
    """Put stand-ins where page numbers come: an empty span makes a line of another height."""
    fill_in(document, defaultdict(lambda: WIDEST))


def _line(section: HtmlElement) -> HtmlElement:
    heading = section[0]
    target = f"#{heading.get('id')}"
    # The leader is a border: dots would be text, read aloud one by one. The link stands inside a
    # block of its own: WeasyPrint forgets links that are flex items themselves.
    page = SPAN(CLASS(CLASS_NUMBER))
    page.set(TARGET, target)
    entry = DIV(CLASS("entry"), A(text(heading), href=target))
    return DIV(CLASS("line"), entry, DIV(CLASS("fill")), DIV(page))


def fill_in(document: HtmlElement, pages: Mapping[str, int]) -> None:
    """Write the page numbers, known from a first layout, into the list and beside the links.

    WeasyPrint's own ``target-counter`` is not used: in a book of this size it stopped before all
    numbers were right. The spans have one width whatever the number, so filling them in moves
    nothing (see the print styles), and each build checks the outcome.
    """
    for span in document.iter("span"):
        if target := span.get(TARGET):
            number = pages[target[1:]]
            told = f"(s.\N{NO-BREAK SPACE}{number}){span.get(AFTER, '')}"
            span.text = str(number) if CLASS_NUMBER in classes(span) else told
