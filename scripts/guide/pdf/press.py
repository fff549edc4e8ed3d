"""Printing one edition, in a process of its own: plain data in, a checked PDF out."""

from __future__ import annotations

import dataclasses
import gc
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml.html import HtmlElement
from lxml.html.builder import STYLE

from . import assemble, booklet, chapter, contents, dense, finish, handout, layout, record, verify
from .book import LINE, BookFault, Edition, Leaf, Press, leaves
from .chapter import Chapter
from .dom import add_class, classes
from .elsewhere import Guide

A4 = (210.0, 297.0)
A5 = (148.0, 210.0)


@dataclass(frozen=True)
class Form:
    """A way to print. ``paper`` in millimetres; ``scales``: how much the page is made larger
    than it was laid out, first the best, any other only if it saves a sheet; ``line``: letters
    of a table's full width; ``sheets``: two pages a sheet, to be folded; ``most`` pages before
    the text is set closer, 0 for any number."""

    stylesheet: str
    paper: tuple[float, float] = A4
    scales: tuple[float, ...] = (1.0,)
    line: int = LINE
    sheets: bool = False
    most: int = 0


CHAPTER = Form("chapter.css")
HANDOUT = Form("handout.css", scales=(1.0, 0.96, 0.92), line=104, most=2)
LARGE = Form("large.css", scales=(1.6,), line=50)
BOOKLET = Form("booklet.css", paper=A5, scales=(0.91,), line=75, sheets=True)


@dataclass(frozen=True)
class Order:
    """One PDF to print: where to (below the site), how, and what of."""

    path: str
    form: Form
    subject: Chapter | Leaf
    edition: Edition
    guide: Guide
    press: Press

    @property
    def title(self) -> str:
        whole = self.subject
        if isinstance(whole, Chapter):
            return f"{whole.number} {whole.opening.title}"
        return whole.title

    @property
    def own_pages(self) -> list[Leaf]:
        """The pages of the guide it holds, without the terms added to a chapter."""
        whole = self.subject
        return list(leaves([whole.part])) if isinstance(whole, Chapter) else [whole]

    @property
    def number(self) -> int:
        """The chapter's, for the order of lists; 0 for a page."""
        return self.subject.number if isinstance(self.subject, Chapter) else 0

    def run(self, site: Path) -> Printed:
        return print_order(self, site)

    @property
    def tree(self) -> tuple:
        whole = self.subject
        return whole.tree if isinstance(whole, Chapter) else (whole,)


@dataclass(frozen=True)
class Printed:
    """What came of an order. ``pages`` of the reader, ``seconds`` it took, ``faults`` if any."""

    path: str
    pages: int
    seconds: float
    faults: tuple[str, ...] = ()


def print_order(order: Order, site: Path) -> Printed:
    """Print the order below ``site`` and look at the finished file."""
    started = time.monotonic()
    try:
        pages, complaints = _print(order, site / order.path)
        faults = [*dict.fromkeys(complaints)]
        if not order.form.sheets:
            faults += verify.faults(site / order.path)
    except BookFault as fault:
        pages, faults = 0, [str(fault)]
    return Printed(order.path, pages, time.monotonic() - started, tuple(faults))


def _print(order: Order, path: Path) -> tuple[int, list[str]]:
    form = order.form
    made = _document(order)
    scale, places = _fit(made, form)
    contents.fill_in(made, places)
    text = assemble.to_text(made)
    options: dict[str, Any] = {
        "pdf_identifier": record.keep(made, text, order.tree, shown=False)
    }
    if form.sheets:
        options |= {"pdf_tags": False, "pdf_variant": None}
    printed = layout.write(text, path, options, scale)
    if form.sheets:
        booklet.impose(path)
    else:
        finish.finish(path, scale)
    return printed


def _document(order: Order) -> HtmlElement:
    styles = order.press.stylesheet.replace("print.css", order.form.stylesheet)
    press = dataclasses.replace(order.press, stylesheet=styles, line=order.form.line)
    make: Callable[..., HtmlElement]
    make = chapter.document if isinstance(order.subject, Chapter) else handout.document
    return make(order.subject, order.edition, order.guide, press)


def _fit(made: HtmlElement, form: Form) -> tuple[float, dict[str, int]]:
    """Set the page so that the scale makes it the paper; also the pages of all anchors."""
    size = STYLE()
    made.find("head").append(size)
    body = made.find("body")
    add_class(body, contents.CLASS_FEW)
    tried = [*_tries(made, form, size)]
    if form.most and min(count for count, *_ in tried) > form.most:
        dense.set_close(body)
        tried = [*_tries(made, form, size)]
    _, scale, size.text, places = min(tried, key=lambda row: row[:2])
    return -scale, places


def _tries(
    made: HtmlElement, form: Form, size: HtmlElement
) -> Iterator[tuple[int, float, str, dict[str, int]]]:
    """Of each scale that may be the best: pages, negative scale, style of the page, anchors."""
    body = made.find("body")
    for scale in form.scales:
        width, height = (side / scale for side in form.paper)
        size.text = f"@page {{ size: {width:.3f}mm {height:.3f}mm }}"
        document = layout.pages(assemble.to_text(made))
        if len(document.pages) >= contents.FEW and contents.CLASS_FEW in classes(body):
            body.classes.discard(contents.CLASS_FEW)
            del document
            gc.collect()  # a layout is held together by circles
            document = layout.pages(assemble.to_text(made))
        count = len(document.pages)
        yield count, -scale, size.text, layout.anchors(document)
        if count == 1:
            break
