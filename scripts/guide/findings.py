"""What a check has to say: one format for all checks, for people and for machines."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

Level = Literal["error", "warning"]
FORMATS = ("text", "json", "github")


@dataclass(frozen=True, order=True)
class Finding:
    """One fault at one place.

    ``path`` is relative to the repository (or as the user gave it), with forward slashes;
    ``line`` and ``column`` count from 1. ``message`` says what is wrong and how to mend it,
    with a right example where one helps.
    """

    path: str
    line: int
    column: int
    check: str
    level: Level
    message: str


class CannotCheck(Exception):
    """A check could not do its work: nothing to check, or a tool is missing. Exit code 2."""


def exit_code(findings: Iterable[Finding]) -> int:
    """1 when anything is an error, else 0: warnings report, they do not fail."""
    return int(any(finding.level == "error" for finding in findings))


def render(findings: Iterable[Finding], style: str = "text") -> str:
    """The findings, sorted, as ``text``, ``json`` or ``github`` (workflow annotations)."""
    ordered = sorted(set(findings))
    if style == "json":
        rows = [
            {key: row[key] for key in ("path", "line", "column", "check", "level", "message")}
            for row in map(asdict, ordered)
        ]
        return json.dumps(rows, ensure_ascii=False, indent=2)
    line = _github_line if style == "github" else _text_line
    return "\n".join(map(line, ordered))


def _text_line(finding: Finding) -> str:
    mark = "" if finding.level == "error" else "warning: "
    return f"{finding.path}:{finding.line}: {mark}{finding.message} ({finding.check})"


def _github_line(finding: Finding) -> str:
    # Escapes as in the workflow command syntax: % first, then line ends; , and : in properties.
    def escape(text: str, extra: str = "") -> str:
        text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        for char, code in ((":", "%3A"), (",", "%2C")):
            if char in extra:
                text = text.replace(char, code)
        return text

    return (
        f"::{finding.level} file={escape(finding.path, ':,')},line={finding.line},"
        f"col={finding.column},title={escape(finding.check, ':,')}::{escape(finding.message)}"
    )
