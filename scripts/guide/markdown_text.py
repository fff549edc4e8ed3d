"""Markdown as text: which parts are prose, which snippets it pulls in, tables made for it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

_FENCE = re.compile(r"^([ \t]*)(`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t]*\2[`~]*[ \t]*$|\Z)", re.M | re.S)
_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", re.S)
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_SNIPPET = re.compile(r"""^[ \t]*-{1,}8<-{1,}[ \t]+(["'])(?P<path>[^"'\n]+)\1[ \t]*$""", re.M)


def blank(match: re.Match[str]) -> str:
    """As many spaces as the match is long, line ends kept, so that places stay the same."""
    return re.sub(r"[^\n]", " ", match[0])


def without_code(text: str) -> str:
    """The text with fenced and inline code blanked out, every other character in its place."""
    return _CODE.sub(blank, _FENCE.sub(blank, text))


def prose(text: str) -> str:
    """The text with code and HTML comments blanked out."""
    return _COMMENT.sub(blank, without_code(text))


def comment_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of every HTML comment outside code."""
    return [match.span() for match in _COMMENT.finditer(without_code(text))]


def comments(text: str) -> list[tuple[int, str]]:
    """Offset and inner text of every HTML comment outside code."""
    return [(start, text[start + 4 : end - 3].strip()) for start, end in comment_spans(text)]


def snippets(text: str) -> list[tuple[int, str]]:
    """Offset and path (from ``docs``) of every snippet line (``--8<-- "path"``) outside code."""
    return [(m.start(), m["path"]) for m in _SNIPPET.finditer(without_code(text))]


def place(text: str, offset: int, first_line: int = 1) -> tuple[int, int]:
    """Line and column of an offset; ``first_line`` is the file's line on which ``text`` begins."""
    start = text.rfind("\n", 0, offset) + 1
    return first_line + text.count("\n", 0, offset), offset - start + 1


# What Markdown, its extensions or HTML may take for a sign of theirs; at a line's beginning, more.
_NAMED = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_SIGNS = re.compile(r"[\\`*_{}\[\]<>&#|~^]|\A[-+=:!?](?=\S*\s)|(?<=\A\d)[.)](?= )")
_NOT_IN_ADDRESS = re.compile(r"[\x00-\x20<>\"'`\\]")


def literal(text: str) -> str:
    """A value of data or front matter as Markdown that reads as that very text, on one line.

    >>> literal("Asunto < koti & [koti]")
    'Asunto &lt; koti &amp; &#91;koti&#93;'
    """
    one_line = re.sub(r"[ \t\r\n]+", " ", text).strip()
    return _SIGNS.sub(lambda match: _NAMED.get(match[0], f"&#{ord(match[0])};"), one_line)


def link(text: str, address: str) -> str:
    """A link with ``text`` to the letter.

    >>> link("Liite [2]", "https://example.org/a(b)")
    '[Liite &#91;2&#93;](<https://example.org/a(b)>)'
    """
    safe = _NOT_IN_ADDRESS.sub(lambda match: quote(match[0]), address)
    return f"[{literal(text)}]({f'<{safe}>' if set(safe) & set('()') else safe})"


def table(head: list[str], rows: Iterable[Iterable[str]]) -> str:
    """A pipe table; a bar inside a cell is written so that it stays there."""
    return "\n".join(_line(cells) for cells in [head, ["---"] * len(head), *rows])


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
