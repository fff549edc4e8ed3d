"""Finnish words may be broken at line ends: soft hyphens where the words' parts and syllables meet.

WeasyPrint has no hyphenation for Finnish, so the places come from :mod:`guide.finnish`. Text with
ragged lines needs few breaks; those it gets must not make a word harder to read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial

from lxml.html import HtmlElement

from .. import finnish
from .book import LINE
from .dom import SOFT, classes

# Letters. A shorter word, or a shorter part of a compound, is never broken inside.
LEAST_WORD = 9
# On each side of a break, up to the next seam or the end of the word.
LEAST_PIECE = 3
# At the end of a word, but for a part of a compound: "velalli-nen" gains next to nothing.
LEAST_TAIL = 4
# In a narrow cell a word up to this long is broken between its parts alone; where a line holds
# fewer letters than this, as in large print, a word of any length may be broken.
MOST_IN_TABLE = 16
NARROW = 60
# A heading breaks no shorter word.
LEAST_IN_HEADING = 24
LANGUAGE = "fi"

Breaks = Callable[[str], tuple[int, ...]]

_SKIPPED_TAGS = frozenset("code head kbd math pre samp script style svg textarea var".split())
_SKIPPED_CLASSES = frozenset(
    "address at band chapter-front contents cover page-number source-line".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# Addresses and file names stand between blanks like words.
_ADDRESS = re.compile(r"[@_]|\w\.\w|//")
_CHUNK = re.compile(r"\S{9,}")


@cache
def points(word: str) -> tuple[int, ...]:
    """Offsets before which ``word`` may be broken; none for a word nobody knows the parts of.

    A subset of ``Lexicon.hyphenation``: breaks that hold for every way to read the word, between
    the parts of a compound first, inside a part only when it is long.
    """
    lexicon = finnish.committed()
    if len(word) < LEAST_WORD or not lexicon.knows(word):
        return ()
    readings = lexicon.readings(word)
    if not readings or any(reading.guessed for reading in readings):
        return ()
    seams = set(readings[0].seams)
    found = set(lexicon.hyphenation(word))
    for reading in readings:
        found &= set(finnish.break_points(word, reading.seams))
    bounds = sorted({0, *seams, *(m.end() for m in re.finditer("-", word)), len(word)})
    kept = {p for p in found & seams if min(abs(p - b) for b in bounds if b != p) >= LEAST_PIECE}
    for start, end in zip(bounds, bounds[1:], strict=False):
        last = end - (word[end - 1] == "-")  # a hyphen is no letter of its part
        if last - start >= LEAST_WORD:
            least = LEAST_TAIL if end == len(word) else LEAST_PIECE
            kept |= {p for p in found if LEAST_PIECE <= p - start and least <= last - p}
    return tuple(sorted(kept))


@cache
def seams(word: str) -> tuple[int, ...]:
    """Those of :func:`points` that stand between the parts of a compound."""
    found = points(word)
    own = finnish.committed().readings(word)[0].seams if found else ()
    return tuple(p for p in found if p in own)


def most_in_table(line: int) -> int:
    """Letters of a word kept whole in a cell of a table whose full width holds ``line`` letters."""
    return MOST_IN_TABLE if line >= NARROW else LEAST_WORD - 1


def in_table(word: str, most: int = MOST_IN_TABLE) -> tuple[int, ...]:
    """Where a word in a cell may be broken."""
    return points(word) if len(word) > most else seams(word)


def in_heading(word: str) -> tuple[int, ...]:
    """Where a word in a heading may be broken."""
    return points(word) if len(word) >= LEAST_IN_HEADING else ()


def longest_piece(word: str, most: int = MOST_IN_TABLE) -> int:
    """Letters of the widest piece of a word in a cell, its hyphen counted.

    A word of ordinary length counts whole: there is mostly room for it, and it reads better so.
    """
    if len(word) <= most:
        return len(word)
    places = (0, *in_table(word, most), len(word))
    widest = max(b - a for a, b in zip(places, places[1:], strict=False))
    return min(len(word), max(widest + 1, most))


def soften(root: HtmlElement, line: int = LINE) -> None:
    """Put soft hyphens into the running text below ``root``, which is in Finnish.

    ``line``: letters that the full width of a table holds.
    """
    _walk(root, points, partial(in_table, most=most_in_table(line)))


def _walk(element: HtmlElement, breaks: Breaks, in_cell: Breaks) -> None:
    if not isinstance(element.tag, str) or _is_left_alone(element):
        return
    if element.tag == "table":
        breaks = in_cell
    elif element.tag in _HEADINGS:
        breaks = in_heading
    if element.text:
        element.text = softened(element.text, breaks)
    for child in element:
        _walk(child, breaks, in_cell)
        if child.tail:
            child.tail = softened(child.tail, breaks)


def _is_left_alone(element: HtmlElement) -> bool:
    return (
        element.tag in _SKIPPED_TAGS
        or element.get("lang", LANGUAGE) != LANGUAGE
        or not _SKIPPED_CLASSES.isdisjoint(classes(element))
    )


def softened(text: str, breaks: Breaks = points) -> str:
    """The text with a soft hyphen at each place ``breaks`` gives for a word of it."""

    def chunk(match: re.Match[str]) -> str:
        return match[0] if _ADDRESS.search(match[0]) else _WORD.sub(word, match[0])

    def word(match: re.Match[str]) -> str:
        places = (0, *breaks(match[0]), len(match[0]))
        return SOFT.join(match[0][a:b] for a, b in zip(places, places[1:], strict=False))

    return _CHUNK.sub(chunk, text)
