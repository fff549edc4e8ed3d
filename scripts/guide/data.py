"""The data files of ``docs/data``: read once, checked against their schemas, given as records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from . import limits, schema, text_files, yaml_lines
from .findings import Finding
from .yaml_lines import Document, YamlFault

CHECK = "data"
EMPTY = Document([], {})


def read(folder: Path, name: str) -> tuple[Document, list[Finding]]:
    """Read ``<name>.yml`` below ``folder`` and check it against the schema of the same name.

    The document is empty when anything is wrong with the file as a whole; rows whose ``id``
    stands twice are findings at the later one.
    """
    return read_file(folder / f"{name}.yml", name)


def read_file(path: Path, name: str) -> tuple[Document, list[Finding]]:
    """The same for a file of any name, by the schema ``name``."""
    shown = text_files.shown(path)
    text, findings = text_files.read_source(path, most=limits.DATA_BYTES)
    if text is None:
        return EMPTY, findings
    try:
        document = yaml_lines.load(text)
    except YamlFault as fault:
        message = f"broken YAML: {fault.message}"
        return EMPTY, [Finding(shown, fault.line, fault.column, CHECK, "error", message)]
    findings += schema.check(name, document, shown, CHECK)
    if findings:
        return EMPTY, findings
    return document, list(_doubles(document, shown))


def _doubles(document: Document, shown: str) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for number, row in enumerate(document.value or []):
        line = document.line(number)
        if row["id"] in seen:
            text = f"the id '{row['id']}' is taken already, on line {seen[row['id']]}"
            yield Finding(shown, line, 1, CHECK, "error", text)
        seen.setdefault(row["id"], line)
