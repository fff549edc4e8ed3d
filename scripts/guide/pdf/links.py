"""Ids that are one of a kind in the book, and links that lead to them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from types import MappingProxyType
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from lxml.html import HtmlElement
from lxml.html.builder import CLASS, SPAN

from .book import Leaf
from .contents import AFTER, TARGET
from .dom import add_class, classes, elements, text
from .elsewhere import LINK as LEADS_AWAY
from .elsewhere import Guide

# Never asked for; relative addresses are worked out under it.
ROOT = "http://book.invalid/"
HOME = "etusivu"
OUTSIDE = ("http", "https", "mailto", "tel")
# The number of an act finds it there, so its address is not printed beside each mention.
REGISTER = "finlex.fi"
_STOPS = re.compile(r"[.,;:]")
_ACT = re.compile(r"\(\d+/\d{4}\)")


class Places:
    """Where pages and their parts are found in the book.

    Ids are ``valvottu-koevapaus/asunto`` for a page and ``valvottu-koevapaus/asunto:maaraajat``
    for a part of it: no two can meet, and they stay readable as named destinations of the PDF.
    """

    def __init__(
        self, pages: Iterable[Leaf], site: str = "", files: str = "", guide: Guide = MappingProxyType({})
    ) -> None:
        self.guide = guide
        self.ids = {leaf.url: leaf.url.strip("/") or HOME for leaf in pages}
        self.site, self.files = (a if not a or a.endswith("/") else f"{a}/" for a in (site, files))

    def page_id(self, url: str) -> str:
        return self.ids[url]

    def part_id(self, url: str, fragment: str) -> str:
        return f"{self.ids[url]}:{fragment}"

    def file(self, address: str, url: str) -> str:
        """The full address of a picture that the page at ``url`` shows."""
        return urljoin(ROOT + url, address).replace(ROOT, self.files, 1)

    def page(self, href: str, url: str) -> str | None:
        """The address of the guide's page or file that a link on the page at ``url`` leads to."""
        if not href or urlsplit(href).scheme or urlsplit(href).netloc:
            return None
        full = urldefrag(urljoin(ROOT + url, href)).url
        return unquote(full.removeprefix(ROOT)).removesuffix("index.html")

    def find(self, href: str, url: str) -> str | None:
        """The address to print with for a link found on the page at ``url``.

        ``#id`` inside the book, a full address outside it, ``None`` where paper has no way to go.
        """
        parts = urlsplit(href)
        if parts.scheme in OUTSIDE:
            return href
        if parts.scheme or parts.netloc:
            return None
        full, fragment = urldefrag(urljoin(ROOT + url, href))
        target = unquote(full.removeprefix(ROOT)).removesuffix("index.html")
        if target in self.ids:
            fragment = unquote(fragment)
            return f"#{self.part_id(target, fragment) if fragment else self.page_id(target)}"
        return self.site + full.removeprefix(ROOT) if self.site else None


def prefix(content: HtmlElement, leaf: Leaf, places: Places) -> None:
    """Make the page's ids the book's, and turn its links to where they lead in the book."""
    for element in content.iter():
        if isinstance(element.tag, str) and element.get("id") and not _in_drawing(element):
            element.set("id", places.part_id(leaf.url, element.get("id")))
    for link in elements(content, "a"):
        address = places.find(link.get("href", ""), leaf.url) if link.get("href") else None
        kept = {name: link.get(name) for name in ("id", "class", "lang") if link.get(name)}
        link.attrib.clear()
        link.attrib.update(kept)
        if address is None:
            link.tag = "span"
            continue
        link.set("href", address)


def settle(chapters: Iterable[HtmlElement]) -> None:
    """Say on paper where links lead: the page of an inside one, the address of an outside one."""
    for chapter in chapters:
        for link in [e for e in elements(chapter, "a") if e.get("href") and not _in_drawing(e)]:
            flatten(link)
            href = link.get("href", "")
            if href.startswith("#"):
                _print_page(link, href)
            else:
                add_class(link, "outside")
                _print_address(link, href)


def _print_page(link: HtmlElement, href: str) -> None:
    """Terms and sources are clear where they stand, and so is the page one is on."""
    page = next((e for e in link.iterancestors("section") if e.get("data-page")), None)
    own = page is not None and href[1:].partition(":")[0] == page[0].get("id")
    if own or "term" in classes(link) or "source" in classes(link):
        return
    _after(link, SPAN(CLASS("at")), target=href)


def _after(link: HtmlElement, made: HtmlElement, target: str = "") -> None:
    rest, gap = link.tail or "", " "
    if target:
        made.set(TARGET, target)
        # In a narrow cell the number may stand on a line of its own.
        narrow = any(above.tag in ("td", "th") for above in link.iterancestors())
        gap = " " if narrow else "\N{NO-BREAK SPACE}"
        if stop := _STOPS.match(rest):
            # What room a short number leaves comes after the stop, where a space is in any case.
            made.set(AFTER, stop[0])
            add_class(made, "stop")
            rest = rest[stop.end() :]
    made.tail, link.tail = rest, gap
    link.addnext(made)


def flatten(link: HtmlElement) -> None:
    """WeasyPrint makes an annotation for every piece inside a link; so there is one piece."""
    for inner in list(link.iterdescendants()):
        if not isinstance(inner.tag, str):
            continue
        if "nowrap" in classes(inner) and inner.text:
            inner.text = inner.text.replace(" ", "\N{NO-BREAK SPACE}")
        if inner.tag not in ("img", "svg"):
            inner.drop_tag()


def _print_address(link: HtmlElement, href: str) -> None:
    shown = readable(href)
    words = text(link)
    if {"statute", LEADS_AWAY} & set(classes(link)) or shown in words or words in shown:
        return
    if REGISTER in urlsplit(href).netloc and _ACT.search(words):
        return
    _after(link, SPAN(CLASS("address"), f"({shown})"))


def readable(href: str) -> str:
    """An address as a person writes it: without scheme and what servers do not need."""
    shown = unquote(href)
    for start in ("https://", "http://", "mailto:", "tel:", "www."):
        shown = shown.removeprefix(start)
    return shown.rstrip("/")


def _in_drawing(element: HtmlElement) -> bool:
    return any(above.tag == "svg" for above in element.iterancestors())
