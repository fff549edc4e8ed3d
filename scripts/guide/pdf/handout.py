"""A page on its own as a hand-out: one or two sheets that can be filled in and given away."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement
from lxml.html.builder import BODY, CLASS, DIV, HEADER, HTML, A, P

from .. import dates
from . import assemble, contents, head, headings, hyphens, links
from .book import Edition, Leaf, Part, Press, leaves
from .dom import add_class, classes, elements, text, with_class
from .elsewhere import Guide

# The kinds of pages that are printed one by one and filled in or given to a client.
KINDS = ("tool", "client-sheet", "training")
LICENCE = "Lisenssi CC BY 4.0: saat kopioida, jakaa ja muokata, kun mainitset lähteen."
# From this many boxes on the page is a list to go through over time.
MANY_TASKS = 20
# To write an answer on.
LINES = 3
_ANSWERS = ("", "1", "2", "3", "4", "5")
_BLANK = re.compile(r"_{4,}")
# Letters of a line, blanks counted as their underscores: fields beyond that begin a new one.
_ROW = 88


def handouts(tree: Iterable[Part | Leaf]) -> Iterator[Leaf]:
    """The pages that are hand-outs, in the order of the navigation; there may be none."""
    return (leaf for leaf in leaves(tree) if leaf.kind in KINDS)


def slug(url: str) -> str:
    """The name of a hand-out's file, of the address of its page."""
    return url.strip("/").split("/")[-1]


def document(leaf: Leaf, edition: Edition, guide: Guide, press: Press) -> HtmlElement:
    """The page as one HTML tree. Raises :class:`~.book.BookFault` like the book."""
    places = links.Places([leaf], edition.site, press.files, guide)
    section = assemble.page(leaf, places, press, 1)
    add_class(section, "handout")
    _make_room_to_write(section)
    section.insert(0, headings.heading(leaf.title, 1, places.page_id(leaf.url), ()))
    if leaf.lead:
        section.insert(1, P(CLASS("lead"), leaf.lead))
    links.settle([section])
    body = BODY(_band(edition, leaf), section, _source(leaf, edition, guide))
    contents.reserve(body)
    headings.label(body)
    hyphens.soften(body, press.line)
    assemble.check(body)
    own = dataclasses.replace(
        edition,
        title=f"{leaf.title} – {edition.title}",
        subtitle=leaf.lead or edition.subtitle,
    )
    return HTML(head.head(own, press.stylesheet), body, lang=edition.language)


def _band(edition: Edition, leaf: Leaf) -> HtmlElement:
    return HEADER(
        CLASS("band"),
        P(CLASS("band-guide"), edition.title),
        P(CLASS("band-checked"), _checked(leaf)),
    )


def _checked(leaf: Leaf) -> str:
    return f"Tiedot tarkistettu {dates.finnish(leaf.reviewed)}" if leaf.reviewed else ""


def _source(leaf: Leaf, edition: Edition, guide: Guide) -> HtmlElement:
    """Where the sheet is from, how old it is and what one may do with it."""
    chapter, _ = guide.get(leaf.url, (0, ""))
    where = f", luku {chapter}" if chapter else ""
    made = P(
        CLASS("source-line"),
        f"Lähde: {leaf.title}{'' if leaf.title.endswith('?') else '.'} {edition.title}{where}. {LICENCE}",
    )
    if edition.site:
        address = edition.site + leaf.url
        made.text += " "
        made.append(A(links.readable(address), href=address))
    return made


def _make_room_to_write(section: HtmlElement) -> None:
    for paragraph in elements(section, "p"):
        if _BLANK.search(text(paragraph)):
            _lines_for(paragraph)
    for rule in elements(section, "hr"):
        rule.tag = "div"
        rule.set("class", "lines")
        rule.extend(DIV(CLASS("field-line")) for _ in range(LINES))
    for row in section.iter("tr"):
        # Empty, or a figure to draw a ring around.
        if any(text(cell) in _ANSWERS for cell in row.iterchildren("td")):
            add_class(row, "to-fill")
    for table in elements(section, "table"):
        if any("to-fill" in classes(row) for row in table.iter("tr")):
            add_class(table, "form")
    if len(with_class(section, "task-list-item", "li")) >= MANY_TASKS:
        add_class(section, "checklist")
        first = with_class(section, "task-list", "ul")[0]
        first.addprevious(P(CLASS("write-key"), "Päivä ja tekijä"))


def _lines_for(paragraph: HtmlElement) -> None:
    """Labels followed by underscores become rows of labels with a line to write on."""
    fields = [(label, len(blank)) for label, blank in _fields(text(paragraph))]
    rows: list[list[tuple[str, int]]] = []
    for field in fields:
        length = sum(len(label) + blank for label, blank in [*(rows[-1] if rows else []), field])
        if not rows or length > _ROW:
            rows.append([])
        rows[-1].append(field)
    made = DIV(CLASS("fields"))
    for row in rows:
        line = DIV(CLASS("field-row"))
        for label, blank in row:
            fill = DIV(CLASS("field-line"))
            fill.set("style", f"flex-grow: {max(blank, 1)}")
            line.append(P(CLASS("field-label"), label))
            if blank:
                line.append(fill)
        made.append(line)
    made.tail = paragraph.tail
    paragraph.getparent().replace(paragraph, made)


def _fields(words: str) -> Iterator[tuple[str, str]]:
    end = 0
    for match in _BLANK.finditer(words):
        yield words[end : match.start()].strip(), match[0]
        end = match.end()
    if rest := words[end:].strip(" ."):
        yield rest, ""
