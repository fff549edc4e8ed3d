"""The index of terms at the end of the book: every term of the bank, and where the book speaks of it.

A term is found in any form, with the matcher that also marks terms on the site; a longer compound
is not a mention of its parts. Places are counted by sections, from one heading to the next, and
only the first mention in a section has an anchor. Of a term that stands in more than
:data:`MOST` sections those are told where a reader learns most: first the sections whose heading
names it, then those of its own page or whose page's lead names it, then those that name it most
often. The page of its entry in the glossary is in bold.

Other names in the index are abbreviations alone (*Kela, ks. Kansaneläkelaitos*): the bank's aliases
are what people type into a search, not names of the same thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from lxml.html import HtmlElement
from lxml.html.builder import CLASS, H1, H2, LI, SECTION, SPAN, UL, A, P

from ..end_block import finnish_order
from ..finnish import Lexicon
from ..terms.bank import Bank, Term
from ..terms.glossary import initial
from ..terms.matcher import Matcher
from ..terms.patterns import pattern
from . import contents
from .dom import classes, elements, with_class
from .headings import TAGS

TITLE = "Hakemisto"
ANCHOR = "hakemisto"
CLASS_NAME = "index"
DEFINED = "defined"
GUIDANCE = (
    "Lihavoidulla sivulla termi selitetään sanastossa. Termistä on enintään {} muuta kohtaa: ne,"
    " joissa siitä kerrotaan eniten."
)
MOST = 12
# Fewer letters than this are at most five lines of a paragraph or list item, and the print styles
# leave three on each side of a page end.
UNPARTED = 240
# Registers name nearly everything and tell nothing of it.
GLOSSARY = "sanasto"
SKIPPED_PAGES = (f"{GLOSSARY}.md", "saadokset.md", "lahteet.md")
_SKIPPED_TAGS = frozenset("code nav pre script style svg".split())
_SKIPPED_CLASSES = frozenset("address at backing page-number".split())
# A heading that names the term; the term's own page or the lead of a page; any other place.
_HEADING, _LEAD, _TEXT = 3, 2, 1


@dataclass
class _Place:
    """A term's first mention in a section: the text of an element, or the one after it, and where
    in it; ``count`` of all mentions there."""

    section: int
    element: HtmlElement
    tail: bool
    start: int
    end: int
    rank: int = _TEXT
    count: int = 1


@dataclass
class _Reader:
    """Goes through the book and keeps the first mention of each term in each section."""

    terms: Sequence[Term]
    matcher: Matcher
    found: dict[str, dict[int, _Place]] = field(default_factory=dict)
    section: int = 0
    page: str = ""

    def read(self, element: HtmlElement, rank: int = _TEXT) -> None:
        if not isinstance(element.tag, str) or element.tag in _SKIPPED_TAGS:
            return
        names = classes(element)
        page = element.get("data-page")
        if page in SKIPPED_PAGES or not _SKIPPED_CLASSES.isdisjoint(names):
            return
        above = self.page
        self.page = page or self.page
        if element.tag in TAGS:
            self.section, rank = self.section + 1, _HEADING
        elif "lead" in names:
            rank = _LEAD
        self._text(element, False, element.text, rank)
        for child in element:
            self.read(child, rank)
            self._text(child, True, child.tail, rank)
        self.page = above

    def _text(self, element: HtmlElement, tail: bool, text: str | None, rank: int) -> None:
        for hit in self.matcher.find(text) if text and text.strip() else ():
            term = self.terms[hit.pattern]
            own = term.page.partition("#")[0] == self.page != ""
            weight = max(rank, _LEAD if own else _TEXT)
            places = self.found.setdefault(term.id, {})
            if known := places.get(self.section):
                known.count += 1
                known.rank = max(known.rank, weight)
            else:
                made = _Place(self.section, element, tail, hit.start, hit.end, weight)
                places[self.section] = made


def section(chapters: Iterable[HtmlElement], bank: Bank, lexicon: Lexicon) -> HtmlElement:
    """The index as a chapter, page numbers not yet filled in; gives the mentions their anchors.

    Call when links are as they will be printed. Raises :class:`~guide.finnish.NotCovered` for a
    term the word files do not hold.
    """
    names = [(term, name) for term in bank.terms for name in (term.fi, term.short) if name]
    patterns = [pattern(name, lexicon) for _, name in names]
    reader = _Reader([term for term, _ in names], Matcher(patterns, lexicon, inside=False))
    ids: set[str] = set()
    pages: dict[str, str] = {}
    for chapter in chapters:
        reader.read(chapter)
        ids |= {e.get("id") for e in chapter.iter() if e.get("id")}
        pages |= {e.get("data-page"): e[0].get("id") for e in chapter.iter("section") if len(e)}
    chosen = {name: _most_telling(places.values()) for name, places in reader.found.items()}
    anchors = _anchor(chosen)
    rows = []
    for term in bank.terms:
        name = f"{GLOSSARY}:{term.id}"
        told = anchors.get(term.id) or _own_page(term, pages, ids)
        rows.append((term.full, _entry(term, bank, [name] if name in ids else [], told)))
    rows += [(term.short, _see(term)) for term in bank.terms if term.short]
    rows.sort(key=lambda row: finnish_order(row[0]))
    made = SECTION(CLASS(f"chapter {CLASS_NAME}"), H1(CLASS("title"), TITLE, id=ANCHOR))
    made.append(P(GUIDANCE.format(MOST)))
    for letter, group in groupby(rows, key=lambda row: initial(row[0])):
        made.append(H2(letter, id=f"{ANCHOR}:{letter.lower()}"))
        made.append(UL(*[item for _, item in group]))
    return made


def _most_telling(places: Iterable[_Place]) -> list[_Place]:
    best = sorted(places, key=lambda p: (-p.rank, -p.count, p.section))[:MOST]
    return sorted(best, key=lambda p: p.section)


def _anchor(chosen: Mapping[str, Sequence[_Place]]) -> dict[str, list[str]]:
    """Give each place an id and return those of every term.

    A link is an anchor itself, for it may hold text alone, and so is what no page end can part.
    Elsewhere the words get an element of their own, which costs memory and time in print.
    """
    made: dict[str, list[str]] = {}
    inside: dict[tuple[HtmlElement, bool], list[tuple[_Place, str]]] = {}
    number = 0
    for term, places in chosen.items():
        for place in places:
            number += 1
            name = f"{ANCHOR}:{number}"
            holder = next((e for e in _around(place) if _is_anchor(e)), None)
            if holder is None:
                inside.setdefault((place.element, place.tail), []).append((place, name))
            else:
                name = holder.get("id") or name
                holder.set("id", name)
            made.setdefault(term, []).append(name)
    for (element, tail), found in inside.items():
        # From the end, so that the offsets before stay right.
        for place, name in sorted(found, key=lambda row: -row[0].start):
            _wrap(element, tail, place, name)
    return made


def _is_anchor(element: HtmlElement) -> bool:
    if element.tag in ("li", "p"):
        return len(element.text_content()) < UNPARTED
    return element.tag in (*TAGS, "a", "td", "th", "dt")


def _around(place: _Place) -> Iterator[HtmlElement]:
    if not place.tail:
        yield place.element
    yield from place.element.iterancestors()


def _wrap(element: HtmlElement, tail: bool, place: _Place, name: str) -> None:
    text = (element.tail if tail else element.text) or ""
    mark = SPAN(text[place.start : place.end], id=name)
    mark.tail = text[place.end :]
    if tail:
        element.tail = text[: place.start]
        parent = element.getparent()
        parent.insert(parent.index(element) + 1, mark)
    else:
        element.text = text[: place.start]
        element.insert(0, mark)


def _own_page(term: Term, pages: Mapping[str, str], ids: set[str]) -> list[str]:
    """Where the bank says that a term is told of, for one that is named nowhere."""
    page, _, part = term.page.partition("#")
    found = (f"{pages.get(page)}:{part}", pages.get(page, ""))
    return [name for name in found if name in ids][:1]


def _entry(term: Term, bank: Bank, defined: list[str], told: list[str]) -> HtmlElement:
    item = LI(f"{term.full} ")
    for target in (*defined, *told):
        link = A(str(contents.WIDEST), href=f"#{target}")
        if target in defined:
            link.set("class", DEFINED)
        link.tail = ", "
        item.append(link)
    if len(item):
        item[-1].tail = None
    if term.related:
        others = ", ".join(bank.by_id[name].fi for name in term.related)
        item.append(SPAN(CLASS("see"), f"{'; ' if len(item) else ''}ks. myös {others}"))
    return item


def _see(term: Term) -> HtmlElement:
    return LI(f"{term.short}, ", SPAN(CLASS("see"), f"ks. {term.full}"))


def fill_in(document: HtmlElement, pages: Mapping[str, int]) -> None:
    """Write the page numbers: each page once, pages in a row as a range (12–14)."""
    for part in with_class(document, CLASS_NAME, "section"):
        for item in elements(part, "li"):
            _fill(item, pages)
    # Places on a page that is told already need no anchor: each is a destination of the PDF.
    used = {link.get("href", "")[1:] for link in elements(document, "a")}
    for mark in elements(document, "span"):
        if mark.get("id", "").startswith(f"{ANCHOR}:") and mark.get("id") not in used:
            mark.drop_tag()


def _fill(item: HtmlElement, pages: Mapping[str, int]) -> None:
    by_page: dict[int, HtmlElement] = {}
    defined = set()
    for link in elements(item, "a"):
        page = pages[link.get("href")[1:]]
        link.tail, link.text = None, str(page)
        by_page.setdefault(page, link)
        if DEFINED in classes(link):
            defined.add(page)
            by_page[page] = link
        item.remove(link)
    kept = []
    for first, last in sorted([*_ranges(sorted(by_page.keys() - defined)), *((p, p) for p in defined)]):
        if first < last:
            by_page[first].text = f"{first}–{last}"
        kept.append(by_page[first])
    for place, link in enumerate(kept):
        link.tail = ", " if link is not kept[-1] else None
        item.insert(place, link)


def _ranges(pages: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Runs of pages that follow each other, of pages in order."""
    first = last = 0
    for page in pages:
        if first and page != last + 1:
            yield first, last
            first = 0
        first, last = first or page, page
    if first:
        yield first, last
