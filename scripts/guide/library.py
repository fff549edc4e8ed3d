"""Everything the guide is made of, loaded once: pages and the rows of the data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath

from . import data, markers, organisations, pages
from .findings import Finding
from .pages import Page, Passage
from .sources import Source
from .statutes import Citation, CitationFault, Register
from .yaml_lines import Document

# How findings name the files; the same from wherever they are read.
STATUTES_FILE = "docs/data/statutes.yml"
SOURCES_FILE = "docs/data/sources.yml"
MODELS_FILE = "docs/data/models.yml"
ORGANISATIONS_FILE = "docs/data/organisations.yml"


@dataclass(frozen=True)
class Library:
    """The pages and the data they lean on; ``findings`` tells what could not be read."""

    docs: Path
    pages: list[Page]
    statute_rows: Document
    source_rows: Document
    model_rows: Document
    organisation_rows: Document
    findings: list[Finding]
    shared: tuple[Passage, ...] = ()

    @cached_property
    def statutes(self) -> Register:
        return Register(self.statute_rows.value)

    @cached_property
    def sources(self) -> dict[str, Source]:
        return {row["id"]: Source(**row) for row in self.source_rows.value}

    def passages(self) -> Iterator[Passage]:
        """The text of every page, then that of every snippet."""
        for page in self.pages:
            folder = PurePosixPath(page.name).parent.as_posix()
            yield Passage(page.shown, page.text, page.first_line, (folder,))
        yield from self.shared

    def citations(self, page: Page) -> list[Citation]:
        """The readable statute citations of a page, in order; the others are findings elsewhere."""
        found = []
        for inner in page.statute_citations():
            try:
                found.append(self.statutes.parse(inner))
            except CitationFault:
                continue
        return found


def load(docs: Path) -> Library:
    """Read ``docs`` and ``docs/data``; raises :class:`~.findings.CannotCheck` without pages."""
    found, findings = pages.load(docs)
    shared, faults = pages.shared(docs, found)
    findings += faults
    rows = {}
    for name in ("statutes", "sources", "models", "organisations"):
        rows[name], faults = data.read(docs / "data", name)
        findings += faults
    # What the build puts into a page from data counts as its text: citations, facts.
    found = [
        replace(page, snippets=(*page.snippets, *_tables(page, rows["organisations"]))) for page in found
    ]
    return Library(docs, found, *rows.values(), findings, tuple(shared))


def _tables(page: Page, rows: Document) -> Iterator[str]:
    """The tables of organisations that a page asks for."""
    for marker in markers.find(page.text):
        if marker.name == markers.ORGANISATIONS:
            yield organisations.organisation_table(organisations.of_kinds(rows.value, marker.words))
