"""Links and safety of the SVG files, which none of the other tools opens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from ..findings import Finding
from ..text_files import exists_as_written
from ..text_files import shown

_LINKS = ("href", "{http://www.w3.org/1999/xlink}href")
_FORBIDDEN = {"script", "foreignObject", "style"}


def check(docs: Path) -> Iterator[Finding]:
    """Findings of every SVG below ``docs``."""
    for path in sorted(docs.rglob("*.svg")):
        yield from check_svg(path, docs)


def check_svg(path: Path, docs: Path) -> Iterator[Finding]:
    """Links that lead nowhere, and what the site's security policy would refuse."""

    def finding(line: int | None, check: str, message: str) -> Finding:
        return Finding(shown(path), line or 1, 1, check, "error", message)

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        tree = etree.parse(str(path), parser)
    except etree.XMLSyntaxError as fault:
        yield finding(fault.lineno, "svg", f"not well-formed: {fault.msg}")
        return
    ids = set(tree.xpath("//@id"))
    for element in tree.iter(etree.Element):
        name = etree.QName(element).localname
        if name in _FORBIDDEN:
            yield finding(element.sourceline, "svg", f"<{name}> is not allowed; use classes of the style sheet")
        for attribute in element.attrib:
            if attribute.startswith("on") or attribute == "style":
                yield finding(element.sourceline, "svg", f"the attribute '{attribute}' is not allowed")
        for target in filter(None, map(element.get, _LINKS)):
            if fault := _fault(target, path, docs, ids):
                yield finding(element.sourceline, "link", fault)


def _fault(target: str, path: Path, docs: Path, ids: set[str]) -> str:
    if target.startswith("#"):
        return "" if target[1:] in ids else f"'{target}' is not an id in this file"
    if target.startswith(("https://", "http://", "mailto:", "data:")):
        return ""
    start = docs if target.startswith("/") else path.parent
    name = target.lstrip("/").split("#")[0]
    # A page is linked by its address: the folder of its built index.
    source = (start / name.rstrip("/")).with_suffix(".md") if name.endswith("/") else start / name
    if exists_as_written(source) or exists_as_written(start / name / "index.md"):
        return ""
    return f"the linked file '{target}' does not exist"
