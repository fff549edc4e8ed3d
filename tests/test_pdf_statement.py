"""The page on the PDFs tells versions and numbers of rules as they are."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

import page
import pdf_rules
import pytest
from conftest import ROOT
from outloud import registry
from small_guide import FORM, printed
from guide.pdf import press

TEXT = (ROOT / "docs/tietoa/pdf-vaatimukset.md").read_text(encoding="utf-8")


def locked(name: str) -> str:
    """The version the locked requirements give."""
    for path in ("requirements.txt", "tests/requirements.txt"):
        text = (ROOT / path).read_text(encoding="utf-8")
        if found := re.search(rf"^{name}==(\S+)", text, re.M):
            return found[1]
    raise AssertionError(name)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("WeasyPrint", "weasyprint"),
        ("page-validation", "page-validation"),
        ("outloud", "outloud"),
        ("opendataloader-pdf", "opendataloader-pdf"),
    ],
)
def test_versions_are_those_in_use(said: str, name: str) -> None:
    versions = re.findall(rf"\b{said} ([\d.]+\d)", TEXT)
    assert versions
    assert set(versions) == {locked(name)} == {metadata.version(name)}


def rules(tool: str) -> list[int]:
    return [int(n) for n in re.findall(rf"^\| {tool}.*\| (\d+) \|$", TEXT, re.M)]


def test_numbers_of_rules_are_those_of_the_tools(tmp_path: Path) -> None:
    path, _ = printed(tmp_path, press.HANDOUT, FORM)
    reports = [page.validate_pdf(path, profile=p) for p in pdf_rules.STANDARDS.values()]
    assert rules("page-validation") == [report.rules.total for report in reports]
    assert rules("outloud") == [len(list(registry.all_rules()))]
