"""Words reach any console: one that knows ASCII alone, and one whose reader has gone."""

from __future__ import annotations

import io
import os
import sys
from typing import Any


class _Patient(io.FileIO):
    """A stream whose reader may go (``| head -1``): what is said after that is for nobody."""

    def write(self, data: Any) -> Any:
        try:
            return super().write(data)
        except BrokenPipeError:
            return len(data)


def prepare() -> None:
    """Set up standard output and error; letters the console lacks are told as ``\\xe4``.

    Streams that a test has put in their place are left alone.
    """
    for number, name in ((1, "stdout"), (2, "stderr")):
        if getattr(sys, name) is None and os.name != "nt":
            _fill(number, name)
        stream = getattr(sys, name)
        if not isinstance(stream, io.TextIOWrapper) or stream is not getattr(sys, f"__{name}__"):
            continue
        stream.reconfigure(errors="backslashreplace")
        if os.name == "nt":
            continue  # a console there is no file
        stream.flush()
        raw = _Patient(stream.fileno(), "w", closefd=False)
        patient = io.TextIOWrapper(
            io.BufferedWriter(raw),
            encoding=stream.encoding,
            errors="backslashreplace",
            line_buffering=stream.line_buffering or name == "stderr",
        )
        setattr(sys, name, patient)


def _fill(number: int, name: str) -> None:
    """A stream closed from the start; else the next file opened would take its number."""
    descriptor = os.open(os.devnull, os.O_WRONLY)
    if descriptor != number:
        os.dup2(descriptor, number)
        os.close(descriptor)
    os.set_inheritable(number, True)
    setattr(sys, name, open(number, "w", encoding="utf-8", closefd=False))  # noqa: SIM115
