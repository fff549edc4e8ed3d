"""Every PDF of the site keeps PDF/UA-1 and PDF/A-2a at once."""

from __future__ import annotations

from pathlib import Path

import pdf_rules


def tagged(built: Path) -> list[Path]:
    """All but booklets, which are a help for printing: two small pages on a sheet."""
    return sorted(p for p in built.rglob("*.pdf") if p.parent.name != "vihkot")


def test_every_pdf_keeps_both_standards(built: Path) -> None:
    files = tagged(built)
    assert len(files) > 20
    assert [line for path in files for line in pdf_rules.broken(path)] == []
