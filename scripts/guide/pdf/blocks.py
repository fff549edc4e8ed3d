"""Boxes, tabs, details, tasks: what needs a click on the screen stands open on paper."""

from __future__ import annotations

from lxml.html import HtmlElement
from lxml.html.builder import DIV, P

from .dom import add_class, classes, drop_all, elements, text, with_class

# On paper these do nothing.
SCREEN_TAGS = ("script", "style", "template", "button", "noscript")
SCREEN_CLASSES = ("headerlink", "footnote-backref", "no-print")


def drop_screen_parts(content: HtmlElement) -> None:
    """Take away what only works on a screen; styles inside drawings stay."""
    for element in elements(content, *SCREEN_TAGS):
        if not any(above.tag == "svg" for above in element.iterancestors()):
            element.drop_tree()
    for name in SCREEN_CLASSES:
        drop_all(with_class(content, name))
    for element in elements(content, "abbr"):
        element.drop_tag()


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
        boxes = DIV()
        boxes.set("class", "tabs")
        for label, pane in zip(labels, panes, strict=False):
            title = P(label)
            title.set("class", "admonition-title")
            box = DIV(title, *list(pane))
            box.set("class", "admonition tab")
            boxes.append(box)
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
