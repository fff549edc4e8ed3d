"""Markdown as text: which parts are prose, which lines pull in snippets, tables made for it.

What counts as code here is what the renderer takes for code. A fence or a backtick that nothing
closes begins no code, or a citation after it would be checked by nobody and printed all the same.
Every function goes through a text once.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import quote

# As pymdownx.superfences reads them: no backtick in the words after the fence.
_OPENING = re.compile(r"^(?P<indent>[ \t>]*)(?P<fence>`{3,}|~{3,})(?P<words>[^`\n]*)$")
_TICKS = re.compile(r"(?<!\\)(\\*)(`+)")
# Where a paragraph, an item or a row ends, code within a line ends at the latest.
_BLOCK_END = re.compile(r"^[ \t>]*$|^[ \t>]*(?:[-*+]|\d+[.)]|#+|!!!|\?\?\?\+?|===|:)(?=[ \t])|^[ \t]*\|", re.M)
_COMMENT_START, _COMMENT_END = "<!--", "-->"
_SNIPPET_LIKE = re.compile(r"^(?P<indent>[ \t>]*)-+8<-+(?P<rest>[^\n]*)$", re.M)
_SNIPPET_NAME = re.compile(r"""[ \t]+(["'])(?P<name>[^"'\n]+)\1[ \t]*$""")


def blank(match: re.Match[str]) -> str:
    """As many spaces as the match is long, line ends kept, so that places stay the same."""
    return _blank(match[0])


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with the spans, given in order, blanked out."""
    parts, done = [], 0
    for start, end in spans:
        parts += [text[done:start], _blank(text[start:end])]
        done = end
    return "".join([*parts, text[done:]])


@lru_cache(maxsize=512)
def without_code(text: str) -> str:
    """The text with fenced and inline code blanked out, every other character in its place."""
    closed, _ = fences(text)
    bare = _without(text, closed)
    return _without(bare, _inline_code(bare))


@lru_cache(maxsize=512)
def prose(text: str) -> str:
    """The text with code and HTML comments blanked out."""
    return _without(without_code(text), comment_spans(text))


def fences(text: str) -> tuple[list[tuple[int, int]], list[int]]:
    """Start and end of every fenced block, and the offsets of fences that nothing closes."""
    closed: list[tuple[int, int]] = []
    open_: list[tuple[int, int, str]] = []  # offset, indent and marks of the fence that waits
    unclosed: list[int] = []
    offset = 0
    for line in text.split("\n"):
        bare = line.lstrip(" \t>")
        if open_ and bare and len(line) - len(bare) < open_[0][1]:
            unclosed.append(open_.pop()[0])  # the list or box that holds it has ended
        if open_:
            if bare.rstrip() == open_[0][2]:
                closed.append((open_.pop()[0], offset + len(line)))
        elif match := _OPENING.match(line):
            open_.append((offset, len(match["indent"]), match["fence"]))
        offset += len(line) + 1
    return closed, unclosed + [start for start, _, _ in open_]


def _inline_code(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every piece of code within a line or paragraph; fences are blank already."""
    start = 0
    for end in [*(match.start() for match in _BLOCK_END.finditer(text)), len(text)]:
        if end > start:
            yield from _code_spans(text, start, end)
        start = end


def _code_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    runs = []
    for match in _TICKS.finditer(text, start, end):
        escaped = len(match[1]) % 2  # one backtick of the run is a letter
        runs.append((match.start(2) + escaped, match.start(2), match.end()))
    # The next run of each length, from the end backwards.
    following: dict[int, int] = {}
    closing: list[int] = [0] * len(runs)
    for number in range(len(runs) - 1, -1, -1):
        opening, whole, stop = runs[number]
        closing[number] = following.get(stop - opening, 0)
        following[stop - whole] = number
    number = 0
    while number < len(runs):
        opening, _, stop = runs[number]
        if stop > opening and closing[number]:
            number = closing[number]
            yield opening, runs[number][2]
        number += 1


@lru_cache(maxsize=512)
def comment_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of every HTML comment outside code."""
    bare, spans, end = without_code(text), [], 0
    while (start := bare.find(_COMMENT_START, end)) >= 0:
        stop = bare.find(_COMMENT_END, start + len(_COMMENT_START))
        if stop < 0:
            break
        end = stop + len(_COMMENT_END)
        spans.append((start, end))
    return tuple(spans)


def unclosed_comment(text: str) -> int | None:
    """The offset of a comment outside code that nothing closes; None when there is none."""
    start = prose(text).find(_COMMENT_START)
    return start if start >= 0 else None


def comments(text: str) -> list[tuple[int, str]]:
    """Offset and inner text of every HTML comment outside code."""
    return [(start, text[start + 4 : end - 3].strip()) for start, end in comment_spans(text)]


def snippet_lines(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Every line outside code that pulls in a snippet (``--8<-- "path"``), with the path from
    ``docs``; an empty path where the line cannot be read."""
    for match in _SNIPPET_LIKE.finditer(prose(text)):
        name = _SNIPPET_NAME.match(match["rest"])
        yield match, name["name"] if name else ""


def snippets(text: str) -> list[tuple[int, str]]:
    """Offset and path (from ``docs``) of every snippet line outside code and comments."""
    return [(match.start(), name) for match, name in snippet_lines(text) if name]


def place(text: str, offset: int, first_line: int = 1) -> tuple[int, int]:
    """Line and column of an offset; ``first_line`` is the file's line on which ``text`` begins."""
    starts = _line_starts(text)
    number = bisect_right(starts, offset) - 1
    return first_line + number, offset - starts[number] + 1


@lru_cache(maxsize=4)
def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]


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
