"""What a written word may be: one reading for each lemma, and the line that keeps it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Reading:
    """One way to read a word.

    ``lemma`` and ``surface`` (the word itself) carry ``|`` between the parts of a compound;
    ``pos`` is the word class (``noun``, ``verb``, ``adjective`` ...; empty when unknown).
    ``guessed`` tells that no part of the word was known.
    """

    lemma: str
    pos: str
    surface: str
    guessed: bool = False

    @property
    def seams(self) -> tuple[int, ...]:
        """Where a new part of the compound begins, counted in letters of the word."""
        places, length = [], 0
        for part in self.surface.split("|")[:-1]:
            length += len(part)
            places.append(length)
        return tuple(places)

    def line(self) -> str:
        """As in the cache: ``noun koe|vapaus koe|vapauteen``; a guess has a question mark."""
        mark = "?" if self.guessed else ""
        return f"{self.pos or '-'}{mark} {self.lemma} {self.surface}"

    @classmethod
    def from_line(cls, text: str) -> Reading:
        """Read :meth:`line` back."""
        pos, lemma, surface = text.split(" ")
        return cls(lemma, pos.rstrip("?").replace("-", "", pos == "-"), surface, pos.endswith("?"))
