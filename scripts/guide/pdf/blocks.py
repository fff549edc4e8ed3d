"""Boxes, tabs, details, tasks: what needs a click on the screen stands open on paper."""

from __future__ import annotations

import re

from lxml.html import HtmlElement
from lxml.html.builder import CLASS, DIV, P

from .dom import add_class, classes, drop_all, elements, text, with_class

# On paper these do nothing.
SCREEN_TAGS = ("script", "style", "template", "button", "noscript")
SCREEN_CLASSES = ("headerlink", "footnote-backref", "no-print")

SOURCES = "saadokset-ja-lahteet"


def drop_screen_parts(content: HtmlElement) -> None:
    """Take away what only works on a screen; styles inside drawings stay."""
    for element in elements(content, *SCREEN_TAGS):
        if not any(above.tag == "svg" for above in element.iterancestors()):
            element.drop_tree()
    for name in SCREEN_CLASSES:
        drop_all(with_class(content, name))
    for element in elements(content, "abbr"):
        element.drop_tag()
    # A list of the PDF may hold nothing between itself and its items.
    for group in content.xpath(".//dl/div"):
        group.drop_tag()


def open_details(content: HtmlElement) -> None:
    """A box that opens by a click becomes an open one."""
    for element in elements(content, "details"):
        element.tag = "div"
        element.attrib.pop("open", None)
        add_class(element, "admonition")
        summary = element.find("summary")
        if summary is not None:
            summary.tag = "p"
            add_class(summary, "admonition-title")


def title_tabs(content: HtmlElement) -> None:
    """Each tab becomes a box under its own label."""
    for group in with_class(content, "tabbed-set"):
        labels = [text(label) for label in elements(group, "label")]
        panes = [e for e in with_class(group, "tabbed-block") if _group_of(e) is group]
        boxes = DIV(CLASS("tabs"))
        for label, pane in zip(labels, panes, strict=False):
            title = P(CLASS("admonition-title"), label)
            boxes.append(DIV(CLASS("admonition tab"), title, *list(pane)))
        boxes.tail = group.tail
        group.getparent().replace(group, boxes)


def _group_of(pane: HtmlElement) -> HtmlElement:
    return next(above for above in pane.iterancestors() if "tabbed-set" in classes(above))


def mark_boxes(content: HtmlElement) -> None:
    """A box with a single short paragraph may not be torn over two pages."""
    for box in with_class(content, "admonition"):
        if len(text(box)) < 700:
            add_class(box, "whole")


def mark_tasks(content: HtmlElement) -> None:
    """A task's box becomes the mark of its list item, drawn and read as such."""
    for item in with_class(content, "task-list-item", "li"):
        done = any(box.get("checked") is not None for box in elements(item, "input"))
        for label in with_class(item, "task-list-control", "label"):
            label.drop_tree()
        drop_all(elements(item, "input"))
        add_class(item, "done" if done else "open")
        first = item[0] if len(item) and item[0].tag == "p" else item
        if first.text:
            first.text = first.text.lstrip()


# Where a line may not end: between a number (4, 4a, 4 a) and a section sign, a number and its
# unit, the thousands of a number and the rest, a day and its month, a short word and its number.
_UNITS = (
    "€ % kk v vrk vko min h t g kg km m m² kt Mt euroa prosenttia vuotta kuukautta viikkoa päivää"
    " tuntia minuuttia luku luvun lukua momentti momentin mom kohta kohdan"
)
_GLUE = re.compile(
    r"(?:(?<=\d)|(?<=[\d ][a-z])) (?=§)|(?<=§) (?=\d)|(?<=\b[sn]\.) (?=\d)"
    rf"|(?<=\d) (?=(?:{'|'.join(map(re.escape, _UNITS.split()))})(?!\w))"
    r"|(?:(?<=\b\d)|(?<=\b\d\d)|(?<=\b\d\d\d)) (?=\d{3}(?!\d))"
    r"|(?<=\d\.) (?=[a-zäö]+kuu(?:ta|n|ssa)\b)"
    r"|(?<=\b[Ll]uku) (?=\d)|(?<=\b[Kk]ohta) (?=\d)|(?<=\b[Nn]ro) (?=\d)"
)


def glue(content: HtmlElement) -> None:
    """Keep a number and its sign on one line."""
    for element in content.iter():
        if element.text:
            element.text = _GLUE.sub("\N{NO-BREAK SPACE}", element.text)
        if element.tail:
            element.tail = _GLUE.sub("\N{NO-BREAK SPACE}", element.tail)


def set_sources_small(content: HtmlElement) -> None:
    """What backs a page stands at its end in smaller letters."""
    for heading in content.xpath(f"./*[@id='{SOURCES}']"):
        block = DIV(CLASS("backing"))
        block.extend(list(heading.itersiblings()))
        heading.addnext(block)


INLINE = frozenset(
    "a abbr b br cite code del dfn em i img ins kbd mark q s small span strong sub sup svg".split()
)
LISTS = ("ul", "ol")


def tidy_items(content: HtmlElement) -> None:
    """Let list items begin with text where they can, and mark those that hold more.

    WeasyPrint builds the list structure PDF/UA asks for from an item's mark and its text; an
    item of paragraphs and boxes needs another mark (see ``li.loose`` in the print styles).
    """
    for item in elements(content, "li"):
        blocks = [child for child in item if child.tag not in INLINE and child.tag not in LISTS]
        if len(blocks) == 1 and blocks[0].tag == "p" and item[0] is blocks[0]:
            blocks[0].drop_tag()
        elif blocks:
            add_class(item, "loose")
            _begin_with_paragraph(item)


def _begin_with_paragraph(item: HtmlElement) -> None:
    """Put the text and inline elements an item begins with into a paragraph of their own."""
    opening = P()
    opening.text, item.text = item.text, None
    while len(item) and item[0].tag in INLINE:
        opening.append(item[0])
    if text(opening):
        item.insert(0, opening)
