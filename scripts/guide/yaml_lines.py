"""YAML that remembers its lines, without YAML 1.1's surprises.

Only ``true``/``false``, plain whole numbers and ``null`` are more than text: a date stays text,
``3:14`` is not a number in base 60, ``no`` is not false. A key given twice is an error, and so is
what no data file needs: anchors and aliases (``&a``, ``*a``; a few lines of them can stand for
gigabytes), tags (``!!int``), keys that are no plain text, and depth without end.

The values are built from the parser's events, so that a fault is met before anything is made of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from . import limits

Path = tuple[str | int, ...]

# What the parser's own words do not say: what a writer has most likely done.
_LIKELY = {
    "mapping values are not allowed": (
        "put a text that has a colon into quotes, or mend the indentation"
    ),
    "found unexpected end of stream": "a quotation mark is opened but not closed",
    "did not find expected key": "mend the indentation, as in the row beside it",
    "did not find expected '-' indicator": "mend the indentation, as in the row beside it",
    "did not find expected <document start>": "the rows take the place of '[]'; remove it",
}
# The one written in C where it is to be had: about ten times as fast.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NUMBER = re.compile(rf"-?(?:0|[1-9][0-9]{{0,{limits.YAML_DIGITS - 1}}})", re.A)
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


def _letters_fault(text: str) -> str:
    """What no value may hold, by whatever escape it came in; empty when all is well."""
    for char in text:
        # U+FFFE, U+FFFF and their like in every plane are no characters at all.
        no_character = ord(char) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF
        if no_character or (unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t"):
            return f"the character U+{ord(char):04X} cannot be printed; remove it"
    if not unicodedata.is_normalized("NFC", text):
        return "letters made of two characters (ä as a + ¨); write them as one"
    if text.strip() and all(unicodedata.category(char)[0] in "CZ" for char in text):
        return "a value that nobody can see; write a word, or take the key away"
    return ""


class YamlFault(Exception):
    """The text is not the YAML we accept; ``line`` and ``column`` count from 1."""

    def __init__(self, line: int, column: int, message: str) -> None:
        super().__init__(message)
        self.line, self.column, self.message = line, column, message


@dataclass(frozen=True)
class Document:
    """The parsed value, and the line of every key and list item by its path from the top."""

    value: Any
    lines: dict[Path, int]

    def line(self, *path: str | int) -> int:
        """The line of the nearest known place on the way to ``path``."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def load(text: str, first_line: int = 1, tags: frozenset[str] = frozenset()) -> Document:
    """Parse one document; ``first_line`` is the line of the file on which ``text`` begins.

    Values that carry one of ``tags`` are taken as if they had none. Raises :class:`YamlFault`.
    """
    builder = _Builder(text, first_line, tags)
    try:
        return Document(builder.document(), builder.lines)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        problem = fault.problem or "not valid YAML"
        likely = [text for words, text in _LIKELY.items() if problem.startswith(words)]
        raise YamlFault(first_line + line, column + 1, "; ".join([problem, *likely])) from None
    except yaml.reader.ReaderError as fault:
        line = text.encode("utf-8", "replace").count(b"\n", 0, fault.position)
        raise YamlFault(first_line + line, 1, f"a character YAML does not allow: {fault.reason}") from None


class _Builder:
    """Makes values of events, one after the other."""

    def __init__(self, text: str, first_line: int, tags: frozenset[str]) -> None:
        self.events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)
        self.first, self.tags = first_line, tags
        self.lines: dict[Path, int] = {(): first_line}

    def document(self) -> Any:
        value, count = None, 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                count += 1
                if count > 1:
                    raise self.fault(event, "a second document begins; remove the line '---'")
            elif isinstance(event, yaml.NodeEvent):
                value = self.value(event, ())
        return value

    def value(self, event: Any, path: Path) -> Any:
        """The value that begins with ``event``."""
        if isinstance(event, yaml.AliasEvent):
            raise self.fault(event, f"'*{event.anchor}' repeats another value; write it out")
        if event.anchor is not None:
            raise self.fault(event, f"'&{event.anchor}' is a mark for repeating; remove it")
        if event.tag is not None and event.tag not in self.tags:
            raise self.fault(event, f"the tag '{event.tag}' is not used here; write the value alone")
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if len(path) >= limits.YAML_DEPTH:
            raise self.fault(event, f"more than {limits.YAML_DEPTH} lists and mappings within each other")
        is_list = isinstance(event, yaml.SequenceStartEvent)
        return self.sequence(path) if is_list else self.mapping(path)

    def scalar(self, event: yaml.ScalarEvent) -> Any:
        text: str = event.value
        if len(text) > limits.VALUE_LETTERS:
            message = f"a value of {len(text)} letters, more than {limits.VALUE_LETTERS}; shorten it"
            raise self.fault(event, message)
        if text and (fault := _letters_fault(text)):
            raise self.fault(event, fault)
        if event.style:  # in quotes, or a block
            return text
        if text in _WORDS:
            return _WORDS[text]
        return int(text) if _NUMBER.fullmatch(text) else text

    def sequence(self, path: Path) -> list[Any]:
        items: list[Any] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            place = (*path, len(items))
            self.lines[place] = self.line(event)
            items.append(self.value(event, place))
        return items

    def mapping(self, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent) or event.anchor is not None or event.tag:
                raise self.fault(event, "a key must be a plain word, as in 'title: …'")
            key = event.value
            if len(key) > limits.KEY_LETTERS:
                raise self.fault(event, f"a key of {len(key)} letters; shorten it")
            if key in values:
                raise self.fault(event, f"the key '{key}' is given twice")
            place = (*path, key)
            self.lines[place] = self.line(event)
            values[key] = self.value(next(self.events), place)
        return values

    def line(self, event: Any) -> int:
        return self.first + event.start_mark.line

    def fault(self, event: Any, message: str) -> YamlFault:
        return YamlFault(self.line(event), event.start_mark.column + 1, message)
