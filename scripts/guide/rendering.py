"""Pages as HTML by the extensions of ``mkdocs.yml``, without MkDocs: for checks that judge what
readers get, not what was written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markdown import Extension, Markdown

from . import page_text
from .markdown.comments import CommentExtension
from .markdown.convert import convert
from .markdown.sources import SourceExtension
from .markdown.statutes import StatuteExtension
from .markdown.terms import TermExtension
from .page_text import Material
from .pages import Page


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
        options = dict(_named(extensions))
        self.markdown = Markdown(extensions=[*options, *own], extension_configs=options)

    def content(self, page: Page) -> str:
        """The HTML of the page's text. Raises :class:`~.snippets.SnippetFault`, and
        :class:`~.findings.CannotCheck` for marks nested without end."""
        self.terms.page = page.name
        text = page_text.filled(page.text, page, self.material)
        return convert(self.markdown, text, page.shown)


def _named(extensions: list[str | dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    for row in extensions:
        if isinstance(row, str):
            yield row, {}
        else:
            yield from ((name, options or {}) for name, options in row.items())
