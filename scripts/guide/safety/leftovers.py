"""What was meant as Markdown and stands in the page as it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from .faults import LEFTOVER, Fault

# Where signs are shown for their own sake.
_SHOWN = frozenset({"code", "pre", "kbd", "samp", "script", "style", "textarea"})
_LINES_OF = frozenset(
    "p li dd dt td th div blockquote figcaption summary h1 h2 h3 h4 h5 h6 article section".split()
)

_LINK = "the link was not taken; write as in '[Velat](velat.md)', in one piece"
# What is left, and how it is mended; the whole match is shown and looked for in the sources.
_ANYWHERE: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"\[§[^\[\]\n]{0,40}\]?"),
        "the citation cannot be read; write as in '[§ VankL 4:6]'",
    ),
    (
        re.compile(r"\[@[^\[\]\n]{0,40}\]?"),
        "the source cannot be read; write as in '[@varke-asunnottomat-2025 s. 4]'",
    ),
    (
        re.compile(r"\[\^[^\[\]\n]{0,40}\]?"),
        "the footnote is nowhere; add a line as in '[^1]: Selitys.', or remove the mark",
    ),
    (re.compile(r"(?<!\[)§ [\w :.,–-]{1,40}\]"), "a '[' is missing; write as in '[§ VankL 4:6]'"),
    (
        re.compile(r"(?<![\[\w])@[a-z0-9]+(?:-[a-z0-9]+)+[ \w.,–-]{0,20}\]"),
        "a '[' is missing; write as in '[@varke-asunnottomat-2025]'",
    ),
    (
        re.compile(r"(?<!-)-++8<-+[^\n]{0,60}"),
        "the snippet was not taken; write alone on its line '--8<-- \"osat/huomaa.md\"'",
    ),
    (
        re.compile(r"\{:?\s*[#.][^\W\d][\w-]*[^{}\n]{0,40}\}?|\{:[^{}\n]{0,40}\}?"),
        "the list of attributes was not taken; it stands right behind its word or heading, as in '## Velat {#velat}'",
    ),
    (re.compile(r"<!-{2}[^\n]{0,40}"), "the comment is not closed; write as in '<!-- RP-014 -->'"),
    (
        re.compile(r"(?<!-)-{2,}+>"),
        "the end of a comment that does not begin; for an arrow write '→'",
    ),
    (
        re.compile(r"(?<![\w*])\*\*(?=[^\s*])[^*\n]{0,40}|(?<=[^\s*])\*\*(?![\w*])"),
        "the bold passage is not closed; write as in '**tärkeää**'",
    ),
    (
        re.compile(r"(?<![\w_])__(?=[^\W_])[^_\n]{0,40}|(?<=[^\W_])__(?![\w_])"),
        "the bold passage is not closed; write as in '**tärkeää**'",
    ),
    (re.compile(r"\[[^\[\]\n]{1,80}\]? ?\([\w./#-]{1,80}\.(?:md|svg|png)\b"), _LINK),
    (re.compile(r"\]\[[\w-]{1,40}\]"), _LINK),
    (re.compile(r"\[\[[^\[\]\n]{1,60}\]\]"), _LINK),
    (
        re.compile(r"\[![A-Za-z]{3,12}\]"),
        "the box was not taken; write as in '!!! note \"Otsikko\"'",
    ),
    (
        re.compile(r"(?<!~)~~(?=[^\s~])[^~\n]{1,40}|(?<![=\w])==(?=[^\s=])[^=\n]{1,40}=="),
        "the mark is not known here; remove it, or write as in '**tärkeää**'",
    ),
)
_AT_BEGINNINGS = (
    (
        re.compile(r"^[ \t]*\|[^\n|]{1,60}\|[^\n]{0,40}", re.M),
        "the table was not taken; an empty line before it, and a line '| --- | --- |' below its head",
    ),
    (
        re.compile(r"^[ \t]*#{1,7}[ \t]+[^\n]{1,40}", re.M),
        "the heading was not taken; begin its line with '## ', at most six signs",
    ),
    (
        re.compile(r"^[ \t]*(?:!!!|\?\?\?\+?)[ \t]+[^\n]{1,40}", re.M),
        "the box was not taken; write as in '!!! note \"Otsikko\"', an empty line before it and its text four spaces in",
    ),
    (
        re.compile(r"^[ \t]*===[+!]*[ \t]+[\"“”][^\n]{1,40}", re.M),
        "the tab was not taken; write as in '=== \"Otsikko\"', an empty line before it and its text four spaces in",
    ),
)


def faults(body: LexborNode | None) -> Iterator[Fault]:
    """What was left as written in the text below ``body``, code left out."""
    for text, begins in _texts(body):
        for pattern, mend in _ANYWHERE:
            for match in pattern.finditer(text):
                yield _fault(match[0], mend)
        if begins or "\n" in text:
            shown = text if begins else text[text.index("\n") :]
            for pattern, mend in _AT_BEGINNINGS:
                for match in pattern.finditer(shown):
                    yield _fault(match[0], mend)


def _fault(found: str, mend: str) -> Fault:
    shown = found.strip()
    return Fault(
        f"'{shown}' stands in the page as it was written: {mend}", (shown, shown[:12]), LEFTOVER
    )


def _texts(body: LexborNode | None) -> Iterator[tuple[str, bool]]:
    """Each run of text, and whether it begins a line of its block."""
    node = body.child if body is not None else None
    stack = [node] if node is not None else []
    while stack:
        node = stack.pop()
        if node.next is not None:
            stack.append(node.next)
        if node.is_text_node:
            parent = node.parent
            begins = node.prev is None and parent is not None and parent.tag in _LINES_OF
            yield (
                node.text_content or "",
                begins or (node.prev is not None and node.prev.tag == "br"),
            )
        elif node.child is not None and node.tag not in _SHOWN:
            stack.append(node.child)
