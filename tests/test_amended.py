"""After a change of law, every sentence that leans on the act is found."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT, run
from guide import amended, library
from guide.findings import CannotCheck

FINLEX = "https://opendata.finlex.fi/finlex/avoindata/v1/akn/fi/act/statute-consolidated"


@pytest.mark.parametrize(
    "text",
    [
        "767/2005\n1/2024\n",
        "# lista\n\n767/2005  # vankeuslaki\n1/2024",
        json.dumps(
            [
                {"akn_uri": f"{FINLEX}/2005/767/fin@20260380", "status": "MODIFIED"},
                {"akn_uri": f"{FINLEX}/2024/1/swe@", "status": "NEW"},
            ]
        ),
    ],
)
def test_lists_by_hand_and_from_open_data_are_read(text: str, tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_text(text, encoding="utf-8")
    assert amended.read(path) == {"767/2005", "1/2024"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# ei mitään\n",
        "VankL\n",
        "767/05\n",
        "2005/767\n",
        "[]",
        "[",
        '[{"uri": "x"}]',
        '[{"akn_uri": "https://a.example/x"}]',
    ],
)
def test_a_list_that_cannot_be_read_is_not_taken_for_an_empty_one(
    text: str, tmp_path: Path
) -> None:
    path = tmp_path / "list"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CannotCheck):
        amended.read(path)


def test_the_command_lists_each_sentence_by_any_name_of_the_act_and_fails_nothing(
    copy_repo: Callable[..., Path], tmp_path: Path
) -> None:
    root = copy_repo(mini=True)
    path = tmp_path / "list"
    command = [sys.executable, root / "scripts/check_statutes.py", "--amended", path]
    path.write_text("767/2005\n", encoding="utf-8")
    done = run(*command, "--format", "json", cwd=root)
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)
    said = {(row["path"], row["message"].partition("read again: ")[2]) for row in rows}
    assert ("docs/index.md", "Lue mallisivu ensin.") in said
    assert ("docs/sivu.md", "Suunnitelma tehdään yhdessä.") in said
    assert any(row["path"] == "docs/sivu.md" and "4:6–8" in row["message"] for row in rows)
    path.write_text("9999/1999\n", encoding="utf-8")
    assert run(*command, cwd=root).stdout == ""
    assert run(*command[:-1], tmp_path / "missing", cwd=root).returncode == 2


def test_no_citation_of_the_guide_is_missed() -> None:
    found = library.load(ROOT / "docs")
    for statute in found.statutes.statutes:
        rows = list(amended.check(found, {statute.number}))
        pages = {
            page.shown
            for page in found.pages
            for c in found.citations(page)
            if c.statute == statute and not page.snippets
        }
        assert pages <= {row.path for row in rows}, statute.id
