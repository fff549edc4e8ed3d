"""The tags of a PDF as a tree, as a reader with a screen reader walks through it.

Reads what WeasyPrint writes: elements with one page each and whole numbers for marked content.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

# A piece of marked content: the object number of its page, and its number on it.
Mark = tuple[int, int]


@dataclass(frozen=True)
class Tag:
    """An element with those around it, the outermost first."""

    element: pikepdf.Object
    around: tuple[pikepdf.Object, ...]

    @property
    def kind(self) -> str:
        return kind(self.element)

    @property
    def marks(self) -> list[Mark]:
        """The content that is the element's own."""
        return marks(self.element)


def kind(element: pikepdf.Object) -> str:
    """``H1``, ``Table`` …"""
    return str(element.S)[1:]


def kids(element: pikepdf.Object) -> list[pikepdf.Object | int]:
    below = element.get("/K", [])
    return list(below) if isinstance(below, pikepdf.Array) else [below]


def elements(element: pikepdf.Object) -> list[pikepdf.Object]:
    """The elements right below, without content and annotations."""
    return [kid for kid in kids(element) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def marks(element: pikepdf.Object) -> list[Mark]:
    page = element.get("/Pg")
    number = page.objgen[0] if page is not None else 0
    return [(number, kid) for kid in kids(element) if isinstance(kid, int)]


def annotations(element: pikepdf.Object) -> list[pikepdf.Object]:
    """The links and fields that stand for the element on the page."""
    below = (kid for kid in kids(element) if isinstance(kid, pikepdf.Dictionary))
    return [kid.Obj for kid in below if kid.get("/Type") == "/OBJR"]


def walk(document: pikepdf.Pdf) -> Iterator[Tag]:
    """All elements in reading order; nothing for a PDF without tags."""
    root = document.Root.get("/StructTreeRoot")
    todo = [Tag(top, ()) for top in reversed(elements(root))] if root is not None else []
    while todo:
        tag = todo.pop()
        yield tag
        around = (*tag.around, tag.element)
        todo += [Tag(below, around) for below in reversed(elements(tag.element))]


def below(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The element and all elements in it, in reading order."""
    yield element
    for kid in elements(element):
        yield from below(kid)
