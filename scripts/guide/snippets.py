"""Snippets: texts and drawings below ``docs`` that pages pull in with ``--8<-- "path"``.

The one reader of them: pages, checks and the build see the same text. The form of the line is that
of pymdownx.snippets; code that shows such a line stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from . import limits, markdown_text, source_tree, text_files

KINDS = (".md", ".svg")
EXAMPLE = '--8<-- "assets/images/x.svg"'


class SnippetFault(Exception):
    """A line that pulls in nothing readable: its offset in the page's text, and why."""

    def __init__(self, offset: int, message: str) -> None:
        super().__init__(message)
        self.offset, self.message = offset, message


@dataclass
class _Reading:
    """One page's snippets on their way; what they add up to is limited."""

    docs: Path
    count: int = 0
    size: int = 0
    texts: dict[str, str] = field(default_factory=dict)


def expand(text: str, docs: Path) -> str:
    """The Markdown with every snippet in the place of its line, indented as the line is.

    Raises :class:`SnippetFault`.
    """
    return _expand(text, _Reading(docs), ())


def pulled(text: str, docs: Path) -> dict[str, str]:
    """The Markdown snippets a text pulls in and theirs, by path, as far as they can be read."""
    reading = _Reading(docs)
    try:
        _expand(text, reading, ())
    except SnippetFault:
        pass  # told by the checks
    return {name: inner for name, inner in reading.texts.items() if name.endswith(".md")}


def _expand(text: str, reading: _Reading, above: tuple[str, ...]) -> str:
    return "".join(_parts(text, reading, above))


def _parts(text: str, reading: _Reading, above: tuple[str, ...]) -> Iterator[str]:
    done = 0
    for match, name in markdown_text.snippet_lines(text):
        try:
            inner = _read(name, reading, above)
            if name.endswith(".md"):
                inner = _expand(inner, reading, (*above, name))
        except SnippetFault as fault:
            within = f"in {above[-1]}: " if above and above[-1] not in fault.message else ""
            raise SnippetFault(match.start(), f"{within}{fault.message}") from None
        yield text[done : match.start()]
        lines = inner.rstrip("\n").split("\n")
        yield "\n".join(f"{match['indent']}{line}" if line else "" for line in lines)
        done = match.end()
    yield text[done:]


def _read(name: str, reading: _Reading, above: tuple[str, ...]) -> str:
    """The text of one snippet; the offsets of its faults are set by the caller."""
    reading.count += 1
    if not name:
        raise SnippetFault(0, f"not a snippet; write one line, as in '{EXAMPLE}'")
    if name in above:
        raise SnippetFault(0, f"the snippets go in a circle: {' → '.join([*above, name])}")
    if len(above) >= limits.SNIPPET_DEPTH or reading.count > limits.SNIPPETS:
        raise SnippetFault(0, f"more than {limits.SNIPPETS} snippets, or snippets more than "
                              f"{limits.SNIPPET_DEPTH} deep; write the text into the page")  # fmt: skip
    if name not in reading.texts:
        reading.texts[name] = _text(name, reading.docs)
    text = reading.texts[name]
    reading.size += len(text)
    if reading.size > limits.PAGE_BYTES:
        raise SnippetFault(0, f"the snippets have more than {limits.PAGE_BYTES // 1000} kB together; split the page")
    return text


def _text(name: str, docs: Path) -> str:
    path = docs / name
    if "\0" in name or not path.resolve().is_relative_to(docs.resolve()):
        raise SnippetFault(0, f"the snippet '{name}' lies outside docs")
    if not text_files.exists_as_written(path):
        message = f"the snippet '{name}' does not exist; paths are given from docs, as in '{EXAMPLE}'"
        raise SnippetFault(0, message)
    if path.suffix == ".md" and not name.startswith(f"{source_tree.SNIPPETS}/"):
        raise SnippetFault(0, f"texts that pages share lie in docs/{source_tree.SNIPPETS}; move '{name}' there")
    if path.suffix not in KINDS:
        raise SnippetFault(0, f"the snippet '{name}' is not one of the kinds {', '.join(KINDS)}")
    text, findings = text_files.read_source(path)
    if findings:
        first = findings[0]
        raise SnippetFault(0, f"the snippet '{name}' cannot be taken: line {first.line}: {first.message}")
    return text or ""
