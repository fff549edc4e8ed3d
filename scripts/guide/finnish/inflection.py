"""How words inflect, as classes: words with the same endings after their stem share one.

*velka* and *selkä* both weaken their *k*, but have different vowels, hence different classes;
*katu* and *satu* share one. The classes make two small committed files: ``endings.txt`` (each class
with its endings, that of the dictionary form first) and ``inflections.txt`` (each word with its
class). Search knows by them the forms that stand nowhere in the text.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .lexicon import FOLDER, Lexicon
from .readings import Reading

INFLECTIONS, ENDINGS = "inflections.txt", "endings.txt"
HEADERS = {
    INFLECTIONS: "# word, kind (n: takes cases, v: verb), class of endings.txt",
    ENDINGS: "# class, then its endings: that of the dictionary form first, 0 = none",
}
NOMINAL, VERB = "n", "v"
_NONE = "0"
_NOMINAL_CLASSES = frozenset(
    "noun noun-pl adjective participle proper proper-pl numeral ordinal pronoun".split()
)


@dataclass(frozen=True)
class Inflections:
    """``classes``: endings by the class's name; ``words``: class by (word, kind)."""

    classes: Mapping[str, tuple[str, ...]]
    words: Mapping[tuple[str, str], str]

    def endings(self, word: str, kind: str) -> tuple[str, ...]:
        """Endings of a word, that of the dictionary form first; none for an unknown word."""
        return self.classes.get(self.words.get((word, kind), ""), ())


def kind_of(reading: Reading) -> str:
    """Which endings a reading's lemma takes; empty for words that do not inflect."""
    if reading.pos == "verb":
        return VERB
    return NOMINAL if reading.pos in _NOMINAL_CLASSES else ""


def heads(readings: Iterable[Reading]) -> set[tuple[str, str]]:
    """The words, in lower case, whose endings tell those of all the readings' lemmas."""
    found = set()
    for reading in readings:
        head = reading.lemma.rpartition("|")[2].rpartition("-")[2].lower()
        kind = kind_of(reading)
        if kind and len(head) > 1 and head.isalpha():
            found.add((head, kind))
    return found


def made(wanted: Iterable[tuple[str, str]], known: Inflections, lexicon: Lexicon) -> Inflections:
    """The classes of the wanted words; those not ``known`` come from the lexicon's analyser."""
    classes, words = {}, {}
    for word, kind in wanted:
        endings = known.endings(word, kind) or class_of(_forms(word, kind, lexicon), word)
        if endings:
            name = name_of(endings)
            classes[name] = endings
            words[word, kind] = name
    return Inflections(classes, words)


def _forms(word: str, kind: str, lexicon: Lexicon) -> list[str]:
    if kind == VERB:
        from . import verbs

        return verbs.forms(word)
    paradigm = lexicon.paradigm(word)
    return [form for shapes in paradigm.forms.values() for form in shapes]


def class_of(forms: Iterable[str], word: str) -> tuple[str, ...] | None:
    """Endings of a word from all its forms; none when the word is not one of them."""
    forms = list(dict.fromkeys([word, *forms]))
    stem = os.path.commonprefix(forms)
    if len(forms) < 3 or not stem:
        return None
    return tuple(form[len(stem) :] for form in forms)


def name_of(endings: tuple[str, ...]) -> str:
    """A short name that stays the same whatever other classes there are."""
    return hashlib.sha256(" ".join(endings).encode()).hexdigest()[:6]


def render(found: Inflections) -> dict[str, str]:
    """The texts of the two files, sorted."""
    used = sorted(set(found.words.values()))
    classes = [" ".join([name, *(e or _NONE for e in found.classes[name])]) for name in used]
    words = [f"{word}\t{kind}\t{name}" for (word, kind), name in sorted(found.words.items())]
    return {
        ENDINGS: "\n".join([HEADERS[ENDINGS], *classes, ""]),
        INFLECTIONS: "\n".join([HEADERS[INFLECTIONS], *words, ""]),
    }


def read(folder: Path | None = FOLDER) -> Inflections:
    """The committed files; empty where they are missing."""
    classes, words = {}, {}
    for line in _lines(folder, ENDINGS):
        name, *endings = line.split(" ")
        classes[name] = tuple("" if ending == _NONE else ending for ending in endings)
    for line in _lines(folder, INFLECTIONS):
        word, kind, name = line.split("\t")
        words[word, kind] = name
    return Inflections(classes, words)


@cache
def committed() -> Inflections:
    """The files as they are committed, read once."""
    return read()


def _lines(folder: Path | None, name: str) -> list[str]:
    if folder is None or not (folder / name).is_file():
        return []
    text = (folder / name).read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("#")]
