"""Sources other than statutes, and how pages cite them: ``[@id]`` or ``[@id s. 12]``.

The form is Pandoc's citation syntax, read by many editors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from . import dates, markdown_text

CITATION = re.compile(r"\[@([a-z0-9-]+)(?:[ ,]+([^\[\]]*))?\]")
EXAMPLE = "[@varke-asunnottomat-2025 s. 4]"


@dataclass(frozen=True)
class Source:
    """One row of ``docs/data/sources.yml``; see the schema for what each field holds."""

    id: str
    title: str
    publisher: str
    read: str
    label: str = ""
    address: str = ""
    date: str = ""
    note: str = ""

    @property
    def short(self) -> str:
        """What stands in the text, as in *Varke 2026*."""
        return self.label or f"{self.publisher} {self.date[:4] or '(päiväämätön)'}"

    @property
    def markdown(self) -> str:
        """The full entry of the page's source list."""
        literal = markdown_text.literal
        title = markdown_text.link(self.title, self.address) if self.address else f"*{literal(self.title)}*"
        date = dates.finnish(self.date) if self.date else "päiväämätön"
        note = f" {literal(self.note)}" if self.note else ""
        return f"{literal(self.publisher)}: {title}, {date}. Luettu {dates.finnish(self.read)}.{note}"


def find(text: str) -> Iterator[tuple[int, str, str]]:
    """Offset, id and place in the source of every citation, code and comments left out."""
    for match in CITATION.finditer(markdown_text.prose(text)):
        yield match.start(), match[1], (match[2] or "").strip()
