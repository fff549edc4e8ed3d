"""Where a Finnish word may be broken at a line end.

The rules of the language board: first between the parts of a compound, else before a consonant
that a vowel follows. No break leaves fewer than three letters on either side of the word, or
fewer than two beside a seam, and none parts two vowels except at a seam.
"""

from __future__ import annotations

_VOWELS = frozenset("aeiouyåäöáéíóúàèõüøæ")
LEAST = 3
LEAST_AT_SEAM = 2


def break_points(word: str, seams: tuple[int, ...] = ()) -> tuple[int, ...]:
    """Offsets in letters before which the word may be broken; ``seams`` are those of its parts."""
    lower = word.casefold()
    if len(lower) != len(word):
        return ()
    bounds = [0, *seams, len(word)]
    # A written hyphen is a break of its own and ends a part as a seam does.
    bounds = sorted({*bounds, *(place + 1 for place, char in enumerate(word) if char == "-")})
    points = {place for place in seams if word[place - 1] != "-"}
    for start, end in zip(bounds, bounds[1:], strict=False):
        for place in range(start + LEAST_AT_SEAM, end - LEAST_AT_SEAM + 1):
            consonant_then_vowel = (
                lower[place].isalpha()
                and lower[place] not in _VOWELS
                and place + 1 < end
                and lower[place + 1] in _VOWELS
            )
            if consonant_then_vowel and any(c in _VOWELS for c in lower[start:place]):
                points.add(place)
    return tuple(sorted(p for p in points if LEAST <= p <= len(word) - LEAST))
