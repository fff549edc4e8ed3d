"""Finds terms in a text, in any form. Time does not depend on how many terms there are.

Every form of every term is a key of one table. A token of the text is looked up once, and what
it can be is kept; only a token that holds a term inside a longer word asks the lexicon whether
the word has a seam there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

from ..finnish import Lexicon, Variant, variants
from ..finnish.forms import colon_base
from ..reading import JOINER
from .patterns import TOKEN, Pattern, Word

_KEY = 3  # letters by which places inside a word are found
_LEAST = 4  # letters of a term that may be part of a compound written without a hyphen
_AND = frozenset("ja tai sekä eli taikka ynnä tahi".split())


class Hit(NamedTuple):
    """A term in a text: where, and the number of its pattern."""

    start: int
    end: int
    pattern: int


@dataclass
class _Token:
    """What one written word can be: whole terms, and the first word of others."""

    hits: tuple[Hit, ...] = ()
    begins: tuple[int, ...] = ()
    ellipsis: bool = False


@dataclass
class _Tables:
    whole: dict[str, list[int]] = field(default_factory=dict)
    possessive: dict[str, list[int]] = field(default_factory=dict)
    modifier: dict[str, list[int]] = field(default_factory=dict)
    first: dict[str, list[int]] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)


class Matcher:
    """The patterns of a term bank, ready to be looked for."""

    def __init__(
        self, patterns: Sequence[Pattern], lexicon: Lexicon, *, inside: bool = True
    ) -> None:
        """``inside``: also as a part of longer compounds."""
        self.patterns, self.lexicon, self.inside = list(patterns), lexicon, inside
        self._tables = _Tables()
        self._seen: dict[str, _Token | None] = {}
        for number, found in enumerate(self.patterns):
            self._add(number, found)

    def _add(self, number: int, found: Pattern) -> None:
        tables = self._tables
        if len(found.words) > 1:
            for form in found.words[0].forms:
                tables.first.setdefault(form, []).append(number)
            return
        word = found.words[0]
        for form in word.forms:
            tables.whole.setdefault(form, []).append(number)
        for form in word.possessives:
            tables.possessive.setdefault(form, []).append(number)
        for form in word.modifiers:
            tables.modifier.setdefault(form, []).append(number)
        for form in (*word.forms, *word.modifiers, *word.possessives):
            tables.keys.add(form[:_KEY])

    def find(self, text: str) -> list[Hit]:
        """All hits in order; a hit inside a longer one is left out."""
        found: list[Hit] = []
        seen = self._seen
        for match in TOKEN.finditer(text):
            raw = match[0]
            try:
                token = seen[raw]
            except KeyError:
                token = seen[raw] = self._token(raw)
            if token is None:
                continue
            start = match.start()
            found += [Hit(start + a, start + b, number) for a, b, number in token.hits]
            for number in token.begins:
                end = self._follow(text, match.end(), raw, self.patterns[number])
                if end:
                    found.append(Hit(start, end, number))
            if token.ellipsis:
                found += self._ellipsis(text, start, raw)
        return longest(found)

    # --- one token -------------------------------------------------------------------------

    def _token(self, raw: str) -> _Token | None:
        spellings = _spellings(raw)
        plain = spellings[0]
        hits: dict[Hit, None] = {}
        begins: dict[int, None] = {}
        for spelling in spellings:
            stems = _stems(spelling)
            for a, b, number in self._hits(spelling, stems):
                whole = b - a == len(spelling)
                hits[
                    Hit(0, len(raw), number) if whole or spelling != raw else Hit(a, b, number)
                ] = None
            for stem in stems:
                if not stem.possessive and stem.text in self._tables.first:
                    begins.update(dict.fromkeys(self._tables.first[stem.text]))
        ellipsis = self.inside and (plain.endswith("-") or plain.startswith("-"))
        if not hits and not begins and not ellipsis:
            return None
        return _Token(tuple(hits), tuple(begins), ellipsis)

    def _hits(self, raw: str, stems: list[Variant]) -> Iterator[Hit]:
        low = raw.lower()
        if len(low) != len(raw) or "_" in raw:
            return
        for stem in stems:
            yield from self._whole(raw, 0, stem)
        if self.inside and raw.endswith("-"):  # linnakundi- ja vankityö
            for number in self._tables.modifier.get(low[:-1], ()):
                if self._letters(number, raw, 0):
                    yield Hit(0, len(raw) - 1, number)
        if self.inside:
            yield from self._compounds(raw, low, stems)

    def _whole(self, raw: str, start: int, stem: Variant) -> Iterator[Hit]:
        text = stem.text[start:]
        table = self._tables.possessive if stem.possessive else self._tables.whole
        for number in table.get(text, ()):
            if self._letters(number, raw, start):
                yield Hit(start, len(raw), number)

    def _letters(self, number: int, raw: str, start: int) -> bool:
        """Whether the capitals are right where the term's count."""
        exact = self.patterns[number].exact
        after = start + len(exact)
        return not exact or (raw.startswith(exact, start) and not raw[after : after + 1].isupper())

    def _compounds(self, raw: str, low: str, stems: list[Variant]) -> Iterator[Hit]:
        keys, modifiers = self._tables.keys, self._tables.modifier
        for start in range(len(low) - _KEY + 1):
            if low[start : start + _KEY] not in keys:
                continue
            if start and low[start - 1] != ":":
                for stem in stems:
                    if len(stem.text) - start < _KEY:
                        continue
                    for hit in self._whole(raw, start, stem):
                        if self._may_begin(raw, start, len(stem.text)):
                            yield hit
            for end in range(start + _KEY, len(low)):
                for number in modifiers.get(low[start:end], ()):
                    if self._letters(number, raw, start) and self._may_end(raw, start, end):
                        yield Hit(start, end, number)

    def _may_begin(self, raw: str, start: int, end: int) -> bool:
        """Whether a part begins here (a term that runs to the end of the word)."""
        if raw[start - 1] == "-":
            return True
        return end - start >= _LEAST and self._seam(raw, start, left=True)

    def _may_end(self, raw: str, start: int, end: int) -> bool:
        """Whether the term from ``start`` to ``end`` is a run of whole parts, more following."""
        rest = raw[end:]
        if not any(map(str.isalpha, rest)) or rest[0] == ":":
            return False
        if rest[0] != "-" and (
            end - start < _LEAST or len(rest) < 3 or not self._seam(raw, end, left=False)
        ):
            return False
        return not start or raw[start - 1] == "-" or self._seam(raw, start, left=True)

    def _seam(self, raw: str, place: int, *, left: bool) -> bool:
        """Whether a part of the compound begins at ``place``.

        Of a word nobody knows, the unknown part is the term; then the other side must be a
        known part of compounds (``left``: the side before the place).
        """
        readings = self.lexicon.readings(raw)
        # Many small parts are a poorer reading than few: not täytäntöön|panta|vaksi.
        fewest = min((len(reading.seams) for reading in readings), default=0)
        if any(place in r.seams for r in readings if len(r.seams) == fewest):
            return True
        if not all(reading.guessed for reading in readings):
            return False
        probe, at = (raw[:place] + "talo", place) if left else ("talo" + raw[place:], 4)
        return any(at in r.seams and not r.guessed for r in self.lexicon.readings(probe.lower()))

    # --- several tokens --------------------------------------------------------------------

    def _follow(self, text: str, position: int, first: str, found: Pattern) -> int:
        """The end of a term of several words whose first word ends at ``position``; 0 if none."""
        raws, end = [first], position
        for gap in found.gaps:
            match = TOKEN.search(text, end)
            if not match or not _joins(text[end : match.start()], gap):
                return 0
            if found.compounds and not gap and "," in text[end : match.start()]:
                return 0  # a comma that is not the term's own may part only words that agree
            raws.append(match[0])
            end = match.end()
        if any(self._agree(tokens, found) for tokens in product(*map(_spellings, raws))):
            return end
        return 0

    def _agree(self, tokens: tuple[str, ...], found: Pattern) -> bool:
        """Whether the words are the term's, in forms that go together."""
        if found.exact and not " ".join(tokens).startswith(found.exact[:-1]):
            return False
        return any(
            all(
                _fits(word, token, tags)
                for word, token in zip(found.words, tokens[:-1], strict=False)
            )
            for tags in self._head_tags(tokens[-1], found)
        )

    def _head_tags(self, token: str, found: Pattern) -> Iterator[frozenset[tuple[str, str]]]:
        """What the last word may stand for, each way to read it."""
        low, head = token.lower(), found.head
        for stem in _stems(token):
            tags = head.tags(stem)
            if tags is not None:
                yield tags
            if not self.inside or not head.paradigm.nominative:
                continue
            for start in range(2, len(stem.text) - _LEAST + 1):
                tags = head.tags(Variant(stem.text[start:], stem.possessive))
                if tags is not None and self._may_begin(token, start, len(stem.text)):
                    yield tags
        if self.inside and found.compounds:
            for end in range(_LEAST, len(low)):
                if low[:end] in head.modifiers and self._may_end(token, 0, end):
                    yield frozenset()

    def _ellipsis(self, text: str, start: int, raw: str) -> Iterator[Hit]:
        """*ehdonalais- ja koevapausvalvonta*; *työvoimapalvelut ja -toimistot*."""
        plain = raw.replace(JOINER, "")
        if plain.endswith("-"):
            match = TOKEN.search(text, start + len(raw))
            while match and (match[0].lower() in _AND or match[0].endswith("-")):
                match = TOKEN.search(text, match.end())
            between = text[start + len(raw) : match.start()] if match else ""
            if match and _lists(between):
                for place in self._places(match[0]):
                    rest = match[0][place:]
                    for joined in (plain[:-1] + rest, plain + rest):
                        for hit in self._plain(joined, len(plain) - 1):
                            yield Hit(start, match.end(), hit)
        elif plain.startswith("-"):
            before = list(TOKEN.finditer(text[max(0, start - 80) : start]))[-2:]
            offset = max(0, start - 80)
            if len(before) == 2 and before[1][0].lower() in _AND:
                first = before[0][0]
                for place in self._places(first):
                    for hit in self._plain(first[:place] + plain[1:], place):
                        yield Hit(offset + before[0].start(), start + len(raw), hit)

    def _places(self, word: str) -> list[int]:
        """Where a part of this word begins."""
        places = {place + 1 for place, char in enumerate(word[:-1]) if char == "-" and place}
        for reading in self.lexicon.readings(word):
            places.update(reading.seams)
        return sorted(places)

    def _plain(self, word: str, seam: int) -> Iterator[int]:
        for stem in variants(word.lower()):
            if len(stem.text) > seam:
                for hit in self._whole(word, 0, stem):
                    yield hit.pattern


