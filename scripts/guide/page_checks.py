"""Promises about the page files themselves: addresses, skeleton, links to files, safe HTML."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from . import limits, lists, markdown_text, snippets, source_tree, text_files
from .findings import Finding
from .library import Library
from .pages import Page, Passage
from .safety.allowed import LINK_SCHEMES
from .skeleton import headings_in_order

Fault = tuple[int, str, str]  # offset in the text, name of the check, message

# What a page may say in HTML where Markdown has no words for it.
ALLOWED_TAGS = {"abbr", "br", "figcaption", "figure", "kbd", "span", "sub", "sup"}
ALLOWED_ATTRIBUTES = {"class", "id", "lang", "title", "markdown"}

_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)((?:\s[^<>]*|/)?)>")
_ATTRIBUTE = re.compile(r"([^\s=\"'/<>]+)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_ATTRIBUTE_LIST = re.compile(r"\{:?\s[^{}\n]*?\b(on\w+|style)\s*=|\{:?(on\w+|style)\s*=", re.I)
_LINK = re.compile(r"(?P<image>!?)\[(?:[^\[\]]|\[[^\[\]]*\])*\]\(\s*<?(?P<target>[^\s()<>]+)")
_LINK_TEXT = re.compile(r"(?<!!)\[([^\[\]]+)\]\([^)\s]")
# A list of links is read aloud by their texts alone.
EMPTY_TEXTS = frozenset(
    "tästä tässä täältä täällä tänne lue lisää lisätietoa linkki klikkaa katso sivu sivulla".split()
    + ["lue lisää", "katso täältä", "klikkaa tästä", "lue täältä", "tällä sivulla", "tältä sivulta"]
)
ADDRESSES = ("http:", "https:", "www.")
_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*):")
_NOTE = re.compile(r"^[ \t>]*\[\^([^\[\]\s]+)\]:", re.M)
_NOTE_CALL = re.compile(r"\[\^([^\[\]\n]*)\](?!:)")
_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_H1 = re.compile(r"^#[ \t]+\S", re.M)


def check(library: Library) -> Iterator[Finding]:
    """All findings about the page files, beyond what reading them already told."""
    yield from source_tree.check(library.docs)
    yield from unique(library.pages)
    for page in library.pages:
        yield from headings_in_order(page)
        yield from snippet_lines(page, library.docs)
        yield from size(page, library.docs)
    for passage in library.passages():
        found = [*in_text(passage, library.docs), *lists.faults(passage.text, library)]
        for offset, name, message in found:
            line, column = markdown_text.place(passage.text, offset, passage.first_line)
            yield Finding(passage.shown, line, column, name, "error", message)


def in_text(passage: Passage, docs: Path) -> Iterator[Fault]:
    """The faults of one text: offset, name of the check, message."""
    yield from unclosed(passage.text)
    yield from one_title(passage.text)
    yield from safe_html(passage.text)
    yield from links(passage, docs)
    yield from link_texts(passage.text)
    yield from footnotes(passage.text)
    yield from table_cells(passage.text)


def unique(pages: Iterable[Page]) -> Iterator[Finding]:
    """No two pages share an address (also where case is ignored) or a title."""
    addresses: dict[str, Page] = {}
    titles: dict[str, Page] = {}
    for page in sorted(pages, key=lambda page: page.name):
        address = page.url.casefold()
        if (other := addresses.setdefault(address, page)) is not page:
            message = f"has the same address as {other.shown}: /{address}; rename one of them"
            yield Finding(page.shown, 1, 1, "address", "error", message)
        if page.title and (other := titles.setdefault(page.title.casefold(), page)) is not page:
            message = f"the title '{page.title}' is taken by {other.shown}; tell the pages apart"
            yield Finding(page.shown, page.front.line("title"), 1, "title", "error", message)


def unclosed(text: str) -> Iterator[Fault]:
    """Comments and blocks of code that nothing closes: they would swallow what follows."""
    for offset in markdown_text.fences(text)[1]:
        fence = re.match(r"[ \t>]*([`~]+)", text[offset : offset + 200])
        mark = fence[1] if fence else "```"
        yield offset, "code-block", f"a block of code that nothing closes; end it with a line '{mark}'"
    if (offset := markdown_text.unclosed_comment(text)) is not None:
        yield offset, "comment", "a comment that nothing closes; end it with '-->'"
    for start, end in markdown_text.comment_spans(text):
        inner = text[start + 4 : end - 3]
        if "<!--" in inner or re.search(r"\n[ \t]*\n", inner):
            message = "the comment goes on over the next paragraph or comment; end it with '-->'"
            yield start, "comment", message


def one_title(text: str) -> Iterator[Fault]:
    """The title stands in the front matter, so a heading of level one would double it."""
    for match in _H1.finditer(markdown_text.prose(text)):
        message = "a heading of level one; the title is given in the front matter, begin with '## '"
        yield match.start(), "title", message


def safe_html(text: str) -> Iterator[Fault]:
    """HTML beyond what Markdown has no words for. What is safe is judged on the finished page."""
    prose = markdown_text.prose(text)
    for match in _TAG.finditer(prose):
        tag = match[2].lower()
        if tag not in ALLOWED_TAGS:
            allowed = ", ".join(sorted(ALLOWED_TAGS))
            message = f"the tag <{tag}> is not allowed; write Markdown ({allowed} may be used)"
            yield match.start(), "html", message
            continue
        for attribute in _ATTRIBUTE.finditer(match[3].rstrip("/")):
            name = attribute[1].lower()
            if name not in ALLOWED_ATTRIBUTES:
                message = f"the attribute '{name}' is not allowed on <{tag}>; remove it"
                yield match.start(), "html", message
    for match in _ATTRIBUTE_LIST.finditer(prose):
        name = match[1] or match[2]
        yield match.start(), "html", f"the attribute '{name}' is not allowed; remove it"
    for match in _LINK.finditer(prose):
        scheme = _SCHEME.match(match["target"])
        if scheme and scheme[1].lower() not in LINK_SCHEMES:
            message = f"the address begins with '{scheme[1]}:'; only {', '.join(sorted(LINK_SCHEMES))} are allowed"
            yield match.start(), "html", message


def links(passage: Passage, docs: Path) -> Iterator[Fault]:
    """Files that links and images name exist, in exactly that spelling, from every page."""
    for match in _LINK.finditer(markdown_text.prose(passage.text)):
        target = match["target"].split("#")[0].split("?")[0]
        if not target or _SCHEME.match(target) or target.startswith("/"):
            continue
        for folder in passage.folders:
            first = posixpath.normpath(posixpath.join(folder, target)).split("/")[0]
            if first in source_tree.NOT_PAGES:
                message = f"'{target}' is not published; link a page, or write the text here"
                yield match.start(), "link", message
                continue
            if text_files.exists_as_written(docs / folder / target):
                continue
            what = "the image" if match["image"] else "the linked file"
            place = text_files.shown(docs / folder)
            yield match.start(), "link", f"{what} '{target}' does not exist (looked in {place})"


def link_texts(text: str) -> Iterator[Fault]:
    """Every link says by itself where it leads."""
    for match in _LINK_TEXT.finditer(markdown_text.prose(text)):
        words = match[1].strip(" *_.:!").casefold()
        if words not in EMPTY_TEXTS and not words.startswith(ADDRESSES):
            continue
        message = f"the link text '{match[1]}' does not tell where it leads; name the page or the matter"
        yield match.start(), "link-text", message


def table_cells(text: str) -> Iterator[Fault]:
    """No row of a table has more cells than its head: Markdown would leave them out."""
    columns, offset = 0, 0
    for line in markdown_text.prose(text).split("\n"):
        cells = _BAR.sub("\0", line.strip()).strip("\0").count("\0") + 1
        if not _BAR.search(line):
            columns = 0
        elif _RULE.fullmatch(line):
            columns = cells
        elif columns and cells > columns:
            message = f"a row of {cells} cells in a table of {columns}; write '\\|' for a bar in a cell"
            yield offset, "table-cells", message
        offset += len(line) + 1


def footnotes(text: str) -> Iterator[Fault]:
    """Every footnote that is called is there, and there are not too many of them."""
    prose = markdown_text.prose(text)
    notes: dict[str, int] = {}
    for match in _NOTE.finditer(prose):
        if match[1] in notes:
            message = f"the footnote '{match[1]}' is written twice; give one of them another name"
            yield match.start(), "footnote", message
        notes[match[1]] = match.start()
    calls = list(_NOTE_CALL.finditer(prose))
    if len(calls) > limits.FOOTNOTES:
        message = f"more than {limits.FOOTNOTES} calls of footnotes on a page; split it"
        yield calls[limits.FOOTNOTES].start(), "footnote", message
    if len(notes) > limits.FOOTNOTES:
        offset = list(notes.values())[limits.FOOTNOTES]
        yield offset, "footnote", f"more than {limits.FOOTNOTES} footnotes on a page; split it"
    for match in calls:
        if match[1] not in notes:
            message = f"there is no footnote '{match[1]}'; write it, as in '[^{match[1]}]: Teksti.'"
            yield match.start(), "footnote", message


def snippet_lines(page: Page, docs: Path) -> Iterator[Finding]:
    """Every snippet a page pulls in can be read, and none pulls in itself."""
    try:
        snippets.expand(page.text, docs)
    except snippets.SnippetFault as fault:
        line, column = markdown_text.place(page.text, fault.offset, page.first_line)
        yield Finding(page.shown, line, column, "snippet", "error", fault.message)


def size(page: Page, docs: Path) -> Iterator[Finding]:
    """A page of many letters is a mistake or a book; it still builds."""
    length = (docs / page.name).stat().st_size
    if length > limits.PAGE_WARNING:
        message = f"the page is {length / 1000:.0f} kB; split it, readers on phones will not wait"
        yield Finding(page.shown, 1, 1, "size", "warning", message)
