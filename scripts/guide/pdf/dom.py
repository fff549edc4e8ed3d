"""Small handles for the tree of lxml that every module here needs."""

from __future__ import annotations

from lxml.html import HtmlElement

# Where a word may be broken; drawn only at the end of a line.
SOFT = "\N{SOFT HYPHEN}"


def classes(element: HtmlElement) -> list[str]:
    return (element.get("class") or "").split()


def add_class(element: HtmlElement, name: str) -> None:
    names = classes(element)
    if name not in names:
        element.set("class", " ".join([*names, name]))


def with_class(root: HtmlElement, name: str, tag: str = "*") -> list[HtmlElement]:
    """All elements below ``root`` of that class; a list, so that they may be moved or dropped."""
    return [
        element for element in root.iter(tag) if element is not root and name in classes(element)
    ]


def elements(root: HtmlElement, *tags: str) -> list[HtmlElement]:
    return [element for element in root.iter(*tags) if element is not root]


def text(element: HtmlElement) -> str:
    """Its text as a reader sees it, white space as single spaces."""
    return " ".join(element.text_content().replace(SOFT, "").split())


def drop_all(found: list[HtmlElement]) -> None:
    """Take the elements out with what is in them; the text after each stays."""
    for element in found:
        element.drop_tree()
