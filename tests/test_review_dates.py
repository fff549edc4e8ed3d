"""A page past its review says so to its editors and, calmly, to its readers; nothing fails."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from conftest import run
from guide import review
from guide.pages import Page
from guide.yaml_lines import Document

DAY = 86_400


def page(**meta: object) -> Page:
    return Page("a.md", "docs/a.md", Document(meta, {}), "", 1)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-11-24", 6, "2027-05-24"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2026-12-15", 12, "2027-12-15"),
        ("2026-01-31", 1, "2026-02-28"),
    ],
)
def test_months_are_calendar_months(day: str, months: int, later: str) -> None:
    assert review.add_months(date.fromisoformat(day), months) == date.fromisoformat(later)


@pytest.mark.parametrize(
    ("today", "said"),
    [
        ("2027-04-23", ""),
        ("2027-04-24", "due on 2027-05-24 (in 30 days)"),
        ("2027-05-24", "due on 2027-05-24 (in 0 days)"),
        ("2027-05-25", "overdue since 2027-05-24 (1 days)"),
        ("2026-11-23", "still to come"),
    ],
)
def test_each_page_is_told_at_its_time_and_only_as_a_warning(today: str, said: str) -> None:
    reviewed = page(title="A", reviewed="2026-11-24", review_months=6)
    findings = list(review.check([reviewed], date.fromisoformat(today)))
    assert bool(findings) == bool(said)
    assert all(said in finding.message and finding.level == "warning" for finding in findings)


def test_a_page_never_reviewed_is_listed_and_shows_no_date() -> None:
    assert "never reviewed" in next(review.check([page(title="A")], date(2026, 1, 1))).message
    assert review.notice(page(title="A"), 0) == ""


def test_the_report_of_the_command_is_for_people_and_machines(
    copy_repo: Callable[..., Path],
) -> None:
    root = copy_repo(mini=True)
    command = [sys.executable, root / "scripts/check_review_dates.py", "--today"]
    done = run(*command, "2030-01-01", "--format", "json", cwd=root)
    rows = json.loads(done.stdout)
    assert done.returncode == 0
    assert {row["path"] for row in rows} == {"docs/index.md", "docs/sivu.md"}
    assert run(*command, "2026-11-25", cwd=root).stdout == ""


def test_only_a_page_built_after_it_was_due_shows_the_notice(
    copy_repo: Callable[..., Path],
) -> None:
    root = copy_repo(mini=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", "out"]
    due = 1_811_116_800  # 2027-05-24, the day the page of six months is due
    for built_at, late in ((due + DAY - 1, False), (due + DAY, True)):
        environ = {**os.environ, "SOURCE_DATE_EPOCH": str(built_at)}
        done = run(*command, cwd=root, env=environ)
        assert done.returncode == 0, done.stderr
        text = (root / "out/sivu/index.html").read_text(encoding="utf-8")
        assert ("Sivu odottaa tarkistusta" in text) == late
        assert "Sivu odottaa" not in (root / "out/index.html").read_text(encoding="utf-8")
