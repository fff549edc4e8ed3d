"""Links of a part of the guide to pages it does not hold: on paper they tell where to look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from lxml.html import HtmlElement
from lxml.html.builder import CLASS, SPAN

from .book import Leaf, Part, leaves
from .dom import add_class, classes, elements, text

if TYPE_CHECKING:
    from .links import Places

CLASS_NAME = "elsewhere"
LINK = "leads-away"

# The chapter's number, 0 where a page belongs to none, and the title of each page by address.
Guide = Mapping[str, tuple[int, str]]


def guide(tree: Iterable[Part | Leaf]) -> Guide:
    """Where each page of the whole guide stands."""
    number = 0
    found: dict[str, tuple[int, str]] = {}
    for node in tree:
        number += isinstance(node, Part)
        chapter = number if isinstance(node, Part) and is_chapter(node) else 0
        found |= {leaf.url: (chapter, leaf.title) for leaf in leaves([node])}
    return found


def is_chapter(node: Part | Leaf) -> bool:
    """Whether a part of the navigation is a chapter: its opening page says so."""
    return isinstance(node, Part) and node.opening is not None and node.opening.kind == "chapter"


def mark(content: HtmlElement, leaf: Leaf, places: Places) -> None:
    """Write beside each link that leaves this document where the guide has the page.

    Call before the links are turned to where they lead in print. A term without a glossary to
    lead to is plain text.
    """
    for link in elements(content, "a"):
        target = places.page(link.get("href", ""), leaf.url)
        if target in places.ids or target not in places.guide:
            continue
        if "term" in classes(link):
            link.drop_tag()
            continue
        note = SPAN(CLASS(CLASS_NAME), f"({_told(*places.guide[target], link)})")
        note.tail, link.tail = link.tail, " "
        link.addnext(note)
        add_class(link, LINK)


def _told(chapter: int, title: str, link: HtmlElement) -> str:
    where = f"luku\N{NO-BREAK SPACE}{chapter}" if chapter else "oppaan sivu"
    names = (title.casefold(), title.partition(":")[0].casefold())
    same = text(link).casefold() in names
    in_table = any(above.tag == "td" for above in link.iterancestors())
    # A narrow cell has no room for a title; the chapter's contents have it.
    return where if same or (chapter and in_table) else f"{where}: {title}"
