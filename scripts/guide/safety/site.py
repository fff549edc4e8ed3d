"""The built site, file by file, before it is let out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..findings import Finding
from ..pack import offline
from . import archives, judge, pdf, styles, xml
from .allowed import KINDS, NAMES
from .faults import Fault
from .judge import Named
from .locate import Sources

# Kinds of which a site holds these files and no others.
_ONLY = {
    ".gz": frozenset({"sitemap.xml.gz"}),
    ".zip": frozenset({offline.ADDRESS}),
    ".conf": frozenset({"headers.conf"}),
    ".map": frozenset({"redirects.map"}),
}


@dataclass(frozen=True)
class Expected:
    """What the build meant to make: ``pages``, the Markdown (below ``docs``) of each page by its file
    below the site, empty for those that have none; and what pages may run."""

    pages: Mapping[str, str]
    named: Named


def content_faults(html: str, page: str) -> list[tuple[str, str, Fault]]:
    """Faults of one page's text as it was rendered, as :meth:`~.locate.Sources.findings` takes
    them; ``page`` is its Markdown below ``docs``."""
    return [(page, f"docs/{page}", fault) for fault in judge.content(html)]


def findings(site: Path, expected: Expected, sources: Sources) -> list[Finding]:
    """Findings of all files below ``site``."""
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return sources.findings(
        (expected.pages.get(name, ""), shown, fault)
        for name in names
        for shown, fault in _file(site, name, expected)
    )


def _file(site: Path, name: str, expected: Expected) -> Iterator[tuple[str, Fault]]:
    path, kind, named = site / name, Path(name).suffix.lower(), expected.named
    inside: list[tuple[str, Fault]] = []
    if fault := _kind_fault(name, kind, expected):
        inside = [("", fault)]
    elif kind == ".html":
        inside = [
            ("", fault) for fault in judge.page(path.read_text("utf-8", "replace"), name, named)
        ]
    elif kind == ".css":
        sheet = path.read_text("utf-8", "replace")
        inside = [("", fault) for fault in styles.faults(sheet, icons=name in named.styles)]
    elif kind == ".svg":
        inside = [("", fault) for fault in xml.drawing(path.read_bytes())]
    elif kind in (".xml", ".tbx"):
        inside = [("", fault) for fault in xml.feed(path.read_bytes())]
    elif kind == ".pdf":
        inside = [("", fault) for fault in pdf.faults(path)]
    elif kind == ".epub":
        inside = archives.epub(path)
    elif kind == ".zip":
        own = frozenset({offline.INDEX.removesuffix("on")})
        inside = archives.copy(path, site, named, folder=offline.FOLDER, own=own)
    yield from ((f"{name}/{inner}" if inner else name, fault) for inner, fault in inside)


def _kind_fault(name: str, kind: str, expected: Expected) -> Fault | None:
    named = expected.named
    if name in NAMES:
        return None
    if kind not in KINDS or (kind in _ONLY and name not in _ONLY[kind]):
        what = f"files of the kind '{kind}'" if kind else "files without a kind"
        return Fault(
            f"{what} are not published; remove docs/{name}, or give readers a PDF, as in 'lomake.pdf'"
        )
    if kind == ".html" and name not in expected.pages and name not in named.moved:
        return Fault(
            f"no page of the guide; remove docs/{name} and write it in Markdown, as in 'docs/tietoa/oppaasta.md'"
        )
    if kind == ".js" and name not in named.all_scripts:
        return Fault(
            f"no script of the guide; remove docs/{name}, or name it in mkdocs.yml, extra.page_scripts"
        )
    if kind == ".css" and name not in named.styles:
        return Fault(
            f"no style sheet of the guide; remove docs/{name}, or name it in mkdocs.yml, extra.styles"
        )
    return None
