"""The term bank (``docs/data/terms.yml``) as records, and what may be wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from .. import data, text_files
from ..findings import CannotCheck, Finding
from ..yaml_lines import Document

CHECK = "term-bank"


@dataclass(frozen=True)
class Avoid:
    """A form not to be used, with the level of a finding; see the schema for each field."""

    form: str
    level: str
    reason: str = ""
    inflects: str = "all"
    case: str = ""
    exceptions: tuple[str, ...] = ()
    until: str = ""


@dataclass(frozen=True)
class Term:
    """One concept; see the schema for what each field holds."""

    id: str
    fi: str
    short: str = ""
    sv: str = ""
    en: str = ""
    unconfirmed: tuple[str, ...] = ()
    definition: str = ""
    domain: str = ""
    aliases: tuple[str, ...] = ()
    avoid: tuple[Avoid, ...] = ()
    related: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    page: str = ""
    source: str = ""
    state: str = "to be checked"
    tooltip: bool = True

    @property
    def full(self) -> str:
        """Term and abbreviation, as in *Kansaneläkelaitos (Kela)*."""
        return f"{self.fi} ({self.short})" if self.short else self.fi


@dataclass(frozen=True)
class Bank:
    """All terms, in the order of the file."""

    terms: tuple[Term, ...]
    document: Document = field(repr=False, default=data.EMPTY)

    @cached_property
    def by_id(self) -> dict[str, Term]:
        return {term.id: term for term in self.terms}

    def line(self, term: Term, *path: str | int) -> int:
        """The line of the file on which a term, or a key of it, stands."""
        return self.document.line(self.terms.index(term), *path)


def load(path: Path) -> tuple[Bank, list[Finding]]:
    """Read a term bank; it is empty when the file is not valid. Raises :class:`CannotCheck`."""
    if not path.exists():
        raise CannotCheck(f"there is no term bank {path}")
    document, findings = data.read_file(path, "terms")
    if not document.value:
        return Bank(()), findings
    terms = tuple(map(_term, document.value))
    shown = text_files.shown(path)
    findings += [
        *_missing(terms, document, shown),
        *_preferred_twice(terms, document, shown),
        *_avoided_and_preferred(terms, document, shown),
        *_circles(terms, document, shown),
    ]
    return Bank(terms, document), findings


def _term(row: dict[str, Any]) -> Term:
    fields = {
        key: tuple(value) if isinstance(value, list) else value for key, value in row.items()
    }
    fields["avoid"] = tuple(
        Avoid(
            **{
                ("exceptions" if key == "except" else key): (
                    tuple(value) if isinstance(value, list) else value
                )
                for key, value in item.items()
            }
        )
        for item in row.get("avoid", [])
    )
    return Term(**fields)


def _error(path: str, line: int, message: str) -> Finding:
    return Finding(path, line, 1, CHECK, "error", message)


def _missing(terms: tuple[Term, ...], document: Document, path: str) -> Iterator[Finding]:
    ids = {term.id for term in terms}
    for number, term in enumerate(terms):
        for place, other in enumerate(term.related):
            if other not in ids:
                text = f"related: there is no term with the id '{other}'"
                yield _error(path, document.line(number, "related", place), text)


def _preferred_twice(terms: tuple[Term, ...], document: Document, path: str) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for number, term in enumerate(terms):
        line = document.line(number, "fi")
        name = term.fi.casefold()
        if name in seen:
            yield _error(
                path, line, f"'{term.fi}' is a preferred term already, on line {seen[name]}"
            )
        seen.setdefault(name, line)


def _avoided_and_preferred(
    terms: tuple[Term, ...], document: Document, path: str
) -> Iterator[Finding]:
    """A form is avoided in one place only, and is nobody's preferred term."""
    preferred = {
        name.casefold(): (name, document.line(number, "fi"))
        for number, term in enumerate(terms)
        for name in (term.fi, term.short)
        if name
    }
    seen: dict[tuple[str, str], int] = {}
    for number, term in enumerate(terms):
        for place, avoid in enumerate(term.avoid):
            line = document.line(number, "avoid", place)
            name, where = preferred.get(avoid.form.casefold(), ("", 0))
            # A spelling rule avoids other capitals of a preferred name: RISE for Rise.
            if where and not (avoid.case and name != avoid.form):
                text = f"'{avoid.form}' is avoided here but is the preferred term of line {where}"
                yield _error(path, line, text)
            mark = (avoid.form if avoid.case else avoid.form.casefold(), avoid.case)
            if mark in seen:
                text = f"'{avoid.form}' is avoided already, on line {seen[mark]}"
                yield _error(path, line, text)
            seen.setdefault(mark, line)


def _circles(terms: tuple[Term, ...], document: Document, path: str) -> Iterator[Finding]:
    """Each circle once, at the reference that closes it."""
    links = {term.id: term.related for term in terms}
    numbers = {term.id: number for number, term in enumerate(terms)}
    done: set[str] = set()
    for start in links:
        trail: list[str] = []
        stack = [(start, iter(links[start]))] if start not in done else []
        trail += [start] if stack else []
        while stack:
            current, others = stack[-1]
            other = next(others, None)
            if other is None:
                done.add(current)
                stack.pop()
                trail.pop()
            elif other in trail:
                circle = " → ".join([*trail[trail.index(other) :], other])
                place = links[current].index(other)
                line = document.line(numbers[current], "related", place)
                yield _error(path, line, f"related: a circle: {circle}; leave one reference out")
            elif other in links and other not in done:
                trail.append(other)
                stack.append((other, iter(links[other])))
