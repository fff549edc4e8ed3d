"""A last look at what was built, before it replaces the former site."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

PDF = Path("pdf/vapautuvien-asumisen-tuki.pdf")


def built(folder: Path, *, pdf: bool) -> list[str]:
    """What is wrong with the built site, one line each; an empty list when all is well."""
    from . import library
    from .environment import ROOT

    faults = []
    for page in library.load(ROOT / "docs").pages:
        path = folder / page.url / "index.html"
        if not path.is_file() or path.stat().st_size == 0:
            faults.append(f"{page.shown}: no page was made at {page.url or '/'}")
    if not (folder / "search/search_index.json").is_file():
        faults.append("search/search_index.json is missing: search would not work")
    if pdf:
        from .pdf import verify as verify_pdf

        faults += verify_pdf.faults(folder / PDF)
    return faults


def most_memory() -> int:
    """Bytes the largest process started from here has held; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit


def summary(site: Path, seconds: float, *, pdf: bool) -> str:
    """What was made, how large, and how to open it."""
    pages = sum(1 for _ in site.rglob("index.html"))
    size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
    lines = [f"\nDone in {seconds:.0f} s.", f"Site: {pages} pages, {size / 1e6:.1f} MB, {site}"]
    lines.append(f"      open {(site / 'index.html').as_uri()} or run python3 scripts/serve.py")
    if pdf:
        import pikepdf

        path = site / PDF
        with pikepdf.open(path) as document:
            count = len(document.pages)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        lines.append(f"PDF:  {count} pages, {path.stat().st_size / 1e6:.2f} MB, {path}")
        lines.append(f"      SHA-256 {digest}")
        if memory := most_memory():
            lines.append(f"      {memory / 1e6:.0f} MB of memory in the largest process")
    return "\n".join(lines)
