"""What pages and scripts name: classes, ids and tags, which decide which styles are of use."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import html

_WORD = re.compile(r"[\w-]+")


@dataclass
class Names:
    """Classes and ids on one hand, tags on the other; both as written."""

    marks: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)

    def add_page(self, text: str) -> None:
        """Take all names of a built page."""
        for element in html.document_fromstring(text).iter():
            if isinstance(element.tag, str):
                self.tags.add(element.tag)
                self.marks.update((element.get("class") or "").split())
                if element.get("id"):
                    self.marks.add(element.get("id"))

    def add_script(self, text: str, beginnings: Iterable[str] = ("",)) -> None:
        """Take every word of a script, as it may name anything; of marks those that begin so."""
        words = set(_WORD.findall(text))
        self.tags |= words
        self.marks |= {word for word in words if word.startswith(tuple(beginnings))}
