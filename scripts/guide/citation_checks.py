"""Promises about citations: every one can be followed, and nothing is registered for nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import markdown_text, sources, statutes
from .findings import Finding
from .library import ORGANISATIONS_FILE, SOURCES_FILE, STATUTES_FILE, Library
from .statutes import CitationFault

# Not a link, nor the name of a link's address.
# The beginning of a citation, whatever follows; an escaped sign is printed as that sign.
_BEGINS = re.compile(r"\[\s*(?:§|&sect;|&#167;|@(?=\S)|@ +[\w-]+\])")
_ENDS = re.compile(r"(?<![\[\w])§ ?(?:[^\W\d]\w*) \d[\w:.,–-]*\]")
_IN_BRACKETS = re.compile(r"\[(?![§@^])([^\[\]\n]+)\](?![(\[:])")


def check(library: Library) -> Iterator[Finding]:
    """Citations that cannot be read or followed."""
    yield from _names_twice(library)
    for passage in library.passages():
        yield from in_text(passage.text, passage.shown, passage.first_line, library)
    for page in library.pages:
        for source in page.meta.get("sources", []):
            if source not in library.sources:
                line = page.front.line("sources", page.meta["sources"].index(source))
                yield _unknown_source(source, page.shown, line, 1)
    rows = library.organisation_rows
    for number, row in enumerate(rows.value):
        cited = [*row.get("statutes", []), *(f"[@{name}]" for name in row.get("sources", []))]
        yield from in_text(" ".join(cited), ORGANISATIONS_FILE, rows.line(number), library)


def in_text(text: str, shown: str, first_line: int, library: Library) -> Iterator[Finding]:
    """Faulty citations of one Markdown text."""
    for offset, inner in statutes.find(text):
        try:
            library.statutes.parse(inner)
        except CitationFault as fault:
            line, column = markdown_text.place(text, offset, first_line)
            yield Finding(shown, line, column, "statute", "error", str(fault))
    for match in _IN_BRACKETS.finditer(markdown_text.prose(text)):
        try:
            library.statutes.parse(match[1])
        except CitationFault:
            continue
        message = f"a citation without its sign; write '[§ {match[1]}]'"
        place = markdown_text.place(text, match.start(), first_line)
        yield Finding(shown, *place, "statute", "error", message)
    yield from _half_written(text, shown, first_line)
    for offset, source, _ in sources.find(text):
        if source not in library.sources:
            yield _unknown_source(source, shown, *markdown_text.place(text, offset, first_line))


def _names_twice(library: Library) -> Iterator[Finding]:
    """Two acts by one name: a citation would lead to the wrong one."""
    acts = library.statutes.statutes
    owners: dict[str, str] = {}
    for act in acts:
        for name in (act.id, act.number, act.short):
            owners.setdefault(name.casefold(), act.id)
    for number, act in enumerate(acts):
        # Full names may be shared: amendments of one act have all the same.
        for name in dict.fromkeys((act.id, act.number, act.short, act.name)):
            if (owner := owners.get(name.casefold(), act.id)) != act.id:
                message = f"'{name}' is a name of {owner} already; give {act.id} names of its own"
                line = library.statute_rows.line(number)
                yield Finding(STATUTES_FILE, line, 1, "statute", "error", message)


def _half_written(text: str, shown: str, first_line: int) -> Iterator[Finding]:
    """What begins or ends like a citation and is none: it would be printed as it stands."""
    prose = markdown_text.prose(text)
    whole = {offset for offset, *_ in [*statutes.find(text), *sources.find(text)]}
    for match in _BEGINS.finditer(prose):
        # A citation within another: the inner one is whole, the outer is not.
        if match.start() not in whole:
            kind, example = ("source", sources.EXAMPLE) if "@" in match[0] else ("statute", statutes.EXAMPLE)
            message = f"a citation that cannot be read; write it whole and alone, as in '{example}'"
            yield Finding(shown, *markdown_text.place(text, match.start(), first_line), kind, "error", message)
    for match in _ENDS.finditer(prose):
        message = f"a citation without its beginning; write it whole, as in '{statutes.EXAMPLE}'"
        yield Finding(shown, *markdown_text.place(text, match.start(), first_line), "statute", "error", message)


def unused(library: Library) -> Iterator[Finding]:
    """Statutes and sources that no page cites: a reader's list should not carry them."""
    cited = {c.statute for page in library.pages for c in library.citations(page)}
    for number, statute in enumerate(library.statutes.statutes):
        if statute not in cited:
            message = f"no page cites {statute.id}, {statute.full_name}; cite it or remove the row"
            line = library.statute_rows.line(number)
            yield Finding(STATUTES_FILE, line, 1, "statute", "error", message)
    used = {name for page in library.pages for name in page.source_citations()}
    for rows in (library.model_rows, library.organisation_rows):
        used |= {name for row in rows.value for name in row.get("sources", [])}
    for number, name in enumerate(library.sources):
        if name not in used:
            message = f"no page cites the source '{name}'; cite it or remove the row"
            yield Finding(SOURCES_FILE, library.source_rows.line(number), 1, "source", "error", message)


def _unknown_source(source: str, shown: str, line: int, column: int) -> Finding:
    message = (
        f"unknown source '{source}'; add it to {SOURCES_FILE} or mend the id, "
        f"as in '{sources.EXAMPLE}'"
    )
    return Finding(shown, line, column, "source", "error", message)
