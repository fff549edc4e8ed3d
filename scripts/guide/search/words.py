"""What counts as a word in search; the same rule as in ``words.js``."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_TAG = re.compile(r"<[^>]*>")
_SOFT = re.compile("[\u00ad\u2060]")
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


def words(text: str) -> Iterator[str]:
    """The words of an index text, which is HTML, as they are written."""
    plain = _SOFT.sub("", html.unescape(_TAG.sub(" ", text)))
    return (match[0] for match in _WORD.finditer(plain))
