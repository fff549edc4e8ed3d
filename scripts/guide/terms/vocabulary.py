"""The words the guide uses: what the committed Finnish files have to hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from .. import data, finnish, models, pages, reading, spelling, text_files
from ..finnish import inflection
from ..finnish import lexicon as files
from . import bank, check, titles
from .patterns import TOKEN, pattern

# Search words of a section: an attribute of its heading, see guide.search.
SEARCH_WORDS = re.compile(r'\{[^}\n]*\bdata-haku="([^"\n]*)"')


def made(docs: Path, lexicon: finnish.Lexicon) -> dict[str, str]:
    """The text of each committed file by its name, made from the guide as it stands."""
    found, _ = bank.load(docs / "data" / "terms.yml")
    sources = list(texts(docs))
    names = known_titles(docs)
    checker = check.Checker(found, lexicon, titles.Titles(names))
    for source in sources:
        list(checker.check(source))
    for name in (name for term in found.terms for name in (term.fi, term.short) if name):
        pattern(name, lexicon)
    for _, avoid in checker.avoided:
        for word in avoid.exceptions:
            pattern(word, lexicon)
    spelling.Reviewed(spelling.listed(), lexicon)
    blocks = (block.text for source in sources for block in source.blocks)
    typed = (*_search_words(docs), *models.FOREIGN_ACTORS.values())
    words = {key for text in (*blocks, *names, *typed, *_bank_texts(found)) for key in _words(text)}
    words |= lexicon.asked[files.READINGS]
    made = {
        files.READINGS: files.render_readings(lexicon, words),
        files.FORMS: files.render_forms(lexicon, lexicon.asked[files.FORMS]),
    }
    # Last, for it asks for the forms of many words more.
    heads = inflection.heads(r for word in sorted(words) for r in lexicon.readings(word))
    inflections = inflection.made(sorted(heads), inflection.read(lexicon.folder), lexicon)
    return made | inflection.render(inflections)


def _search_words(docs: Path) -> Iterator[str]:
    """What readers type, by the pages' front matter and headings; nobody sees it in the text."""
    found, _ = pages.load(docs)
    for page in found:
        yield from page.meta.get("aliases", [])
        yield from (match[1] for match in SEARCH_WORDS.finditer(page.text))


def texts(docs: Path) -> Iterator[check.Source]:
    """What the check of terms reads: the Markdown files below ``docs`` and words from data."""
    for path in sorted(docs.rglob("*.md")):
        text, _ = text_files.read(path)
        if text is not None:
            blocks = reading.from_markdown(text)
            yield check.Source(text_files.shown(path), blocks, text, text.startswith("---\n"))
    yield organisation_words(docs)


def organisation_words(docs: Path) -> check.Source:
    """The words readers see in the tables of organisations, each on its line of the data."""
    path = docs / "data" / "organisations.yml"
    document, _ = data.read(path.parent, path.stem)
    blocks = [
        reading.Block(row[key], "td", document.line(number, key))
        for number, row in enumerate(document.value)
        for key in ("name", "duty", "reach")
    ]
    return check.Source(text_files.shown(path), blocks, text_files.read(path)[0] or "")


def known_titles(docs: Path) -> list[str]:
    """Names of the statutes and titles of the sources, where the guide has such files."""
    names: list[str] = []
    for name, keys in (("statutes", ("name", "short", "genitive")), ("sources", ("title",))):
        document, _ = data.read(docs / "data", name)
        names += [row[key] for row in document.value or [] for key in keys if row.get(key)]
    return names


def _bank_texts(found: bank.Bank) -> Iterator[str]:
    for term in found.terms:
        yield from (term.fi, term.definition, *term.aliases, *term.family)
        for avoid in term.avoid:
            yield from (avoid.form, avoid.reason)


def _words(text: str) -> Iterable[str]:
    for match in TOKEN.finditer(text):
        word = match[0].strip("-").replace(reading.JOINER, "").split(":")[0]
        if len(word) > 1 and word.replace("-", "").replace("’", "").isalpha():
            yield files.key(word)
