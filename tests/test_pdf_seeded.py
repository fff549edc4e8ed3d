"""The PDF of a small copy: nothing is cut off."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pdf_rules
import pypdfium2

from conftest import run
from guide.verify import PDF

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
    done = run(sys.executable, root / "scripts/build.py", cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    with pypdfium2.PdfDocument(root / "site" / PDF) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    parts = re.split(r"Loppumerkki(\d+) tässä", " ".join(" ".join(pages).split()))
    assert parts[1::2] == [str(number) for number in range(len(TALL))]
    for name, part in zip(TALL, parts[::2], strict=False):
        assert all(line in part for line in LINES), name
    assert "Alaviitteen loppu." in parts[-1]
    assert pdf_rules.broken(root / "site" / PDF) == []
