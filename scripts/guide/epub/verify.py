"""A quick look at a finished EPUB in every build; a test lets EPUBCheck judge it in full."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree

from .pages import OPS, XHTML

OPF = "{http://www.idpf.org/2007/opf}"
PACKAGE = "EPUB/package.opf"
ASKED = (
    "schema:accessMode",
    "schema:accessibilityFeature",
    "schema:accessibilityHazard",
    "schema:accessibilitySummary",
    "dcterms:modified",
)


def faults(path: Path, pages: Iterable[str] = ()) -> list[str]:
    """What is wrong, one line each. ``pages``: files that must be there and in the contents."""
    if not path.is_file():
        return [f"{path.name}: no EPUB was made"]
    try:
        with zipfile.ZipFile(path) as archive:
            return [f"{path.name}: {line}" for line in _faults(archive, list(pages))]
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError) as reason:
        return [f"{path.name} cannot be read: {reason}"]


def _faults(archive: zipfile.ZipFile, pages: list[str]) -> Iterator[str]:
    first = archive.infolist()[0]
    if first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED:
        yield "its first entry is not an unpacked mimetype"
    package = ElementTree.fromstring(archive.read(PACKAGE))
    items = {item.get("id"): item for item in package.iter(f"{OPF}item")}
    listed = {f"EPUB/{item.get('href')}" for item in items.values()}
    there = {name for name in archive.namelist() if name.startswith("EPUB/")} - {PACKAGE}
    for name in sorted(listed ^ there):
        yield f"{name} is {'listed but missing' if name in listed else 'there but not listed'}"
    read = [row.get("idref") for row in package.iter(f"{OPF}itemref")]
    for name in read:
        if name not in items:
            yield f"the reading order names '{name}', which is not listed"
    said = {meta.get("property") for meta in package.iter(f"{OPF}meta")}
    for name in ASKED:
        if name not in said:
            yield f"its metadata lack {name}"
    navs = [item for item in items.values() if item.get("properties") == "nav"]
    if len(navs) != 1:
        yield f"it has {len(navs)} contents lists"
        return
    nav = ElementTree.fromstring(archive.read(f"EPUB/{navs[0].get('href')}"))
    kinds = {part.get(f"{{{OPS}}}type"): part for part in nav.iter(f"{{{XHTML}}}nav")}
    for kind in ("toc", "landmarks"):
        if kind not in kinds:
            yield f"its contents have no {kind}"
    links = [link.get("href") for link in kinds["toc"].iter(f"{{{XHTML}}}a")] if "toc" in kinds else []
    order = [items[name].get("href") for name in read if name in items]
    for name in pages:
        if name not in order:
            yield f"{name} is not in the reading order"
        if name not in links:
            yield f"{name} is not in the contents"
    for name in (name for name in order if f"EPUB/{name}" in there):
        root = ElementTree.fromstring(archive.read(f"EPUB/{name}"))
        if root.get("lang") != "fi":
            yield f"{name} does not say that it is Finnish"
