"""Where the words of the menu may be broken: its column is narrow, and browsers know no Finnish."""

from __future__ import annotations

import re

from .pdf.hyphens import seams

# A shorter word fits into the column.
LEAST = 16
SOFT_HYPHEN = "\N{SOFT HYPHEN}"
WORD_JOINER = "\N{WORD JOINER}"
_LONG = re.compile(rf"[^\W\d_]{{{LEAST},}}")


def breakable(title: str) -> str:
    """A title with soft hyphens between the parts of its long words; none after a leading hyphen.

    >>> breakable("Rangaistusajan suunnitelma") == "Rangaistusajan suunnitelma"
    True
    """
    joined = title.replace(" -", f" -{WORD_JOINER}")
    return _LONG.sub(lambda found: _broken(found[0]), joined)


def _broken(word: str) -> str:
    bounds = [0, *seams(word), len(word)]
    return SOFT_HYPHEN.join(word[a:b] for a, b in zip(bounds, bounds[1:], strict=False))
