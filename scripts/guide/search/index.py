"""The search index of the finished site: what Material wrote, made fit for search in Finnish."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Any

from ..finnish import Lexicon
from ..finnish.inflection import Inflections
from ..terms.bank import Bank, Term
from . import concepts, lexicon
from .words import words

Doc = dict[str, Any]

# Sections the build writes under every page; they repeat what the pages of sources tell.
_NOT_SEARCHED = re.compile(r"#(?:saadokset-ja-lahteet|kirjain-[a-z-]+)$")
_LISTS = ("lahteet/#", "saadokset/#")
_TELLING = 7  # letters; shorter names that readers use, as "tuomio", stand in too many headings
# Sections every guide page has: they speak of the whole page.
_SKELETON = frozenset(
    ("lyhyesti", "milloin-tama-on-ajankohtaista", "vaiheet", "maaraajat", "lisatietoa")
    + ("mita-tama-merkitsee-asumiselle", "mita-tyontekija-tekee", "valta-nama-virheet")
    + ("kuka-paattaa-ja-kuka-vastaa",)
)
_AS_TITLE = 4  # times a word of a text that one in a heading counts
_SPEAKS = 2  # times a section has a word that it speaks of
_HEADING = re.compile(r"<h[1-6]\b[^>]*>")
_ATTRIBUTE = re.compile(r'\s(id|data-haku)="([^"]*)"')


@dataclass(frozen=True)
class Described:
    """A page as its front matter describes it; ``url`` below the site's root."""

    url: str
    kind: str = ""
    description: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Material:
    """What the index is made of beside Material's own file.

    ``section_words`` are search words by location; ``chapters`` pairs of title and address.
    """

    pages: Sequence[Described]
    bank: Bank
    finnish: Lexicon
    inflections: Inflections
    section_words: Mapping[str, str] = field(default_factory=dict)
    chapters: Sequence[tuple[str, str]] = ()


def take_section_words(html: str, url: str) -> tuple[str, dict[str, str]]:
    """A page's HTML without ``data-haku``, and those search words by location."""
    found: dict[str, str] = {}

    def clean(match: re.Match[str]) -> str:
        attributes = dict(_ATTRIBUTE.findall(match[0]))
        if "data-haku" not in attributes:
            return match[0]
        found[f"{url}#{attributes.get('id', '')}"] = unescape(attributes["data-haku"])
        return re.sub(r'\sdata-haku="[^"]*"', "", match[0])

    return _HEADING.sub(clean, html), found


def improved(text: str, material: Material) -> str:
    """The text of ``search_index.json`` with the guide's tables; the same input, the same bytes."""
    index = json.loads(text)
    docs = [*_searched(index["docs"], material)]
    if any(doc["location"] == concepts.GLOSSARY for doc in docs):
        docs += concepts.entries(material.bank)
    targets = _targets(docs, material)
    _name(docs, material, targets)
    bank = material.bank
    written = {word for doc in docs for key in ("title", "text", "names") for word in _of(doc, key)}
    for term in bank.terms:
        own, typed = concepts.names(term)
        written.update(word for name in (*own, *typed, *term.family) for word in words(name))
    tables = lexicon.build(
        written, material.finnish, material.inflections, concepts.family_pairs(bank)
    )
    index["docs"] = docs
    index["config"]["guide"] = {
        **tables,
        "terms": concepts.table(bank, targets),
        "chapters": [[escape(title), url] for title, url in material.chapters],
    }
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")) + "\n"


def _of(doc: Doc, key: str) -> Iterator[str]:
    return words(doc.get(key, ""))


def _searched(docs: Iterable[Doc], material: Material) -> Iterator[Doc]:
    pages = {page.url: page for page in material.pages}
    for doc in docs:
        location = doc["location"]
        if _NOT_SEARCHED.search(location):
            continue
        kept = {"location": location, "title": doc["title"], "text": doc["text"]}
        if location.startswith(_LISTS):  # a source or statute is found by its name
            kept |= {"text": "", "kind": "list"}
        elif page := pages.get(location):
            kept["kind"] = page.kind
            # Most pages begin with a heading: what stands before it is empty.
            kept["text"] = kept["text"] or escape(page.description)
        yield kept


