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

from . import joining, printed, structure
from .links import readable
from .record import Record
from .structure import Mark, Parents, Tag

PIXEL = 0.75  # points in a pixel of WeasyPrint's layout
_MARKED = re.compile(rb"/\w+\s*<<\s*/MCID (\d+)\s*>>\s*BDC")


def tidy(document: pikepdf.Pdf, known: Record | None, zoom: float = 1.0) -> None:
    """All steps. ``known``: the print document; ``zoom``: what the page was enlarged by."""
    tags, texts = list(structure.walk(document)), printed.marked_texts(document)
    parents = structure.Parents(document)
    place_figures(tags, zoom)
    tell_heads(tags)
    name_links(tags, texts, parents, known.link_words if known else ())
    joining.join_tables(tags, texts)
    items = {*known.items} if known else set()
    joining.Lists(texts, parents, items).join(tags)
    if known:
        joining.join_paragraphs(structure.walk(document), texts, parents, {*known.paragraphs})
    fill_items(document, tags)
    drop_empty(tags)
    # Last: what the steps above have taken out of the tree is no content any more.
    leave_out(document, parents)


def place_figures(tags: Iterable[Tag], zoom: float = 1.0) -> None:
    """Boxes of drawings in points from the page's lower edge; WeasyPrint's are its own pixels,
    from the upper."""
    for tag in tags:
        if tag.kind == "Figure" and "/BBox" in tag.element.get("/A", {}):
            height = float(tag.element.Pg.MediaBox[3])
            left, top, right, bottom = (float(x) * PIXEL * zoom for x in tag.element.A.BBox)
            box = (left, height - bottom, right, height - top)
            tag.element.A.BBox = Array([round(edge, 3) for edge in box])


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


def name_links(
    tags: Iterable[Tag], texts: dict[Mark, str], parents: Parents, words: Iterable[str]
) -> None:
    """What is read out for a link: its words, and the address if it leads out of the file.

    A link on two lines is two links to WeasyPrint; it becomes one, with a place on each line.
    Spaces and hyphens at the ends of lines are told by ``words``, the links' texts in the print
    document.
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
        if _letters(drawn) in known:
            for piece in pieces[1:]:
                joining.take_over(pieces[0].element, piece.element, parents)
                structure.drop(piece)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _target(tag: Tag) -> str:
    for note in structure.annotations(tag.element):
        if "/Dest" in note:
            return f"#{note.Dest}"
        return str(note.get("/A", {}).get("/URI", ""))
    return ""


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
            structure.drop(tag)


def leave_out(document: pikepdf.Pdf, parents: Parents) -> None:
    """What stands in no tag is no content: running titles, page numbers, heads that repeat."""
    read: dict[int, set[int]] = defaultdict(set)
    for tag in structure.walk(document):
        for page, number in tag.marks:
            read[page].add(number)
    for page in document.pages:
        known = read[page.objgen[0]]
        row = parents.row(page.objgen[0])

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
