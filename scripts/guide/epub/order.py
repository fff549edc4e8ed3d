"""The EPUB as one of the editions a build makes."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from ..pdf.book import BookFault, Edition, Leaf, Part, Press, leaves
from ..pdf.press import Printed
from . import package, pages, verify

TITLE = "Koko opas sähkökirjana (EPUB)"


@dataclass(frozen=True)
class EpubOrder:
    """All that is needed to make the EPUB, as plain data for a process of its own."""

    tree: tuple[Part | Leaf, ...]
    edition: Edition
    press: Press
    path: str = package.FILE
    title: str = TITLE
    number: int = 0

    @property
    def own_pages(self) -> list[Leaf]:
        return list(leaves(self.tree))

    def run(self, site: Path) -> Printed:
        """Make it below ``site`` and look at it; it has no pages to count."""
        started = time.monotonic()
        names = [pages.file_name(leaf.url) for leaf in self.own_pages]
        try:
            package.make(self.tree, self.edition, self.press, site / self.path)
            faults = verify.faults(site / self.path, names)
        except BookFault as fault:
            faults = [str(fault)]
        return Printed(self.path, 0, time.monotonic() - started, tuple(faults))
