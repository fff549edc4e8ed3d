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
from .sections import Sections
from .words import lemmas, words

Doc = dict[str, Any]

# Sections the build writes under every page; they repeat what the pages of sources tell.
_NOT_SEARCHED = re.compile(r"#(?:saadokset-ja-lahteet|kirjain-[a-z-]+)$")
_LISTS = ("lahteet/#", "saadokset/#")
_TELLING = 7  # letters; shorter names that readers use, as "tuomio", stand in too many headings
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
        # Material gives headings as HTML, but titles of pages as they stand in front matter.
        title = doc["title"] if "#" in location else escape(doc["title"], quote=False)
        kept = {"location": location, "title": title, "text": doc["text"]}
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
    sections = Sections(docs, material.finnish, material.section_words)
    for doc in docs:
        url, _, anchor = doc["location"].partition("#")
        if anchor:
            found = frozenset(lemmas(words(doc["title"]), material.finnish))
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
    wanted = [frozenset(lemmas(words(name), material.finnish)) for name in (*own, *telling)]
    title = next((doc["title"] for doc in docs if doc["location"] == url), "")
    in_title = set(lemmas(words(title), material.finnish))
    if any(name <= in_title for name in wanted[: len(own)]):
        return url
    places = (
        place for name in wanted for place, heading in headings.get(url, ()) if name <= heading
    )
    return next(places, url)


def _name(docs: Sequence[Doc], material: Material, targets: Mapping[str, str]) -> None:
    """Search words go where they lead: of pages, of sections, and of the terms explained there."""
    found: dict[str, list[str]] = {}
    sections = Sections(docs, material.finnish, material.section_words)
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
