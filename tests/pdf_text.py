"""The words of a PDF as its readers' programs see them, for the tests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from lxml import html

# The text area of the pages: outside it are the running titles and page numbers.
TOP, BOTTOM = 24 / 25.4 * 72, 24 / 25.4 * 72
WORD = re.compile(r"\w+")
# What the site shows around a page's text, and what only works there.
NOT_TEXT = ("nav", "script", "style", "title", "desc", "button", "form")


def pages(path: Path) -> list[str]:
    """The text within the margins of each page, hyphens at line ends joined."""
    with pypdfium2.PdfDocument(path) as document:
        return [_inside(page) for page in document]


def _inside(page: pypdfium2.PdfPage) -> str:
    width, height = page.get_size()
    area = page.get_textpage().get_text_bounded(0, BOTTOM, width, height - TOP)
    # pdfium marks a hyphen at a line's end that belongs to no word with this sign.
    return re.sub(r"\ufffe\s*|\x02\s*", "", area)


def words(text: str) -> list[str]:
    return WORD.findall(text)


def article(site: Path, url: str) -> list[str]:
    """The words of a built page in order: its title, lead and text."""
    tree = html.document_fromstring((site / url / "index.html").read_text("utf-8"))
    (found,) = tree.xpath("//article")
    for element in list(found.iter(*NOT_TEXT)):
        element.drop_tree()
    for element in found.xpath(".//*[contains(@class, 'headerlink')]"):
        element.drop_tree()
    return words(" ".join(found.itertext()))


def missing(wanted: list[str], have: list[str]) -> Iterator[str]:
    """Words of ``wanted`` that ``have`` lacks, when both are read in order and ``have`` may hold
    more, such as page numbers and addresses."""
    at = 0
    for index, word in enumerate(wanted):
        try:
            at = have.index(word, at) + 1
        except ValueError:
            yield f"'{word}' in '{' '.join(wanted[max(0, index - 6) : index + 4])}'"
