"""The pages of the guide as they stand in ``docs``: front matter, text, and what each cites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from . import markdown_text, schema, sources, statutes, text_files, yaml_lines
from .findings import CannotCheck, Finding
from .yaml_lines import Document, YamlFault

CHECK = "front-matter"
NOT_PAGES = ("data", "osat")  # the data files, and the snippets pages share
_FRONT = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*\n", re.S | re.M)
_EXAMPLE = "'---', the keys title, description and kind, '---'"


@dataclass(frozen=True)
class Page:
    """One Markdown file that becomes a page.

    ``name`` is its path below ``docs`` with forward slashes, ``shown`` its path in findings;
    ``text`` is what follows the front matter and begins on line ``first_line``.
    """

    name: str
    shown: str
    front: Document
    text: str
    first_line: int
    snippets: tuple[str, ...] = field(default=(), compare=False)

    @property
    def meta(self) -> dict[str, Any]:
        """The front matter; empty when it could not be read."""
        return self.front.value or {}

    @property
    def title(self) -> str:
        return self.meta.get("title", "")

    @property
    def url(self) -> str:
        """The address below the site's root, as MkDocs gives it with directory addresses."""
        return page_url(self.name)

    def parts(self) -> Iterator[str]:
        """The page's own text and that of the snippets it pulls in."""
        yield self.text
        yield from self.snippets

    def statute_citations(self) -> list[str]:
        """Inner text of every statute citation, in order."""
        return [inner for part in self.parts() for _, inner in statutes.find(part)]

    def source_citations(self) -> list[str]:
        """Ids of the sources cited in the text and named in the front matter, each once."""
        cited = [source for part in self.parts() for _, source, _ in sources.find(part)]
        return list(dict.fromkeys([*cited, *self.meta.get("sources", [])]))


def page_url(name: str) -> str:
    """The address of the page in that file below ``docs``.

    >>> page_url("index.md"), page_url("tietoa/oppaasta.md")
    ('', 'tietoa/oppaasta/')
    """
    stem = name.removesuffix(".md")
    return stem.removesuffix("index") if stem.split("/")[-1] == "index" else f"{stem}/"


def load(docs: Path) -> tuple[list[Page], list[Finding]]:
    """All pages below ``docs`` in the order of their names, and what is wrong with the files."""
    paths = sorted(path for path in docs.rglob("*.md") if is_page(path.relative_to(docs)))
    if not paths:
        raise CannotCheck(f"no pages in {docs}")
    pages, findings = [], []
    for path in paths:
        page, faults = read(path, docs)
        findings += faults
        if page:
            pages.append(page)
    return pages, findings


def is_page(name: Path) -> bool:
    """Whether a Markdown file (path below ``docs``) becomes a page."""
    return name.parts[0] not in NOT_PAGES and not any(part.startswith(".") for part in name.parts)


def read(path: Path, docs: Path) -> tuple[Page | None, list[Finding]]:
    """One page and its findings; no page when its text cannot be read at all."""
    text, findings = text_files.read(path)
    if text is None:
        return None, findings
    shown = text_files.shown(path)
    match = _FRONT.match(text)
    if not match:
        message = f"the page does not begin with front matter: {_EXAMPLE}"
        return None, [*findings, Finding(shown, 1, 1, CHECK, "error", message)]
    try:
        front = yaml_lines.load(match[1], first_line=2)
    except YamlFault as fault:
        message = f"broken YAML in the front matter: {fault.message}"
        return None, [*findings, Finding(shown, fault.line, fault.column, CHECK, "error", message)]
    findings += schema.check("page", front, shown, CHECK)
    if not isinstance(front.value, dict):
        front = Document({}, front.lines)
    body = text[match.end() :]
    first_line = text.count("\n", 0, match.end()) + 1
    pulled = tuple(_pulled(body, docs, ()))
    return Page(path.relative_to(docs).as_posix(), shown, front, body, first_line, pulled), findings


def _pulled(text: str, docs: Path, above: tuple[str, ...]) -> Iterator[str]:
    """Texts of the Markdown snippets, and theirs; missing and cyclic ones are the checks' matter."""
    for _, name in markdown_text.snippets(text):
        path = docs / name
        if name in above or path.suffix != ".md" or not path.is_file():
            continue
        inner = path.read_text(encoding="utf-8", errors="replace")
        yield inner
        yield from _pulled(inner, docs, (*above, name))
