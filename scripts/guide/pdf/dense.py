"""A hand-out that would be longer than a sheet on both sides is set closer, with no word less."""

from __future__ import annotations

from lxml.html import HtmlElement
from lxml.html.builder import SPAN, P

from .blocks import INLINE
from .dom import add_class, classes, elements, text, with_class

CLASS_NAME = "dense"
# Between what were items of a list, after one that ends in no stop.
BETWEEN = " · "
_STOPS = (".", "?", "!", ":")


def set_close(body: HtmlElement) -> None:
    """Lists within items, and those of statutes and sources, run on as text; styles do the rest."""
    add_class(body, CLASS_NAME)
    # Numbers and boxes to tick say something, so those lists stay.
    for inner in reversed([e for e in elements(body, "ul") if e.getparent().tag == "li"]):
        plain = "task-list" not in classes(inner)
        if plain and all(child.tag in INLINE for item in inner for child in item):
            _run_in(inner.getparent(), inner)
    for backing in with_class(body, "backing"):
        for outer in elements(backing, "ul"):
            made = P()
            outer.addprevious(made)
            _run_in(made, outer)


def _run_in(target: HtmlElement, items: HtmlElement) -> None:
    """Move the content of all items to the end of the target's text; the list goes."""
    following = items.tail or ""
    items.getparent().remove(items)
    for item in items:
        before = text(target)
        _add(target, " " if before.endswith(_STOPS) else BETWEEN if before else "")
        part = target
        if name := item.get("id"):
            part = SPAN(id=name)
            target.append(part)
        _add(part, (item.text or "").lstrip(), tight=False)
        part.extend(list(item))
    _add(target, following)


def _add(target: HtmlElement, words: str, *, tight: bool = True) -> None:
    """Put words at the end; ``tight``: in the place of white space that is there."""
    before = (target[-1].tail if len(target) else target.text) or ""
    whole = f"{before.rstrip() if tight else before}{words}"
    if len(target):
        target[-1].tail = whole
    else:
        target.text = whole