def _spellings(raw: str) -> list[str]:
    """A token as it may be meant: of one broken at a line end, with its hyphen and without."""
    plain = raw.replace(JOINER, "")
    return [plain] if plain == raw else [plain, raw.replace(f"-{JOINER}", "").replace(JOINER, "")]


def _stems(token: str) -> list[Variant]:
    """The token without its outer endings, in lower case; see :func:`guide.finnish.variants`."""
    base = colon_base(token) if ":" in token or "’" in token or "'" in token else None
    return list(variants(token.lower())) if base is None else [Variant(base.lower(), False)]


def _joins(between: str, gap: str) -> bool:
    """Whether only blanks, and what the term itself has there, part two words; or a comma."""
    stripped = between.strip()
    return bool(between) and (stripped == gap or (not gap and stripped == ","))


def _lists(between: str) -> bool:
    words = [word.strip(",/") for word in between.split()]
    return all(not word or word.lower() in _AND or word.endswith("-") for word in words)


def _fits(word: Word, token: str, head: frozenset[tuple[str, str]]) -> bool:
    """Whether a word before the last one stands in a right form."""
    low = token.lower()
    if word.fixed and low == word.text.lower():
        return True
    for stem in variants(low):
        tags = word.tags(stem) if not stem.possessive else None
        if tags is not None and (not word.agrees or not head.isdisjoint(tags)):
            return True
    return False


def longest(hits: list[Hit]) -> list[Hit]:
    """The hits in order of place, without those inside a longer one; one for each place."""
    found: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.end, h.pattern)):
        if not found or hit.end > found[-1].end:
            found.append(hit)
    return found
