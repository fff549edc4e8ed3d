"""``[§ VankL 4:6]`` becomes a link to the act in Finlex; see :mod:`guide.statutes`."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from typing import Any

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from ..statutes import CITATION, Citation, CitationFault, Register, unbroken

# Above links and references (170, 160 …), below backticks (190) and escapes (180).
PRIORITY = 175


class StatuteProcessor(InlineProcessor):
    """Turns one citation into ``<a class="statute">``; an unreadable one stays as it is written."""

    def __init__(self, register: Register, md: Markdown) -> None:
        super().__init__(CITATION.pattern, md)
        self.register = register

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Any, Any, Any]:  # noqa: N802
        try:
            citation = self.register.parse(m[1])
        except CitationFault:
            return None, None, None
        return link(citation), m.start(0), m.end(0)


class CompactInTables(Treeprocessor):
    """In table cells the short form stands: a column has no room for names."""

    def run(self, root: etree.Element) -> None:
        for cell in (e for tag in ("td", "th") for e in root.iter(tag)):
            for element in cell.iter("a"):
                if element.get("class") == "statute" and (short := element.get("data-short")):
                    for child in list(element):
                        element.remove(child)
                    # The spoken name begins with what is seen, or voice control misses the link.
                    element.set("aria-label", element.get("aria-label").replace(element.get("data-long"), short))
                    element.text = unbroken(short)
        for element in root.iter("a"):
            element.attrib.pop("data-short", None)
            element.attrib.pop("data-long", None)


def link(citation: Citation) -> etree.Element:
    """The link of a citation: visible short name and section, full name for screen readers."""
    name = f"{citation.long}, {citation.statute.full_name}, Finlex"
    attributes = {"class": "statute", "href": citation.address, "aria-label": name}
    element = etree.Element("a", {**attributes, "data-short": citation.compact, "data-long": citation.long})
    lead, _, place = citation.long.partition(f"{citation.statute.genitive} ")
    if not place:
        element.text = unbroken(lead)
        return element
    # A line break inside "4 luvun 6 §" would hide what belongs together.
    element.text = f"{citation.statute.genitive} "
    etree.SubElement(element, "span", {"class": "nowrap"}).text = unbroken(place)
    return element


class StatuteExtension(Extension):
    """Made with the known statutes; Markdown's own options are for plain values only."""

    def __init__(self, register: Register) -> None:
        super().__init__()
        self.register = register

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.inlinePatterns.register(StatuteProcessor(self.register, md), "statute", PRIORITY)
        # After the inline patterns (20) have made the links.
        md.treeprocessors.register(CompactInTables(md), "statute-compact", 15)
