"""What only the built page shows: doubled ids, references left as text, empty and odd links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import html

from ..findings import CannotCheck, Finding
from ..safety.allowed import LINK_SCHEMES
from ..pages import Page

_LEFT_AS_TEXT = re.compile(r"\[\^[^\]\s]+\]|\][\[(][^\]()\s]*[\])]|\[§[^\]]*\]|\[@[^\]]*\]")
_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*):", re.I)
_NOT_TEXT = {"code", "pre", "kbd", "script", "style", "template"}


def check(site: Path, pages: list[Page]) -> Iterator[Finding]:
    """Findings of every built page of the guide; exit 2 when a page was not built."""
    for page in pages:
        path = site / page.url / "index.html"
        if not path.is_file():
            raise CannotCheck(f"{path} is missing; build the site first")
        tree = html.document_fromstring(path.read_text(encoding="utf-8"))
        yield from check_page(tree, page.shown)


def check_page(tree: html.HtmlElement, shown: str) -> Iterator[Finding]:
    """Findings of one built page; ``shown`` is the path of its source."""

    def finding(check: str, message: str) -> Finding:
        return Finding(shown, 1, 1, check, "error", message)

    ids = Counter(tree.xpath("//@id"))
    for name, count in sorted(ids.items()):
        if count > 1:
            yield finding("id", f"the id '{name}' stands {count} times on the built page; rename a heading")
    for link in tree.iter("a"):
        href = link.get("href")
        if href is not None and not href.strip():
            yield finding("link", f"the link '{_text(link)}' leads nowhere; give it an address")
        scheme = _SCHEME.match(href or "")
        if scheme and scheme[1].lower() not in LINK_SCHEMES:
            yield finding("link", f"the address '{href}' begins with '{scheme[1]}:'; https: was meant?")
    for text in _texts(tree):
        for left in _LEFT_AS_TEXT.findall(text):
            message = f"'{left}' is left on the page as it was written; its target is not defined"
            yield finding("reference", message)


def _texts(tree: html.HtmlElement) -> Iterator[str]:
    for article in tree.iter("article"):
        for element in article.iter():
            if not isinstance(element.tag, str):
                continue
            inside = element.tag in _NOT_TEXT or any(a.tag in _NOT_TEXT for a in element.iterancestors())
            if element.text and not inside:
                yield element.text
            parent_inside = any(a.tag in _NOT_TEXT for a in element.iterancestors())
            if element.tail and not parent_inside:
                yield element.tail


def _text(element: html.HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())
