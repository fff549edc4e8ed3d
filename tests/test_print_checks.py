"""What print could not set well is told with file and line before the PDF is made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from guide import library, print_checks

LONG = "a" * (print_checks.LETTERS + 1)
FAULTS = (
    ("![](kuva.png)", "alt-text", "without alternative text"),
    ("![ ][kuva]", "alt-text", "without alternative text"),
    ("#### Syvä", "heading-level", "'Syvä' skips a level; begin it with '### '"),
    ("|" + " a |" * 8 + "\n|" + " --- |" * 8, "wide-table", "8 columns"),
    (f"Sana {LONG}.", "long-word", "no place to break"),
)
FINE = (
    "![Talo](kuva.png)",
    "### Kohta\n\n#### Syvempi",
    "```\n#### " + LONG + "\n```",
    f"[linkki](https://www.example.org/{LONG})",
    "| a | b |\n| --- | :-: |",
    "-".join(["pitkä"] * 30),
)


@pytest.fixture
def findings(copy_repo: Callable[..., Path]) -> Callable[[str], list]:
    root = copy_repo(mini=True)
    path = root / "docs/sivu.md"
    begin = path.read_text(encoding="utf-8").rstrip("\n") + "\n\n## Koe\n\n"

    def check(text: str) -> list:
        path.write_text(f"{begin}{text}\n", encoding="utf-8")
        return list(print_checks.check(library.load(root / "docs")))

    check.line = begin.count("\n") + 1
    check.docs = root / "docs"
    return check


@pytest.mark.parametrize(("text", "name", "said"), FAULTS, ids=[f"{f[1]}-{i}" for i, f in enumerate(FAULTS)])
def test_a_fault_of_print_is_named_with_file_and_line(findings, text: str, name: str, said: str) -> None:
    (found,) = findings(text)
    assert (found.check, found.level) == (name, "error")
    assert said in found.message
    assert found.path.endswith("sivu.md")
    assert found.line in (findings.line, findings.line + 1)  # of a table: the line below its head


@pytest.mark.parametrize("text", FINE)
def test_what_can_be_printed_is_let_through(findings, text: str) -> None:
    assert findings(text) == []


def test_a_drawing_without_words_is_named(findings) -> None:
    (findings.docs / "assets/images/x.svg").write_text("<svg><path/></svg>", encoding="utf-8")
    (found,) = findings('--8<-- "assets/images/x.svg"')
    assert found.path.endswith("assets/images/x.svg")


@pytest.mark.parametrize(("letters", "count"), [(100, 0), (260, 1)])
def test_a_drawing_that_says_too_much_is_named(findings, letters: int, count: int) -> None:
    text = f"<svg><title>Nimi</title><desc>{'a' * letters}</desc><path/></svg>"
    (findings.docs / "assets/images/x.svg").write_text(text, encoding="utf-8")
    assert len(findings('--8<-- "assets/images/x.svg"')) == count
