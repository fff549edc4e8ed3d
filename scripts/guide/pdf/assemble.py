"""The whole print document from its parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from types import MappingProxyType

import lxml.html
from lxml.html import HtmlElement
from lxml.html.builder import BODY, CLASS, HTML, SECTION, P

from ..finnish import committed
from ..terms.bank import Bank
from . import blocks, contents, elsewhere, figures, head, headings, hyphens, index, links, notes, tables
from .book import BookFault, Edition, Leaf, Part, Press, leaves
from .dom import add_class

# Boxes of tabs and details have to be there before tables and links are looked at.
PAGE_STEPS = (
    blocks.drop_screen_parts,
    blocks.open_details,
    blocks.title_tabs,
    blocks.mark_boxes,
    blocks.mark_tasks,
    blocks.tidy_items,
    blocks.set_sources_small,
    blocks.glue,
    notes.to_the_foot,
)


def document(
    tree: Sequence[Part | Leaf],
    edition: Edition,
    cover: HtmlElement,
    press: Press,
    *,
    first: int = 1,
    guide: elsewhere.Guide = MappingProxyType({}),
    terms: Bank | None = None,
) -> HtmlElement:
    """The book as one HTML tree: cover (given as an element), contents, chapters, with ``terms``
    an index of them.

    For a part of the guide: ``first`` is its first chapter's number, ``guide`` tells where the
    pages are that it does not hold. Raises :class:`~.book.BookFault` when an id stands twice or a
    link leads nowhere.
    """
    places = links.Places(leaves(tree), edition.site, press.files, guide)
    chapters = list(_chapters(tree, places, press, first))
    body = BODY(cover, *chapters)
    links.settle(chapters)
    if terms:
        chapters.append(index.section(chapters, terms, committed()))
        body.append(chapters[-1])
    body.insert(1, contents.contents(chapters))
    contents.reserve(body)
    headings.label(body)
    hyphens.soften(body, press.line)
    check(body)
    return HTML(head.head(edition, press.stylesheet), body, lang=edition.language)


def to_text(document: HtmlElement) -> bytes:
    """The document as the print engine gets it."""
    return lxml.html.tostring(document, encoding="utf-8", doctype="<!DOCTYPE html>")


def _chapters(
    tree: Iterable[Part | Leaf], places: links.Places, press: Press, first: int
) -> Iterable[HtmlElement]:
    number = first - 1
    for node in tree:
        numbered = isinstance(node, Part)
        number += numbered
        yield _section(node, places, press, 1, (number,) if numbered else ())


def _section(
    node: Part | Leaf, places: links.Places, press: Press, level: int, number: tuple[int, ...]
) -> HtmlElement:
    leaf = node if isinstance(node, Leaf) else node.opening
    section = page(leaf, places, press, level) if leaf else SECTION()
    title = leaf.title if leaf else node.title
    anchor = places.page_id(leaf.url) if leaf else f"osa-{'-'.join(map(str, number))}"
    section.insert(0, headings.heading(title, level, anchor, number))
    if leaf and leaf.lead:
        section.insert(1, P(CLASS("lead"), leaf.lead))
    add_class(section, "chapter" if level == 1 else "page")
    if isinstance(node, Part):
        for index, child in enumerate(node.children, 1):
            # Two levels of numbers: chapter and page.
            inner = (*number, index) if level == 1 and number else ()
            section.append(_section(child, places, press, level + 1, inner))
    return section


def page(leaf: Leaf, places: links.Places, press: Press, level: int) -> HtmlElement:
    """One page as a section, its headings below ``level``, its title not yet in it."""
    section = SECTION()
    if leaf.kind:
        add_class(section, f"kind-{leaf.kind}")
    section.set("data-page", leaf.name)
    content = lxml.html.fragment_fromstring(leaf.html, create_parent="div")
    for step in PAGE_STEPS:
        step(content)
    tables.set_columns(content, press.line)
    figures.prepare(content, leaf, places, press.drawings)
    elsewhere.mark(content, leaf, places)
    links.prefix(content, leaf, places)
    headings.shift(content, level, leaf.name)
    section.text = content.text
    section.extend(list(content))
    return section


def check(body: HtmlElement) -> None:
    """Refuse a document whose ids or inside links do not work."""
    ids = [element.get("id") for element in body.iter() if element.get("id")]
    if twice := sorted(name for name, count in Counter(ids).items() if count > 1):
        raise BookFault(f"ids stand twice in the print document: {', '.join(twice)}")
    targets = {href[1:] for a in body.iter("a") if (href := a.get("href", "")).startswith("#")}
    if lost := sorted(targets - set(ids)):
        raise BookFault(f"links of the print document lead nowhere: {', '.join(lost)}")
