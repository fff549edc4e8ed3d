"""The tags of a PDF as a tree, as a reader with a screen reader walks through it.

Reads what WeasyPrint writes, elements with one page each and whole numbers for marked content, and
what is made of it: elements with content of several pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    found = []
    for kid in kids(element):
        if isinstance(kid, int):
            found.append((number, kid))
        elif kid.get("/Type") == "/MCR":
            found.append((kid.Pg.objgen[0], int(kid.MCID)))
    return found


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


class Parents:
    """Which element holds which content and which link: the parent tree of a PDF with tags."""

    def __init__(self, document: pikepdf.Pdf) -> None:
        self._nums = document.Root.StructTreeRoot.ParentTree.Nums
        self._at = {int(self._nums[at]): at + 1 for at in range(0, len(self._nums), 2)}
        self._keys = {
            page.objgen[0]: int(page.obj.StructParents) for page in document.pages if "/StructParents" in page.obj
        }

    def row(self, page: int) -> pikepdf.Array | None:
        """The elements that hold the marked content of the page with that object number."""
        key = self._keys.get(page, -1)
        return self._nums[self._at[key]] if key in self._at else None

    def set_link(self, note: pikepdf.Object, element: pikepdf.Object) -> None:
        """The element that stands for the link ``note`` from now on."""
        self._nums[self._at[int(note.StructParent)]] = element


def drop(tag: Tag) -> None:
    """Take the element out, and what is then empty around it."""
    element = tag.element
    for above in reversed(tag.around):
        above.K = pikepdf.Array([kid for kid in kids(above) if not same(kid, element)])
        if len(above.K):
            return
        element = above


def same(kid: pikepdf.Object | int, element: pikepdf.Object) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and kid.objgen == element.objgen


def said(element: pikepdf.Object, texts: Mapping[Mark, str]) -> str:
    """All that the element says, in reading order."""
    return "".join(texts.get(mark, "") for part in below(element) for mark in marks(part))
