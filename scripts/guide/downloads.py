"""The page of downloads: what the build made, with the figures of the files really there."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

PAGE = Path("lataa/index.html")
# The front page has a row of the whole guide's files (overrides/partials/home.html).
FRONT = Path("index.html")
ROW = {
    "kirja": "Koko opas (PDF)",
    "epub": "Sähkökirja (EPUB)",
    "kopio": "Sivusto ilman verkkoa (ZIP)",
}
_ROW_PLACE = re.compile(r'\s*<li data-files="([a-z]+)"></li>')
_PLACE = re.compile(r'<div class="downloads no-print" data-files="([a-z]+)"></div>')
GROUPS = ("kirja", "luvut", "tulosteet", "epub", "isoteksti", "vihkot", "kopio")
# Made after the others, since it holds the page itself.
LAST = "kopio"
NONE = {
    "isoteksti": "Isotekstiset tiedostot tehdään, kun opas julkaistaan. Tässä sivustossa niitä ei ole.",
    "vihkot": "Vihkot tehdään, kun opas julkaistaan. Tässä sivustossa niitä ei ole.",
}
NONE_AT_ALL = "Tähän esikatseluun ei ole tehty tiedostoja."


@dataclass(frozen=True)
class Download:
    """A file below the site. ``pages`` is 0 where a file has none, ``checked`` the days its facts
    were checked, as the reader sees them."""

    group: str
    path: str
    title: str
    checked: str = ""
    pages: int = 0


def place(group: str) -> str:
    """Where the table of a group goes: what :func:`fill` looks for."""
    return f'<div class="downloads no-print" data-files="{group}"></div>'


def fill(site: Path, files: Iterable[Download], *, last: bool = False) -> None:
    """Write the files into the pages of the built site that offer them: the page of downloads and
    the front page; those of the ``last`` group only then."""
    files = list(files)

    def row(match: re.Match[str]) -> str:
        if (match[1] == LAST) != last:
            return match[0]
        return "".join(_item(site, file) for file in files if file.group == match[1])

    def table(match: re.Match[str]) -> str:
        if (match[1] == LAST) != last:
            return match[0]
        group = [file for file in files if file.group == match[1]]
        return "\n".join(_table(site, group)) if group else _none(match[1], files)

    for name, place, made in ((PAGE, _PLACE, table), (FRONT, _ROW_PLACE, row)):
        path = site / name
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            path.write_text(place.sub(made, text), encoding="utf-8", newline="\n")


def _item(site: Path, file: Download) -> str:
    told = size((site / file.path).stat().st_size)
    return f'\n<li><a href="{html.escape(file.path)}">{ROW[file.group]}</a> {told}</li>'


def _none(group: str, files: list[Download]) -> str:
    words = NONE.get(group, NONE_AT_ALL) if files else NONE_AT_ALL
    return f'<p class="no-print">{words}</p>'


def _table(site: Path, files: list[Download]) -> Iterator[str]:
    paged = any(file.pages for file in files)
    dated = any(file.checked for file in files)
    heads = ["Tiedosto", *(["Sivuja"] if paged else []), "Koko"]
    heads += ["Tiedot tarkistettu"] if dated else []
    yield '<div class="downloads no-print">'
    yield f"<table><thead><tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr></thead><tbody>"
    for file in files:
        name = html.escape(file.title)
        link = f'<a href="../{html.escape(file.path)}">{name}</a>'
        cells = [link, *([str(file.pages)] if paged else [])]
        cells += [size((site / file.path).stat().st_size), *([file.checked] if dated else [])]
        yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
    yield "</tbody></table>"
    yield "<details><summary>Tarkistussummat (SHA-256)</summary>"
    sums = "\n".join(f"{digest(site / file.path)}  {Path(file.path).name}" for file in files)
    yield f"<pre><code>{sums}\n</code></pre></details></div>"


def size(count: int) -> str:
    """Bytes as readers see them: ``340 kt``, ``3,7 Mt``."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))}\N{NO-BREAK SPACE}kt"
    return f"{count / 1e6:.1f}".replace(".", ",") + "\N{NO-BREAK SPACE}Mt"


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
