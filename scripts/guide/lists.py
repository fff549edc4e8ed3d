"""What the build writes into a page where a marker asks for it: one registry of all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from . import changes, downloads, end_block, markers, models, organisations, site_map
from .library import Library
from .markers import FILES, LIST, Marker
from .terms import exports, glossary

if TYPE_CHECKING:
    from .page_text import Material
    from .pages import Page

CHECK = "list"
Make = Callable[["Material", "Page", Sequence[str]], str]

LISTS: Mapping[str, Make] = {
    "lähteet": lambda material, page, words: end_block.source_list(material.library),
    "mallit": lambda material, page, words: models.model_table(material.library.model_rows.value),
    "muutokset": lambda material, page, words: changes.history(material.changes, material.library.pages),
    markers.ORGANISATIONS: lambda material, page, words: organisations.organisation_table(
        organisations.of_kinds(material.library.organisation_rows.value, words)
    ),
    "sanasto": lambda material, page, words: glossary.render(material.terms.bank, material.titles),
    "sanaston tiedostot": lambda material, page, words: exports.links(),
    "sivut": lambda material, page, words: site_map.render(material.map, page.name),
    "säädökset": lambda material, page, words: end_block.statute_list(material.library),
}


def fill(text: str, page: Page, material: Material) -> str:
    """The page's Markdown with every list and table of files in the place of its marker."""
    parts, done = [], 0
    for marker in markers.find(text):
        if _fault(marker, material.library):
            continue  # told by the checks
        filled = (
            downloads.place(marker.name)
            if marker.kind == FILES
            else LISTS[marker.name](material, page, marker.words)
        )
        parts += [text[done : marker.start], filled]
        done = marker.end
    return "".join([*parts, text[done:]])


def faults(text: str, library: Library) -> Iterator[tuple[int, str, str]]:
    """Markers of what nobody makes: offset, name of the check, message."""
    for marker in markers.find(text):
        if message := _fault(marker, library):
            yield marker.start, CHECK, message


def _fault(marker: Marker, library: Library) -> str:
    if marker.kind not in (LIST, FILES):
        return f"'{marker.kind}:' asks for nothing; write as in '{markers.EXAMPLE}'"
    names = sorted(LISTS) if marker.kind == LIST else downloads.GROUPS
    if marker.name not in names:
        return f"there is no '{marker.kind}: {marker.name}'; there are: {', '.join(names)}"
    kinds = sorted({row["kind"] for row in library.organisation_rows.value})
    if kinds and (unknown := [word for word in marker.words if word not in kinds]):
        return f"no organisation is of the kind '{unknown[0]}'; the kinds are: {', '.join(kinds)}"
    return ""
