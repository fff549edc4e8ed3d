"""What a text has against the term bank: findings, one for each place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from .. import markdown_text
from ..finnish import Lexicon
from ..findings import Finding
from ..reading import JOINER, Block, joined_lines, without_quotes
from .bank import Avoid, Bank, Term
from .matcher import Hit, Matcher
from .patterns import TOKEN, pattern
from .titles import Titles

AVOIDED, OUTDATED, EXCEPTION = "term", "outdated-name", "term-exception"
ABBREVIATION, TWO_WAYS = "abbreviation", "term-spelling"
EXAMPLE = "<!-- termi-ok: TE-toimisto – kerrotaan, mitä ennen oli -->"

_EXCEPTION = re.compile(r"termi-ok:\s*(?P<form>.*?)(?:\s+[–—-]\s+(?P<reason>.*))?$", re.S)
_ABBREVIATION = re.compile(r"(?<![\w-])(?P<name>[A-ZÅÄÖ]{2,6})(?=$|[^\w-]|:[a-zåäö])")
# Known to every reader, or names that are used in no other form.
KNOWN = frozenset(
    "ADHD BY CC CSV CV ETA EU FI FSC GPS HE HIV ID II III IV ISO IT KRIS MIT OK PDF PIN PL SMS "
    "SKOS SPR SV TBX TV UKK UV VAT VI VII XLSX".split()
)


@dataclass(frozen=True)
class Source:
    """A text to check: its name in findings, its blocks, and the file's own lines and comments."""

    path: str
    blocks: list[Block]
    text: str
    is_page: bool = False
    """Whether the text is a whole page of the guide: then every abbreviation is to be opened."""


@dataclass
class Excuse:
    """One written exception, and how many places it excused."""

    path: str
    line: int
    column: int
    form: str
    reason: str
    count: int = 0


@dataclass
class Checker:
    """The bank made ready; used for any number of texts."""

    bank: Bank
    lexicon: Lexicon
    titles: Titles
    excuses: list[Excuse] = field(default_factory=list)

    @cached_property
    def avoided(self) -> list[tuple[Term, Avoid]]:
        return [(term, avoid) for term in self.bank.terms for avoid in term.avoid]

    @cached_property
    def avoid_matcher(self) -> Matcher:
        made = [pattern(a.form, self.lexicon, a.inflects, a.case) for _, a in self.avoided]
        return Matcher(made, self.lexicon)

    @cached_property
    def preferred_matcher(self) -> Matcher:
        """What protects: preferred terms, and words named as exceptions."""
        names = [name for t in self.bank.terms for name in (t.fi, t.short) if name]
        names += [word for _, avoid in self.avoided for word in avoid.exceptions]
        return Matcher(
            [pattern(name, self.lexicon) for name in dict.fromkeys(names)], self.lexicon
        )

    @cached_property
    def spellings(self) -> dict[str, Term]:
        """Forms of preferred one-word terms without hyphens, to see them written otherwise."""
        found: dict[str, Term] = {}
        for term in self.bank.terms:
            if re.fullmatch(r"[\w-]+", term.fi):
                for form in pattern(term.fi, self.lexicon).words[0].forms:
                    found.setdefault(form.replace("-", ""), term)
        return found

    def check(self, source: Source) -> Iterator[Finding]:
        """All findings of one text; written exceptions are counted as they are used."""
        excuses, faults = read_excuses(source)
        yield from faults
        lines = _Lines(source.text)
        for block in source.blocks:
            text = without_quotes(joined_lines(block.text))
            for hit in self.hits(text):
                term, avoid = self.avoided[hit.pattern]
                used = [e for e in excuses if e.form.casefold() == avoid.form.casefold()]
                if used:
                    used[0].count += 1
                    continue
                start, word = _whole(text, hit)
                line, column = lines.locate(block, start, word)
                check = OUTDATED if avoid.until else AVOIDED
                yield Finding(
                    source.path, line, column, check, avoid.level, message(term, avoid, word)
                )  # type: ignore[arg-type]
        for excuse in excuses:
            if not excuse.count:
                text = f"the exception excuses nothing: no '{excuse.form}' on this page; remove it"
                yield Finding(excuse.path, excuse.line, excuse.column, EXCEPTION, "error", text)
        self.excuses += excuses
        yield from self.abbreviations(source, lines)
        yield from self.two_ways(source, lines)

    def hits(self, text: str) -> list[Hit]:
        """Avoided forms in one block that nothing protects."""
        found = self.avoid_matcher.find(text)
        if not found:
            return found
        shields = self.preferred_matcher.find(text)
        spans = self.titles.spans(text)
        return [hit for hit in found if not self._protected(hit, text, shields, spans)]

    def _protected(
        self, hit: Hit, text: str, shields: list[Hit], spans: list[tuple[int, int]]
    ) -> bool:
        if any(start <= hit.start and hit.end <= end for start, end in spans):
            return True
        exact = self.avoided[hit.pattern][1].case
        for shield in shields:
            if shield.start <= hit.start and hit.end <= shield.end:
                longer = shield.end - shield.start > hit.end - hit.start
                if longer or not exact:
                    return True
            # Not cut out of a right word: hyvinvointialue|johtaja is no aluejohtaja.
            if shield.start < hit.start < shield.end < hit.end and text[hit.start - 1].isalnum():
                return True
        return False

    def abbreviations(self, source: Source, lines: _Lines) -> Iterator[Finding]:
        """Abbreviations that the page never opens, each once."""
        names = {term.short: term for term in self.bank.terms if term.short.isupper()}
        whole = "\n".join(block.text for block in source.blocks)
        seen: set[str] = {avoid.form for _, avoid in self.avoided if avoid.case}
        for block in source.blocks:
            for match in _ABBREVIATION.finditer(without_quotes(block.text)):
                name = match["name"]
                if name in seen or name in KNOWN or not (source.is_page or name in names):
                    continue
                seen.add(name)
                opened = rf"\w[^\w(]*\(\s*{name}\b|\beli {name}\b"
                opened += rf"|\b{name}(?::\w+)?(?:\s*\(\w|,? eli\b)"
                if re.search(opened, whole) or block.text.isupper():
                    continue
                full = f"'{names[name].full}'" if name in names else f"'koko nimi ({name})'"
                line, column = lines.locate(block, match.start(), name)
                text = f"the abbreviation '{name}' is never opened on the page; write first {full}"
                yield Finding(source.path, line, column, ABBREVIATION, "warning", text)

    def two_ways(self, source: Source, lines: _Lines) -> Iterator[Finding]:
        """Preferred terms written with or without a hyphen or a blank against the bank."""
        closed: set[str] = set()
        apart: list[tuple[Block, int, str, Term]] = []
        for block in source.blocks:
            text = without_quotes(block.text)
            before = None
            for match in TOKEN.finditer(text):
                low = match[0].lower().replace(JOINER, "")
                squashed = low.replace("-", "")
                term = self.spellings.get(squashed)
                if term and not low.startswith("-") and not low.endswith("-"):
                    other = ("-" in low) != ("-" in term.fi) and low.count("-") < 2
                    if other and not self.avoid_matcher.find(match[0]):
                        yield self._two_ways(source, lines, block, match.start(), match[0], term)
                    closed.add(term.id)
                if before and text[before.end() : match.start()] == " ":
                    pair = f"{before[0]} {match[0]}"
                    joined = self.spellings.get(pair.lower().replace(" ", ""))
                    if joined and "-" not in pair and len(before[0]) in self._seams(joined):
                        apart.append((block, before.start(), pair, joined))
                before = match
        for block, start, pair, term in apart:
            if term.id in closed:
                yield self._two_ways(source, lines, block, start, pair, term)

    def _seams(self, term: Term) -> set[int]:
        if not self.lexicon.knows(term.fi):
            return set()
        return {place for reading in self.lexicon.readings(term.fi) for place in reading.seams}

    def _two_ways(
        self, source: Source, lines: _Lines, block: Block, start: int, word: str, term: Term
    ) -> Finding:
        line, column = lines.locate(block, start, word)
        text = f"'{word}': written in two ways; the term bank has '{term.fi}'"
        return Finding(source.path, line, column, TWO_WAYS, "warning", text)


