"""Comments that ask the build for a list: ``<!-- luettelo: säädökset -->``, ``<!-- lataukset: kirja -->``.

A name may be followed by words, as in ``<!-- luettelo: organisaatiot rise valtio -->``.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from . import markdown_text

LIST, FILES = "luettelo", "lataukset"
ORGANISATIONS = "organisaatiot"  # the list that takes words: kinds of organisations
EXAMPLE = f"<!-- {LIST}: säädökset -->"

_ASKS = re.compile(rf"([^\W\d_]+)\s*:\s*(.*)|({LIST}|{FILES})\b(?!\s*:)", re.S)


@dataclass(frozen=True)
class Marker:
    """What one comment asks for; ``kind`` may be a misspelt one. ``start`` and ``end`` in the text."""

    start: int
    end: int
    kind: str
    name: str
    words: tuple[str, ...] = ()


def find(text: str) -> Iterator[Marker]:
    """Every marker of a Markdown text outside code, also those whose kind is misspelt."""
    for start, end in markdown_text.comment_spans(text):
        match = _ASKS.match(text[start + 4 : end - 3].strip())
        if match and match[3]:
            yield Marker(start, end, match[3], "")  # its colon is missing
        elif match and difflib.get_close_matches(match[1].casefold(), (LIST, FILES), 1, 0.75):
            name, *words = match[2].split() or [""]
            if name != ORGANISATIONS:
                name, words = " ".join([name, *words]), []
            yield Marker(start, end, match[1], name, tuple(words))
