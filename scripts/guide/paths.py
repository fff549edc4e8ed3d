"""Paths that come from data or configuration: below their folder, or refused."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from .findings import CannotCheck


def inside(folder: Path, name: str) -> Path:
    """``name`` (with forward slashes) below ``folder``; raises :class:`~.findings.CannotCheck`
    where it leads out of it, by itself or through a link on the disk."""
    plain = PurePosixPath(name)
    path = folder / plain
    outside = not name or plain.is_absolute() or ".." in plain.parts or "\\" in name or "\0" in name
    if outside or not path.resolve().is_relative_to(folder.resolve()):
        raise CannotCheck(f"'{name}' does not lie below {folder.name}/; give a path from there")
    return path
