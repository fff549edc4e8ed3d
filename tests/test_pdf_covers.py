"""The back of the book and the end of a chapter: where the paper is from, and the way to the site."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
import zxingcpp
from conftest import ROOT
from guide.pdf import press, structure
from guide.verify import PDF
from jinja2 import Environment, FileSystemLoader
from pypdfium2 import PdfDocument
from small_guide import FIRST, SITED, printed

SITE = "https://opas.example/"


def back(site: str) -> str:
    """The back cover as the plugin renders it."""
    template = Environment(loader=FileSystemLoader(ROOT / "overrides/pdf"), autoescape=True).get_template(
        "back_cover.html.j2"
    )
    edition = {
        **{"subtitle": "Alaotsikko.", "date": "24. marraskuuta 2026", "version": "abc1234"},
        **{"site": site, "qr": "<svg/>" if site else "", "checked": "24.11.2026", "licence": "CC BY"},
    }
    return template.render(cover_title="Opas", author="Tekijät", edition=edition)


def test_the_back_tells_version_dates_licence_and_how_to_cite() -> None:
    text = " ".join(back(SITE).split())
    for part in ("24. marraskuuta 2026, versio abc1234", "tarkistettu 24.11.2026", "Viittaa näin: Opas"):
        assert part in text
    assert "Lisenssi: CC BY" in text
    assert f'href="{SITE}"' in text


def test_without_an_address_of_the_site_there_is_none_to_lead_to() -> None:
    assert "href" not in back("")
    assert "svg" not in back("")


def test_a_chapter_has_its_code_with_words_only_where_the_site_is_known(tmp_path: Path) -> None:
    path, done = printed(tmp_path, press.CHAPTER, FIRST, SITED)
    assert done.faults == ()
    with pikepdf.open(path) as document:
        (figure,) = (tag for tag in structure.walk(document) if tag.kind == "Figure")
        assert str(figure.element.Alt) == f"QR-koodi, joka vie osoitteeseen {SITE}"
    path, _ = printed(tmp_path / "without", press.CHAPTER, FIRST)
    with pikepdf.open(path) as document:
        assert "Figure" not in {tag.kind for tag in structure.walk(document)}


@pytest.mark.parametrize("form", [press.CHAPTER, press.LARGE], ids=["chapter", "large"])
def test_a_phone_reads_the_code_from_a_grey_and_crooked_copy(tmp_path: Path, form: press.Form) -> None:
    path, _ = printed(tmp_path, form, FIRST, SITED)
    with PdfDocument(path) as document:
        copies = [page.render(scale=1.5, grayscale=True).to_pil().rotate(7, fillcolor=255) for page in document]
    read = [code.text for copy in copies for code in zxingcpp.read_barcodes(copy)]
    assert read == [SITED.site]


def test_the_last_page_of_the_book_is_its_back(built: Path) -> None:
    with PdfDocument(built / PDF) as document:
        words = " ".join(document[len(document) - 1].get_textpage().get_text_bounded().split())
    for part in ("Vapautuvien asumisen tuki", "Viittaa näin", "CC BY 4.0", "Sivujen tiedot on tarkistettu"):
        assert part in words
    assert not words.split()[-1].isdigit()


@pytest.mark.parametrize("name", ["cover.svg", "back.svg"])
def test_the_line_of_the_covers_meets(name: str) -> None:
    """Front and back have the same line at the same height."""
    text = (ROOT / "overrides/pdf" / name).read_text(encoding="utf-8")
    assert 'translate(25 24) scale(.5625)' in text
    assert "M-60 206h" in text
