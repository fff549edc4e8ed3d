"""What counts as a word in search; the same rule as in ``words.mjs``."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from ..finnish import Lexicon

_TAG = re.compile(r"<[^>]*>")
_SOFT = re.compile("[\u00ad\u2060]")
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


def words(text: str) -> Iterator[str]:
    """The words of an index text, which is HTML, as they are written."""
    plain = _SOFT.sub("", html.unescape(_TAG.sub(" ", text)))
    return (match[0] for match in _WORD.finditer(plain))


def lemmas(found: Iterable[str], finnish: Lexicon) -> Iterator[str]:
    """The likeliest lemma of each word, in lower case and without seams."""
    for word in found:
        readings = finnish.readings(word) if finnish.knows(word) else ()
        yield readings[0].lemma.replace("|", "").lower() if readings else word.lower()
