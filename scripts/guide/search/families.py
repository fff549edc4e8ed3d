"""Words made from each other: *asunto*, *asunnoton*, *asunnottomuus*; *häätää*, *häätö*.

A pair counts only when both words are in use, so the rules may be simple.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..finnish.inflection import NOMINAL, VERB, Inflections

_FRONT = str.maketrans("aou", "äöy")


def pairs(lemmas: Collection[str], inflections: Inflections) -> set[tuple[str, str]]:
    """Pairs of related lemmas, the word and what is made from it."""
    known = set(lemmas)
    return {
        (lemma, made)
        for lemma in lemmas
        for made in _candidates(lemma, inflections)
        if made in known and made != lemma
    }


def _candidates(lemma: str, inflections: Inflections) -> Iterator[str]:
    if endings := inflections.endings(lemma, VERB):
        stem = lemma[: len(lemma) - len(endings[0])]
        for ending in endings:
            if ending.endswith(("vat", "vät")):
                yield from _from_verb(f"{stem}{ending[:-3]}")
    if endings := inflections.endings(lemma, NOMINAL):
        stem = lemma[: len(lemma) - len(endings[0])]
        genitive = f"{stem}{endings[1]}"
        if genitive.endswith("n") and len(genitive) > 3:
            yield from _from_noun(lemma, genitive[:-1])


def _from_verb(stem: str) -> Iterator[str]:
    """From the stem of *valvovat*: valvoja, valvonta; of *kuntouttavat*: kuntoutus."""
    if len(stem) > 2:
        yield from _with(stem, "ja", "nta", "nti", "nto", "kas", "mus", "us")
        yield from _with(stem[:-1], "o", "u", "us", "e")
    if len(stem) > 4:
        yield from _with(stem[:-2], "us")


def _from_noun(lemma: str, stem: str) -> Iterator[str]:
    """From the stem of *asunnon*: asunnoton; of *vuokran*: vuokralainen."""
    yield from _with(stem, "ton", "llinen", "lainen", "us", "uus")
    yield from _with(lemma, "lainen", "uus", "us")
    if lemma.endswith(("ton", "tön")):
        yield from _with(lemma[:-3], "ttomuus")
    if lemma.endswith("nen"):
        yield from _with(lemma[:-3], "suus")


def _with(stem: str, *endings: str) -> Iterator[str]:
    """The stem with each ending, in front vowels where the stem has no back ones."""
    back = any(letter in "aou" for letter in stem)
    return (stem + (ending if back else ending.translate(_FRONT)) for ending in endings)
