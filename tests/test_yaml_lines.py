"""Data files: every fault has its line, and nothing turns into what was not written."""

import pytest

from guide import yaml_lines
from guide.yaml_lines import YamlFault


def test_values_stay_what_was_written() -> None:
    text = "date: 2026-11-24\nsv: no\nplace: 3:14\nnumber: 12\nopen: true\nnone:\nversion: 1.10\n"
    assert yaml_lines.load(text).value == {
        "date": "2026-11-24", "sv": "no", "place": "3:14", "number": 12, "open": True, "none": None,
        "version": "1.10",
    }  # fmt: skip


def test_lines_are_those_of_the_file() -> None:
    document = yaml_lines.load("- id: a\n  b: 1\n- id: c\n  list:\n    - x\n    - y\n", first_line=10)
    assert document.line(1) == 12
    assert document.line(1, "list", 1) == 15
    assert document.line(1, "list", 1, "deeper") == 15


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\nb: [1, 2\nc: 3\n", 3, "expected"),
        ("a: 1\na: 2\n", 2, "given twice"),
        ("a: 'x\n", 2, "end of stream"),
        ("a: \x07\n", 1, "not allow"),
        ("a: b: c\n", 1, "mapping values"),
    ],
)
def test_broken_yaml_says_where(text: str, line: int, message: str) -> None:
    with pytest.raises(YamlFault, match=message) as raised:
        yaml_lines.load(text)
    assert raised.value.line == line
