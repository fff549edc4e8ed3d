"""The EPUB around its pages: package file, contents, cover, and the ZIP, always the same bytes."""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from html import escape
from pathlib import Path

import lxml.html
import pypdfium2
import weasyprint
from lxml.html.builder import CLASS, DIV, H1, IMG, SECTION, P

from ..environment import ROOT
from ..pdf import chapter, head
from ..pdf.book import Edition, Leaf, Part, Press, leaves
from ..pdf.links import Places
from . import pages

STYLES = Path("overrides/epub/style.css")
FILE = "epub/vapautuvien-asumisen-tuki.epub"
FOLDER = "EPUB"
COVER_WIDTH = 1200  # pixels
# Ours; with the title it gives an identifier that stays the same in every edition.
_IDS = uuid.UUID("0f6d5f5e-6a3c-5a1e-8a9b-2f0c1f6c7d11")

ACCESS = (
    ("schema:accessMode", "textual"),
    ("schema:accessMode", "visual"),
    ("schema:accessModeSufficient", "textual"),
    ("schema:accessibilityFeature", "structuralNavigation"),
    ("schema:accessibilityFeature", "tableOfContents"),
    ("schema:accessibilityFeature", "readingOrder"),
    ("schema:accessibilityFeature", "alternativeText"),
    ("schema:accessibilityFeature", "displayTransformability"),
    ("schema:accessibilityHazard", "none"),
    (
        "schema:accessibilitySummary",
        "Kaikki on tekstiä, jonka koon, värit ja kirjasintyypin lukija valitsee. Piirroksilla on"
        " selitys, ja sama sisältö on myös tekstinä tai taulukkona. Sivuilla on otsikot"
        " järjestyksessä ja kirjassa sisällysluettelo.",
    ),
)

CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""


def make(tree: Iterable[Part | Leaf], edition: Edition, press: Press, path: Path) -> None:
    """Write the EPUB. Raises :class:`~guide.pdf.book.BookFault` when it cannot be made right."""
    tree = tuple(tree)
    listed = list(leaves(tree))
    places = Places(listed, edition.site, press.files)
    texts = {pages.file_name(leaf.url): pages.page(leaf, places, press.drawings) for leaf in listed}
    texts["nav.xhtml"] = _nav(tree, edition)
    pages.check(texts)
    texts = {"cover.xhtml": _cover(edition), "tiedot.xhtml": _colophon(edition, listed)} | texts
    files: dict[str, bytes] = {name: text.encode() for name, text in texts.items()}
    files["style.css"] = (ROOT / STYLES).read_bytes()
    files["cover.jpg"] = picture(edition, press)
    order = ["cover.xhtml", "tiedot.xhtml", "nav.xhtml", *(pages.file_name(leaf.url) for leaf in listed)]
    drawn = {name for name, text in texts.items() if "<svg:svg" in text}
    files["package.opf"] = _package(edition, files, order, drawn).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    _zip(path, files, edition.time)


def _zip(path: Path, files: dict[str, bytes], when: int) -> None:
    date = datetime.fromtimestamp(when, UTC).timetuple()[:6]
    parts = [("mimetype", b"application/epub+zip"), ("META-INF/container.xml", CONTAINER.encode())]
    parts += [(f"{FOLDER}/{name}", content) for name, content in sorted(files.items())]
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts:
            entry = zipfile.ZipInfo(name, date)
            entry.external_attr, entry.create_system = 0o644 << 16, 3
            # The first has to be readable without unpacking.
            packed = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content, compress_type=packed, compresslevel=9)


