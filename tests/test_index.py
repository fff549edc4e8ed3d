"""The index at the end of the book: every term, and pages that really speak of it."""

from __future__ import annotations

import re
from pathlib import Path

import lxml.html
import pikepdf
import pypdfium2
import pytest
from conftest import ROOT
from guide import finnish
from guide.pdf import dom, index, record, verify
from guide.terms import bank
from guide.terms.bank import Bank, Term
from guide.terms.matcher import Matcher
from guide.terms.patterns import pattern
from guide.verify import PDF

BANK, _ = bank.load(ROOT / "docs/data/terms.yml")
LEXICON = finnish.committed()


def chapter(html: str, name: str = "a.md") -> lxml.html.HtmlElement:
    made = lxml.html.fragment_fromstring(f'<section data-page="{name}">{html}</section>')
    return made


def indexed(*chapters: lxml.html.HtmlElement, **fields) -> list[lxml.html.HtmlElement]:
    """The items of an index of two terms."""
    terms = (
        Term("koevapaus", "koevapaus", **fields),
        Term("kela", "Kansaneläkelaitos", "Kela", related=("koevapaus",)),
    )
    return list(index.section(chapters, Bank(terms), LEXICON).iter("li"))


def targets(item: lxml.html.HtmlElement) -> list[str]:
    return [a.get("href")[1:] for a in item.iter("a")]


def test_inflected_mentions_are_found_once_a_section() -> None:
    page = chapter("<h1 id='x'>A</h1><p>Koevapaudesta koevapauteen.</p><h2>B</h2><p>koevapauden</p>")
    item = indexed(page)[2]
    assert item.text == "koevapaus "
    marked = [page.xpath(f".//*[@id='{name}']")[0] for name in targets(item)]
    assert [e.text for e in marked] == ["Koevapaudesta koevapauteen.", "koevapauden"]


@pytest.mark.parametrize(
    ("html", "tag"),
    [
        ("<p>Sana, koevapaudesta.</p>", "p"),
        (f"<p>Sana, koevapaudesta. {'Sana. ' * 40}</p>", "span"),
        (f"<ul><li>Sana, koevapaudesta. {'Sana. ' * 40}</li></ul>", "span"),
        (f"<table><tr><td>Sana, koevapaudesta. {'Sana. ' * 40}</td></tr></table>", "td"),
        (f"<p><em>Sana</em>, koevapaudesta. {'Sana. ' * 40}</p>", "span"),
    ],
)
def test_words_are_the_anchor_only_where_a_page_end_may_part_what_holds_them(html: str, tag: str) -> None:
    page = chapter(f"<h1 id='x'>A</h1>{html}")
    words = page.text_content()
    (target,) = targets(indexed(page)[2])
    (anchor,) = page.xpath(".//*[@id=$name]", name=target)
    assert anchor.tag == tag
    assert tag != "span" or anchor.text == "koevapaudesta"
    assert page.text_content() == words


def test_headings_and_links_are_anchors_themselves() -> None:
    page = chapter("<h1 id='x'>Koevapaus</h1><h2 id='y'>B</h2><p><a href='#x'>koevapauden</a></p>")
    assert targets(indexed(page)[2]) == ["x", page.find(".//a").get("id")]
    assert not page.xpath(".//span")


@pytest.mark.parametrize(
    "html",
    [
        "<p><code>koevapaus</code></p>",
        '<div class="backing">koevapaus</div>',
        "<p>koevapausvalvonta</p>",
    ],
)
def test_what_tells_nothing_of_a_term_is_no_mention(html: str) -> None:
    assert targets(indexed(chapter(f"<h1 id='x'>A</h1>{html}"))[2]) == []


def test_a_term_named_nowhere_leads_to_the_page_the_bank_gives() -> None:
    page = chapter("<h1 id='x'>A</h1><h2 id='x:osa'>B</h2>")
    assert targets(indexed(page, page="a.md")[2]) == ["x"]
    assert targets(indexed(page, page="a.md#osa")[2]) == ["x:osa"]


def test_of_many_places_the_most_telling_are_printed() -> None:
    plain = "".join(f"<h2 id='s{n}'>S</h2><p id='p{n}'>koevapaus</p>" for n in range(30))
    page = chapter(f"<h1 id='x'>A</h1>{plain}<h2 id='h'>Koevapaus</h2><h2>C</h2><p>koevapaus ja koevapaus</p>")
    found = targets(indexed(page)[2])
    assert len(found) == index.MOST
    assert "h" in found
    last = page.xpath(".//*[@id=$name]", name=found[-1])[0]
    assert last is page[-1]


