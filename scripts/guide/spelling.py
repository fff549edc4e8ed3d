"""Words that no dictionary knows and nobody has reviewed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from .finnish import Lexicon, NotCovered, possessive_bases, variants
from .reading import Block, without_quotes

REVIEWED = Path(__file__).parent / "finnish" / "reviewed.txt"
# Letters only, with inner hyphens: numbers and colon endings are not spelt.
_WORD = re.compile(r"(?<![\w:’-])[^\W\d_]+(?:-[^\W\d_]+)*(?![\w-])(?!:\w)")

Knows = Callable[[str], bool]


def listed(path: Path = REVIEWED) -> list[str]:
    """Right words that the dictionaries do not know, in dictionary form."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return [line for line in lines if line and not line.startswith("#")]


class Reviewed:
    """The listed words in all their forms, also with possessive endings and clitics."""

    def __init__(self, words: list[str], lexicon: Lexicon) -> None:
        paradigms = [lexicon.paradigm(word) for word in words]
        self._bare = {form.lower() for p in paradigms for form in (p.word, *p.tags())}
        self._possessed = {form.lower() for p in paradigms for form in possessive_bases(p)}

    def __contains__(self, word: str) -> bool:
        return any(
            variant.text in (self._possessed if variant.possessive else self._bare)
            for variant in variants(word.lower())
        )


@cache
def voikko() -> Knows | None:
    """Voikko's judgement, where the library and its Finnish dictionary are on the machine."""
    try:
        from libvoikko import Voikko, VoikkoException
    except ImportError:
        return None
    try:
        return Voikko("fi").spell
    except (VoikkoException, OSError):
        return None


def lexicon_knows(lexicon: Lexicon) -> Knows:
    """The analyser's judgement instead: a word it could only guess at is not known."""

    def knows(word: str) -> bool:
        try:
            return not all(reading.guessed for reading in lexicon.readings(word))
        except NotCovered:
            return True  # no judge, no sentence

    return knows


def unknown(block: Block, knows: Knows, right: Reviewed) -> Iterator[tuple[int, str]]:
    """Offset and text of every word that neither ``knows`` nor the reviewed list has."""

    def accepted(word: str) -> bool:
        return word.isupper() or word in right or knows(word)

    for match in _WORD.finditer(without_quotes(block.text)):
        word = match[0]
        # Abbreviations and names make words with hyphens that no dictionary lists.
        if len(word) > 1 and not accepted(word) and not all(map(accepted, word.split("-"))):
            yield match.start(), word
