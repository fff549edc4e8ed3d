"""Marks the first mention of each term in every section: a link to its place in the glossary.

The link carries the definition (``data-definition``) for a script to show on hover, focus and
touch; without the script it leads to the glossary, and in print it is plain text.
"""

from __future__ import annotations

import posixpath
import xml.etree.ElementTree as etree
from collections.abc import Sequence

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

from ..finnish import Lexicon, NotCovered
from ..terms.bank import Bank, Term
from ..terms.matcher import Matcher
from ..terms.patterns import pattern

GLOSSARY = "sanasto.md"
# Headings are signposts; links, code and quoted words are not the place for another link.
_SKIPPED = frozenset(
    "a abbr blockquote button caption cite code dfn figcaption figure h1 h2 h3 h4 h5 h6 iframe "
    "kbd label math object pre q samp script style summary svg th var".split()
)


class Mentions:
    """The terms that are marked, made ready once for all pages."""

    def __init__(self, bank: Bank, lexicon: Lexicon) -> None:
        """``uncovered`` are the terms that the word files do not hold yet; they are not marked."""
        self.terms: list[Term] = []
        self.uncovered: list[Term] = []
        patterns = []
        for term in bank.terms:
            if not (term.tooltip and term.definition):
                continue
            try:
                names = [pattern(name, lexicon) for name in (term.fi, term.short) if name]
            except NotCovered:
                self.uncovered.append(term)
                continue
            patterns += names
            self.terms += [term] * len(names)
        self.matcher = Matcher(patterns, lexicon, inside=False)

    def find(self, text: str) -> list[tuple[int, int, Term]]:
        """Where terms stand in a text, longest first at each place."""
        return [(hit.start, hit.end, self.terms[hit.pattern]) for hit in self.matcher.find(text)]


class TermProcessor(Treeprocessor):
    """Walks a page; ``page`` is its path below ``docs``, empty outside the guide."""

    def __init__(self, mentions: Mentions, page: str, md: Markdown) -> None:
        super().__init__(md)
        self.mentions, self.page = mentions, page
        self.seen: set[str] = set()

    def run(self, root: etree.Element) -> None:
        if self.page == GLOSSARY:
            return
        terms, folder = self.mentions.terms, posixpath.dirname(self.page)
        explained = {t.id for t in terms if t.page and t.page.split("#")[0] == self.page}
        # The chapter's own terms are met in every section of it: once a page is enough.
        own = {t.id for t in terms if t.page and folder and posixpath.dirname(t.page) == folder}
        self.seen = set(explained)
        for child in list(root):
            if child.tag == "h2":
                self.seen = explained | (self.seen & own)
            self._walk(child)

    def _walk(self, element: etree.Element) -> None:
        if not isinstance(element.tag, str) or element.tag in _SKIPPED:
            return
        children = list(element)
        self._mark(element, None, element.text or "")
        for child in children:
            self._walk(child)
            self._mark(element, child, child.tail or "")

    def _mark(self, parent: etree.Element, before: etree.Element | None, text: str) -> None:
        """Put links into one run of text: that of ``parent``, or the one after ``before``."""
        position = 0
        for start, end, term in self.mentions.find(text) if text.strip() else ():
            if term.id in self.seen or start < position:
                continue
            self.seen.add(term.id)
            _append(parent, before, text[position:start])
            link = self._link(term, text[start:end])
            place = 0 if before is None else list(parent).index(before) + 1
            parent.insert(place, link)
            before, position = link, end
        if position:
            before.tail = text[position:]  # type: ignore[union-attr]

    def _link(self, term: Term, text: str) -> etree.Element:
        folder = posixpath.dirname(self.page)
        address = posixpath.relpath(GLOSSARY, folder or ".")
        attributes = {
            "class": "term",
            "href": f"{address}#{term.id}",
            "data-definition": term.definition,
        }
        link = etree.Element("a", attributes)
        link.text = text
        return link


def _append(parent: etree.Element, before: etree.Element | None, text: str) -> None:
    """Set the text up to the next link; ``before`` is the element it follows."""
    if before is None:
        parent.text = text
    else:
        before.tail = text


class TermExtension(Extension):
    """Made with the mentions; ``page`` is set before each page is converted."""

    def __init__(self, mentions: Mentions, page: str = "") -> None:
        super().__init__()
        self.mentions, self.page = mentions, page

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        # After the inline patterns (20) and citations in tables (15), before attributes (8) and
        # MkDocs' own links (0), which turns the path of the glossary into its address.
        md.treeprocessors.register(TermProcessor(self.mentions, self.page, md), "terms", 12)