def test_an_abbreviation_leads_to_the_full_name_and_a_term_to_its_kin() -> None:
    full, short, _ = indexed(chapter("<h1 id='x'>A</h1>"))
    assert full.text_content() == "Kansaneläkelaitos (Kela) ks. myös koevapaus"
    assert short.text_content() == "Kela, ks. Kansaneläkelaitos (Kela)"


FILLED = [
    ({"d": 90, "a": 3, "b": 4, "c": 5}, "koevapaus 3–5, 90"),
    ({"d": 90, "a": 3, "b": 3, "c": 7}, "koevapaus 3, 7, 90"),
    ({"d": 5, "a": 3, "b": 5, "c": 6}, "koevapaus 3, 5, 6"),
]


@pytest.mark.parametrize(("pages", "shown"), FILLED)
def test_each_page_is_told_once_and_neighbours_as_a_range(pages, shown: str) -> None:
    links = "".join(f'<a href="#{n}">888</a>, ' for n in "abc")
    body = lxml.html.fragment_fromstring(
        '<div><section class="index"><ul><li>koevapaus '
        f'<a class="defined" href="#d">888</a>, {links}</li></ul></section></div>'
    )
    index.fill_in(body, pages)
    assert body.text_content() == shown
    (bold,) = body.xpath(".//a[@class='defined']")
    assert bold.text == str(pages["d"])


# The real book


@pytest.fixture(scope="module")
def entries(built: Path) -> dict[str, list[tuple[str, str]]]:
    """The words of each line of the index with the destinations and shown pages of its links."""
    text = (record.FOLDER / "print.html").read_text(encoding="utf-8")
    body = lxml.html.document_fromstring(text).find("body")
    (part,) = body.xpath("//section[contains(@class, 'index')]")
    return {
        (item.text or "").replace(dom.SOFT, "").strip(" ,"): [(a.get("href")[1:], a.text) for a in item.iter("a")]
        for item in part.iter("li")
    }


@pytest.fixture(scope="module")
def texts(built: Path) -> list[str]:
    with pypdfium2.PdfDocument(built / PDF) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    # The mark of a broken word may stand for a hyphen of its own: a page is read both ways.
    return [" ".join(re.sub(r"\ufffe[\r\n]*", sign, text) for sign in ("", "-")) for text in pages]


def shown_pages(shown: str) -> list[int]:
    first, _, last = shown.partition("–")
    return list(range(int(first), int(last or first) + 1))


def test_every_term_is_in_the_index(entries) -> None:
    assert {term.full for term in BANK.terms} <= set(entries)
    assert [t.full for t in BANK.terms if t.definition and not entries[t.full]] == []


def test_numbers_are_the_pages_where_the_links_lead(built: Path, entries) -> None:
    with pikepdf.open(built / PDF) as document:
        known = record.read(bytes(document.trailer.ID[0]))
        places = verify.Finished(document, known).places
    wrong = [
        (term, shown, places.get(target))
        for term, links in entries.items()
        for target, shown in links
        if shown_pages(shown)[0] != places.get(target)
    ]
    assert wrong == []


def test_the_pages_name_the_term(entries, texts) -> None:
    """Every page of every range, in any form; not where the bank's own page names it never."""
    wrong = []
    for term in BANK.terms:
        names = [pattern(name, LEXICON) for name in (term.fi, term.short) if name]
        matcher = Matcher(names, finnish.with_analyser(), inside=False)
        links = entries[term.full]
        for target, shown in links:
            if term.page and len(links) <= 2 and not target.startswith(index.ANCHOR):
                continue
            for page in shown_pages(shown):
                text = " ".join(texts[page - 1].split())
                # Where a term has words in a form no rule gives, it is found as it stands.
                if not matcher.find(text) and term.fi not in text:
                    wrong.append((term.fi, page))
    assert wrong == []


def test_no_line_of_the_index_is_endless(entries) -> None:
    assert all(len(links) <= index.MOST + 1 for links in entries.values())
    assert sum(map(len, entries.values())) > 1000
