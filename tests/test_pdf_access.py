"""Faults that validators let pass: each is put into a good PDF and must be named by the build."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from guide.pdf import press, record, structure, verify
from pikepdf import Array, Name, String
from small_guide import SITED, printed
from test_pdf_finish import SUBJECT


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, record.Record]:
    path, done = printed(tmp_path_factory.mktemp("pdf"), press.CHAPTER, SUBJECT, SITED)
    assert done.faults == ()
    with pikepdf.open(path) as document:
        known = record.read(bytes(document.trailer.ID[0]))
    assert known is not None
    return path, known


def of_kind(document: pikepdf.Pdf, kind: str) -> Iterator[pikepdf.Object]:
    return (tag.element for tag in structure.walk(document) if tag.kind == kind)


def no_title_shown(document: pikepdf.Pdf) -> None:
    document.Root.ViewerPreferences.DisplayDocTitle = False


def no_standard_said(document: pikepdf.Pdf) -> None:
    said = document.Root.Metadata.read_bytes().replace(b"pdfuaid:part>1<", b"pdfuaid:part>2<")
    document.Root.Metadata = document.make_stream(said)


def a_level_skipped(document: pikepdf.Pdf) -> None:
    next(of_kind(document, "H2")).S = Name.H4


def a_drawing_without_words(document: pikepdf.Pdf) -> None:
    del next(of_kind(document, "Figure")).Alt


def a_box_outside_the_page(document: pikepdf.Pdf) -> None:
    next(of_kind(document, "Figure")).A.BBox = Array([94, 700, 300, 900])


def a_drawing_without_a_box(document: pikepdf.Pdf) -> None:
    del next(of_kind(document, "Figure")).A.BBox


def cut_in_two(document: pikepdf.Pdf, element: pikepdf.Object) -> None:
    """Its last part becomes an element of its own."""
    rest = document.make_indirect(pikepdf.Dictionary(S=element.S, P=element.P, Pg=element.Pg))
    *first, last = structure.kids(element)
    element.K, rest.K = pikepdf.Array(first), pikepdf.Array([last])
    element.P.K.append(rest)


def a_table_cut_in_two(document: pikepdf.Pdf) -> None:
    cut_in_two(document, next(of_kind(document, "Table")))


def a_list_cut_in_two(document: pikepdf.Pdf) -> None:
    cut_in_two(document, next(of_kind(document, "L")))


def an_item_cut_in_two(document: pikepdf.Pdf) -> None:
    cut_in_two(document, next(of_kind(document, "LI")))


def a_paragraph_cut_in_two(document: pikepdf.Pdf) -> None:
    cut_in_two(document, next(p for p in of_kind(document, "P") if len(structure.kids(p)) > 1))


def a_head_of_nothing(document: pikepdf.Pdf) -> None:
    del next(of_kind(document, "TH")).A.Scope


def a_link_without_words(document: pikepdf.Pdf) -> None:
    element = next(of_kind(document, "Link"))
    del structure.annotations(element)[0].Contents


def a_link_that_says_a_place(document: pikepdf.Pdf) -> None:
    for element in of_kind(document, "Link"):
        for note in structure.annotations(element):
            if "/" in str(note.get("/Dest", "")):
                note.Contents = String(str(note.Dest))


def a_font_of_the_computer(document: pikepdf.Pdf) -> None:
    for font in document.pages[0].Resources.Font.values():
        font.BaseFont = Name("/ABCDEF+DejaVu-Sans")


def a_font_outside_the_file(document: pikepdf.Pdf) -> None:
    for font in document.pages[0].Resources.Font.values():
        del font.DescendantFonts[0].FontDescriptor.FontFile2


def a_mark_of_the_screen(document: pikepdf.Pdf) -> None:
    """Letters of a font get another meaning: those of the word become a paragraph's mark."""
    for font in document.pages[1].Resources.Font.values():
        table = re.sub(rb"(<[0-9a-f]+>\s*)<0069>", rb"\1<00b6>", font.ToUnicode.read_bytes(), flags=re.I)
        font.ToUnicode = document.make_stream(table)


FAULTS: tuple[tuple[Callable[[pikepdf.Pdf], None], str], ...] = (
    (no_title_shown, "file's name instead of the title"),
    (no_standard_said, "does not declare pdfuaid"),
    (a_level_skipped, "from level 1 to 4"),
    (a_drawing_without_words, "has no words"),
    (a_box_outside_the_page, "is not on the page"),
    (a_drawing_without_a_box, "is not on the page"),
    (a_table_cut_in_two, "2 tables for 1"),
    (a_list_cut_in_two, "lists for"),
    (an_item_cut_in_two, "items of lists for"),
    (a_paragraph_cut_in_two, "paragraph that the document does not have"),
    (a_head_of_nothing, "what it is the head of"),
    (a_link_without_words, "says ''"),
    (a_link_that_says_a_place, "says 'eka/koti'"),
    (a_font_of_the_computer, "uses the font DejaVu-Sans"),
    (a_font_outside_the_file, "is not in the file"),
    (a_mark_of_the_screen, "says '¶'"),
)


@pytest.mark.parametrize(("spoil", "said"), FAULTS, ids=[spoil.__name__ for spoil, _ in FAULTS])
def test_the_build_names_what_a_reader_would_miss(made, tmp_path: Path, spoil, said: str) -> None:
    path, known = made
    assert verify.faults(path) == []
    with pikepdf.open(path) as document:
        spoil(document)
        document.save(tmp_path / "x.pdf")
    faults = verify.faults(tmp_path / "x.pdf", known)
    assert any(said in fault for fault in faults), faults
