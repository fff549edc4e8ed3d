"""Text as a reader sees it, in blocks, with the line of the file each word comes from.

Markdown is rendered first, so that code, comments, markup and structure are what they are on
the page. What a checker of words must not judge is left out: code, block quotes, citations,
addresses, identifiers, other languages (``lang``) and, by :func:`without_quotes`, direct quotes.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor

from . import markdown_text, sources, statutes, yaml_lines
from .markdown.comments import CommentExtension
from .markdown.convert import convert

GAP = "\ufffc"  # stands for what is left out, and keeps its neighbours apart
JOINER = "\u2060"  # the line end inside a word, see joined_lines
_MARK = 0xF0000  # private characters: a line number rides through the renderer as one of them
_MARKS = re.compile("[\U000f0000-\U000ffffd]")
_FRONT = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$", re.S | re.M)

_EXTENSIONS = (
    "abbr admonition attr_list def_list footnotes md_in_html tables "
    "pymdownx.details pymdownx.superfences pymdownx.tabbed pymdownx.tasklist"
).split()
_LEAD = re.compile(
    r"^[\s>]*(?:(?:[-*+]|\d+[.)]|:)[ \t]+)*(?:\#{1,6}[ \t]+)?(?:\[\^[^\]]+\]:[ \t]*)?"
    r"(?:\[[ xX]\][ \t]+)?(?:\|[ \t]*)?"
)
_NOT_PROSE = re.compile(r"^\s*(?:!!!|\?\?\?|===|```|~~~|-+8<|\*\[|\[[^\]^]+\]:|<|\{|[\w-]+=\")")

_SKIPPED = frozenset("code pre blockquote script style samp kbd var q cite math svg".split())
_BLOCKS = frozenset(
    "address article aside blockquote body caption dd details div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td "
    "tfoot th thead title tr ul".split()
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())

_ENTRY = "lahde-"  # entries of the lists of sources: titles and names as they were
_LINKS = frozenset("statute source headerlink footnote-ref footnote-backref".split())

_ADDRESS = re.compile(
    r"""(?:https?://|www\.)\S+
      | \S+@[\w-]+\.\w+
      | (?<![\w/.-])[\w-]+(?:\.[\w-]+)*\.(?:fi|com|org|net|eu|gov|edu|info)\b(?:/[^\s)]*)?
      | [\w./-]+\.(?:pdf|md|docx?|xlsx?|pptx?|html?|ya?ml|csv|svg|png|jpe?g|json|py)\b
      | (?<!\w)[\#@][\w-]+
      | (?<!\w)(?:[\w-]+/){2,}[\w-]*
      | (?<!\w)[A-ZÅÄÖ]+/\d[\d/]*
      | \b\w*_\w*\b
    """,
    re.X | re.I,
)
_QUOTES = re.compile(
    r"[”“„][^”“„]{1,600}?[”“]|\"[^\"]{1,600}?\"|»[^»«]{1,600}?[»«]|«[^«»]{1,600}?»"
    r"|(?<![\w’'])[’'‘][^’'‘]{1,300}?[’'](?!\w)",
)
_BREAK = re.compile(r"(?<=\w)-[ \t]*\n[ \t]*(?!(?:ja|tai|sekä|eli|ynnä)\b)(?=[^\W\d_])")
_DROPPED = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_PLAIN = {
    **dict.fromkeys(map(ord, "\u2010\u2011"), "-"),
    **dict.fromkeys(map(ord, "\u00a0\u202f\u2007\u2009"), " "),
    **dict.fromkeys(map(ord, "¹²³⁰⁴⁵⁶⁷⁸⁹"), " "),  # marks of notes are not a part of the word
}


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, list item or cell. ``tag`` is its element, ``lines`` where in
    ``text`` a line of the file begins (offset, line), in order; ``first`` is its first line."""

    text: str
    tag: str
    first: int
    lines: tuple[tuple[int, int], ...] = ()

    def line(self, offset: int) -> int:
        """The line of the file on which this letter stands."""
        place = bisect_right(self.lines, (offset, 1 << 30)) - 1
        return self.lines[place][1] if place >= 0 else self.first


def from_markdown(text: str) -> list[Block]:
    """The blocks of a Markdown file, title and description of its front matter first."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _MARKS.sub("", text)
    blocks, first = [], 1
    match = _FRONT.match(text)
    if match:
        blocks = list(_front(match[1]))
        first = text.count("\n", 0, match.end()) + 1
        text = text[match.end() :]
    html = convert(_renderer(), _marked(text, first))
    return blocks + _blocks(html, 1, marked=True)


def from_html(text: str) -> list[Block]:
    """The blocks of a built page: its article where it has one, else the whole body."""
    start = re.search(r"<article\b[^>]*>", text)
    end = text.rfind("</article>")
    if start and end > start.end():
        before = text.count("\n", 0, start.end())
        return _blocks(text[start.end() : end], before + 1, marked=False)
    return _blocks(text, 1, marked=False)


def without_quotes(text: str) -> str:
    """The text with direct quotes blanked out, every other letter in its place."""
    return _QUOTES.sub(lambda match: GAP * len(match[0]), text)


def comments(text: str) -> list[str]:
    """The comments of a Markdown text."""
    return [inner for _, inner in markdown_text.comments(text)]


def _front(text: str) -> Iterator[Block]:
    try:
        document = yaml_lines.load(text, first_line=2)
    except yaml_lines.YamlFault:
        return
    if not isinstance(document.value, dict):
        return
    for key, tag in (("title", "h1"), ("description", "p")):
        value = document.value.get(key)
        if isinstance(value, str):
            yield Block(_clean(value), tag, document.line(key))


class _CitationPattern(InlineProcessor):
    """Citations are not the guide's own words."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Any, Any, Any]:  # noqa: N802
        return GAP, m.start(0), m.end(0)


class _Citations(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        for name, module in (("statute", statutes), ("source", sources)):
            md.inlinePatterns.register(_CitationPattern(module.CITATION.pattern, md), name, 175)


_made: list[Markdown] = []


def _renderer() -> Markdown:
    if not _made:
        _made.append(Markdown(extensions=[*_EXTENSIONS, CommentExtension(), _Citations()]))
    return _made[0]


def _marked(text: str, first: int) -> str:
    """The Markdown with a line mark at the first word of each line of prose."""
    bare = markdown_text.without_code(text).split("\n")
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if _NOT_PROSE.match(line) or not any(map(str.isalpha, bare[number])):
            if markdown_text.snippets(line):
                lines[number] = ""
            continue
        place = _LEAD.match(line).end()  # type: ignore[union-attr]
        if _NOT_PROSE.match(line[place:]):
            continue
        lines[number] = f"{line[:place]}{chr(_MARK + first + number)}{line[place:]}"
    return "\n".join(lines)


class _Reader(HTMLParser):
    """Collects blocks; ``skip`` counts the open elements whose text is left out."""

    def __init__(self, first: int) -> None:
        super().__init__(convert_charrefs=True)
        self.first = first
        self.blocks: list[tuple[str, str, int, list[tuple[int, int]]]] = []
        self.parts: list[str] = []
        self.places: list[tuple[int, int]] = []
        self.length = 0
        self.tags = ["p"]
        self.open: list[tuple[str, bool]] = []
        self.skip = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if not self.skip:
            for name in ("alt", "title"):
                if values.get(name):
                    self.extra(values[name] or "", name)
        if tag in _BLOCKS:
            self.flush()
            self.tags.append(tag)
        if tag == "br":
            self.add("\n")
        if tag in _VOID:
            return
        classes = (values.get("class") or "").split()
        skipped = (
            tag in _SKIPPED
            or "data-unchecked" in values
            or (values.get("id") or "").startswith(_ENTRY)
            or not (values.get("lang") or "fi").startswith("fi")
            or (tag == "a" and not _LINKS.isdisjoint(classes))
        )
        self.open.append((tag, skipped))
        if skipped:
            self.add(GAP)
            self.skip += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if any(name == tag for name, _ in self.open):
            while self.open:
                name, skipped = self.open.pop()
                self.skip -= skipped
                if name == tag:
                    break
        if tag in _BLOCKS:
            self.flush()
            if len(self.tags) > 1:
                self.tags.pop()

    def handle_data(self, data: str) -> None:
        if not self.skip:
            self.add(data)

    def add(self, text: str) -> None:
        if self.skip:
            return
        line = self.first + self.getpos()[0] - 1
        for count, part in enumerate(text.split("\n")):
            self.places.append((self.length + bool(count), line + count))
            piece = f"\n{part}" if count else part
            self.parts.append(piece)
            self.length += len(piece)

    def extra(self, text: str, tag: str) -> None:
        line = self.first + self.getpos()[0] - 1
        self.blocks.append((text, tag, line, []))

    def flush(self) -> None:
        text = "".join(self.parts)
        if text.strip(f" \n\t{GAP}"):
            self.blocks.append((text, self.tags[-1], self.places[0][1], self.places))
        self.parts, self.places, self.length = [], [], 0


def _blocks(html: str, first: int, *, marked: bool) -> list[Block]:
    reader = _Reader(first)
    reader.feed(html)
    reader.close()
    reader.flush()
    found, last = [], 1
    for text, tag, line, places in reader.blocks:
        if marked:
            block = _placed(text, tag, last)
            last = block.lines[-1][1] if block.lines else last
        else:
            block = _moved(text, tag, line, places)
        found.append(block)
    return found


def _placed(text: str, tag: str, last: int) -> Block:
    """A block whose lines are told by the marks in its text."""
    lines: list[tuple[int, int]] = []
    parts, start, length = [], 0, 0
    for match in _MARKS.finditer(text):
        piece = text[start : match.start()]
        parts.append(piece)
        length += len(piece)
        lines.append((length, ord(match[0]) - _MARK))
        start = match.end()
    parts.append(text[start:])
    first = lines[0][1] if lines else last
    return _moved("".join(parts), tag, first, lines)


def _moved(text: str, tag: str, first: int, lines: list[tuple[int, int]]) -> Block:
    """The block with its text cleaned; places follow, since cleaning goes line by line."""
    if not lines:
        return Block(_clean(text), tag, first)
    bounds = [0, *(offset for offset, _ in lines), len(text)]
    pieces = [text[a:b] for a, b in zip(bounds, bounds[1:], strict=False)]
    cleaned = [
        unicodedata.normalize("NFC", p.translate(_DROPPED).translate(_PLAIN)) for p in pieces
    ]
    places, length = [], len(cleaned[0])
    for (_, line), piece in zip(lines, cleaned[1:], strict=True):
        places.append((length, line))
        length += len(piece)
    joined = "".join(cleaned)
    return Block(_blank(joined), tag, first, tuple(places))


def _clean(text: str) -> str:
    return _blank(unicodedata.normalize("NFC", text.translate(_DROPPED).translate(_PLAIN)))


def _blank(text: str) -> str:
    return _ADDRESS.sub(lambda match: GAP * len(match[0]), text)


def joined_lines(text: str) -> str:
    """The text with words broken after a hyphen at a line end joined, the hyphen kept.

    As long as before: the line end becomes as many of :data:`JOINER`.
    """
    return _BREAK.sub(lambda match: "-" + JOINER * (len(match[0]) - 1), text)
