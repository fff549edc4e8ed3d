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

# Drawings have a test of their own; the front page's opening is the cover's matter.
SCREEN_CLASSES = ("headerlink", "no-print", "home__intro", "home__files", "home__news")
SCREEN_CLASSES += ("page-tools", "print-note")
ON_SCREEN = " | ".join(f".//*[contains(@class, '{name}')]" for name in SCREEN_CLASSES)
NOT_PRINTED = f".//figure | {ON_SCREEN}"


def pages(path: Path) -> list[str]:
    """The text within the margins of each page, hyphens at line ends joined."""
    with pypdfium2.PdfDocument(path) as document:
        return [_inside(page) for page in document]


def _inside(page: pypdfium2.PdfPage) -> str:
    width, height = page.get_size()
    area = page.get_textpage().get_text_bounded(0, BOTTOM, width, height - TOP)
    # pdfium marks a hyphen at a line's end that belongs to no word with this sign.
    return re.sub(r"\ufffe\s*|\x02\s*", "", area)


def squashed(text: str) -> str:
    """The letters and figures alone: how a line broke a word does not matter then."""
    return "".join(WORD.findall(text))


def article(site: Path, url: str) -> list[str]:
    """The words of a built page in order: its title and text, not what is in drawings."""
    tree = html.document_fromstring((site / url / "index.html").read_text("utf-8"))
    (found,) = tree.xpath("//article")
    for element in found.xpath(NOT_PRINTED):
        element.drop_tree()
    for element in list(found.iter(*NOT_TEXT)):
        element.drop_tree()
    return list(filter(None, map(squashed, " ".join(found.itertext()).split())))


def missing(wanted: list[str], have: str) -> Iterator[str]:
    """Words of ``wanted`` that ``have`` lacks, read in order; ``have`` may hold more, such as
    page numbers and addresses."""
    at = 0
    for index, word in enumerate(wanted):
        found = have.find(word, at)
        if found < 0:
            yield f"'{word}' in '{' '.join(wanted[max(0, index - 6) : index + 4])}'"
        else:
            at = found + len(word)
