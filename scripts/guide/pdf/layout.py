"""The print engine at work: a document's text becomes pages, and the pages a file.

A book's layout takes hundreds of megabytes. It is made in a process of its own, which gives back
all its memory, and what only the layout needs is let go before the file is written. Documents come
as UTF-8: in Python's own form a book is twice as large, and it stays there to the end.
"""

from __future__ import annotations

import base64
import gc
import html
import logging
import multiprocessing
import re
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar
from xml.etree import ElementTree

import tinyhtml5
import weasyprint
from weasyprint.text.fonts import FontConfiguration

from .. import processes
from ..environment import ROOT

STYLES = Path("overrides/pdf/print.css")
OPTIONS = {
    # Of the two standards the file keeps; finish.py adds the other.
    "pdf_variant": "pdf/a-2a",
    # Written object by object; what packs them, finish.py, makes it 1.7.
    "pdf_version": "1.4",
    "pdf_tags": True,
    "optimize_images": True,
    "jpeg_quality": 85,
    "dpi": 200,
}
# Beginnings of complaints that are no fault of the document. These come from the site's stand-in
# font, which is in the shared style sheet and never used in print; it needs a font of the machine.
HARMLESS = (
    "Font-face 'Guide fallback' cannot be loaded",
    *(f"Ignored `{name}" for name in ("size-adjust", "ascent-", "descent-", "line-gap-override")),
)
LONGEST = 300  # letters of a complaint; the address of a drawing is the whole drawing

_DRAWING = re.compile(r"<svg\b.*?</svg>", re.S)
_SVG = "http://www.w3.org/2000/svg"
_DECLARED = "{http://www.w3.org/2000/xmlns/}"

Answer = TypeVar("Answer")


class Complaints(logging.Filter):
    """Keeps warnings of the print engine from being lost.

    A filter rather than a handler: what it keeps is not also written among the build's own lines.
    """

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def filter(self, entry: logging.LogRecord) -> bool:
        message = entry.getMessage()
        if entry.levelno >= logging.WARNING and not message.startswith(HARMLESS):
            self.found.append(message[:LONGEST])
        return False


def apart(work: Callable[..., Answer], *given: Any) -> Answer:
    """The answer of ``work(*given)`` from a process of its own; both must be plain data."""
    # New rather than a copy of this one, which holds all of the site's pages.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, context, initializer=processes.end_with_parent) as pool:
        return pool.submit(work, *given).result()


def places(text: bytes) -> dict[str, int]:
    """The page, from 1, of every anchor of the document ``text``.

    What the engine complains of is left to :func:`write`, which hears the same again.
    """
    weasyprint.LOGGER.setLevel(logging.CRITICAL)
    return anchors(pages(text))


def anchors(document: weasyprint.Document) -> dict[str, int]:
    """The page, from 1, of every anchor."""
    return {name: number for number, page in enumerate(document.pages, 1) for name in page.anchors}


def write(
    text: bytes, path: Path, options: Mapping[str, Any], zoom: float = 1.0
) -> tuple[int, list[str]]:
    """Print ``text`` to ``path``, enlarged ``zoom`` times: the number of pages, all complaints.

    ``options`` of WeasyPrint, beside or instead of :data:`OPTIONS`.
    """
    options = {**OPTIONS, **options}
    complaints = Complaints()
    weasyprint.LOGGER.setLevel(logging.WARNING)
    weasyprint.LOGGER.addFilter(complaints)
    try:
        document = pages(text, options)
        gc.collect()  # a layout is held together by circles
        path.parent.mkdir(parents=True, exist_ok=True)
        document.write_pdf(path, zoom=zoom, **options)
    finally:
        weasyprint.LOGGER.removeFilter(complaints)
    return len(document.pages), complaints.found


def pages(text: bytes, options: Mapping[str, Any] = MappingProxyType(OPTIONS)) -> weasyprint.Document:
    """The document laid out, holding nothing but its pages.

    Of a layout the styles of all elements are a third, six of them for footnotes that an element
    might have. A drawing would hold on to them: it remembers the layout it was met in. So all
    drawings are met in a small one first and wait in the cache that WeasyPrint offers.
    """
    # Millions of boxes that live to the end: looking for garbage as often as Python does costs an
    # eighth of the time, never looking a fortieth of the memory.
    gc.set_threshold(200_000, 10, 10)
    known, drawings = drawings_apart(text.decode())
    found = {"cache": {}, "font_config": FontConfiguration()}
    small = "".join(f'<img src="{html.escape(address)}">' for address in drawings)
    weasyprint.HTML(string=small).render(**found)
    source = weasyprint.HTML(string=known)
    del known
    document = source.render(**{**options, **found})
    # The document knows its source and so its tree, a copy knows neither.
    return document.copy()


def drawings_apart(text: str) -> tuple[str, list[str]]:
    """The document with its drawings as pictures; their addresses and those of the style sheets."""
    addresses = [path.as_uri() for path in sorted((ROOT / STYLES).parent.glob("*.svg"))]

    def picture(match: re.Match[str]) -> str:
        # As XML; the text of an HTML document has lost the capitals of "viewBox".
        drawing = tinyhtml5.parse(match[0], namespace_html_elements=False).find(f".//{{{_SVG}}}svg")
        for name in [name for name in drawing.attrib if name.startswith(_DECLARED)]:
            del drawing.attrib[name]  # written anew
        words = drawing.findtext(f"{{{_SVG}}}title", "")
        source = base64.b64encode(ElementTree.tostring(drawing)).decode()
        addresses.append(f"data:image/svg+xml;base64,{source}")
        name = html.escape(drawing.get("class", ""))
        return f'<img class="{name}" src="{addresses[-1]}" alt="{html.escape(words)}">'

    return _DRAWING.sub(picture, text), addresses