def message(term: Term, avoid: Avoid, word: str) -> str:
    """What is wrong and what to write: the reader of the guide's reason comes along in Finnish."""
    text = f"'{word}': write '{term.full}' instead of '{avoid.form}'"
    if avoid.until:
        text += f", a name that ended in {avoid.until[:4]}"
    return f"{text}. {avoid.reason}" if avoid.reason else text


def _whole(text: str, hit: Hit) -> tuple[int, str]:
    """Where the words that hold a hit begin, and the words as a message shows them."""
    start, end = hit.start, hit.end
    while start and (text[start - 1].isalnum() or text[start - 1] in f"-{JOINER}"):
        start -= 1
    while end < len(text) and (text[end].isalnum() or text[end] in f"-{JOINER}"):
        end += 1
    return start, " ".join(text[start:end].replace(JOINER, "").split())


def read_excuses(source: Source) -> tuple[list[Excuse], list[Finding]]:
    """The exceptions written in a text, and those that are written wrongly."""
    excuses, faults = [], []
    for offset, inner in markdown_text.comments(source.text):
        if not inner.startswith("termi-ok"):
            continue
        line, column = markdown_text.place(source.text, offset)
        match = _EXCEPTION.match(inner)
        if not match or not match["form"]:
            text = f"an exception names the form it excuses, as in {EXAMPLE}"
            faults.append(Finding(source.path, line, column, EXCEPTION, "error", text))
            continue
        if not match["reason"]:
            text = f"the exception does not say why; write as in {EXAMPLE}"
            faults.append(Finding(source.path, line, column, EXCEPTION, "warning", text))
        form = " ".join(match["form"].split())
        excuses.append(Excuse(source.path, line, column, form, match["reason"] or ""))
    return excuses, faults


class _Lines:
    """The file's own lines, to say where a word of a block stands in them."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.used: dict[tuple[int, str], int] = {}

    def locate(self, block: Block, offset: int, word: str) -> tuple[int, int]:
        """Line and column. The block knows the line of its text; markup and titles of boxes may
        move a word by a line or two, so it is looked for, each time after the last time."""
        line = block.line(offset)
        first = re.split(r"[\s-]", word.strip("-"))[0]
        ahead = range(line, min(line + 8, len(self.lines) + 1))
        later = next((end for start, end in block.lines if start > offset), None)
        if later is not None:
            ahead = range(line, max(line, later) + 1)
        for shape in (first, first[:4]):
            for number in ahead:
                column = self._find(number, shape)
                if column:
                    return number, column
        return max(1, min(line, len(self.lines))), 1

    def _find(self, number: int, shape: str) -> int:
        if not 0 < number <= len(self.lines):
            return 0
        key = (number, shape)
        found = self.lines[number - 1].find(shape, self.used.get(key, 0))
        if found >= 0:
            self.used[key] = found + 1
        return found + 1


def checked_words(blocks: Iterable[Block]) -> int:
    """How many words a text has; for the benchmark and the reports."""
    return sum(1 for block in blocks for _ in TOKEN.finditer(block.text))
