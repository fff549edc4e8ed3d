"""The print engine at work: what it holds in memory, and drawings as pictures."""

from __future__ import annotations

import base64
import gc
from xml.etree import ElementTree

import pytest
from conftest import ROOT
from guide.pdf import layout
from weasyprint.css import ComputedStyle

STYLE = f'<link rel="stylesheet" href="{(ROOT / layout.STYLES).as_uri()}">'
DRAWING = (
    '<svg class="d" viewbox="0 0 60 40" xmlns="http://www.w3.org/2000/svg"><title>Talo & "piha"</title>'
    "<lineargradient id='x'></lineargradient><path d='M0 0h60'></path></svg>"
)
PARAGRAPHS = 300


def styles_of_possible_footnotes() -> int:
    gc.collect()
    styles = [o for o in gc.get_objects() if type(o) is ComputedStyle]
    return sum(style.pseudo_type == "footnote-call" for style in styles)


@pytest.mark.parametrize("body", ["", DRAWING, '<section class="cover">x</section>'])
def test_what_only_the_layout_needs_is_gone_before_the_file_is_written(body: str) -> None:
    text = f"<html><head>{STYLE}</head><body>{body}{'<p>Koti.</p>' * PARAGRAPHS}</body></html>"
    before = styles_of_possible_footnotes()
    document = layout.pages(text.encode())
    assert len(document.pages) > 3
    assert styles_of_possible_footnotes() - before < PARAGRAPHS / 10


def test_a_drawing_becomes_a_picture_with_its_class_words_and_capitals() -> None:
    text, addresses = layout.drawings_apart(f"<p>a{DRAWING}b</p>")
    (address,) = [address for address in addresses if address.startswith("data:")]
    assert text == f'<p>a<img class="d" src="{address}" alt="Talo &amp; &quot;piha&quot;">b</p>'
    drawing = ElementTree.fromstring(base64.b64decode(address.partition(",")[2]))
    assert drawing.get("viewBox") == "0 0 60 40"
    assert [child.tag.partition("}")[2] for child in drawing] == ["title", "linearGradient", "path"]


def test_complaints_of_the_engine_come_back_from_its_process(tmp_path) -> None:
    text = "<html lang=fi><head><title>x</title><style>p{colour:red}</style></head><body><p>a</p></body></html>"
    pages, complaints = layout.apart(layout.write, text.encode(), tmp_path / "new/a.pdf", {"pdf_identifier": b"1"})
    assert pages == 1
    assert (tmp_path / "new/a.pdf").read_bytes().startswith(b"%PDF")
    assert len(complaints) == 1
    assert "colour" in complaints[0]