def _targets(docs: Sequence[Doc], material: Material) -> dict[str, str]:
    """Where each term is explained: the section of its page that names it, whose search words
    do, or that speaks of it more than others do; else the page.
    """
    known = {doc["location"] for doc in docs}
    headings: dict[str, list[tuple[str, frozenset[str]]]] = {}
    sections = _Sections(docs, material)
    for doc in docs:
        url, _, anchor = doc["location"].partition("#")
        if anchor:
            found = frozenset(_lemmas(words(doc["title"]), material.finnish))
            headings.setdefault(url, []).append((doc["location"], found))
    targets = {}
    for term in material.bank.terms:
        name, _, anchor = term.page.partition("#")
        if not name:
            continue
        url = re.sub(r"(?:(?:^|(?<=/))index)?\.md$", "", name)
        url += "/" if url and not url.endswith("/") else ""
        place = f"{url}#{anchor}" if anchor else _place(term, url, docs, headings, material)
        if place == url:
            place = sections.place(url, term.fi)
        if place in known:
            targets[term.id] = place
    return targets


def _place(
    term: Term,
    url: str,
    docs: Sequence[Doc],
    headings: Mapping[str, list[tuple[str, frozenset[str]]]],
    material: Material,
) -> str:
    """The page when its title names the term, else its first section that names it, by its own
    names or by those readers use; else the page.
    """
    own, typed = concepts.names(term)
    telling = [name for name in typed if len(name) >= _TELLING]
    wanted = [frozenset(_lemmas(words(name), material.finnish)) for name in (*own, *telling)]
    title = next((doc["title"] for doc in docs if doc["location"] == url), "")
    in_title = set(_lemmas(words(title), material.finnish))
    if any(name <= in_title for name in wanted[: len(own)]):
        return url
    places = (
        place for name in wanted for place, heading in headings.get(url, ()) if name <= heading
    )
    return next(places, url)


def _lemmas(found: Iterable[str], finnish: Lexicon) -> Iterator[str]:
    """The likeliest lemma of each word."""
    for word in found:
        readings = finnish.readings(word) if finnish.knows(word) else ()
        yield readings[0].lemma.replace("|", "").lower() if readings else word.lower()


class _Sections:
    """Which section of a page a search word of the page leads to."""

    def __init__(self, docs: Sequence[Doc], material: Material) -> None:
        finnish = self.finnish = material.finnish
        self.own = {
            (place.partition("#")[0], word.strip()): place
            for place, text in material.section_words.items()
            for word in text.split(",")
        }
        self.titles: dict[str, list[str]] = {}
        self.texts: dict[str, dict[str, list[str]]] = {}
        for doc in docs:
            url, _, anchor = doc["location"].partition("#")
            title = [*_lemmas(words(doc["title"]), finnish)]
            if not anchor:
                self.titles[url] = title
            elif anchor not in _SKELETON:
                text = [*_lemmas(words(doc["text"]), finnish)]
                self.texts.setdefault(url, {})[doc["location"]] = title * _AS_TITLE + text

    def place(self, url: str, alias: str) -> str:
        """The section with this search word of its own; else the one that speaks of it clearly more
        than all others do; else, and when the title says most of it, the page.
        """
        if place := self.own.get((url, alias)):
            return place
        wanted = [*_lemmas(words(alias), self.finnish)]
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


def _name(docs: Sequence[Doc], material: Material, targets: Mapping[str, str]) -> None:
    """Search words go where they lead: of pages, of sections, and of the terms explained there."""
    found: dict[str, list[str]] = {}
    sections = _Sections(docs, material)
    for page in material.pages:
        for alias in page.aliases:
            found.setdefault(sections.place(page.url, alias), []).append(alias)
    for place, text in material.section_words.items():
        found.setdefault(place, []).append(text)
    for term in material.bank.terms:
        if term.id in targets:
            own, typed = concepts.names(term)
            found.setdefault(targets[term.id], []).extend([*own, *typed])
    for doc in docs:
        if extra := found.get(doc["location"]):
            doc["names"] = ", ".join(dict.fromkeys(extra))
