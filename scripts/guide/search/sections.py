"""Search words of a page lead to the section that speaks of them, not only to the page's top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..finnish import Lexicon
from .words import lemmas, words

Doc = dict[str, Any]

# Sections every guide page has: they speak of the whole page.
_SKELETON = frozenset(
    ("lyhyesti", "milloin-tama-on-ajankohtaista", "vaiheet", "maaraajat", "lisatietoa")
    + ("mita-tama-merkitsee-asumiselle", "mita-tyontekija-tekee", "valta-nama-virheet")
    + ("kuka-paattaa-ja-kuka-vastaa",)
)
_AS_TITLE = 4  # times a word of a text that one in a heading counts
_SPEAKS = 2  # times a section has a word that it speaks of


class Sections:
    """Which section of a page a search word of the page leads to."""

    def __init__(
        self, docs: Sequence[Doc], finnish: Lexicon, section_words: Mapping[str, str]
    ) -> None:
        """Of the documents of an index; ``section_words`` by location, commas between them."""
        self.finnish = finnish
        self.own = {
            (place.partition("#")[0], word.strip()): place
            for place, text in section_words.items()
            for word in text.split(",")
        }
        self.titles: dict[str, list[str]] = {}
        self.texts: dict[str, dict[str, list[str]]] = {}
        for doc in docs:
            url, _, anchor = doc["location"].partition("#")
            title = [*lemmas(words(doc["title"]), finnish)]
            if not anchor:
                self.titles[url] = title
            elif anchor not in _SKELETON:
                text = [*lemmas(words(doc["text"]), finnish)]
                self.texts.setdefault(url, {})[doc["location"]] = title * _AS_TITLE + text

    def place(self, url: str, alias: str) -> str:
        """The section with this search word of its own; else the one that speaks of it clearly more
        than all others do; else, and when the title says most of it, the page.
        """
        if place := self.own.get((url, alias)):
            return place
        wanted = [*lemmas(words(alias), self.finnish)]
        told = [word in self.titles.get(url, ()) for word in wanted]
        if sum(told) * 3 >= len(told) * 2:
            return url
        times = sorted(
            (
                (min(text.count(word) for word in wanted), place)
                for place, text in self.texts.get(url, {}).items()
            ),
            key=lambda pair: -pair[0],
        )
        if not times or times[0][0] < _SPEAKS:
            return url
        second = times[1][0] if len(times) > 1 else 0
        return times[0][1] if times[0][0] > 2 * second else url
