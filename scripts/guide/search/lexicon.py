"""The Finnish tables of the browser: lemmas by how they inflect, odd forms, parts, families."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..finnish import Lexicon
from ..finnish.inflection import Inflections, kind_of
from . import families

# Ends of compounds that say nothing by themselves.
_EMPTY_HEADS = frozenset("lainen läinen alainen mainen inen mukainen aikainen".split())
# First parts that have no matter of their own either: ulos|otto, yli|annos.
_PARTICLES = frozenset(("adverb", "adposition"))
_NO_CLASS = ""
# Words that carry no matter of their own, also those questions begin with.
STOP = """ja tai sekä eli että jos kun niin ei en et eivät emme älä on oli ovat olla ole olen onko
eikö voi voiko voin voinko saa saako saan saanko pitää pitääkö täytyy mikä mitä mitkä miten millä
missä mistä mihin minne milloin miksi kuka ketkä kenen kenelle kuinka paljonko se ne sen siitä
siihen siinä tämä tässä tähän hän he minä sinä me te minun sinun hänen oma omaa oman mutta vaan vai
kuin jo vielä myös kanssa varten ollessa oleva joka jotka the and of for to och för en ett i på
av""".split()


@dataclass
class Table:
    """Which lemmas a form may belong to, by stem and ending; as ``lexicon.mjs`` looks it up."""

    stems: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    endings: dict[str, frozenset[str]] = field(default_factory=dict)

    def add(self, lemma: str, name: str, endings: tuple[str, ...]) -> None:
        self.endings.setdefault(name, frozenset(endings))
        stem = lemma[: len(lemma) - len(endings[0])]
        self.stems.setdefault(stem, []).append((lemma, name))

    def lemmas(self, form: str) -> set[str]:
        """All lemmas of which the form may be a form."""
        return {
            lemma
            for cut in range(1, len(form) + 1)
            for lemma, name in self.stems.get(form[:cut], ())
            if form[cut:] in self.endings[name]
        }


def build(
    words: Iterable[str],
    finnish: Lexicon,
    inflections: Inflections,
    related: Iterable[tuple[str, str]] = (),
) -> dict[str, Any]:
    """Tables for the words of the guide (as written); ``related`` are pairs of the term bank.

    A word the committed files do not hold is left out: the browser takes it as it stands.
    """
    seen = read(words, finnish)
    classes = _classes({lemma for found in seen.values() for lemma in found}, inflections)
    table = Table()
    for (lemma, name), endings in sorted(classes.items()):
        table.add(lemma.replace("|", ""), name, endings or ("",))
    plain = {form: {lemma.replace("|", "") for lemma, _ in found} for form, found in seen.items()}
    lemmas = sorted({lemma for found in plain.values() for lemma in found})
    modifiers = _modifiers((lemma for lemma, _ in classes), lemmas, finnish, inflections)
    pairs = families.pairs(lemmas, inflections) | {p for p in related if set(p) <= set(lemmas)}
    return {
        "stop": " ".join(STOP),
        "classes": _shipped(classes),
        "forms": _exceptions(plain, table),
        "modifiers": " ".join(f"{part}={lemma}" for part, lemma in sorted(modifiers.items())),
        "families": " ".join(f"{a}={b}" for a, b in sorted(pairs)),
    }


def read(words: Iterable[str], finnish: Lexicon) -> dict[str, set[tuple[str, str]]]:
    """Each known form in lower case with its lemmas (parts seen) and their kinds."""
    found: dict[str, set[tuple[str, str]]] = {}
    for word in sorted(set(words)):
        if not word[0].isalpha() or not finnish.knows(word):
            continue
        readings = finnish.readings(word)
        sure = [r for r in readings if not r.guessed] or readings
        rows = {(r.lemma.lower(), kind_of(r)) for r in sure if " " not in r.lemma}
        found.setdefault(word.lower(), set()).update(rows)
    return found


def _classes(
    lemmas: Iterable[tuple[str, str]], inflections: Inflections
) -> dict[tuple[str, str], tuple[str, ...]]:
    """Endings by (lemma with its seams, name of the class)."""
    found = {}
    for lemma, kind in lemmas:
        head = lemma.rpartition("|")[2].rpartition("-")[2]
        endings = inflections.endings(head, kind) if kind else ()
        name = inflections.words.get((head, kind), _NO_CLASS) if endings else _NO_CLASS
        found[lemma, name] = endings
    bare = {lemma for (lemma, name) in found if name}
    return {key: e for key, e in found.items() if key[1] or key[0] not in bare}


def _shipped(classes: Mapping[tuple[str, str], tuple[str, ...]]) -> list[list[str]]:
    """For each class its endings and its lemmas; the last row holds words that do not inflect."""
    rows: dict[str, list[str]] = {}
    for lemma, name in sorted(classes):
        rows.setdefault(name, []).append(lemma)
    endings = {name: " ".join(e or "0" for e in found) for (_, name), found in classes.items()}
    order = sorted(rows, key=lambda name: (name == _NO_CLASS, name))
    return [[endings[name], " ".join(rows[name])] for name in order]


def _exceptions(plain: Mapping[str, set[str]], table: Table) -> str:
    """Forms of the text whose lemmas the table does not tell exactly: ``form=lemma,lemma``."""
    return " ".join(
        f"{form}={','.join(sorted(lemmas))}"
        for form, lemmas in sorted(plain.items())
        if table.lemmas(form) != lemmas
    )


def _modifiers(
    compounds: Iterable[str], lemmas: Iterable[str], finnish: Lexicon, inflections: Inflections
) -> dict[str, str]:
    """The dictionary form of each first part that is not one itself: *asumis*: *asuminen*.

    Empty for parts that say nothing.
    """
    known = {*lemmas, *(word for word, _ in inflections.words)}
    table = Table()
    for (word, _), name in sorted(inflections.words.items()):
        table.add(word, name, inflections.classes[name])
    found = {}
    for part in sorted({p for lemma in compounds for p in lemma.split("|")[:-1]}):
        part = part.strip("-")
        readings = finnish.readings(part) if finnish.knows(part) else ()
        if readings and readings[0].pos in _PARTICLES:
            found[part] = ""
            continue
        if part in known or len(part) < 3:
            continue
        options = [part[:-1] + "nen"] if part.endswith("s") else sorted(table.lemmas(part))
        options += [reading.lemma.replace("|", "") for reading in readings]
        best = next((option for option in options if option in known), None)
        if best:
            found[part] = best
    heads = {lemma.rpartition("|")[2] for lemma in compounds}
    found |= {head: "" for head in heads & _EMPTY_HEADS}
    return found
