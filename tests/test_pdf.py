"""What readers of the PDF get: the whole guide, told and found right, for every reader."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from pathlib import Path

import pdf_rules
import pdf_text
import pikepdf
import pytest
from conftest import ROOT
from guide import library
from guide.pdf import record, verify
from guide.pdf.links import readable
from guide.verify import PDF
from lxml import html

GUIDE = library.load(ROOT / "docs")
URLS = {p.name: p.url for p in GUIDE.pages if p.meta.get("print", True)}


@pytest.fixture(scope="module")
def pdf(built: Path) -> Path:
    return built / PDF


@pytest.fixture(scope="module")
def known(pdf: Path) -> record.Record:
    with pikepdf.open(pdf) as document:
        found = record.read(bytes(document.trailer.ID[0]))
    assert found is not None
    return found


@pytest.fixture(scope="module")
def texts(pdf: Path) -> list[str]:
    return pdf_text.pages(pdf)


@pytest.fixture
def opened(pdf: Path):
    with pikepdf.open(pdf) as document:
        yield document


def spoilt(pdf: Path, folder: Path, spoil: Callable[[pikepdf.Pdf], None]) -> Path:
    """A copy of the PDF with a fault in it."""
    target = folder / "spoilt.pdf"
    with pikepdf.open(pdf) as document:
        spoil(document)
        document.save(target)
    return target


def lost(site: Path, path: Path, texts: list[str], known: record.Record) -> list[str]:
    """Words of the site's pages that the book lacks, each page looked for where it stands."""
    with pikepdf.open(path) as document:
        places = verify.Finished(document, known).places
    starts = [(name, places[anchor]) for name, anchor in known.pages]
    faults = []
    for (name, start), (_, end) in zip(starts, [*starts[1:], ("", len(texts))], strict=True):
        have = pdf_text.squashed(" ".join(texts[start - 1 : end]))
        gone = list(pdf_text.missing(pdf_text.article(site, URLS[name]), have))
        faults += [f"{name}, pages {start}–{end}: {word}" for word in gone[:3]]
    return faults


def test_every_word_of_every_page_is_in_the_pdf(built, pdf, texts, known) -> None:
    assert {name for name, _ in known.pages} == set(URLS)
    assert lost(built, pdf, texts, known) == []


def test_no_process_of_the_build_needs_more_than_900_megabytes(built: Path) -> None:
    log = built.parent / "log.txt"
    if not log.is_file():
        pytest.skip("the site was built before")
    (memory,) = re.findall(r"(\d+) MB of memory in the largest process", log.read_text("utf-8"))
    assert int(memory) <= 900


@pytest.mark.parametrize("cut", ["an article", "one word"])
def test_a_lost_word_is_noticed(built, pdf, texts, known, cut: str) -> None:
    """The test above bites."""
    if cut == "an article":
        shorter = [*texts[:40], "", "", *texts[42:]]
    else:
        at = next(i for i, text in enumerate(texts) if i > 20 and "Määräajat" in text)
        shorter = [*texts[:at], texts[at].replace("Määräajat", ""), *texts[at + 1 :]]
    assert lost(built, pdf, shorter, known)


def test_the_words_in_drawings_are_printed(built, texts) -> None:
    everything = pdf_text.squashed(" ".join(texts))
    drawn = 0
    for path in (ROOT / "docs/assets/images").glob("*.svg"):
        for element in html.fragment_fromstring(path.read_text("utf-8")).iter("text"):
            assert pdf_text.squashed(element.text_content()) in everything, path.name
            drawn += 1
    assert drawn > 30


def test_no_page_is_blank(texts) -> None:
    assert [number for number, text in enumerate(texts, 1) if len(text.split()) < 3] == []


def test_outline_contents_and_links_are_right(pdf) -> None:
    assert verify.faults(pdf) == []


def drop_language(document: pikepdf.Pdf) -> None:
    del document.Root.Lang


def drop_tags(document: pikepdf.Pdf) -> None:
    del document.Root.StructTreeRoot


def rename_a_heading(document: pikepdf.Pdf) -> None:
    with document.open_outline() as outline:
        outline.root[1].title = "Muu"


def drop_a_chapter_of_the_outline(document: pikepdf.Pdf) -> None:
    with document.open_outline() as outline:
        del outline.root[-1]


def lead_links_astray(document: pikepdf.Pdf) -> None:
    for page in document.pages:
        for note in page.get("/Annots", []):
            if "/Dest" in note:
                note.Dest = pikepdf.String("ei/ole")
                return


def move_a_destination(document: pikepdf.Pdf) -> None:
    tree = pikepdf.NameTree(document.Root.Names.Dests)
    for name, place in tree.items():
        if ":" not in name and name != "sisallys":
            place[0] = document.pages[0].obj
            return


def insert_a_page(document: pikepdf.Pdf) -> None:
    document.add_blank_page()
    document.pages.insert(8, document.pages[-1])


def link_to_a_file(document: pikepdf.Pdf) -> None:
    for page in document.pages:
        for note in page.get("/Annots", []):
            if "/A" in note:
                note.A.URI = pikepdf.String("file:///tmp/x.svg")
                return


