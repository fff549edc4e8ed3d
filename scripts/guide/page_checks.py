"""Promises about the page files themselves: addresses, skeleton, links to files, safe HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from . import markdown_text, text_files
from .findings import Finding
from .library import Library
from .pages import Page
from .skeleton import headings_in_order

LARGE_PAGE = 1_000_000  # bytes; a browser and a reader both suffer above it

# What a page may say in HTML where Markdown has no words for it.
ALLOWED_TAGS = {"abbr", "br", "figcaption", "figure", "kbd", "span", "sub", "sup"}
ALLOWED_ATTRIBUTES = {"class", "id", "lang", "title", "markdown"}
SCHEMES = {"https", "http", "mailto"}

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
_H1 = re.compile(r"^#[ \t]+\S", re.M)


def check(library: Library) -> Iterator[Finding]:
    """All findings about the page files, beyond what reading them already told."""
    yield from symlinks(library.docs)
    yield from unique(library.pages)
    for page in library.pages:
        yield from headings_in_order(page)
        yield from one_title(page)
        yield from safe_html(page.text, page)
        yield from links(page, library.docs)
        yield from link_texts(page)
        yield from snippets(page, library.docs)
        yield from size(page, library.docs)


def symlinks(docs: Path) -> Iterator[Finding]:
    """A link out of ``docs`` would publish what lies elsewhere on the disk."""
    root = docs.resolve()
    for path in sorted(docs.rglob("*")):
        if path.is_symlink() and not path.resolve().is_relative_to(root):
            message = f"a symbolic link out of docs, to {path.readlink().as_posix()}; copy the file here"
            yield Finding(text_files.shown(path), 1, 1, "symlink", "error", message)


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


def one_title(page: Page) -> Iterator[Finding]:
    """The title stands in the front matter, so a heading of level one would double it."""
    for match in _H1.finditer(markdown_text.prose(page.text)):
        line, column = markdown_text.place(page.text, match.start(), page.first_line)
        message = "a heading of level one; the title is given in the front matter, begin with '## '"
        yield Finding(page.shown, line, column, "title", "error", message)


def safe_html(text: str, page: Page) -> Iterator[Finding]:
    """No script, no event attribute, no tag or scheme beyond the short list of this module."""
    prose = markdown_text.prose(text)

    def finding(offset: int, message: str) -> Finding:
        line, column = markdown_text.place(text, offset, page.first_line)
        return Finding(page.shown, line, column, "html", "error", message)

    for match in _TAG.finditer(prose):
        tag = match[2].lower()
        if tag not in ALLOWED_TAGS:
            known = ", ".join(sorted(ALLOWED_TAGS))
            yield finding(match.start(), f"the tag <{tag}> is not allowed; write Markdown ({known} may be used)")
            continue
        for attribute in _ATTRIBUTE.finditer(match[3].rstrip("/")):
            name = attribute[1].lower()
            if name not in ALLOWED_ATTRIBUTES:
                yield finding(match.start(), f"the attribute '{name}' is not allowed on <{tag}>; remove it")
    for match in _ATTRIBUTE_LIST.finditer(prose):
        name = match[1] or match[2]
        yield finding(match.start(), f"the attribute '{name}' is not allowed; remove it")
    for match in _LINK.finditer(prose):
        scheme = _SCHEME.match(match["target"])
        if scheme and scheme[1].lower() not in SCHEMES:
            message = f"the address begins with '{scheme[1]}:'; only {', '.join(sorted(SCHEMES))} are allowed"
            yield finding(match.start(), message)


def links(page: Page, docs: Path) -> Iterator[Finding]:
    """Files that links and images name exist, in exactly that spelling."""
    prose = markdown_text.prose(page.text)
    folder = (docs / page.name).parent
    for match in _LINK.finditer(prose):
        target = match["target"].split("#")[0].split("?")[0]
        if not target or _SCHEME.match(target) or target.startswith("/"):
            continue
        if exists_as_written(folder / target):
            continue
        line, column = markdown_text.place(page.text, match.start(), page.first_line)
        what = "the image" if match["image"] else "the linked file"
        message = f"{what} '{target}' does not exist (looked in {text_files.shown(folder)})"
        yield Finding(page.shown, line, column, "link", "error", message)


def link_texts(page: Page) -> Iterator[Finding]:
    """Every link says by itself where it leads."""
    for match in _LINK_TEXT.finditer(markdown_text.prose(page.text)):
        text = match[1].strip(" *_.:!").casefold()
        if text not in EMPTY_TEXTS and not text.startswith(ADDRESSES):
            continue
        line, column = markdown_text.place(page.text, match.start(), page.first_line)
        message = f"the link text '{match[1]}' does not tell where it leads; name the page or the matter"
        yield Finding(page.shown, line, column, "link-text", "error", message)


def exists_as_written(path: Path) -> bool:
    """Whether the file exists with this very spelling: some disks do not mind case, servers do."""
    path = Path(re.sub(r"/+$", "", path.as_posix()))
    if not path.exists():
        return False
    resolved = path.parent.resolve() / path.name if path.name not in ("..", ".") else path.resolve()
    return resolved.name in {entry.name for entry in resolved.parent.iterdir()}


def snippets(page: Page, docs: Path) -> Iterator[Finding]:
    """Every snippet a page pulls in exists within ``docs`` and none pulls in itself."""
    for offset, name in markdown_text.snippets(page.text):
        line, column = markdown_text.place(page.text, offset, page.first_line)
        fault = _snippet_fault(name, docs, ())
        if fault:
            yield Finding(page.shown, line, column, "snippet", "error", fault)


def _snippet_fault(name: str, docs: Path, above: tuple[str, ...]) -> str:
    if name in above:
        return f"the snippets go in a circle: {' → '.join([*above, name])}"
    path = docs / name
    if not path.resolve().is_relative_to(docs.resolve()):
        return f"the snippet '{name}' lies outside docs"
    if not path.is_file() or not exists_as_written(path):
        return f"the snippet '{name}' does not exist; paths are given from docs, as in 'assets/images/x.svg'"
    if path.suffix != ".md":
        return ""
    text = path.read_text(encoding="utf-8", errors="replace")
    inner = (_snippet_fault(child, docs, (*above, name)) for _, child in markdown_text.snippets(text))
    return next(filter(None, inner), "")


def size(page: Page, docs: Path) -> Iterator[Finding]:
    """A page of megabytes is a mistake or a book; it still builds."""
    length = (docs / page.name).stat().st_size
    if length > LARGE_PAGE:
        message = f"the page is {length / 1e6:.1f} MB; split it, readers on phones will not wait"
        yield Finding(page.shown, 1, 1, "size", "warning", message)


