"""One element against the lists, however its document was parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from . import addresses
from .allowed import ADDRESSES, ANYWHERE, OUTSIDE_RELATIONS, SVG, SVG_ANYWHERE, Lists
from .faults import Fault

# A backslash may spell any of it another way.
_PAINT = re.compile(r"url\(\s*+(?!['\"]?#)|image-set|expression|\\", re.I)
_REMOVE = "remove it; the look is the matter of docs/assets/stylesheets"
_MENDS = {
    "script": "remove it; scripts of the guide stand in docs/assets/javascripts and in mkdocs.yml",
    "style": _REMOVE,
    "iframe": "link to the page instead: '[Kelan laskuri](https://www.kela.fi/)'",
}
_NAMESPACES = {
    "xmlns": "http://www.w3.org/2000/svg",
    "xmlns:svg": "http://www.w3.org/2000/svg",
    "xmlns:xlink": "http://www.w3.org/1999/xlink",
}


@dataclass(frozen=True)
class Rules:
    """The lists for one kind of document: elements with their attributes, and those of any."""

    elements: Lists
    anywhere: frozenset[str] = ANYWHERE


def judge(tag: str, attributes: Mapping[str, str], rules: Rules, *, drawn: bool) -> Iterator[Fault]:
    """Faults of one element; ``drawn``: it belongs to a drawing. Names as the standard spells them."""
    own = (SVG if drawn else rules.elements).get(tag)
    if own is None:
        where = "in a drawing" if drawn else "in a page"
        mend = _MENDS.get(tag.lower(), "write Markdown, or remove it")
        yield Fault(f"<{tag}> is not allowed {where}; {mend}", (f"<{tag}",))
        return
    anywhere = SVG_ANYWHERE if drawn else rules.anywhere
    for name, value in attributes.items():
        if name not in own and name not in anywhere:
            yield attribute_fault(tag, name)
        elif name in ADDRESSES and not drawn:
            leads = tag == "a" or (tag == "link" and attributes.get("rel") in OUTSIDE_RELATIONS)
            if fault := (addresses.link_fault if leads else addresses.own_fault)(value):
                yield Fault(fault, (value, value.strip(), f"<{tag}"))
        elif fault := _value_fault(tag, name, value, drawn=drawn):
            yield Fault(fault, (value, value.strip(), name) if value else (f"<{tag}",))


def attribute_fault(tag: str, name: str) -> Fault:
    """What is told of an attribute on no list."""
    if name == "style":
        mend = _REMOVE
    elif name.startswith("on"):
        mend = "remove it; nothing in a page runs by itself"
    else:
        mend = "remove it, as in '{ .luokka #tunniste }'"
    return Fault(f"the attribute '{name}' is not allowed on <{tag}>; {mend}", (name, f"<{tag}"))


def _value_fault(tag: str, name: str, value: str, *, drawn: bool) -> str:
    if name in ADDRESSES and not value.startswith("#"):
        return f"a drawing may only refer to its own parts, as in '#nuoli', not to '{value[:60]}'"
    if name in _NAMESPACES and value != _NAMESPACES[name]:
        return f"'{name}' names another kind of document: '{value[:60]}'"
    if drawn and name not in ANYWHERE and _PAINT.search(value):
        return f"'{name}' of <{tag}> loads something: '{value[:60]}'; only 'url(#…)' of the drawing is allowed"
    return ""
