"""Names of statutes and titles of publications in a text: they are quoted, not chosen."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"\w+(?:[-:’']\w+)*-?")
_NUMBER = re.compile(r"\(\s*\d{1,4}/\d{4}\s*\)")
_LAW = re.compile(r"(?:la(?:ki|in|issa|kia|kiin|ista|illa)|asetu[ks]\w*|päätö[ks]\w*)$", re.I)
_SENTENCE = re.compile(r"[.!?]\s+(?=[A-ZÅÄÖ])")
_KEY = 2  # letters; what stays of 'laki' in all its forms
_LEAST = 5  # letters of a name of one word


class Titles:
    """Known titles, found in any inflected form: each word may change its ending."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_start: dict[str, list[list[str]]] = {}
        for name in names:
            words = [_stem(match[0]) for match in _WORD.finditer(name)]
            if words and (len(words) > 1 or len(words[0]) >= _LEAST):
                self._by_start.setdefault(words[0][:_KEY], []).append(words)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where titles stand, and the names of acts given with their number."""
        return [*self._known(text), *_numbered(text)]

    def _known(self, text: str) -> list[tuple[int, int]]:
        words = list(_WORD.finditer(text))
        found = []
        for place, word in enumerate(words):
            for title in self._by_start.get(word[0].lower()[:_KEY], ()):
                run = words[place : place + len(title)]
                if len(run) == len(title) and all(
                    seen[0].lower().startswith(stem) for seen, stem in zip(run, title, strict=True)
                ):
                    found.append((run[0].start(), run[-1].end()))
        return found


def _stem(word: str) -> str:
    """What of a word stays through its forms: *laki* and *lain*, *asetus* and *asetuksen*."""
    low = word.lower()
    if low in ("laki", "lain"):
        return "la"
    if low.endswith("laki"):
        return low[:-2]
    return low[:-2] if len(low) > 5 else low


def _numbered(text: str) -> list[tuple[int, int]]:
    """From the word for the act to its number: *laki työ- ja elinkeinotoimistoista (9/2012)*."""
    found = []
    for number in _NUMBER.finditer(text):
        before = text[: number.start()]
        starts = [match.end() for match in _SENTENCE.finditer(before)]
        begin = starts[-1] if starts else 0
        laws = [m for m in _WORD.finditer(text, begin, number.start()) if _LAW.search(m[0])]
        if laws:
            found.append((laws[-1].start(), number.end()))
    return found
