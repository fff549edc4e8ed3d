"""A page as Markdown with everything the build writes into it: snippets, lists, the block at its end."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from . import end_block, lists, review, site_map, snippets
from .changes import Change
from .library import Library
from .pages import Page
from .terms.site import SiteTerms


@dataclass(frozen=True)
class Material:
    """What pages are filled from; ``built_at`` is the build's time in seconds since 1970."""

    library: Library
    terms: SiteTerms
    changes: list[Change]
    map: tuple[site_map.Node, ...]
    built_at: int

    @property
    def docs(self) -> Path:
        return self.library.docs

    @property
    def titles(self) -> dict[str, str]:
        """The title of every page by its name."""
        return {page.name: page.title for page in self.library.pages}


def source(page: Page) -> str:
    """The page with its front matter as JSON, which every reader of YAML takes as it stands.

    MkDocs reads front matter by YAML 1.1, where a title may turn into a number or a date.
    """
    return f"---\n{json.dumps(page.meta, ensure_ascii=False)}\n---\n\n{page.text}"


def filled(markdown: str, page: Page, material: Material) -> str:
    """The page's Markdown with all lists in the place of their markers, and what stands at its end.

    Raises :class:`~.snippets.SnippetFault`.
    """
    library = material.library
    text = snippets.expand(markdown, material.docs)
    text = lists.fill(text, page, material)
    return text + end_block.end_block(page, library) + review.notice(page, material.built_at)
