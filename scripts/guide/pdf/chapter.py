"""One chapter as a print document of its own: front, contents, its pages, the terms it uses."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import lxml.html
from lxml.html import HtmlElement
from lxml.html.builder import CLASS, DIV, SECTION, A, P

from .. import dates
from . import assemble, head, qr
from .book import Edition, Leaf, Part, Press, leaves
from .dom import drop_all, elements, with_class
from .elsewhere import Guide, is_chapter

GLOSSARY = "sanasto.md"
GLOSSARY_TITLE = "Luvun termit"
LICENCE = "Creative Commons Nimeä 4.0 (CC BY 4.0)"


@dataclass(frozen=True)
class Chapter:
    """A chapter of the navigation with its number in the book and its terms."""

    number: int
    part: Part
    terms: Leaf | None

    @property
    def opening(self) -> Leaf:
        assert self.part.opening is not None  # see is_chapter
        return self.part.opening

    @property
    def tree(self) -> tuple[Part | Leaf, ...]:
        return (self.part, self.terms) if self.terms else (self.part,)


def slug(url: str) -> str:
    """The name of a chapter's files, of the address of its opening."""
    return url.strip("/").replace("/", "-")


def chapters(tree: Iterable[Part | Leaf]) -> Iterator[Chapter]:
    """The chapters in their order; parts of the navigation that are none keep their number."""
    tree = tuple(tree)
    glossary = next((leaf for leaf in leaves(tree) if leaf.name == GLOSSARY), None)
    parts = [node for node in tree if isinstance(node, Part)]
    for number, part in enumerate(parts, 1):
        if is_chapter(part):
            yield Chapter(number, part, terms(glossary, leaves([part])) if glossary else None)


def terms(glossary: Leaf, pages: Iterable[Leaf]) -> Leaf | None:
    """The glossary's entries that the pages link to, as a page in the glossary's place."""
    wanted = set()
    for leaf in pages:
        for link in lxml.html.fragment_fromstring(leaf.html, create_parent="div").iter("a"):
            address, _, fragment = (link.get("href") or "").partition("#")
            if fragment and address.endswith(f"{glossary.url}"):
                wanted.add(fragment)
    content = lxml.html.fragment_fromstring(glossary.html, create_parent="div")
    entries = with_class(content, "glossary__entry")
    kept = [e for e in entries if wanted & {part.get("id") for part in e.iter()}]
    if not kept:
        return None
    for entry in kept:
        # A short list for a reader in the middle of a chapter; the rest is in the glossary.
        for name in ("languages", "avoid", "related", "page"):
            drop_all(with_class(entry, f"glossary__{name}"))
    listed = lxml.html.Element("dl", {"class": "glossary"})
    listed.extend(kept)
    ids = {part.get("id") for part in listed.iter() if part.get("id")}
    for link in elements(listed, "a"):
        if link.get("href", "").startswith("#") and link.get("href", "")[1:] not in ids:
            link.drop_tag()
    html = lxml.html.tostring(listed, encoding="unicode")
    return dataclasses.replace(glossary, title=GLOSSARY_TITLE, kind="", lead="", html=html)


def document(chapter: Chapter, edition: Edition, guide: Guide, press: Press) -> HtmlElement:
    """The chapter as one HTML tree. Raises :class:`~.book.BookFault` like the book."""
    own = dataclasses.replace(
        edition,
        title=f"{chapter.opening.title} – {edition.title}",
        subtitle=chapter.opening.lead or edition.subtitle,
    )
    made = assemble.document(
        chapter.tree,
        own,
        _front(chapter, edition),
        press,
        first=chapter.number,
        guide=guide,
    )
    # After the list of contents, where there is room; at the end it often had a page for itself.
    made.find("body").insert(2, _colophon(chapter, edition))
    return made


def _front(chapter: Chapter, edition: Edition) -> HtmlElement:
    return SECTION(
        CLASS("chapter-front"),
        P(CLASS("front-guide"), edition.title),
        P(CLASS("front-number"), f"Luku {chapter.number}"),
        P(CLASS("front-title"), chapter.opening.title),
        P(CLASS("front-lead"), chapter.opening.lead),
    )


def _colophon(chapter: Chapter, edition: Edition) -> HtmlElement:
    """What paper that has lost its book must tell: where it is from, how old, how to use it."""
    checked = span(leaf.reviewed for leaf in leaves([chapter.part]))
    lines = [
        f"Tämä on luku {chapter.number} oppaasta {edition.title}. {edition.subtitle}",
        *imprint(edition, checked),
        f"Viittaa näin: {chapter.opening.title}. Teoksessa {edition.title}, luku"
        f" {chapter.number}. Tiedot tarkistettu {checked}.",
    ]
    text = DIV(CLASS("imprint-text"), *[P(line) for line in lines])
    made = DIV(CLASS("imprint"), text)
    if edition.site:
        text.append(P(CLASS("imprint-site"), A(edition.site, href=edition.site)))
        made.append(lxml.html.fragment_fromstring(qr.code(edition.site)))
    return made


def imprint(edition: Edition, checked: str) -> list[str]:
    """How old the text of an edition is, when it was made, whose it is: a paragraph each."""
    version = f", versio {edition.version}" if edition.version else ""
    return [
        f"Sivujen tiedot on tarkistettu {checked}. Laki ja etuudet muuttuvat: katso uusin teksti"
        " oppaan verkkosivuilta.",
        f"Tiedosto on tehty {head.long_date(edition.time)}{version}.",
        f"Tekijä: {edition.author}. Lisenssi: {LICENCE}.",
    ]


def span(days: Iterable[str]) -> str:
    """The days pages were checked as ``24.11.2026`` or ``24.11.2026–3.2.2027``; may be empty."""
    known = sorted({day for day in days if day})
    first_and_last = dict.fromkeys(known[:1] + known[-1:])
    return "–".join(map(dates.finnish, first_and_last))
