"""The PDF of a small copy: nothing is cut off, and the same sources give the same bytes."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pdf_rules
import pikepdf
import pypdfium2

from conftest import run
from guide.verify import PDF

EPOCH = "1764000000"  # 24.11.2025 at 16:00
LINES = [f"Rivi {number} loppuun asti." for number in range(90)]


def indented(lines: list[str], by: int = 4) -> str:
    return "\n\n".join(f"{' ' * by}{line}" for line in lines)


# Each taller than a page, since WeasyPrint has dropped such things without a word.
TALL = {
    "box": f'!!! warning "Korkea laatikko"\n\n{indented(LINES)}',
    "opened details": f'??? note "Suljettu laatikko"\n\n{indented(LINES)}',
    "tabs": f'=== "Yksi"\n\n{indented(LINES)}\n\n=== "Kaksi"\n\n    Toinen välilehti.',
    "item": f"- Alku\n\n{indented(LINES)}",
    "task": f"- [ ] Tehtävä\n\n{indented(LINES)}",
    "table row": f"| A | B |\n| --- | --- |\n| a | {' '.join(LINES * 4)} |",
    "code": f"```\n{chr(10).join(LINES)}\n```",
    "quotation": "\n>\n".join(f"> {line}" for line in LINES),
    "definition": f"Sana\n:   Alku\n\n{indented(LINES)}",
}


def build(root: Path, site: Path, seed: str = "0", **also: str) -> Path:
    environ = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "PYTHONHASHSEED": seed, **also}
    done = run(sys.executable, root / "scripts/build.py", "--site", site, cwd=root, env=environ)
    assert done.returncode == 0, done.stdout + done.stderr
    return site / PDF


def test_nothing_is_cut_off_even_if_it_is_taller_than_a_page(
    copy_repo: Callable[..., Path],
) -> None:
    root = copy_repo(mini=True)
    path = root / "docs/sivu.md"
    text = path.read_text(encoding="utf-8").rstrip("\n")
    note = "\n\nLause[^1] jatkuu.\n\n[^1]: Alaviitteen loppu.\n"
    for number, piece in enumerate(TALL.values()):
        text += f"\n\n### Koe {number}\n\n{piece}\n\nLoppumerkki{number} tässä."
    path.write_text(text + note, encoding="utf-8")
    with pypdfium2.PdfDocument(build(root, root / "site")) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    parts = re.split(r"Loppumerkki(\d+) tässä", " ".join(" ".join(pages).split()))
    assert parts[1::2] == [str(number) for number in range(len(TALL))]
    for name, part in zip(TALL, parts[::2], strict=False):
        assert all(line in part for line in LINES), name
    assert "Alaviitteen loppu." in parts[-1]
    assert pdf_rules.broken(root / "site" / PDF) == []


def test_the_same_sources_give_the_same_bytes_also_without_fonts_of_the_machine(
    copy_repo, tmp_path: Path
) -> None:
    root = copy_repo(mini=True)
    none = tmp_path / "fonts.conf"
    none.write_text("<fontconfig/>", encoding="utf-8")
    first = build(root, tmp_path / "a", "1")
    second = build(root, tmp_path / "toinen kansio", "2", FONTCONFIG_FILE=str(none))
    assert first.read_bytes() == second.read_bytes()
    with pikepdf.open(first) as document:
        for key in ("/CreationDate", "/ModDate"):
            assert str(document.docinfo[key]).startswith("D:20251124160000"), key
    site, other = tmp_path / "a", tmp_path / "toinen kansio"
    for path in filter(Path.is_file, site.rglob("*")):
        name = path.relative_to(site)
        assert path.read_bytes() == (other / name).read_bytes(), name
