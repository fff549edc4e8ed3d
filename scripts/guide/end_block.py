"""What the build writes at the end of pages, and the lists of all statutes and sources."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from . import dates
from .library import Library
from .markdown_text import link, literal
from .markdown.sources import anchor
from .pages import Page
from .sources import Source
from .statutes import Citation, Place, Statute, compact_places, in_order, long_places, unbroken

HEADING = "## Säädökset ja lähteet {#saadokset-ja-lahteet}"
ADVICE = (
    "Pykälällä merkityt kohdat perustuvat lakiin. "
    "Muut toimintaohjeet ovat oppaan suosituksia."
)
ADVICE_KINDS = ("phase", "guide", "tool")
ORIGINAL = "alkuperäinen"


def end_block(page: Page, library: Library) -> str:
    """Markdown of the block *Säädökset ja lähteet* and the date the page's facts were checked."""
    entries = [_statute_entry(statute, places) for statute, places in cited(library.citations(page))]
    known = [library.sources[name] for name in page.source_citations() if name in library.sources]
    source_entries = [_source_entry(source) for source in known]
    parts = []
    if entries or source_entries:
        parts.append(HEADING)
        # Two lists, not one loose one: laws first, then what else was read.
        parts += ["\n".join(block) for block in (entries, source_entries) if block]
        if entries and source_entries:
            parts.insert(2, "Muut lähteet:")
    if reviewed := page.meta.get("reviewed"):
        advice = f" {ADVICE}" if entries and page.meta.get("kind") in ADVICE_KINDS else ""
        parts.append(f"Tiedot tarkistettu {dates.finnish(reviewed)}.{advice}\n{{: .reviewed }}")
    return "\n\n".join(["", *parts, ""])


def cited(citations: Iterable[Citation]) -> list[tuple[Statute, list[Place]]]:
    """Each statute once, by name, with all its places in order of the act, each once."""
    by_statute: dict[Statute, dict[Place, None]] = {}
    for citation in citations:
        by_statute.setdefault(citation.statute, {}).update(dict.fromkeys(citation.places))
    rows = sorted(by_statute.items(), key=lambda row: finnish_order(row[0].name))
    return [(statute, sorted(places, key=_in_act)) for statute, places in rows]


def _statute_entry(statute: Statute, places: list[Place]) -> str:
    name = link(statute.full_name, statute.finlex)
    if statute.short != statute.name:
        name += f", tässä *{literal(statute.short)}*"
    return f"- {name}: {unbroken(long_places(places))}" if places else f"- {name}"


def _source_entry(source: Source, used: str = "") -> str:
    return f"- {source.markdown}{used}\n    {{: #{anchor(source.id)} }}"


def _in_act(place: Place) -> tuple[tuple[int, str], ...]:
    """A key that tells any two places apart, so that their order never depends on chance."""
    parts = (place.chapter, place.first, place.last, place.subsection, place.item)
    return tuple(map(in_order, parts))


def finnish_order(text: str) -> str:
    """A sort key for the Finnish alphabet: å, ä and ö after z, capitals beside small letters."""
    return text.casefold().translate(str.maketrans("åäö", "{|}"))


def statute_list(library: Library) -> str:
    """All statutes in the order of their names: state seen, pages that cite them and where."""
    uses: dict[Statute, list[tuple[Page, list[Place]]]] = {}
    for page in library.pages:
        for statute, places in cited(library.citations(page)):
            uses.setdefault(statute, []).append((page, places))
    parts = []
    ordered = sorted(library.statutes.statutes, key=lambda statute: finnish_order(statute.short))
    for letter, group in groupby(ordered, key=lambda statute: statute.short[0].upper()):
        parts.append(f"## {literal(letter)}")
        parts += [_statute_card(statute, uses.get(statute, [])) for statute in group]
    return "\n\n".join(parts)


def _statute_card(statute: Statute, uses: list[tuple[Page, list[Place]]]) -> str:
    lines = [
        f"### {literal(statute.short)} {{: #{statute_anchor(statute)} }}",
        "",
        f"{link(statute.full_name, statute.finlex)}, lyhenne {statute.id}.",
        _state(statute),
    ]
    if statute.pending:
        what = "muutosta" if len(statute.pending) == 1 else "muutoksia"
        lines.append(f"**Tarkista Finlexistä:** {what} {', '.join(statute.pending)} ei ole luettu.")
    if statute.note:
        lines.append(literal(statute.note))
    if uses:
        lines += ["", *(f"- {_use(page, places)}" for page, places in uses)]
    return "\n".join(lines)


def _state(statute: Statute) -> str:
    if statute.seen == ORIGINAL:
        return "Luettu alkuperäisenä, muutoksia ei ole nähty."
    return f"Luettu teksti, jonka uusin muutos on {literal(statute.seen)}."


def _use(page: Page, places: list[Place]) -> str:
    where = link(page.title, page.name)
    return f"{where}: {unbroken(compact_places(places))}" if places else where


def statute_anchor(statute: Statute) -> str:
    """The id of a statute's entry on the page of all statutes."""
    return "l" + statute.number.replace("/", "-")


def source_list(library: Library) -> str:
    """All sources by publisher and title, each with the pages that cite it."""
    uses: dict[str, list[Page]] = {}
    for page in library.pages:
        for name in page.source_citations():
            uses.setdefault(name, []).append(page)
    parts = []
    ordered = sorted(library.sources.values(), key=lambda s: finnish_order(f"{s.publisher} {s.title}"))
    for publisher, group in groupby(ordered, key=lambda source: source.publisher):
        parts.append(f"## {literal(publisher)}")
        for source in group:
            links = ", ".join(link(page.title, page.name) for page in uses.get(source.id, []))
            used = f" Käytetty sivuilla: {links}." if links else ""
            parts.append(_source_entry(source, used))
    return "\n\n".join(parts)
