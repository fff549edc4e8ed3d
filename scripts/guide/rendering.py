"""Pages as HTML by the extensions of ``mkdocs.yml``, without MkDocs: for checks that judge what
readers get, not what was written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from markdown import Extension, Markdown

from . import page_text
from .findings import Finding
from .markdown.comments import CommentExtension
from .markdown.convert import convert
from .markdown.sources import SourceExtension
from .markdown.statutes import StatuteExtension
from .markdown.terms import TermExtension
from .page_text import Material
from .pages import Page
from .safety import site as safety
from .safety.locate import Sources


def guide_extensions(material: Material) -> tuple[list[Extension], TermExtension]:
    """The guide's own extensions; the last, given by itself too, wants to know each page."""
    terms = TermExtension(material.terms.mentions)
    library = material.library
    own = [StatuteExtension(register=library.statutes), SourceExtension(sources=library.sources)]
    return [CommentExtension(), *own, terms], terms


class Renderer:
    """Renders one page after another. ``extensions``: the list of ``mkdocs.yml``, as it stands."""

    def __init__(self, material: Material, extensions: list[str | dict[str, Any]]) -> None:
        self.material = material
        own, self.terms = guide_extensions(material)
        options = named(extensions)
        self.markdown = Markdown(extensions=[*options, *own], extension_configs=options)

    def content(self, page: Page) -> str:
        """The HTML of the page's text. Raises :class:`~.snippets.SnippetFault`, and
        :class:`~.findings.CannotCheck` for marks nested without end."""
        self.terms.page = page.name
        text = page_text.filled(page.text, page, self.material)
        return convert(self.markdown, text, page.shown)


def named(extensions: list[str | dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The options of each extension of the list in ``mkdocs.yml``, by its name, in their order."""
    options: dict[str, dict[str, Any]] = {}
    for row in extensions:
        options |= {row: {}} if isinstance(row, str) else {key: value or {} for key, value in row.items()}
    return options


def findings(material: Material, extensions: list[str | dict[str, Any]], root: Path) -> list[Finding]:
    """What every page's rendered text is found guilty of; ``root`` holds the sources.

    Raises :class:`~.findings.CannotCheck` for marks nested without end.
    """
    renderer = Renderer(material, extensions)
    faults = [
        fault
        for page in material.library.pages
        for fault in safety.content_faults(renderer.content(page), page.name)
    ]
    return Sources(root).findings(faults)
