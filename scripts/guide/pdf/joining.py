"""What goes on over the end of a page is one thing to a reader: one table, one list, one paragraph.

WeasyPrint begins every element anew on each page.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name

from . import structure
from .structure import Mark, Parents, Tag

MOST_PIECES = 8  # of a paragraph, one on each page


def join_tables(tags: Iterable[Tag], texts: dict[Mark, str]) -> None:
    """A table that goes on over pages is one table, and its head is read once."""
    last: pikepdf.Object | None = None  # a table with no text after it so far
    for tag in tags:
        if tag.kind == "Table":
            if last is not None and _goes_on(last, tag.element, texts):
                _move_rows(tag.element, last)
                structure.drop(tag)
            else:
                last = tag.element
        elif tag.marks:
            around = {structure.kind(above) for above in tag.around}
            # Outside the sections is the foot of the page with its notes.
            if "Sect" in around and "Table" not in around:
                last = None


def _goes_on(first: pikepdf.Object, table: pikepdf.Object, texts: dict[Mark, str]) -> bool:
    """A table right after another, on a later page and with the same head, is its next piece.

    Beside a row higher than a page there is no room for the head: one piece has none.
    """
    heads = {_head(first, texts), _head(table, texts)} - {""}
    return first.Pg.objgen != table.Pg.objgen and len(heads) == 1


def _head(table: pikepdf.Object, texts: dict[Mark, str]) -> str:
    heads = (part for part in structure.below(table) if structure.kind(part) == "THead")
    return "".join(structure.said(head, texts) for head in heads)


def _move_rows(source: pikepdf.Object, target: pikepdf.Object) -> None:
    body = [part for part in structure.elements(target) if structure.kind(part) == "TBody"]
    has_head = any(structure.kind(part) == "THead" for part in structure.elements(target))
    for part in structure.elements(source):
        if structure.kind(part) == "THead" and not has_head:
            part.P = target
            target.K = Array([part, *structure.kids(target)])
        elif structure.kind(part) == "TBody" and not body:
            part.P = target
            target.K.append(part)
            body = [part]
        elif structure.kind(part) == "TBody":
            for row in structure.elements(part):
                row.P = body[-1]
                body[-1].K.append(row)


@dataclass(frozen=True)
class Lists:
    """Joins the pieces of lists. ``items``: :func:`fingerprint` of each item of the document."""

    texts: Mapping[Mark, str]
    parents: Parents
    items: Collection[str]

    def join(self, tags: Iterable[Tag]) -> None:
        """A list that goes on on the next page or in the next column is one list. Two lists of
        the guide never follow each other without words between them."""
        last: Tag | None = None  # an outermost list with no text after it so far
        for tag in tags:
            around = [structure.kind(above) for above in tag.around]
            if "L" in around:
                continue
            if tag.kind == "L" and "Table" not in around:
                self._join_columns(tag.element)
                if last and around == [*map(structure.kind, last.around)]:
                    self._join_list(last.element, tag.element)
                    structure.drop(tag)
                else:
                    last = tag
            elif tag.marks and "Sect" in around:
                last = None

    def _join_columns(self, whole: pikepdf.Object) -> None:
        """A list in columns holds a list for each of them."""
        columns = structure.elements(whole)
        if columns and all(structure.kind(column) == "L" for column in columns):
            whole.K = Array([])
            for column in columns:
                self._join_list(whole, column)

    def _join_list(self, first: pikepdf.Object, second: pikepdf.Object) -> None:
        items = structure.elements(second)
        before = structure.elements(first)
        if items and before and self._goes_on(before[-1], items[0]):
            self._join_item(before[-1], items.pop(0))
        for item in items:
            item.P = first
        first.K = Array([*structure.kids(first), *items])

    def _goes_on(self, first: pikepdf.Object, second: pikepdf.Object) -> bool:
        """What has no mark is the rest of an item, or in a list without marks the next item, if
        the one before is complete."""
        if _has_mark(second):
            return False
        return _has_mark(first) or fingerprint(structure.said(first, self.texts)) not in self.items

    def _join_item(self, first: pikepdf.Object, second: pikepdf.Object) -> None:
        target, source = (_body(item) for item in (first, second))
        inner, outer = structure.elements(target), structure.elements(source)
        if inner and outer and structure.kind(inner[-1]) == structure.kind(outer[0]) == "L":
            self._join_list(inner[-1], outer[0])
            source.K = Array([kid for kid in structure.kids(source) if not structure.same(kid, outer[0])])
        take_over(target, source, self.parents)


def _has_mark(item: pikepdf.Object) -> bool:
    return any(structure.kind(part) == "Lbl" for part in structure.elements(item))


def _body(item: pikepdf.Object) -> pikepdf.Object:
    return next((p for p in structure.elements(item) if structure.kind(p) == "LBody"), item)


def take_over(first: pikepdf.Object, second: pikepdf.Object, parents: Parents) -> None:
    """Put all that the second element holds at the end of the first; the second is then empty."""
    moved: list[pikepdf.Object | int] = []
    for kid in structure.kids(second):
        if isinstance(kid, int):
            parents.row(second.Pg.objgen[0])[kid] = first
            kid = Dictionary(Type=Name.MCR, Pg=second.Pg, MCID=kid)
        elif "/S" in kid:
            kid.P = first
        elif kid.Type == Name.OBJR:
            kid.Pg = second.Pg
            parents.set_link(kid.Obj, first)
        moved.append(kid)
    first.K = Array([*structure.kids(first), *moved])
    second.K = Array([])


def join_paragraphs(
    tags: Iterable[Tag], texts: dict[Mark, str], parents: Parents, known: Collection[str]
) -> None:
    """Paragraphs of the tags in a row that are one of the print document become one.

    ``known``: :func:`fingerprint` of each of its paragraphs.
    """
    todo = deque(tag for tag in tags if tag.kind == "P")
    while todo:
        first, rest = todo.popleft(), []
        said = structure.said(first.element, texts)
        while fingerprint(said) not in known and len(rest) < min(MOST_PIECES - 1, len(todo)):
            rest.append(todo[len(rest)])
            said += structure.said(rest[-1].element, texts)
        if fingerprint(said) in known:
            for piece in rest:
                take_over(first.element, piece.element, parents)
                structure.drop(piece)
                todo.popleft()


def fingerprint(text: str) -> str:
    """Of the letters alone: how lines broke the text does not matter, nor do marks of notes."""
    return hashlib.sha256("".join(filter(str.isalpha, text)).encode()).hexdigest()[:16]
