"""The pages of the guide as they stand in ``docs``: front matter, text, and what each cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from . import schema, snippets, source_tree, sources, statutes, text_files, yaml_lines
from .findings import CannotCheck, Finding
from .yaml_lines import Document, YamlFault

CHECK = "front-matter"
_FRONT = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*\n", re.S | re.M)
_EXAMPLE = "'---', the keys title, description and kind, '---'"


@dataclass(frozen=True)
class Page:
    """One Markdown file that becomes a page.

    ``name`` is its path below ``docs`` with forward slashes, ``shown`` its path in findings;
    ``text`` is what follows the front matter and begins on line ``first_line``; ``pulled`` names
    the Markdown snippets in it, ``snippets`` holds their texts and what data adds to the page.
    """

    name: str
    shown: str
    front: Document
    text: str
    first_line: int
    snippets: tuple[str, ...] = field(default=(), compare=False)
    pulled: tuple[str, ...] = field(default=(), compare=False)

    @property
    def meta(self) -> dict[str, Any]:
        """The front matter: the keys whose values are as the schema wants them."""
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


@dataclass(frozen=True)
class Passage:
    """A text of the guide by itself: a page's own, or that of a snippet.

    ``shown`` and ``first_line`` are its place in findings; ``folders`` (below ``docs``) those of
    the pages it stands on, from which its links are followed.
    """

    shown: str
    text: str
    first_line: int
    folders: tuple[str, ...]


def page_url(name: str) -> str:
    """The address of the page in that file below ``docs``.

    >>> page_url("index.md"), page_url("tietoa/oppaasta.md")
    ('', 'tietoa/oppaasta/')
    """
    stem = name.removesuffix(".md")
    return stem.removesuffix("index") if stem.split("/")[-1] == "index" else f"{stem}/"


def load(docs: Path) -> tuple[list[Page], list[Finding]]:
    """All pages below ``docs`` in the order of their names, and what is wrong with the files."""
    paths = source_tree.pages(docs) if docs.is_dir() else []
    if not paths:
        raise CannotCheck(f"no pages in {docs}")
    pages, findings = [], []
    for path in paths:
        page, faults = read(path, docs)
        findings += faults
        if page:
            pages.append(page)
    return pages, findings


def shared(docs: Path, pages: Iterable[Page]) -> tuple[list[Passage], list[Finding]]:
    """The Markdown that pages share, each file once, and what is wrong with the files."""
    users: dict[str, list[str]] = {}
    for page in pages:
        for name in page.pulled:
            users.setdefault(name, []).append(PurePosixPath(page.name).parent.as_posix())
    passages, findings = [], []
    for path in source_tree.snippets(docs):
        text, faults = text_files.read_source(path)
        findings += faults
        if text is not None:
            folders = dict.fromkeys(users.get(path.relative_to(docs).as_posix(), ()))
            passages.append(Passage(text_files.shown(path), text, 1, tuple(folders)))
    return passages, findings


def read(path: Path, docs: Path) -> tuple[Page | None, list[Finding]]:
    """One page and its findings; no page when its text cannot be read at all."""
    text, findings = text_files.read_source(path)
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
    body = text[match.end() :]
    first_line = text.count("\n", 0, match.end()) + 1
    pulled = snippets.pulled(body, docs)
    name = path.relative_to(docs).as_posix()
    front = replace(front, value=schema.sound("page", front.value))
    page = Page(name, shown, front, body, first_line, tuple(pulled.values()), tuple(pulled))
    return page, findings
