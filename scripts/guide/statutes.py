"""Statutes and how pages cite them.

A citation is written ``[§ NAME PLACES]``. NAME is the act's abbreviation, number, short or full
name; PLACES, which may be left out, are sections as Finns abbreviate them::

    [§ VankL 4:6]            4 luvun 6 §
    [§ VankL 4:6.3]          4 luvun 6 §:n 3 momentti
    [§ PKL 2:5.1 k4]         2 luvun 5 §:n 1 momentin 4 kohta
    [§ HTL 3 k4]             3 §:n 4 kohta
    [§ PKL 2:12a–12d]        2 luvun 12 a–12 d §
    [§ VankL 4:6–8, 8:9]     4 luvun 6–8 § ja 8 luvun 9 §
    [§ RiseL 2–3, 5]         2–3 ja 5 §
    [§ VankL 4 luku]         4 luku
    [§ vankeuslaki]          the whole act
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from . import limits, markdown_text

CITATION = re.compile(r"\[§([^\[\]]*)\]")
EXAMPLE = "[§ VankL 4:6]"

_N = rf"[1-9]\d{{0,{limits.CHAPTER_DIGITS - 1}}}"
_PLACE = re.compile(
    rf"""(?:(?P<chapter>{_N}(?:\ ?[a-z]\b)?)\ ?:\ ?)?
        (?P<first>{_N}(?:\ ?[a-z]\b)?)
        (?:\.(?P<subsection>{_N}(?:[–-]{_N})?)|[–-](?P<last>{_N}(?:\ ?[a-z]\b)?))?
        (?:\ ?k(?P<item>{_N}))?\Z""",
    re.X | re.A,
)
_WHOLE_CHAPTER = re.compile(rf"(?P<chapter>{_N}(?: ?[a-z])?) luku\Z", re.A)


class CitationFault(Exception):
    """A citation that cannot be read; the message says why and how it should look."""


@dataclass(frozen=True)
class Statute:
    """One row of ``docs/data/statutes.yml``; see the schema for what each field holds."""

    id: str
    number: str
    name: str
    short: str
    genitive: str
    sections: str
    finlex: str
    seen: str
    kind: str = "act"
    pending: tuple[str, ...] = ()
    note: str = ""

    @property
    def full_name(self) -> str:
        """Name and number, as in *vankeuslaki (767/2005)*."""
        return f"{self.name} ({self.number})"


@dataclass(frozen=True)
class Place:
    """A section, a run of sections, or (``first`` empty) a whole chapter."""

    chapter: str = ""
    first: str = ""
    last: str = ""
    subsection: str = ""
    item: str = ""


@dataclass(frozen=True)
class Citation:
    """A statute and the places in it that are meant; no places means the whole act."""

    statute: Statute
    places: tuple[Place, ...] = ()

    @property
    def long(self) -> str:
        """For running text: *vankeuslain 4 luvun 6 §*."""
        if not self.places:
            return self.statute.short
        return f"{self.statute.genitive} {long_places(self.places)}"

    @property
    def compact(self) -> str:
        """For tables: *VankL 4:6 §*."""
        if not self.places:
            return self.statute.id
        return f"{self.statute.id} {compact_places(self.places)}"

    @property
    def address(self) -> str:
        """The act in Finlex, at the first section meant where the section has an address.

        Finlex marks sections ``chp_4__sec_6`` (Akoma Ntoso ids); where sections run on through
        the chapters and the chapter is not given, the address is that of the act.
        """
        statute = self.statute
        if not self.places or statute.kind == "amendment":
            return statute.finlex
        place = self.places[0]
        parts = []
        if place.chapter:
            parts.append(f"chp_{place.chapter.replace(' ', '')}")
        if place.first and (place.chapter or statute.sections == "plain"):
            parts.append(f"sec_{place.first.replace(' ', '')}")
        return statute.finlex + (f"#{'__'.join(parts)}" if parts else "")


class Register:
    """The known statutes, found by abbreviation, number, short or full name."""

    def __init__(self, rows: Iterable[dict[str, object]]) -> None:
        self.statutes = [
            Statute(**{key: tuple(v) if isinstance(v, list) else v for key, v in row.items()})
            for row in rows
        ]
        self._names = {
            name.casefold(): statute
            for statute in self.statutes
            for name in (statute.name, statute.short, statute.number, statute.id)
        }

    def parse(self, inner: str) -> Citation:
        """Read what stands between ``[§`` and ``]``; raises :class:`CitationFault`."""
        text = " ".join(inner.split())
        words = text.split(" ")
        for count in range(len(words), 0, -1):
            statute = self._names.get(" ".join(words[:count]).casefold())
            if statute:
                return Citation(statute, _places(statute, " ".join(words[count:])))
        name = re.split(r"\s(?=\d+ ?[a-z]?\s?(?:[:.,–-]|$|luku))", text)[0]
        raise CitationFault(
            f"unknown statute '{name}'; add it to docs/data/statutes.yml or mend the name, "
            f"as in '{EXAMPLE}'"
        )


def find(text: str) -> Iterator[tuple[int, str]]:
    """Offset and inner text of every citation in Markdown, code and comments left out."""
    for match in CITATION.finditer(markdown_text.prose(text)):
        yield match.start(), match[1]


def _places(statute: Statute, text: str) -> tuple[Place, ...]:
    places = tuple(_place(statute, part.strip()) for part in text.split(",")) if text else ()
    return places


def _place(statute: Statute, text: str) -> Place:
    if whole := _WHOLE_CHAPTER.match(text):
        if statute.sections == "plain":
            raise CitationFault(f"{statute.id} has no chapters; give the section, as in '[§ {statute.id} 3]'")
        return Place(chapter=_spaced(whole["chapter"]))
    match = _PLACE.match(text)
    if not match:
        raise CitationFault(f"'{text}' is not a section; write as in '{EXAMPLE}' or '[§ RiseL 3]'")
    if statute.sections == "by-chapter" and not match["chapter"]:
        raise CitationFault(
            f"sections of {statute.id} begin anew in each chapter; give the chapter too, "
            f"as in '[§ {statute.id} 4:{text}]'"
        )
    if statute.sections == "plain" and match["chapter"]:
        raise CitationFault(
            f"{statute.id} has no chapters; give the section alone, "
            f"as in '[§ {statute.id} {match['first']}]'"
        )
    fields = {key: (value or "").replace("-", "–") for key, value in match.groupdict().items()}
    for key in ("chapter", "first", "last"):
        fields[key] = _spaced(fields[key])
    for run in (f"{fields['first']}–{fields['last']}" if fields["last"] else "", fields["subsection"]):
        begin, _, end = run.partition("–")
        if end and in_order(end) <= in_order(begin):
            raise CitationFault(f"'{text}' does not run forward; write the smaller number first, as in '6–8'")
    return Place(**fields)


def in_order(number: str) -> tuple[int, str]:
    """A sort key for the number of a section: 2, 12, 12 a, 12 b."""
    digits = re.match(r"\d*", number)
    return int(digits[0] or 0) if digits else 0, number


def _spaced(number: str) -> str:
    """``12a`` as Finns print it: ``12 a``."""
    return re.sub(r"(\d) ?([a-z])$", r"\1 \2", number)


# What is read in one breath: "9 a §", "2 c luvun", "1 momentin", "3 kohta".
_JOINTS = re.compile(r" (?=§)|(?<=\d) (?=[a-z]\b|luku|luvu|moment|koh)|(?<=\b[a-z]) (?=luku|luvu)")


def unbroken(places: str) -> str:
    """Places in words for a line that may end anywhere but between a number and what it counts."""
    return _JOINTS.sub("\N{NO-BREAK SPACE}", places)


def long_places(places: Iterable[Place]) -> str:
    """The places in words, as in *4 luvun 6–8 § ja 8 luvun 9 §:n 2 momentti*."""
    chapters = []
    for chapter, members in groupby(places, key=lambda place: place.chapter):
        sections = _and(list(_sections(place for place in members if place.first)))
        if not chapter:
            chapters.append(sections)
        else:
            chapters.append(f"{chapter} luvun {sections}" if sections else f"{chapter} luku")
    # "ja" inside a chapter and between chapters would blur which belongs to which.
    return _and(chapters, " sekä " if any(" ja " in part for part in chapters) else " ja ")


def _sections(places: Iterable[Place]) -> Iterator[str]:
    """Sections of one chapter; those without further detail share one ``§``."""
    for detailed, run in groupby(places, key=lambda place: bool(place.subsection or place.item)):
        if detailed:
            yield from map(_detailed, run)
        else:
            yield f"{_and(list(map(_range, run)))} §"


def compact_places(places: Iterable[Place]) -> str:
    """The places as in tables: *4:6–8, 8:9.2 §*."""
    shown = []
    for place in places:
        if not place.first:
            shown.append(f"{place.chapter} luku")
            continue
        chapter = f"{place.chapter}:" if place.chapter else ""
        subsection = f".{place.subsection}" if place.subsection else ""
        item = f" {place.item} kohta" if place.item else ""
        shown.append(f"{chapter}{_range(place)}{subsection} §{item}")
    return re.sub(r" §(?=, .*§)", "", ", ".join(shown))


def _range(place: Place) -> str:
    return f"{place.first}–{place.last}" if place.last else place.first


def _detailed(place: Place) -> str:
    if place.item and not place.subsection:
        return f"{place.first} §:n {place.item} kohta"
    if place.item:
        return f"{place.first} §:n {place.subsection} momentin {place.item} kohta"
    return f"{place.first} §:n {place.subsection} momentti"


def _and(parts: list[str], word: str = " ja ") -> str:
    return word.join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))
