"""One thing that may not be published, before it is known where it comes from."""

from __future__ import annotations

from dataclasses import dataclass

CHECK = "safety"
LEFTOVER = "leftover"


@dataclass(frozen=True)
class Fault:
    """``message`` says what it is and how to mend it.

    ``needles`` are texts by which its source is told, the most telling first; none where the
    published file itself is the place.
    """

    message: str
    needles: tuple[str, ...] = ()
    check: str = CHECK
