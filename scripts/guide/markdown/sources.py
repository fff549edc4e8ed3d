"""``[@id]`` becomes a link to the source's entry at the end of the page; see :mod:`guide.sources`."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Mapping
from typing import Any

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor

from ..sources import CITATION, Source
from .statutes import PRIORITY


def anchor(source_id: str) -> str:
    """The id of a source's entry in the page's block of sources."""
    return f"lahde-{source_id}"


class SourceProcessor(InlineProcessor):
    """Turns one citation into ``<a class="source">``; an unknown one stays as it is written."""

    def __init__(self, sources: Mapping[str, Source], md: Markdown) -> None:
        super().__init__(CITATION.pattern, md)
        self.sources = sources

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Any, Any, Any]:  # noqa: N802
        source = self.sources.get(m[1])
        if source is None:
            return None, None, None
        text = f"{source.short}, {m[2].strip()}" if m[2] else source.short
        label = f"{text}, lähde: {source.title}"
        attributes = {"class": "source", "href": f"#{anchor(source.id)}", "aria-label": label}
        element = etree.Element("a", attributes)
        element.text = text
        return element, m.start(0), m.end(0)


class SourceExtension(Extension):
    """Made with the known sources by id."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        super().__init__()
        self.sources = sources

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.inlinePatterns.register(SourceProcessor(self.sources, md), "source", PRIORITY)
