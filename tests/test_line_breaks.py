"""Lines of the printed guide end where a Finnish reader expects, and words stay whole to search."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

import lxml.html
import pdf_text
import pypdfium2
import pytest
from conftest import ROOT

from guide import data, finnish, library
from guide.pdf import blocks, dom, hyphens, tables
from guide.verify import PDF

LEXICON = finnish.committed()
# How pdfium tells of a hyphen at a line's end that a word was broken with.
BROKEN = "\ufffe"
NBSP = "\N{NO-BREAK SPACE}"


def shown(text: str) -> str:
    return text.replace(dom.SOFT, "·")


def treated(html: str) -> str:
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    hyphens.soften(root)
    text = lxml.html.tostring(root, encoding="unicode")
    return shown(text.removeprefix("<div>").removesuffix("</div>"))


SOFTENED = [
    ("asumisyksikkö", "asumis·yksikkö"),
    ("Toimeentulotuki,", "Toimeen·tulo·tuki,"),
    ("vapautumissuunnitelma", "vapau·tu·mis·suun·ni·telma"),
    ("asunnottomuus", "asun·not·to·muus"),
    ("kotikunta", "koti·kunta"),
    ("kotona", "kotona"),
    ("velallinen", "velal·linen"),
    ("TE-toimisto", "TE-toimisto"),
    ("valvonta-aika", "valvonta-aika"),
    ("vankilassaoloaika", "vankilassaoloaika"),
    ("katso asumisyksikkö.fi/asumisyksikkö", "katso asumisyksikkö.fi/asumisyksikkö"),
]


@pytest.mark.parametrize(("text", "made"), SOFTENED)
def test_words_break_between_their_parts_first_and_unknown_ones_nowhere(text, made) -> None:
    assert shown(hyphens.softened(text)) == made


PLACES = [
    ("<p>a <b>asumisyksikkö</b> asumisyksikkö</p>", 2),
    ("<p><code>asumisyksikkö</code></p>", 0),
    ('<p lang="sv">asumisyksikkö</p>', 0),
    ('<p lang="fi">asumisyksikkö</p>', 1),
    ('<span class="address">asumisyksikkö</span>', 0),
    ('<nav class="contents">asumisyksikkö</nav>', 0),
    ("<h2>Asumisyksikkö</h2>", 0),
    ("<h2>Toimeentulotukihakemuksen</h2>", 4),
    ("<table><tr><td>asunnottomuus</td></tr></table>", 0),
    ("<table><tr><td>asumisyksikkö</td></tr></table>", 1),
    ("<svg><text>asumisyksikkö</text></svg>", 0),
]


@pytest.mark.parametrize(("html", "count"), PLACES)
def test_only_running_text_is_broken(html: str, count: int) -> None:
    assert treated(html).count("·") == count


def test_every_break_is_one_of_the_languages_own_and_leaves_readable_pieces() -> None:
    path = ROOT / "scripts/guide/finnish/cache/readings.txt"
    words = [line.split("\t")[0] for line in path.read_text("utf-8").split("\n")[1:] if line]
    broken = 0
    for word in words:
        places = hyphens.points(word)
        broken += bool(places)
        assert set(places) <= set(LEXICON.hyphenation(word)), word
        least = hyphens.LEAST_PIECE
        assert all(least <= p <= len(word) - least for p in places), (word, places)
        assert len(word) >= hyphens.LEAST_WORD or not places
    assert broken > 3000


def test_text_with_soft_hyphens_is_the_same_text() -> None:
    root = lxml.html.fragment_fromstring("<p>asumis&shy;yksikkö</p>")
    assert dom.text(root) == "asumisyksikkö"


def test_columns_are_as_wide_as_what_cannot_be_broken() -> None:
    assert hyphens.longest_piece("Rikosseuraamuslaitokselle") == hyphens.MOST_IN_TABLE
    assert hyphens.longest_piece("asumisyksikkö") == len("asumisyksikkö")
    narrow = hyphens.most_in_table(50)
    assert hyphens.longest_piece("vangitsemisesta") == len("vangitsemisesta")
    assert hyphens.longest_piece("vangitsemisesta", narrow) < len("vangitsemisesta")
    assert hyphens.longest_piece("tuntemattomannimi" * 2) == 34
    narrow = tables.shares([["Rikosseuraamuslaitokselle", "x " * 200]], 60)
    assert 30 < narrow[0] < 35


GLUED = [
    ("12 kk", "12_kk"),
    ("550 € kuussa", "550_€ kuussa"),
    ("5 § ja § 7, s. 12", "5_§ ja §_7, s._12"),
    ("11.4 § 2 kohta", "11.4_§_2_kohta"),
    ("3 545 asunnotonta vuonna 2024 100 kunnassa", "3_545 asunnotonta vuonna 2024 100 kunnassa"),
    ("24. marraskuuta 2026", "24._marraskuuta 2026"),
    ("luku 4 on 30 minuuttia", "luku_4 on 30_minuuttia"),
    ("2 kkm ja 5 vanhaa", "2 kkm ja 5 vanhaa"),
]


@pytest.mark.parametrize(("text", "made"), GLUED)
def test_a_number_stays_with_its_unit(text: str, made: str) -> None:
    root = lxml.html.fragment_fromstring(f"<p>{text}</p>")
    blocks.glue(root)
    assert root.text == made.replace("_", NBSP)


# The real book


@pytest.fixture(scope="module")
def texts(built: Path) -> list[str]:
    """The text of each page with the marks of broken words in it."""
    with pypdfium2.PdfDocument(built / PDF) as document:
        return [page.get_textpage().get_text_range() for page in document]


@pytest.fixture(scope="module")
def words(built: Path) -> set[str]:
    """Every run of letters on the site's pages."""
    found: set[str] = set()
    for page in library.load(ROOT / "docs").pages:
        tree = lxml.html.parse(built / page.url / "index.html").getroot()
        found.update(re.findall(r"[^\W\d_]+", tree.text_content()))
    return found


