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
    for name in ("stdout", "stderr"):
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
