"""One finding format for people and machines, one meaning of exit codes."""

import argparse
import json

import pytest

from guide.cli import run_check
from guide.findings import CannotCheck, Finding, exit_code, render

ERROR = Finding("docs/a.md", 3, 7, "link", "error", "no such page; write 'b.md'")
WARNING = Finding("docs/a.md", 1, 1, "size", "warning", "100 % too large")


def test_text_names_place_message_and_check() -> None:
    assert render([ERROR, WARNING]).split("\n") == [
        "docs/a.md:1: warning: 100 % too large (size)",
        "docs/a.md:3: no such page; write 'b.md' (link)",
    ]


def test_json_is_a_list_of_objects_with_the_agreed_keys() -> None:
    rows = json.loads(render([ERROR], "json"))
    assert rows == [
        {
            "path": "docs/a.md", "line": 3, "column": 7, "check": "link", "level": "error",
            "message": "no such page; write 'b.md'",
        }
    ]  # fmt: skip
    assert json.loads(render([], "json")) == []


def test_github_annotations_are_escaped() -> None:
    line = render([WARNING], "github")
    assert line == "::warning file=docs/a.md,line=1,col=1,title=size::100 %25 too large"


def test_a_finding_is_told_once() -> None:
    assert render([ERROR, ERROR]).count("\n") == 0


@pytest.mark.parametrize(("findings", "code"), [([], 0), ([WARNING], 0), ([WARNING, ERROR], 1)])
def test_only_errors_fail(findings: list[Finding], code: int) -> None:
    assert exit_code(findings) == code


def test_what_cannot_be_checked_is_exit_2(capsys: pytest.CaptureFixture[str]) -> None:
    def collect(_: argparse.Namespace) -> list[Finding]:
        raise CannotCheck("nothing to check")

    assert run_check("x", collect, argv=[]) == 2
    assert "nothing to check" in capsys.readouterr().err
    with pytest.raises(SystemExit) as left:
        run_check("x", collect, argv=["--no-such-option"])
    assert left.value.code == 2
