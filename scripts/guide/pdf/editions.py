"""All that is made of the pages besides the site and the book: planned, printed side by side."""

from __future__ import annotations

import logging
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path

from .. import machine, processes
from ..downloads import Download
from ..epub.order import EpubOrder
from ..verify import PDF
from . import chapter, elsewhere, handout, press
from .book import BookFault, Edition, Leaf, Part, Press, leaves
from .press import Order, Printed

BOOK_TITLE = "Koko opas (PDF)"
# Under "mkdocs": shown with MkDocs' own progress.
log = logging.getLogger("mkdocs.editions")

Tree = tuple[Part | Leaf, ...]
Plan = list[tuple[str, Order | EpubOrder]]


def chapter_file(slug: str) -> str:
    return f"pdf/luvut/{slug}.pdf"


def handout_file(slug: str) -> str:
    return f"pdf/tulosteet/{slug}.pdf"


def plan(tree: Tree, edition: Edition, sheets: Press, *, everything: bool) -> Plan:
    """What to print, with the group of the download page each belongs to; the longest first.

    ``everything``: also what takes long and few need, large print and booklets.
    """
    guide = elsewhere.guide(tree)
    found: list[tuple[str, Order]] = []
    for part in chapter.chapters(tree):
        name = chapter.slug(part.opening.url)
        kinds = [("luvut", chapter_file(name), press.CHAPTER)]
        if everything:
            kinds.append(("isoteksti", f"pdf/isoteksti/{name}-isoteksti.pdf", press.LARGE))
            kinds.append(("vihkot", f"pdf/vihkot/{name}-vihko.pdf", press.BOOKLET))
        for group, path, form in kinds:
            found.append((group, Order(path, form, part, edition, guide, sheets)))
    found.sort(key=lambda row: -sum(len(leaf.html) for leaf in leaves(row[1].tree)))
    for leaf in handout.handouts(tree):
        path = handout_file(handout.slug(leaf.url))
        order = Order(path, press.HANDOUT, leaf, edition, guide, sheets)
        found.append(("tulosteet", order))
    return [*_each_once(found), ("epub", EpubOrder(tree, edition, sheets))]


def _each_once(orders: list[tuple[str, Order]]) -> list[tuple[str, Order]]:
    """The orders; raises :class:`~.book.BookFault` where two would be the same file."""
    titles: dict[str, str] = {}
    for _, order in orders:
        if (other := titles.setdefault(order.path, order.title)) != order.title:
            raise BookFault(
                f"'{other}' and '{order.title}' would both be {order.path}; give one page another file name"
            )
    return orders


def run(order: Order | EpubOrder, site: Path) -> Printed:
    """What the other process does."""
    return order.run(site)


class Editions:
    """The editions of one build on their way. One process prints beside the book, two after it:
    so both cores have work, and memory holds the book and one edition at most."""

    def __init__(self, found: Plan, site: Path) -> None:
        self.found, self.site = found, site
        self.done: dict[str, Printed] = {}
        self.failed: list[str] = []
        self.fatal: Exception | None = None  # the machine's fault, not an edition's
        self._waiting = deque(order for _, order in found)
        # A new process each: a copy of this one would hold all of the site's pages.
        self._pool = ProcessPoolExecutor(
            2, multiprocessing.get_context("spawn"), initializer=processes.end_with_parent
        )
        self._hands = [self._hand()]

    def _hand(self) -> threading.Thread:
        hand = threading.Thread(target=self._work, daemon=True)
        hand.start()
        return hand

    def _work(self) -> None:
        while self._waiting:
            try:
                order = self._waiting.popleft()
            except IndexError:
                return
            try:
                future: Future[Printed] = self._pool.submit(run, order, self.site)
                self._note(order, future.result())
            except Exception as fault:  # whatever a process dies of, the build must fail by it
                if machine.words(fault, order.path):
                    self.fatal = fault
                    self._waiting.clear()  # the next would meet the same
                self.failed.append(f"{order.path}: {type(fault).__name__}: {fault}")

    def _note(self, order: Order | EpubOrder, made: Printed) -> None:
        self.done[order.path] = made
        self.failed += [f"{order.path}: {fault}" for fault in made.faults]
        count = f"{len(self.done)}/{len(self.found)}"
        log.info(f"Edition {count}: {made.path}, {made.pages} pages, {made.seconds:.1f} s")

    def finish(self) -> list[str]:
        """Wait for all; what went wrong, one line each. Call when the book is printed.

        A fault of the machine is raised as it is.
        """
        if (os.cpu_count() or 1) > 1:
            self._hands.append(self._hand())
        for hand in self._hands:
            hand.join()
        self._pool.shutdown()
        if self.fatal:
            raise self.fatal
        return sorted(self.failed)

    def stop(self) -> None:
        """The build has failed: print nothing more."""
        self._waiting.clear()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def downloads(self) -> Iterator[Download]:
        """The finished files for the page of downloads, in the order of the guide."""
        for group, order in sorted(self.found, key=lambda row: row[1].number):
            checked = chapter.span(leaf.reviewed for leaf in order.own_pages)
            pages = self.done[order.path].pages
            yield Download(group, order.path, order.title, checked, pages)


def book(site: Path, tree: Tree) -> Download:
    """The book's line on the page of downloads."""
    import pikepdf

    with pikepdf.open(site / PDF) as document:
        pages = len(document.pages)
    checked = chapter.span(leaf.reviewed for leaf in leaves(tree))
    return Download("kirja", PDF.as_posix(), BOOK_TITLE, checked, pages)
