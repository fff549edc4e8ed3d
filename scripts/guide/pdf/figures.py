"""Drawings and pictures: where they are, and what is said instead of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml.html import HtmlElement

from lxml.html.builder import STYLE

from .book import BookFault, Leaf
from .dom import elements, text

if TYPE_CHECKING:
    from .links import Places

_REFERENCE = re.compile(r"url\((['\"]?)#([^)'\"]+)\1\)")

_TOKEN = re.compile(r"(--[\w-]+):\s*([^;]+);")


def prepare(content: HtmlElement, leaf: Leaf, places: Places, style: str) -> None:
    """Give drawings their words and ids of their own, and pictures their full address.

    Raises :class:`BookFault` for one without words.
    """
    for image in elements(content, "img"):
        if not (image.get("alt") or "").strip():
            raise BookFault(f"{leaf.name}: the picture {image.get('src')} has no alternative text")
        image.set("src", places.file(image.get("src", ""), leaf.url))
    for number, svg in enumerate(elements(content, "svg"), 1):
        _words(svg, leaf)
        _own_ids(svg, f"{leaf.name}-{number}-")
        if style and svg.find("style") is None:
            # WeasyPrint does not let the styles of the page into a drawing.
            svg.insert(1, STYLE(style))


def _words(svg: HtmlElement, leaf: Leaf) -> None:
    """WeasyPrint reads a drawing's ``title`` alone, so the description joins it there."""
    if svg.get("aria-hidden") == "true":
        return
    title, description = svg.find("title"), svg.find("desc")
    if title is None or not text(title):
        raise BookFault(
            f"{leaf.name}: a drawing has no <title>; readers who cannot see it need one"
        )
    words = [text(part) for part in (title, description) if part is not None and text(part)]
    title.text = " ".join(word if word.endswith(".") else f"{word}." for word in words)
    svg.remove(title)
    title.tail = None
    svg.insert(0, title)
    if description is not None:
        svg.remove(description)


def _own_ids(svg: HtmlElement, prefix: str) -> None:
    """The same drawing may stand in the book twice; each keeps to its own ids."""
    names = {e.get("id") for e in svg.iter() if e.get("id")}

    def renamed(match: re.Match[str]) -> str:
        return f"url(#{prefix}{match[2]})" if match[2] in names else match[0]

    for element in svg.iter():
        if not isinstance(element.tag, str):
            continue
        for name, value in element.attrib.items():
            if name == "id":
                element.set(name, prefix + value)
            elif name in ("href", "xlink:href") and value[1:] in names and value.startswith("#"):
                element.set(name, f"#{prefix}{value[1:]}")
            elif "url(" in value:
                element.set(name, _REFERENCE.sub(renamed, value))
        for name in ("aria-labelledby", "aria-describedby"):
            element.attrib.pop(name, None)
        if element.tag == "style" and element.text:
            element.text = _REFERENCE.sub(renamed, element.text)


def styles(rules: str, *tokens: str) -> str:
    """The drawings' style rules with their variables filled in, which WeasyPrint does not do.

    ``tokens`` are style sheets with ``--name: value`` lines; of a name set twice in one of them
    the first counts (light before dark), a later sheet wins over an earlier one.
    """
    values: dict[str, str] = {}
    for sheet in tokens:
        values |= dict(reversed(_TOKEN.findall(sheet)))

    def value(match: re.Match[str]) -> str:
        if match[1] not in values:
            raise BookFault(f"the drawings' styles use {match[1]}, which no style sheet sets")
        return values[match[1]]

    plain = re.sub(r"/\*.*?\*/", "", rules, flags=re.S)
    return re.sub(r"var\((--[\w-]+)\)", value, plain)