FAULTS = (
    (drop_language, "its language"),
    (drop_tags, "not tagged"),
    (rename_a_heading, "outline line"),
    (drop_a_chapter_of_the_outline, "the outline has"),
    (lead_links_astray, "'ei/ole', which is not in the book"),
    (move_a_destination, "list of contents says"),
    (insert_a_page, "list of contents says"),
    (link_to_a_file, "leads to 'file:"),
)


@pytest.mark.parametrize(
    ("spoil", "said"), FAULTS, ids=lambda value: getattr(value, "__name__", "")
)
def test_the_build_notices_a_spoilt_pdf(pdf, known, tmp_path, spoil, said: str) -> None:
    faults = verify.faults(spoilt(pdf, tmp_path, spoil), known)
    assert any(said in line for line in faults), faults


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", None])
def test_what_is_no_pdf_is_named_as_such(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "x.pdf"
    if content is not None:
        path.write_bytes(content)
    (fault,) = verify.faults(path)
    assert "does not open" in fault or "no PDF was made" in fault


def test_a_pdf_of_another_build_is_not_judged_by_this_one(pdf, tmp_path) -> None:
    def rename(document: pikepdf.Pdf) -> None:
        document.trailer.ID[0] = pikepdf.String("0" * 32)

    (fault,) = verify.faults(spoilt(pdf, tmp_path, rename))
    assert "not from a build of this copy" in fault


def test_it_says_in_finnish_what_it_is(opened) -> None:
    assert str(opened.Root.Lang) == "fi"
    assert opened.Root.ViewerPreferences.DisplayDocTitle is True
    info = opened.docinfo
    assert str(info["/Title"]) == "Vapautuvien asumisen tuki"
    assert "oppaan tekijät" in str(info["/Author"])
    assert "vankilasta vapautuvien" in str(info["/Subject"])


def test_the_cover_tells_title_date_and_whom_it_is_for(opened, texts) -> None:
    cover = " ".join(texts[0].split())
    assert "Vapautuvien asumisen tuki" in cover
    assert "Opas työntekijöille" in cover
    date = datetime.datetime.strptime(str(opened.docinfo["/CreationDate"])[2:10], "%Y%m%d")
    assert re.search(rf"\b{date.day}\. [a-zåäö]+kuuta {date.year}\b", cover), cover


def test_only_the_guides_own_letters_are_used_and_all_are_in_the_file(opened) -> None:
    families = set()
    for item in opened.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font":
            below = item.get("/DescendantFonts")
            font = below[0] if below is not None else item
            families.add(str(item.BaseFont).split("+")[-1])
            assert {"/FontFile2", "/FontFile3"} & set(font.FontDescriptor.keys()), item.BaseFont
            # The letters' meaning stands with the font itself, not with its descendant.
            assert "/ToUnicode" in item or "/CIDSystemInfo" in item, item.BaseFont
    assert families
    assert all(name.startswith("Atkinson-Hyperlegible-Next") for name in families), families


def skip_a_heading_level(document: pikepdf.Pdf) -> None:
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/H2":
            item.S = pikepdf.Name.H5
            return


def drop_a_drawings_words(document: pikepdf.Pdf) -> None:
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure":
            del item.Alt
            return


@pytest.mark.parametrize("spoil", [drop_language, skip_a_heading_level, drop_a_drawings_words])
def test_the_rules_of_pdf_ua_bite(pdf, tmp_path, spoil) -> None:
    assert pdf_rules.broken(spoilt(pdf, tmp_path, spoil))


def test_links_between_pages_stay_inside_and_lead_to_the_heading_itself(
    built, known, opened
) -> None:
    """Counted on the site, so that a link lost on the way to the book is missed."""
    book = verify.Finished(opened, known)
    met = [str(note.Dest) for _, note in book.links() if "/Dest" in note]
    anchors = {url: anchor for (name, anchor) in known.pages for url in [URLS[name]]}
    wanted = 0
    for url in anchors:
        tree = html.document_fromstring((built / url / "index.html").read_text("utf-8"))
        tree.make_links_absolute(f"http://x/{url}")
        for element in tree.xpath(pdf_text.ON_SCREEN):
            element.drop_tree()
        for link in tree.xpath("//article//a[@href][not(ancestor::nav)]"):
            target, _, fragment = link.get("href").removeprefix("http://x/").partition("#")
            if target not in anchors:
                continue
            wanted += 1
            name = f"{anchors[target]}:{fragment}" if fragment else anchors[target]
            assert name in book.places, f"{url} → {name}"
            assert name in met, f"{url} → {name}"
    assert wanted > 100
    pages = {
        anchor: page
        for (_, _, anchor), (_, _, page) in zip(known.headings, book.outline, strict=True)
    }
    for name in set(met) & set(pages):
        assert book.places[name] == pages[name], name


def test_addresses_outside_can_be_read_on_paper(known, opened, texts) -> None:
    """Acts are found in Finlex by their number; all other addresses are printed."""
    # A hyphen at a line's end is the address's own, but pdfium takes it for a broken word's.
    everything = "".join("".join(texts).split()).replace("-", "")
    unseen = set()
    for _, note in verify.Finished(opened, known).links():
        address = str(note.A.URI) if "/A" in note else "https://www.finlex.fi"
        shown = "".join(readable(address).split()).replace("-", "")
        if "finlex.fi" not in address and shown not in everything:
            unseen.add(address)
    assert unseen == set()
