"""YAML that remembers its lines, without YAML 1.1's surprises.

Only ``true``/``false``, plain whole numbers and ``null`` are more than text: a date stays text,
``3:14`` is not a number in base 60, ``no`` is not false. A key given twice is an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

Path = tuple[str | int, ...]

# What the parser's own words do not say: what a writer has most likely done.
_LIKELY = {
    "mapping values are not allowed here": (
        "put a text that has a colon into quotes, or mend the indentation"
    ),
    "found unexpected end of stream": "a quotation mark is opened but not closed",
    "expected <block end>": "mend the indentation, as in the row beside it",
    "expected '<document start>'": "the rows take the place of '[]'; remove it",
}


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


class _Loader(yaml.SafeLoader):
    """Plain resolvers; see the module's docstring."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}


for _tag, _pattern, _first in (
    ("bool", r"true|false", "tf"),
    ("int", r"-?(?:0|[1-9][0-9]*)", "-0123456789"),
    ("null", r"null|~|", "n~"),
):
    for _char in [*_first, ""] if _tag == "null" else list(_first):
        _Loader.yaml_implicit_resolvers.setdefault(_char, []).append(
            (f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"))
        )


def load(text: str, first_line: int = 1) -> Document:
    """Parse one document; ``first_line`` is the line of the file on which ``text`` begins."""
    loader = None
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        lines: dict[Path, int] = {(): first_line}
        value = None if node is None else _build(loader, node, (), lines, first_line)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        problem = fault.problem or "not valid YAML"
        likely = [text for words, text in _LIKELY.items() if problem.startswith(words)]
        raise YamlFault(first_line + line, column + 1, "; ".join([problem, *likely])) from None
    except yaml.reader.ReaderError as fault:
        line = text.count("\n", 0, fault.position)
        raise YamlFault(first_line + line, 1, f"a character YAML does not allow: {fault.reason}") from None
    finally:
        if loader:
            loader.dispose()
    return Document(value, lines)


def _build(loader: _Loader, node: yaml.Node, path: Path, lines: dict[Path, int], first: int) -> Any:
    if isinstance(node, yaml.SequenceNode):
        items = []
        for number, child in enumerate(node.value):
            lines[(*path, number)] = first + child.start_mark.line
            items.append(_build(loader, child, (*path, number), lines, first))
        return items
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Any] = {}
        for key_node, child in node.value:
            key, mark = str(key_node.value), key_node.start_mark
            if key in mapping:
                raise YamlFault(first + mark.line, mark.column + 1, f"the key '{key}' is given twice")
            lines[(*path, key)] = first + mark.line
            mapping[key] = _build(loader, child, (*path, key), lines, first)
        return mapping
    return loader.construct_object(node)
