"""What a build knows of its print document, kept for the checks of the finished PDF.

Kept outside the site under the identifier that the PDF carries, so that builds side by side do
not meet and a PDF can never be compared with another build's headings.
"""

from __future__ import annotations

import copy
import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from lxml.html import HtmlElement

from ..environment import ROOT
from . import contents, headings, joining, notes
from .book import Leaf, Part, leaves
from .dom import drop_all, elements, text, with_class

FOLDER = ROOT / ".build/print"
KEPT = 400  # a build has some forty documents, and tests build side by side


@dataclass(frozen=True)
class Record:
    """``headings``: level, words and destination of each in order; ``pages``: name, destination
    of each page; ``contents``: destinations in the order of the list; ``links``: every inside
    link's destination; ``link_words``: each text of a link once; ``tables``, ``lists``: how many;
    ``items`` of lists, ``paragraphs``: fingerprint of each, see :mod:`joining`; all as the print
    document has them."""

    headings: list[tuple[int, str, str]]
    pages: list[tuple[str, str]]
    contents: list[str]
    links: list[str]
    link_words: list[str]
    tables: int
    lists: int
    items: list[str]
    paragraphs: list[str]
    title: str
    language: str


def of(document: HtmlElement, tree: Iterable[Part | Leaf]) -> Record:
    """The record of a finished print document."""
    body = document.find("body")
    names = {e.get("data-page"): e[0].get("id", "") for e in elements(body, "section") if len(e)}
    listed = body.find(f"nav[@class='{contents.CLASS_NAME}']")
    lines = elements(listed, "a") if listed is not None else []
    inside = [
        a.get("href", "")[1:] for a in elements(body, "a") if a.get("href", "").startswith("#")
    ]
    return Record(
        headings=headings.listed(body),
        pages=[(leaf.name, names.get(leaf.name, "")) for leaf in leaves(tree)],
        contents=[a.get("href", "")[1:] for a in lines],
        links=inside,
        link_words=sorted({text(a) for a in elements(body, "a")}),
        tables=len(elements(body, "table")),
        lists=len(elements(body, "ul", "ol", "dl")),
        items=_fingerprints(body, "li", "dt", "dd"),
        paragraphs=_fingerprints(body, "p"),
        title=document.findtext("head/title") or "",
        language=document.get("lang") or "",
    )


def _fingerprints(body: HtmlElement, *tags: str) -> list[str]:
    return sorted(joining.fingerprint(_words(element)) for element in elements(body, *tags))


def _words(element: HtmlElement) -> str:
    """Without its notes, which stand at the foot of the page."""
    whole = copy.deepcopy(element) if with_class(element, notes.CLASS_NAME) else element
    drop_all(with_class(whole, notes.CLASS_NAME))
    return whole.text_content()


def keep(
    document: HtmlElement, text: bytes, tree: Iterable[Part | Leaf], *, shown: bool = True
) -> bytes:
    """Write the record and return the identifier for the PDF: the same for the same document.

    ``shown``: the document itself is left beside the records for a look.
    """
    # Where the files lie is no part of the document.
    name = hashlib.sha256(text.replace(ROOT.as_uri().encode(), b"")).hexdigest()[:32]
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"{name}.json"
    half = path.with_suffix(f".{os.getpid()}")
    half.write_text(json.dumps(asdict(of(document, tree)), ensure_ascii=False), encoding="utf-8")
    half.replace(path)
    if shown:
        (FOLDER / "print.html").write_bytes(text)
    old = sorted(FOLDER.glob("*.json"), key=lambda p: p.stat().st_mtime, reverse=True)[KEPT:]
    for path in old:
        path.unlink(missing_ok=True)
    return name.encode()


def read(identifier: bytes) -> Record | None:
    """The record of the PDF with that identifier; ``None`` when this copy did not build it."""
    path: Path = FOLDER / f"{identifier.decode('ascii', 'replace')}.json"
    if not path.is_file():
        return None
    data = json.loads(path.read_text(encoding="utf-8"))
    data["headings"] = [tuple(row) for row in data["headings"]]
    data["pages"] = [tuple(row) for row in data["pages"]]
    return Record(**data)
