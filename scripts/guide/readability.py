"""How long sentences and words are. A trend for writers to look at, not a grade."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .reading import GAP, Block

LONGEST = 30  # words in a sentence
LONG_WORD = 7  # letters; what LIX calls long

_TEXT = frozenset("p li dd div summary".split())
_WORD = re.compile(r"[^\W_]+(?:[-:’'][^\W_]+)*")
_END = re.compile(r"(?<=[.!?])[”\")]*\s+(?=[”\"(]?[A-ZÅÄÖ0-9–])")
# A full stop after these does not end a sentence.
_SHORT = re.compile(
    r"(?:\b(?:esim|ks|ym|yms|jne|mm|ns|nk|eli|ts|vrt|n|s|ss|kk|v|klo|puh|os|t|em|ko|ao|tai|sis)"
    r"|\b[A-ZÅÄÖ]|\d)\.$"
)


@dataclass(frozen=True)
class Sentence:
    """One sentence: its words, and where it begins in its block."""

    words: tuple[str, ...]
    start: int
    block: Block

    @property
    def line(self) -> int:
        return self.block.line(self.start)


@dataclass(frozen=True)
class Measures:
    """What a page's sentences add up to; lengths in words, ``long_words`` a share from 0 to 1."""

    words: int
    sentences: int
    mean: float
    longest: int
    long_words: float


def sentences(blocks: list[Block]) -> Iterator[Sentence]:
    """Sentences of running text; headings, cells and alternative texts are none."""
    for block in blocks:
        if block.tag not in _TEXT:
            continue
        start = 0
        for end in [*_ends(block.text), len(block.text)]:
            words = tuple(m[0] for m in _WORD.finditer(block.text[start:end].replace(GAP, " ")))
            if words:
                lead = len(block.text[start:end]) - len(block.text[start:end].lstrip())
                yield Sentence(words, start + lead, block)
            start = end


def _ends(text: str) -> Iterator[int]:
    for match in _END.finditer(text):
        if not _SHORT.search(text[: match.start()].rstrip('”")')):
            yield match.end()


def measure(blocks: list[Block]) -> Measures:
    """The measures of one page; all nought when it has no running text."""
    found = list(sentences(blocks))
    words = [word for sentence in found for word in sentence.words]
    if not words:
        return Measures(0, 0, 0.0, 0, 0.0)
    long = sum(len(word) >= LONG_WORD for word in words)
    longest = max(len(sentence.words) for sentence in found)
    return Measures(len(words), len(found), len(words) / len(found), longest, long / len(words))
