"""Addresses never die: what was published once stays reachable, or leads to what replaced it.

An address is a page (``asumisen-tuki/velat/``, the front page is ``./``) or a heading of one
(``asumisen-tuki/velat/#lyhyesti``), always below the site's root.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import html as lxml_html

from . import data, text_files
from .findings import CannotCheck, Finding
from .pages import Page
from .yaml_lines import Document

CHECK = "addresses"
# Folders of what the build makes: nothing else is written there.
MADE = ("assets/", "epub/", "pdf/", "search/")
FRONT = "./"
REDIRECTS = "docs/data/redirects.yml"
HEADINGS = "|".join(f"//article//h{level}/@id" for level in range(2, 7))


@dataclass(frozen=True)
class Redirect:
    """An old address and the one that took its place; ``line`` is that of its row."""

    old: str
    new: str
    line: int = 1

    @property
    def page(self) -> str:
        return self.old.partition("#")[0]

    @property
    def fragment(self) -> str:
        return self.old.partition("#")[2]


def load(folder: Path) -> tuple[list[Redirect], list[Finding]]:
    """The redirects of ``redirects.yml`` in ``folder``; none where there is no such file."""
    if not (folder / "redirects.yml").exists():
        return [], []
    document, findings = data.read(folder, "redirects")
    return _rows(document), findings


def _rows(document: Document) -> list[Redirect]:
    rows = document.value or []
    return [Redirect(row["id"], row["to"], document.line(n)) for n, row in enumerate(rows)]


def live(site: Path, pages: Iterable[Page]) -> set[str]:
    """Every address of the built site: its pages and their headings."""
    found = set()
    for page in pages:
        path = site / page.url / "index.html"
        if not path.is_file():
            raise CannotCheck(f"{path} is missing; build the site first")
        address = page.url or FRONT
        found.add(address)
        tree = lxml_html.document_fromstring(path.read_text(encoding="utf-8"))
        found |= {f"{address}#{name}" for name in tree.xpath(HEADINGS)}
    return found


def read(path: Path) -> dict[str, int]:
    """The published addresses, one a line, with their line numbers."""
    text, findings = text_files.read(path)
    if text is None or not text.strip():
        reason = findings[0].message if findings else "is empty"
        raise CannotCheck(f"{text_files.shown(path)}: {reason}")
    return {line: number for number, line in enumerate(text.splitlines(), start=1) if line}


def check(
    published: dict[str, int], now: set[str], redirects: Iterable[Redirect], shown: str
) -> Iterator[Finding]:
    """Published addresses that lead nowhere, and redirects that are wrong themselves."""
    known = {redirect.old: redirect for redirect in redirects}
    yield from _lost(published, now, known, shown)
    yield from check_redirects(now, known.values())


def _lost(
    published: dict[str, int], now: set[str], known: Mapping[str, Redirect], shown: str
) -> Iterator[Finding]:
    for address, line in published.items():
        page = address.partition("#")[0]
        # A page that has moved takes its headings along: the reader arrives on the right page.
        if address in now or address in known or (page in known and page not in now):
            continue
        # One message is enough for a page that is gone as a whole.
        if page != address and page in published and page not in now:
            continue
        what = "heading" if "#" in address else "page"
        message = (
            f"the published {what} '{address}' is gone; bring it back, or add to {REDIRECTS}: "
            f"id: {address}, to: (the address that took its place)"
        )
        yield Finding(shown, line, 1, CHECK, "error", message)


def check_redirects(now: set[str], redirects: Iterable[Redirect]) -> Iterator[Finding]:
    """Redirects over something that is there, to nothing, to themselves or in a circle."""
    known = {redirect.old: redirect for redirect in redirects}
    for redirect in known.values():
        if redirect.old.startswith(MADE):
            message = f"'{redirect.old}' lies in a folder the build makes; remove the redirect"
        elif redirect.old in now:
            message = f"'{redirect.old}' is still there; remove the redirect, or the page"
        elif _whole(redirect.new) not in now:
            again = " (it is redirected itself)" if redirect.new in known else ""
            message = f"'{redirect.new}' does not exist{again}; lead to an address that does"
        elif redirect.fragment and redirect.page not in now and redirect.page not in known:
            message = f"'{redirect.page}' is gone, so its headings cannot be reached; redirect the page"
        else:
            continue
        yield Finding(REDIRECTS, redirect.line, 1, CHECK, "error", message)


def _whole(address: str) -> str:
    """The address with the front page written out."""
    return address if address.partition("#")[0] else f"{FRONT}{address}"


def relative(old: str, new: str) -> str:
    """``new`` as a link from the page of ``old``: it works below any address."""
    up = "../" * old.partition("#")[0].removeprefix(FRONT).count("/")
    return up + new.removeprefix(FRONT) or FRONT


def files(redirects: Iterable[Redirect]) -> dict[str, str]:
    """What the site needs beside its pages: a page for each moved one, and rules for hosts.

    ``_redirects`` is read by GitLab Pages, Netlify and Cloudflare Pages, ``redirects.map`` is
    an nginx ``map`` to be included. Both are left out when nothing has moved.
    """
    moved = [redirect for redirect in redirects if not redirect.fragment]
    if not moved:
        return {}
    made = {f"{redirect.old}index.html": _page(redirect) for redirect in moved}
    made["_redirects"] = "".join(f"/{r.old} /{r.new.removeprefix(FRONT)} 301\n" for r in moved)
    made["redirects.map"] = "".join(f"/{r.old} /{r.new.removeprefix(FRONT)};\n" for r in moved)
    return made


def _page(redirect: Redirect) -> str:
    target = html.escape(relative(redirect.old, redirect.new))
    return (
        '<!doctype html>\n<html lang="fi">\n<head>\n<meta charset="utf-8">\n'
        "<title>Sivu on siirtynyt – Vapautuvien asumisen tuki</title>\n"
        '<meta name="robots" content="noindex">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="refresh" content="0; url={target}">\n</head>\n<body>\n'
        f'<main><h1>Sivu on siirtynyt</h1>\n<p><a href="{target}">Siirry uudelle sivulle</a></p>\n'
        "</main>\n</body>\n</html>\n"
    )


def keep_headings(content: str, address: str, redirects: Iterable[Redirect]) -> str:
    """A page's HTML where the old ids of its headings still lead somewhere.

    A heading renamed on the page keeps its former id beside the new one; for one that moved to
    another page, a line at the end of the page tells where, since no server sees a fragment.
    """
    lines = []
    for redirect in redirects:
        if redirect.page != (address or FRONT) or not redirect.fragment:
            continue
        old = html.escape(redirect.fragment)
        page, _, fragment = redirect.new.partition("#")
        if page == redirect.page:
            heading = re.compile(rf'(<h[2-6][^>]* id="{re.escape(html.escape(fragment))}"[^>]*>)')
            content = heading.sub(
                lambda m, old=old: f'<span id="{old}"></span>{m[1]}', content, count=1
            )
        else:
            target = html.escape(relative(redirect.old, redirect.new))
            lines.append(
                f'<p id="{old}">Tämä kohta on siirtynyt: <a href="{target}">lue se täältä</a>.</p>'
            )
    return "\n".join([content, *lines])