def _package(
    edition: Edition, files: dict[str, bytes], order: list[str], drawn: set[str]
) -> str:
    moment = datetime.fromtimestamp(edition.time, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    meta = "\n".join(
        f'    <meta property="{name}">{escape(value)}</meta>' for name, value in ACCESS
    )
    kinds = {".xhtml": "application/xhtml+xml", ".css": "text/css", ".jpg": "image/jpeg"}
    items = []
    for name in sorted(files):
        properties = {"nav.xhtml": "nav", "cover.jpg": "cover-image"}.get(name, "")
        properties = properties or ("svg" if name in drawn else "")
        noted = f' properties="{properties}"' if properties else ""
        kind = kinds[Path(name).suffix]
        items.append(f'    <item id="{_id(name)}" href="{name}" media-type="{kind}"{noted}/>')
    spine = "\n".join(f'    <itemref idref="{_id(name)}"/>' for name in order)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="fi"\
 prefix="schema: http://schema.org/">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:identifier id="id">urn:uuid:{uuid.uuid5(_IDS, edition.title)}</dc:identifier>
    <dc:title>{escape(edition.title)}</dc:title>
    <dc:language>{escape(edition.language)}</dc:language>
    <dc:creator>{escape(edition.author)}</dc:creator>
    <dc:description>{escape(edition.subtitle)}</dc:description>
    <dc:date>{moment[:10]}</dc:date>
    <dc:rights>{chapter.LICENCE}</dc:rights>
    <meta property="dcterms:modified">{moment}</meta>
{meta}
  </metadata>
  <manifest>
{chr(10).join(items)}
  </manifest>
  <spine>
{spine}
  </spine>
</package>
"""


def _id(name: str) -> str:
    return f"f-{name.replace('.', '-')}"


def _nav(tree: Iterable[Part | Leaf], edition: Edition) -> str:
    marks = [("toc", "nav.xhtml#sisallys", "Sisällys"), ("bodymatter", "etusivu.xhtml", "Opas")]
    names = {leaf.name for leaf in leaves(tree)}
    if pages.GLOSSARY in names:
        marks.append(("glossary", "sanasto.xhtml", "Sanasto"))
    listed = "".join(
        f'<li><a {pages.TYPE}="{kind}" href="{file}">{words}</a></li>' for kind, file, words in marks
    )
    body = lxml.html.fragment_fromstring(
        f'<div><nav id="sisallys" {pages.TYPE}="toc" role="doc-toc"><h1>Sisällys</h1>{_list(tree)}'
        f'</nav><nav id="kohdat" {pages.TYPE}="landmarks" hidden><h2>Oppaan kohdat</h2>'
        f"<ol>{listed}</ol></nav></div>"
    )
    return pages.document(f"Sisällys – {edition.title}", body)


def _list(tree: Iterable[Part | Leaf]) -> str:
    lines = []
    for node in tree:
        leaf = node if isinstance(node, Leaf) else node.opening
        title = escape(leaf.title if leaf else node.title)
        line = f'<a href="{pages.file_name(leaf.url)}">{title}</a>' if leaf else f"<span>{title}</span>"
        below = _list(node.children) if isinstance(node, Part) and node.children else ""
        lines.append(f"<li>{line}{below}</li>")
    return f"<ol>{''.join(lines)}</ol>"


def _cover(edition: Edition) -> str:
    body = DIV(CLASS("cover"), IMG(src="cover.jpg", alt=f"Kansi: {edition.title}"))
    return pages.document(edition.title, body)


def _colophon(edition: Edition, listed: Iterable[Leaf]) -> str:
    lines = [
        edition.subtitle,
        *chapter.imprint(edition, chapter.span(leaf.reviewed for leaf in listed)),
        *([f"Verkossa: {edition.site}"] if edition.site else []),
    ]
    body = SECTION(H1(edition.title, id="otsikko"), *[P(line) for line in lines])
    return pages.document(f"Tietoa kirjasta – {edition.title}", body, ("colophon", "doc-colophon"))


def picture(edition: Edition, press: Press) -> bytes:
    """The cover as a JPEG, drawn by the book's styles."""
    words = SECTION(
        CLASS("cover"),
        P(CLASS("cover-title"), edition.title),
        P(CLASS("cover-subtitle"), edition.subtitle),
        P(CLASS("cover-edition"), head.long_date(edition.time)),
    )
    body = lxml.html.tostring(words, encoding="unicode")
    link = f'<link rel="stylesheet" href="{press.stylesheet}">'
    printed = weasyprint.HTML(string=f"<html lang=fi><head>{link}</head><body>{body}</body></html>")
    with pypdfium2.PdfDocument(printed.write_pdf()) as document:
        page = document[0]
        image = page.render(scale=COVER_WIDTH / page.get_width()).to_pil().convert("RGB")
    held = io.BytesIO()
    image.save(held, "JPEG", quality=85, optimize=True)
    return held.getvalue()
