"""How a term may stand in a text: its words, each with the forms it may take there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from ..finnish import Lexicon, Paradigm, Variant, possessive_bases
from ..finnish.forms import Tag
from ..reading import JOINER

TOKEN = re.compile(rf"(?<!\w)-?\w+(?:(?:-{JOINER}*|[:’'])\w+)*-?")


@dataclass(frozen=True)
class Word:
    """One word of a term.

    ``agrees``: takes number and case of the last word (*asunnottomille vapautuneille*);
    ``fixed``: or stands as it is in the term, an attribute of a word between.
    """

    text: str
    paradigm: Paradigm
    agrees: bool = False
    fixed: bool = False

    @cached_property
    def forms(self) -> dict[str, frozenset[Tag]]:
        """Lower-case forms with what they stand for; the bare text when it does not inflect."""
        found: dict[str, frozenset[Tag]] = {}
        for form, tags in self.paradigm.tags().items():
            found[form.lower()] = found.get(form.lower(), frozenset()) | tags
            joined = f"{form.lower()}i"
            if ("sg", "nom") in tags and joined in self.possessives:
                found[joined] = tags  # the vowel before an ending: Krits, Kritsikin
        return found or {self.text.lower(): frozenset()}

    @cached_property
    def possessives(self) -> dict[str, frozenset[Tag]]:
        return {base.lower(): tags for base, tags in possessive_bases(self.paradigm).items()}

    @cached_property
    def modifiers(self) -> frozenset[str]:
        return frozenset(form.lower() for form in self.paradigm.modifiers())

    def tags(self, variant: Variant) -> frozenset[Tag] | None:
        """What a token without its endings stands for here; none when it is not this word."""
        forms = self.possessives if variant.possessive else self.forms
        return forms.get(variant.text)


@dataclass(frozen=True)
class Pattern:
    """A term of one or more words; ``gaps`` is what stands between them beside blanks."""

    words: tuple[Word, ...]
    gaps: tuple[str, ...]
    exact: str = ""

    @property
    def head(self) -> Word:
        return self.words[-1]

    @property
    def compounds(self) -> bool:
        """Whether a longer compound may begin with the last word.

        Not when an earlier word agrees with it: *entinen vankikaveri* is not an *entinen vanki*.
        """
        return not any(word.agrees for word in self.words[:-1])


def pattern(form: str, lexicon: Lexicon, inflects: str = "all", case: str = "") -> Pattern:
    """The pattern of a term; raises :class:`~guide.finnish.NotCovered` for unknown words.

    The last word inflects; earlier nominatives agree with it, oblique words keep their case,
    others stand as they are. After a comma nothing inflects.
    """
    matches = list(TOKEN.finditer(form))
    texts = [match[0] for match in matches]
    gaps = tuple(
        form[a.end() : b.start()].strip() for a, b in zip(matches, matches[1:], strict=False)
    )
    free = next((number for number, gap in enumerate(gaps) if "," in gap), len(texts) - 1)
    words = []
    for number, text in enumerate(texts):
        bare = inflects == "none" or number > free or (inflects == "last" and number < free)
        plain = text.endswith("-") or not any(map(str.isalpha, text))
        paradigm = Paradigm(text, {}) if bare or plain else _paradigm(text, lexicon)
        words.append(Word(text, paradigm))
    head_inflects = words[free].paradigm.nominative
    contiguous = True
    for number in range(free - 1, -1, -1):
        word = words[number]
        agrees = head_inflects and word.paradigm.nominative
        fixed = agrees and not contiguous
        contiguous = contiguous and agrees
        words[number] = Word(word.text, word.paradigm, agrees, fixed)
    return Pattern(tuple(words), gaps, form if case == "exact" else "")


def _paradigm(text: str, lexicon: Lexicon) -> Paradigm:
    if not text.startswith("-"):
        return lexicon.paradigm(text)
    found = lexicon.paradigm(text[1:])
    return Paradigm(text, {tag: tuple(f"-{f}" for f in fs) for tag, fs in found.forms.items()})
