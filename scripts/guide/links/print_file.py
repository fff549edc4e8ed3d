"""Links of the PDF: every inside one has its destination, no file address slipped in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf

from ..findings import CannotCheck, Finding

_ALLOWED = ("https://", "http://", "mailto:", "tel:")


def check(path: Path, name: str) -> Iterator[Finding]:
    """Findings of one PDF, shown as ``name``; the line is the page number."""
    if not path.is_file():
        raise CannotCheck(f"{path} is missing; build the PDF first")
    try:
        document = pikepdf.open(path)
    except pikepdf.PdfError as fault:
        raise CannotCheck(f"{path} cannot be read: {fault}") from None
    with document:
        known = destinations(document)
        for number, page in enumerate(document.pages, start=1):
            for annotation in page.get("/Annots", []):
                if fault := _fault(annotation, known):
                    yield Finding(name, number, 1, "link", "error", fault)


def destinations(document: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    """The named destinations of a PDF."""
    names = document.Root.get("/Names", pikepdf.Dictionary()).get("/Dests")
    if names is None:
        return {}
    return {str(key): value for key, value in pikepdf.NameTree(names).items()}


def target_name(annotation: pikepdf.Object) -> str | None:
    """The name of the destination a link annotation leads to, if it leads inside by name."""
    action = annotation.get("/A", pikepdf.Dictionary())
    target = annotation.get("/Dest") if "/Dest" in annotation else action.get("/D")
    return str(target) if isinstance(target, pikepdf.String) else None


def _fault(annotation: pikepdf.Object, known: dict[str, pikepdf.Object]) -> str:
    if annotation.get("/Subtype") != "/Link":
        return ""
    action = annotation.get("/A", pikepdf.Dictionary())
    if action.get("/S") == "/URI":
        address = str(action.get("/URI"))
        return "" if address.startswith(_ALLOWED) else f"the address '{address}' is not for readers"
    name = target_name(annotation)
    if name is not None and name not in known:
        return f"the inside link leads to '{name}', which is nowhere in the PDF"
    if name is None and not isinstance(annotation.get("/Dest", action.get("/D")), pikepdf.Array):
        return "a link without a destination"
    return ""
