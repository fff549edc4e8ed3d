"""Pages as XHTML: links lead to files of the EPUB, what needs a click stands open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import unquote, urldefrag, urlsplit
from xml.etree import ElementTree

import lxml.html
import tinyhtml5
from lxml.html import HtmlElement
from lxml.html.builder import CLASS, H1, SECTION, P

from ..pdf import blocks, figures
from ..pdf.book import BookFault, Leaf
from ..pdf.dom import classes, elements, with_class
from ..pdf.links import OUTSIDE, Places

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
XML = "http://www.w3.org/XML/1998/namespace"
for _prefix, _uri in (("", XHTML), ("epub", OPS), ("svg", "http://www.w3.org/2000/svg")):
    ElementTree.register_namespace(_prefix, _uri)

# What a drawing declares of itself; the serialiser writes it anew.
DECLARED = "{http://www.w3.org/2000/xmlns/}"
# In HTML the type EPUB gives an element waits under this name.
TYPE = "data-epub-type"
STEPS = (blocks.drop_screen_parts, blocks.open_details, blocks.title_tabs)
GLOSSARY = "sanasto.md"


def file_name(url: str) -> str:
    """The file of the page at ``url`` (below the site) in the EPUB."""
    return f"{url.strip('/').replace('/', '-') or 'etusivu'}.xhtml"


def page(leaf: Leaf, places: Places, drawings: str) -> str:
    """One page as an XHTML document. Raises BookFault for what an EPUB cannot show."""
    content = lxml.html.fragment_fromstring(leaf.html, create_parent="div")
    for step in STEPS:
        step(content)
    for image in elements(content, "img"):
        raise BookFault(f"{leaf.name}: the EPUB has no place for the picture {image.get('src')}")
    _tasks(content)
    _align(content)
    figures.prepare(content, leaf, places, drawings)
    for element in content.iter():
        if isinstance(element.tag, str) and element.get("id"):
            element.set("id", _own(element.get("id")))
    for link in elements(content, "a"):
        _lead(link, leaf, places)
    section = SECTION(H1(leaf.title, id="otsikko"), CLASS(f"page kind-{leaf.kind}"))
    if leaf.lead:
        section.append(P(CLASS("lead"), leaf.lead))
    last = section[-1]
    last.tail = content.text
    section.extend(list(content))
    kind = ("glossary", "doc-glossary") if leaf.name == GLOSSARY else ("chapter", "doc-chapter")
    return document(leaf.title, section, kind)


def document(title: str, body: HtmlElement, kind: tuple[str, str] = ("", "")) -> str:
    """A whole XHTML file around one element; ``kind``: its type and role, if any."""
    head = '<meta charset="utf-8"><link rel="stylesheet" type="text/css" href="style.css">'
    inner = lxml.html.tostring(body, encoding="unicode")
    made = tinyhtml5.parse(
        f"<!DOCTYPE html><html><head><title></title>{head}</head><body>{inner}</body></html>",
        namespace_html_elements=True,
    )
    made.set("lang", "fi")
    made.set(f"{{{XML}}}lang", "fi")
    made.find(f".//{{{XHTML}}}title").text = title
    for element in made.iter():
        for name in [name for name in element.attrib if name.startswith(DECLARED)]:
            del element.attrib[name]
        if found := element.attrib.pop(TYPE, None):
            element.set(f"{{{OPS}}}type", found)
        if "hidden" in element.attrib:
            element.set("hidden", "hidden")
    outer = made.find(f"{{{XHTML}}}body")[0]
    if kind[0]:
        outer.set(f"{{{OPS}}}type", kind[0])
        outer.set("role", kind[1])
        outer.set("aria-labelledby", "otsikko")
    text = ElementTree.tostring(made, encoding="unicode", short_empty_elements=True)
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n{text}\n'


def _own(name: str) -> str:
    return name.replace(":", "-")


def _tasks(content: HtmlElement) -> None:
    """A box to tick is a sign before the line: forms do not work in every reader."""
    for item in with_class(content, "task-list-item", "li"):
        done = any(box.get("checked") is not None for box in elements(item, "input"))
        for control in [*with_class(item, "task-list-control", "label"), *elements(item, "input")]:
            control.drop_tree()
        first = item[0] if len(item) and item[0].tag == "p" else item
        first.text = f"{'☑' if done else '☐'} {(first.text or '').lstrip()}"


def _align(content: HtmlElement) -> None:
    """XHTML has no attribute for it; the style sheet of the EPUB knows the class."""
    for cell in content.iter("td", "th"):
        if side := cell.attrib.pop("align", None):
            cell.classes.add(f"at-{side}")


def _lead(link: HtmlElement, leaf: Leaf, places: Places) -> None:
    href = link.get("href", "")
    own = {"id", "class", "lang", "aria-label"}
    note = {"footnote-ref": "noteref"}.get(next(iter(classes(link)), ""), "")
    target = address(href, leaf.url, places)
    for name in set(link.attrib) - own:
        del link.attrib[name]
    if note:
        link.set("role", "doc-noteref")
    if target is None:
        link.attrib.pop("aria-label", None)
        link.tag = "span"
    else:
        link.set("href", target)


def address(href: str, url: str, places: Places) -> str | None:
    """Where a link of the page at ``url`` leads in the EPUB; ``None`` for nowhere."""
    if urlsplit(href).scheme in OUTSIDE:
        return href
    target = places.page(href, url)
    if target in places.ids:
        fragment = unquote(urldefrag(href).fragment)
        return file_name(target) + (f"#{_own(fragment)}" if fragment else "")
    return places.find(href, url) if places.site else None


def check(files: Mapping[str, str]) -> None:
    """Refuse links between the files that lead nowhere. Raises BookFault."""
    parsed = {name: ElementTree.fromstring(text) for name, text in files.items()}
    ids = {name: {e.get("id") for e in tree.iter() if e.get("id")} for name, tree in parsed.items()}
    lost = [
        f"{name} → {href}" for name, tree in parsed.items() for href in _inside(tree.iter(), name, ids)
    ]
    if lost:
        raise BookFault(f"links of the EPUB lead nowhere: {', '.join(lost[:5])}")


def _inside(
    found: Iterable[ElementTree.Element], own: str, ids: Mapping[str, set[str]]
) -> Iterable[str]:
    for element in found:
        href = element.get("href", "")
        if element.tag != f"{{{XHTML}}}a" or urlsplit(href).scheme:
            continue
        name, _, fragment = href.partition("#")
        if (name or own) not in ids or (fragment and fragment not in ids[name or own]):
            yield href
