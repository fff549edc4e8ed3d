"""The list of all pages, for readers who look for a page without the search."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .markdown_text import link, literal


@dataclass(frozen=True)
class Node:
    """A page of the navigation (``source`` its file below ``docs/``) or a section of it."""

    title: str
    source: str = ""
    children: tuple[Node, ...] = ()


def render(tree: Iterable[Node], here: str) -> str:
    """The list as Markdown for the page whose file is ``here``."""
    return "\n".join(_rows(tree, posixpath.dirname(here), 0))


def from_nav(items: Iterable, titles: Mapping[str, str]) -> tuple[Node, ...]:
    """The tree of MkDocs' navigation, each page with its title in ``titles``, by file."""
    made = []
    for item in items:
        if item.is_page:
            source = item.file.src_uri
            made.append(Node(titles.get(source, item.title), source))
        elif item.is_section:
            made.append(Node(item.title, children=from_nav(item.children, titles)))
    return tuple(made)


def _rows(tree: Iterable[Node], folder: str, depth: int) -> Iterator[str]:
    for node in tree:
        # A section is its opening page, where it has one.
        opening = next((n for n in node.children if n.source.endswith("/index.md")), None)
        source = node.source or (opening.source if opening else "")
        target = posixpath.relpath(source, folder or ".") if source else ""
        words = link(node.title, target) if source else literal(node.title)
        yield f"{'    ' * depth}- {words}"
        yield from _rows((n for n in node.children if n is not opening), folder, depth + 1)
