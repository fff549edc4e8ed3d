"""The last step of a PDF: two standards in one file, and tags that read well."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pdf_rules
import pikepdf
import pytest
from guide.pdf import press, printed, structure
from guide.pdf.book import Part
from small_guide import FIRST, SITED, leaf
from small_guide import printed as print_part

ROWS = "".join(f"<tr><td>Asia {n}</td><td>{'Selitys. ' * 12}</td></tr>" for n in range(40))
DRAWING = '<svg viewBox="0 0 100 50"><title>Talo ja sen piha</title><rect width="100" height="50"/></svg>'
ITEMS = "".join(f"<li>Kohta {n}. {'Sana. ' * 130}</li>" for n in range(30))
TERMS = 60
TERM = f"<dt>Termi</dt><dd>{'Selitys on lyhyt. ' * 12}</dd>"
PAGE = (
    f"<figure>{DRAWING}</figure>"
    f"<table><thead><tr><th>Asia</th><th>Mitä</th></tr></thead><tbody>{ROWS}</tbody></table>"
    '<p>Katso <a href="../">luvun alku</a> ja <a href="https://www.kela.fi/tuki/">Kelan tuki'
    " asumiseen, jonka nimi on niin pitkä, että se jatkuu seuraavalle riville</a>.</p>"
    f"<p>Lopuksi.</p><dl>{TERM * TERMS}</dl><p>Luettelo.</p><ul>{ITEMS}</ul><p>{'Pitkä kappale jatkuu. ' * 400}</p>"
)
SUBJECT = dataclasses.replace(
    FIRST,
    part=Part("Ensin", FIRST.opening, (leaf("eka/koti/", "Koti", PAGE),)),
    terms=None,
)


@pytest.fixture(scope="module", params=[press.CHAPTER, press.LARGE], ids=["chapter", "large"])
def path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made, done = print_part(tmp_path_factory.mktemp("pdf"), request.param, SUBJECT, SITED)
    assert done.faults == ()
    assert done.pages > 3
    return made


@pytest.fixture
def document(path: Path):
    with pikepdf.open(path) as opened:
        yield opened


def kinds(document: pikepdf.Pdf, name: str) -> list[structure.Tag]:
    return [tag for tag in structure.walk(document) if tag.kind == name]


def read_out(document: pikepdf.Pdf, tag: structure.Tag) -> str:
    return structure.said(tag.element, printed.marked_texts(document))


def test_one_file_keeps_both_standards(path: Path) -> None:
    assert pdf_rules.broken(path) == []
    with pikepdf.open(path) as document:
        said = document.Root.Metadata.read_bytes().decode()
    assert "pdfuaid:part>1<" in said
    assert 'pdfaid:part="2"' in said
    assert 'pdfaid:conformance="A"' in said


def test_a_table_over_pages_is_one_and_its_head_is_read_once(document) -> None:
    (table,) = kinds(document, "Table")
    assert len([t for t in kinds(document, "TR") if table.element in t.around]) == 41
    assert [read_out(document, tag) for tag in kinds(document, "TH")] == ["Asia", "Mitä"]
    assert [str(tag.element.A.Scope) for tag in kinds(document, "TH")] == ["/Column"] * 2
    # The space at the end of a line is not drawn.
    words = "".join(read_out(document, next(structure.walk(document))).split())
    assert [words.count(f"Asia{n}Selitys") for n in range(40)] == [1] * 40


def pages_of(element: pikepdf.Object) -> set[int]:
    return {page for part in structure.below(element) for page, _ in structure.marks(part)}


def test_a_list_over_pages_is_one_and_so_is_an_item_that_a_page_end_parts(document) -> None:
    (whole,) = [t.element for t in kinds(document, "L") if len(structure.elements(t.element)) == 30]
    assert len(pages_of(whole)) > 2
    items = structure.elements(whole)
    assert [[structure.kind(part) for part in structure.elements(item)] for item in items] == [["Lbl", "LBody"]] * 30
    assert {len(pages_of(item)) for item in items} == {1, 2}


def test_terms_that_begin_a_page_stay_apart_from_the_one_before(document) -> None:
    """Their list has no marks to tell a new item from the rest of one."""
    (whole,) = [t.element for t in kinds(document, "L") if len(structure.elements(t.element)) == 2 * TERMS]
    texts = printed.marked_texts(document)
    said = [structure.said(item, texts).split()[0] for item in structure.elements(whole)]
    assert said == ["Termi", "Selitys"] * TERMS
    assert len(pages_of(whole)) > 1


def test_a_paragraph_over_pages_is_one(document) -> None:
    (whole,) = [t for t in kinds(document, "P") if read_out(document, t).startswith("Pitkä")]
    assert len(pages_of(whole.element)) > 1
    assert read_out(document, whole).count("jatkuu") == 400


def test_running_titles_and_page_numbers_are_not_read_out(document) -> None:
    """They are drawn on each page, and only there."""
    words = read_out(document, next(structure.walk(document)))
    assert words.count("Pieni opas") == 3  # front, imprint, how to cite
    marked = {mark for tag in structure.walk(document) for mark in tag.marks}
    assert set(printed.marked_texts(document)) <= marked


def test_boxes_of_drawings_are_where_the_drawings_are(document) -> None:
    figure = next(t for t in kinds(document, "Figure") if "Talo" in str(t.element.Alt))
    left, lower, right, upper = map(float, figure.element.A.BBox)
    _, _, width, height = map(float, figure.element.Pg.MediaBox)
    assert 0 < left < right < width
    assert 0 < lower < upper < height
    assert (right - left) / (upper - lower) == pytest.approx(2, abs=0.01)


def test_a_link_says_its_words_not_an_address_of_the_build(document) -> None:
    notes = [n for t in kinds(document, "Link") for n in structure.annotations(t.element)]
    said = {str(note.Contents) for note in notes}
    assert "luvun alku" in said
    long = [note for note in notes if str(note.get("/A", {}).get("/URI", "")).startswith("https://www.kela")]
    assert len(long) >= 2  # a place on each line, one link
    holders = [t for t in kinds(document, "Link") if "kela.fi" in str(structure.annotations(t.element)[0].get("/A"))]
    assert [len(structure.annotations(t.element)) for t in holders] == [len(long)]
    assert {str(note.Contents) for note in long} == {
        "Kelan tuki asumiseen, jonka nimi on niin pitkä, että se jatkuu seuraavalle riville"
        " (kela.fi/tuki)"
    }
