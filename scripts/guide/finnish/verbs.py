"""Verb forms with pypykko: needed when the word files are made, never by the build."""

from __future__ import annotations

from pypykko.generate import generate_wordform
from pypykko.utils import analyze

_FINITE = "1sg 2sg 3sg 1pl 2pl 3pl".split()
_PARTICIPLES = ("part_past", "pass+part_past", "part_pres", "pass+part_pres")
_CASES = ("sg+nom", "sg+gen", "sg+par", "sg+all", "pl+nom", "pl+gen", "pl+par", "pl+all")
# What people type of a verb; the rarer forms are reached from their beginnings.
TAGS = (
    "+inf1",
    *(f"+{tense}+{person}" for tense in ("pres", "past") for person in _FINITE),
    *("+cond+1sg", "+cond+3sg", "+pres+conneg", "+imper+2pl"),
    *("+pass+pres", "+pass+past", "+pass+cond", "+pass+pres+conneg"),
    *(f"+inf3+{case}" for case in ("ine", "ela", "ill", "ade", "abe")),
    *("+inf2+ine", "+pass+inf2+ine"),
    *(f"+inf4+sg+{case}" for case in "nom gen par ine ela ill ade abl all tra".split()),
    *(f"+{kind}+{case}" for kind in _PARTICIPLES for case in _CASES),
)


def forms(verb: str) -> list[str]:
    """The forms of a verb given in its dictionary form; none for a word pypykko does not know."""
    found = [
        a for a in analyze(verb, only_best=False) if a.pos == "verb" and a.morphtags == "+inf1"
    ]
    known = [a for a in found if not a.source.startswith("Guesser")]
    if not known:
        return []
    best = min(known, key=lambda a: a.weight)
    made: dict[str, None] = {}
    for tags in TAGS:
        shapes = generate_wordform(best.lemma, "verb", tags, best.homonym, best.source)
        made.update(dict.fromkeys(sorted(shapes)))
    return list(made)
