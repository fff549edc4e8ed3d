"""What the book is made of: pages with their HTML, in the order and depth of the navigation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

# The kinds whose description stands under the title, as on the site (overrides/partials).
LED = ("chapter", "phase", "guide", "reference", "model", "tool", "training")


# A line of a full-width table holds about this many letters.
LINE = 96


class BookFault(Exception):
    """The book cannot be made right; the message says what and where."""


@dataclass(frozen=True)
class Leaf:
    """One page: path below ``docs``, address below the site's root, title, kind, built HTML.

    ``lead`` is the sentence under the title, empty where the site shows none; ``reviewed`` the
    day its facts were checked.
    """

    name: str
    url: str
    title: str
    kind: str
    html: str
    lead: str = ""
    reviewed: str = ""


@dataclass(frozen=True)
class Part:
    """A section of the navigation; ``opening`` is its index page."""

    title: str
    opening: Leaf | None
    children: tuple[Part | Leaf, ...]


@dataclass(frozen=True)
class Edition:
    """What the cover and the metadata tell. ``time`` in seconds since 1970, ``site`` an address
    ending with a slash or empty."""

    title: str
    subtitle: str
    author: str
    language: str
    time: int
    version: str = ""
    site: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True)
class Press:
    """What the document leans on: address of the print styles, address of the folder with the
    pages' pictures, styles of the drawings, letters in a line of a full-width table."""

    stylesheet: str
    files: str = ""
    drawings: str = ""
    line: int = LINE


def from_nav(items: Iterable[Any]) -> tuple[Part | Leaf, ...]:
    """The book's tree from MkDocs' navigation, once all pages have their content.

    Within a chapter, groups without a page of their own only shorten the menu: the book has their
    pages one after another.
    """
    return tuple(_from_items(items, within=False))


def _from_items(items: Iterable[Any], *, within: bool) -> Iterator[Part | Leaf]:
    for item in items:
        if item.is_page:
            # A page may be for the screen alone, as a list that the book has in its own way.
            if item.meta.get("print", True):
                yield _leaf(item)
        elif item.is_section:
            pages = [child for child in item.children if child.is_page]
            opening = next((page for page in pages if page.is_index), None)
            others = [child for child in item.children if child is not opening]
            inner = _from_items(others, within=True)
            if within and not opening:
                yield from inner
            else:
                yield Part(item.title, _leaf(opening) if opening else None, tuple(inner))


def _leaf(page: Any) -> Leaf:
    # The title of the front matter: the navigation may show a shorter one.
    title = page.meta.get("title") or page.title
    kind = page.meta.get("kind", "")
    # The front page has its own opening on the site and the cover in the book.
    led = kind in LED and not page.is_homepage
    lead = page.meta.get("description", "") if led else ""
    reviewed = str(page.meta.get("reviewed") or "")
    return Leaf(page.file.src_uri, page.url, str(title), kind, page.content or "", lead, reviewed)


def leaves(tree: Iterable[Part | Leaf]) -> Iterator[Leaf]:
    """All pages in reading order."""
    for node in tree:
        if isinstance(node, Leaf):
            yield node
            continue
        if node.opening:
            yield node.opening
        yield from leaves(node.children)
