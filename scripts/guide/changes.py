"""What has changed: history page, marks on the changed pages and a feed, from one data file."""

from __future__ import annotations

import html
import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from . import data, dates, markdown_text
from .findings import Finding
from .pages import Page

CHECK = "changes"
FILE = "changes.yml"
HISTORY = "tietoa/paivityshistoria.md"
FEED = "tietoa/muutokset.xml"
_ATOM = "http://www.w3.org/2005/Atom"
_IDS = uuid.UUID("5e1c6a3e-5d0b-5d6c-9a55-0f3f3f1f7a10")  # ours; entry ids stay if the site moves
_TITLE = "Vapautuvien asumisen tuki: mitä on muuttunut"
_AUTHOR = "Vapautuvien asumisen tuki -oppaan tekijät"


@dataclass(frozen=True)
class Change:
    """One row of ``changes.yml``; see the schema for what each field holds."""

    id: str
    date: str
    page: str
    what: str
    why: str
    heading: str = ""
    edition: str = ""


def load(folder: Path, pages: Iterable[Page]) -> tuple[list[Change], list[Finding]]:
    """The changes, newest first, and what is wrong with them; none where there is no file."""
    if not (folder / FILE).exists():
        return [], []
    document, findings = data.read(folder, FILE.removesuffix(".yml"))
    changes = [Change(**row) for row in document.value or []]
    lines = [document.line(number) for number in range(len(changes))]
    return changes, [*findings, *_faults(changes, lines, {page.name for page in pages})]


def _faults(changes: list[Change], lines: list[int], names: set[str]) -> Iterator[Finding]:
    for number, (change, line) in enumerate(zip(changes, lines, strict=True)):
        if change.page not in names:
            message = f"there is no page '{change.page}'; where it moved, name the new page"
        elif number and change.date > changes[number - 1].date:
            message = f"{change.date} is newer than the row above; the newest row is the first"
        else:
            continue
        yield Finding(f"docs/data/{FILE}", line, 1, CHECK, "error", message)


def since_edition(changes: list[Change]) -> list[Change]:
    """The changes made after the last published edition."""
    count = next((n for n, change in enumerate(changes) if change.edition), len(changes))
    return changes[:count]


def history(changes: list[Change], pages: Iterable[Page]) -> str:
    """The history as Markdown, edition by edition, the newest first."""
    titles = {page.name: page.title for page in pages}
    new = since_edition(changes)
    parts = ["## Muuttunut viime julkaisun jälkeen {#muuttunut}"]
    parts.append(
        _table(new, titles) if new else "Viime julkaisun jälkeen ei ole kirjattu muutoksia."
    )
    group: list[Change] = []
    for change in reversed(changes[len(new) :]):
        group.insert(0, change)
        if change.edition:
            heading = f"## Julkaisu {change.edition}, {dates.finnish(change.date)}"
            # Editions are gathered from the oldest on and shown from the newest on.
            parts.insert(2, f"{heading}\n\n{_table(group, titles)}")
            group = []
    return "\n\n".join(parts)


def _table(changes: Iterable[Change], titles: dict[str, str]) -> str:
    rows: list[list[str]] = []
    for change in changes:
        target = "/".join([".."] * HISTORY.count("/") + [change.page])
        target += f"#{change.heading}" if change.heading else ""
        cells = [
            dates.finnish(change.date),
            markdown_text.link(titles.get(change.page, change.page), target),
            markdown_text.literal(change.what),
            markdown_text.literal(change.why),
        ]
        rows.append(cells)
    return markdown_text.table(["Päivä", "Sivu", "Mitä", "Miksi"], rows)


@dataclass(frozen=True)
class News:
    """A change as the front page tells it: ISO date, day as read, page and its address, words."""

    date: str
    day: str
    title: str
    address: str
    what: str


def newest(changes: list[Change], pages: Iterable[Page], count: int = 3) -> list[News]:
    """The newest changes of pages that are there, the newest first."""
    known = {page.name: page for page in pages}
    return [
        News(
            change.date,
            dates.finnish(change.date),
            known[change.page].title,
            known[change.page].url + (f"#{change.heading}" if change.heading else ""),
            change.what,
        )
        for change in changes
        if change.page in known
    ][:count]


def mark(content: str, page: str, changes: list[Change]) -> str:
    """A page's HTML with a line at each passage changed since the last edition.

    A change of the whole page is told at its end.
    """
    for change in since_edition(changes):
        if change.page != page:
            continue
        words = html.escape(f"{dates.finnish(change.date)}: {change.what}", quote=False)
        line = f'<p class="changed"><strong>Muuttunut</strong> {words}</p>'
        heading = rf'(<h([2-6])[^>]* id="{re.escape(change.heading)}"[^>]*>.*?</h\2>)'
        if change.heading:
            content = re.sub(
                heading, lambda m, line=line: f"{m[1]}\n{line}", content, count=1, flags=re.S
            )
        else:
            content = f"{content}\n{line}"
    return content


def files(changes: list[Change], pages: Iterable[Page]) -> dict[str, bytes]:
    """The Atom feed (RFC 4287), by its path in the site; none when nothing is recorded.

    Addresses in it are relative, so it works wherever the site lies.
    """
    if not changes:
        return {}
    by_name = {page.name: page for page in pages}
    ElementTree.register_namespace("", _ATOM)
    feed = ElementTree.Element(f"{{{_ATOM}}}feed", {"xml:lang": "fi"})
    _add(feed, "title", _TITLE)
    _add(feed, "id", uuid.uuid5(_IDS, FEED).urn)
    _add(feed, "updated", f"{changes[0].date}T00:00:00Z")
    _add(_add(feed, "author"), "name", _AUTHOR)
    _add(feed, "link", href="muutokset.xml", rel="self", type="application/atom+xml")
    _add(feed, "link", href="paivityshistoria/", rel="alternate", type="text/html")
    for change in changes:
        page = by_name.get(change.page)
        entry = _add(feed, "entry")
        _add(entry, "title", f"{page.title if page else change.page}: {change.what}")
        _add(entry, "id", uuid.uuid5(_IDS, change.id).urn)
        _add(entry, "updated", f"{change.date}T00:00:00Z")
        href = f"../{page.url if page else ''}{f'#{change.heading}' if change.heading else ''}"
        _add(entry, "link", href=href, rel="alternate", type="text/html")
        _add(entry, "summary", change.why)
    ElementTree.indent(feed)
    return {FEED: ElementTree.tostring(feed, "utf-8", xml_declaration=True) + b"\n"}


def _add(
    parent: ElementTree.Element, tag: str, text: str = "", **attributes: str
) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, f"{{{_ATOM}}}{tag}", attributes)
    child.text = text or None
    return child
