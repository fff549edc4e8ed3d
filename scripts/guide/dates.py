"""Dates as readers see them, and the one date a build depends on."""

from __future__ import annotations

import os
import re
from pathlib import Path

from . import git
from .findings import CannotCheck

_FALLBACK = 1_767_225_600  # 2026-01-01, for a copy of the files without their history
_EARLIEST = 315_532_800  # 1980-01-01: a ZIP cannot tell an earlier time
_END = 4_102_444_800  # 2100-01-01


def finnish(date: str) -> str:
    """``2026-11-24`` as ``24.11.2026``, ``2026-11`` as ``11/2026``, ``2026`` as it is."""
    parts = [part.lstrip("0") for part in date.split("-")]
    return {3: ".".join(reversed(parts)), 2: "/".join(reversed(parts))}.get(len(parts), date)


def build_time(root: Path) -> int:
    """Seconds since 1970 that the build gives as its time: ``SOURCE_DATE_EPOCH`` where it is set
    (reproducible-builds.org), else the last commit, so that the same commit gives the same bytes.

    A time before 1980 is taken as 1980-01-01, the first a ZIP can tell. Raises
    :class:`CannotCheck` when what is set is no time, or none before 2100.
    """
    given = given_time()
    if given is None:
        told = git.answer(root, "log", "-1", "--format=%ct")
        given = int(told) if re.fullmatch("[0-9]{1,10}", told) else _FALLBACK
    return max(given, _EARLIEST)


def given_time() -> int | None:
    """``SOURCE_DATE_EPOCH``, or None where it is not set or empty."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not given:
        return None
    if not re.fullmatch("[0-9]{1,10}", given) or int(given) >= _END:
        raise CannotCheck(
            f"SOURCE_DATE_EPOCH is {given[:40]!r}; it must be whole seconds since 1970, before the year"
            " 2100, as 1764000000: unset it or set it right"
        )
    return int(given)
