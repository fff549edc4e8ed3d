"""What a screen reader should not stumble over, taken out of WeasyPrint's tags.

Each step mends one thing in an open PDF; none changes what is seen on the page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from . import printed, structure
from .links import readable
from .structure import Mark, Tag

PIXEL = 0.75  # points in a pixel of WeasyPrint's layout
_MARKED = re.compile(rb"/\w+\s*<<\s*/MCID (\d+)\s*>>\s*BDC")


def tidy(document: pikepdf.Pdf, words: Iterable[str], zoom: float = 1.0) -> None:
    """All steps. ``words``: texts of links; ``zoom``: what the page was enlarged by."""
    tags, texts = list(structure.walk(document)), printed.marked_texts(document)
    place_figures(tags, zoom)
    tell_heads(tags)
    name_links(tags, texts, words)
    join_tables(tags, texts)
    fill_items(document, tags)
    drop_empty(tags)
    drop_glyph_lists(document)
    # Last: what the steps above have taken out of the tree is no content any more.
    leave_out(document)


def place_figures(tags: Iterable[Tag], zoom: float = 1.0) -> None:
    """Boxes of drawings in points from the page's lower edge; WeasyPrint's are its own pixels,
    from the upper."""
    for tag in tags:
        if tag.kind == "Figure" and "/BBox" in tag.element.get("/A", {}):
            height = float(tag.element.Pg.MediaBox[3])
            left, top, right, bottom = (float(x) * PIXEL * zoom for x in tag.element.A.BBox)
            box = (left, height - bottom, right, height - top)
            tag.element.A.BBox = Array([round(edge, 3) for edge in box])


def drop_glyph_lists(document: pikepdf.Pdf) -> None:
    """PDF 1.4 wants a list of the glyphs of each font. Later versions do not, and the standards
    refuse one that leaves out a glyph that is in the font, drawn or not, as WeasyPrint's does."""
    for part in document.objects:
        if isinstance(part, Dictionary) and part.get("/Type") == Name.FontDescriptor:
            if "/CIDSet" in part:
                del part.CIDSet


def tell_heads(tags: Iterable[Tag]) -> None:
    """Each head of a table says what it is the head of. WeasyPrint links cells to heads by names
    that a table on two pages has twice; with these they are not needed."""
    for tag in tags:
        if tag.kind == "TH":
            if "/ID" in tag.element:
                del tag.element.ID
            in_head = any(structure.kind(above) == "THead" for above in tag.around[1:])
            tag.element.A.Scope = Name.Column if in_head else Name.Row
        elif tag.kind == "TD" and "/Headers" in tag.element.get("/A", {}):
            del tag.element.A.Headers


def name_links(tags: Iterable[Tag], texts: dict[Mark, str], words: Iterable[str]) -> None:
    """What is read out for a link: its words, and the address if it leads out of the file.

    A link on two lines is two links to the file; each says the whole. Spaces and hyphens at the
    ends of lines are told by ``words``, the links' texts in the print document.
    """
    known = {_letters(text): text for text in words}
    links = (tag for tag in tags if tag.kind == "Link")
    for (_, target), group in groupby(links, lambda t: (t.around[-1].objgen, _target(t))):
        pieces = list(group)
        drawn = " ".join("".join(texts.get(m, "") for m in piece.marks) for piece in pieces)
        said = known.get(_letters(drawn), " ".join(drawn.split()))
        if not target.startswith("#") and said != readable(target):
            said = f"{said} ({readable(target)})" if said else readable(target)
        for note in (note for piece in pieces for note in structure.annotations(piece.element)):
            note.Contents = String(said)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _target(tag: Tag) -> str:
    for note in structure.annotations(tag.element):
        if "/Dest" in note:
            return f"#{note.Dest}"
        return str(note.get("/A", {}).get("/URI", ""))
    return ""


def join_tables(tags: Iterable[Tag], texts: dict[Mark, str]) -> None:
    """A table that goes on over pages is one table, and its head is read once."""
    last: pikepdf.Object | None = None  # a table with no text after it so far
    for tag in tags:
        if tag.kind == "Table":
            if last is not None and _goes_on(last, tag.element, texts):
                _move_rows(tag.element, last)
                _drop(tag)
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
    parts = (part for head in heads for part in structure.below(head))
    return "".join(texts.get(mark, "") for part in parts for mark in structure.marks(part))


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


def _drop(tag: Tag) -> None:
    """Take the element out, and what is then empty around it."""
    element = tag.element
    for above in reversed(tag.around):
        above.K = Array([kid for kid in structure.kids(above) if not _same(kid, element)])
        if len(above.K):
            return
        element = above


def _same(kid: pikepdf.Object | int, element: pikepdf.Object) -> bool:
    return isinstance(kid, Dictionary) and kid.objgen == element.objgen


def fill_items(document: pikepdf.Pdf, tags: Iterable[Tag]) -> None:
    """An item of a list that goes on on the next page with a list in it has a body there too."""
    for tag in tags:
        parts = structure.elements(tag.element)
        if tag.kind != "LI" or any(structure.kind(part) == "LBody" for part in parts):
            continue
        if not (inner := [part for part in parts if structure.kind(part) != "Lbl"]):
            continue
        body = document.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.LBody, P=tag.element, Pg=tag.element.Pg)
        )
        body.K = Array(inner)
        for part in inner:
            part.P = body
        tag.element.K = Array([*(part for part in parts if part not in inner), body])


def drop_empty(tags: Iterable[Tag]) -> None:
    """Spans and items without anything: empty lines of code, items whose rest is a list."""
    for tag in tags:
        if tag.kind in ("Span", "LI") and not structure.kids(tag.element):
            _drop(tag)


def leave_out(document: pikepdf.Pdf) -> None:
    """What stands in no tag is no content: running titles, page numbers, heads that repeat."""
    read: dict[int, set[int]] = defaultdict(set)
    for tag in structure.walk(document):
        for page, number in tag.marks:
            read[page].add(number)
    rows = iter(document.Root.StructTreeRoot.ParentTree.Nums)
    parents = {int(key): row for key, row in zip(rows, rows, strict=True)}
    for page in document.pages:
        known = read[page.objgen[0]]
        row = parents.get(int(page.obj.get("/StructParents", -1)))

        def renamed(match: re.Match[bytes]) -> bytes:
            number = int(match[1])
            if number in known:
                return match[0]
            if row is not None and number < len(row):
                row[number] = None
            return b"/Artifact <</Type /Pagination>> BDC"

        content = page.Contents.read_bytes()
        changed = _MARKED.sub(renamed, content)
        if changed != content:
            page.Contents = document.make_stream(changed)
