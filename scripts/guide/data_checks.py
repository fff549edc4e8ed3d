"""Addresses in the data files lead to pages and headings that exist."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from . import data, text_files
from .findings import Finding
from .text_files import exists_as_written


def check(docs: Path) -> Iterator[Finding]:
    """Findings about the ``page`` fields of the term bank; files with faults have findings of their own."""
    document, findings = data.read(docs / "data", "terms")
    yield from findings
    for number, row in enumerate(document.value or []):
        target = row.get("page", "").split("#")[0]
        if target and not exists_as_written(docs / target):
            path = text_files.shown(docs / "data/terms.yml")
            message = f"the page '{target}' does not exist; paths are given from docs"
            yield Finding(path, document.line(number, "page"), 1, "link", "error", message)
