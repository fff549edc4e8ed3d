"""The PDF of a small copy: nothing is cut off, and the same sources give the same bytes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pypdfium2

from conftest import run
from guide.verify import PDF

TALL = "\n\n".join(f"    Rivi {number} laatikossa." for number in range(120))


def build(root: Path, site: Path, seed: str = "0") -> Path:
    environ = {**os.environ, "SOURCE_DATE_EPOCH": "1764000000", "PYTHONHASHSEED": seed}
    done = run(sys.executable, root / "scripts/build.py", "--site", site, cwd=root, env=environ)
    assert done.returncode == 0, done.stdout + done.stderr
    return site / PDF


def test_every_page_reaches_its_end_even_after_a_box_taller_than_a_page(
    copy_repo: Callable[..., Path],
) -> None:
    root = copy_repo(mini=True)
    for number, name in enumerate(("index.md", "sivu.md")):
        path = root / "docs" / name
        text = path.read_text(encoding="utf-8")
        box = f'\n\n!!! note "Korkea laatikko"\n\n{TALL}\n\nLoppumerkki{number} tässä.\n'
        path.write_text(text.rstrip("\n") + box, encoding="utf-8")
    document = pypdfium2.PdfDocument(build(root, root / "site"))
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    for word in ("Loppumerkki0", "Loppumerkki1"):
        assert word in text
    assert text.count("Rivi 119 laatikossa.") == 2


def test_the_same_sources_give_the_same_bytes(copy_repo: Callable[..., Path], tmp_path: Path) -> None:
    root = copy_repo(mini=True)
    first, second = build(root, tmp_path / "a", "1"), build(root, tmp_path / "toinen kansio", "2")
    assert first.read_bytes() == second.read_bytes()
    pages = {path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*") if path.is_file()}
    for name in pages:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "toinen kansio" / name).read_bytes(), name
