"""What the guide needs of ``mkdocs.yml``, told with its line before MkDocs stumbles over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from . import paths, schema, text_files, yaml_lines
from .findings import CannotCheck, Finding
from .yaml_lines import Document, YamlFault

FILE = "mkdocs.yml"
CHECK = "config"
LISTS = ("styles", "scripts", "search_scripts")
TAGS = frozenset({"!ENV"})  # MkDocs' own, for values from the environment


def load(root: Path) -> tuple[Document, list[Finding]]:
    """The configuration and what is wrong with it; an empty mapping where it cannot be read."""
    path = root / FILE
    shown = text_files.shown(path)
    text, findings = text_files.read_source(path)
    if text is None:
        return Document({}, {}), findings
    try:
        document = yaml_lines.load(text, tags=TAGS)
    except YamlFault as fault:
        message = f"broken YAML: {fault.message}"
        return Document({}, {}), [Finding(shown, fault.line, fault.column, CHECK, "error", message)]
    return document, [*findings, *schema.check("mkdocs", document, shown, CHECK)]


def check(root: Path) -> list[Finding]:
    """Findings of ``mkdocs.yml`` in ``root``; the rest of it is MkDocs' own to judge."""
    document, findings = load(root)
    return findings or list(_missing(document, root))


def _missing(document: Document, root: Path) -> Iterator[Finding]:
    """Styles and scripts that are named but not there. A name with ``*`` is the theme's."""
    extra: dict[str, Any] = document.value["extra"]
    named = [(("extra", key, number), name) for key in LISTS for number, name in enumerate(extra[key])]
    named += [(("extra", "page_scripts", key), name) for key, name in extra["page_scripts"].items()]
    for place, name in named:
        try:
            path = paths.inside(root / "docs", name)
        except CannotCheck as reason:
            message = str(reason)
        else:
            if "*" in name or text_files.exists_as_written(path):
                continue
            message = f"there is no file docs/{name}; mend the path, or take it off the list"
        yield Finding(text_files.shown(root / FILE), document.line(*place), 1, CHECK, "error", message)