def test_words_are_broken_where_finnish_allows(texts, words) -> None:
    hyphenated = "".join(texts)
    wrong, seen = [], 0
    for text in texts:
        for match in re.finditer(rf"([^\W\d_]+){BROKEN}(?:[\r\n]*)([^\W\d_]+)", text):
            word = match[1] + match[2]
            if word not in words:
                continue  # a word or an address with a hyphen of its own
            seen += 1
            own = f"{match[1]}-{match[2]}" in hyphenated
            if len(match[1]) not in LEXICON.hyphenation(word) and not own:
                wrong.append(f"{match[1]}-{match[2]}")
    assert wrong == []
    assert seen > 500


def test_no_word_is_broken_without_a_hyphen(texts, words) -> None:
    """Two pieces at a line's end and the next one's start that only together are a word."""
    wrong = [
        f"{a} {b}"
        for text in texts
        for a, b in re.findall(r"([^\W\d_]{3,})\r\n([^\W\d_]{3,})", text)
        if a + b in words and not {a, b} <= words
    ]
    assert wrong == []


def test_hyphens_do_not_pile_up_at_the_edge(texts) -> None:
    """Three lines at most; WeasyPrint cannot be told so, and one place in hundreds has four."""
    long = 0
    for text in texts:
        lines = re.split(rf"(?<={BROKEN})|\r\n", text)
        runs = [len(list(run)) for ends, run in groupby(lines, lambda x: x.endswith(BROKEN)) if ends]
        assert max(runs, default=0) <= 4
        long += sum(run > 3 for run in runs)
    assert long <= 2


def test_terms_are_found_in_the_book_though_words_are_broken(built, texts) -> None:
    document, _ = data.read(ROOT / "docs/data", "terms")
    terms = [row["fi"] for row in document.value]
    plain = re.sub(rf"{BROKEN}[\r\n]*", "", " ".join(texts)).replace("\r\n", " ").replace(NBSP, " ")
    lost = [term for term in terms if term.lower() not in plain.lower()]
    assert lost == []
    assert len(terms) >= 200
    assert pdf_text.pages(built / PDF)
