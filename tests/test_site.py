"""What readers get: the built site, page by page."""

from __future__ import annotations

import functools
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from conftest import ROOT, run
from guide import dates, end_block, library
from guide.verify import PDF

GUIDE = library.load(ROOT / "docs")
PAGES = {page.name: page for page in GUIDE.pages}
# Links of the page head that only tell something: a browser does not fetch them.
TOLD = {"alternate", "canonical", "license", "next", "prev"}
FACT_ID = re.compile(r"\b(?:RP|KV|AS|YT)-\d{3}\b")


@pytest.fixture(scope="module")
def read(built: Path) -> Callable[[str], html.HtmlElement]:
    """Gives the article of a built page, or the whole page with ``whole=True``."""

    @functools.cache
    def parse(name: str) -> html.HtmlElement:
        return html.document_fromstring((built / PAGES[name].url / "index.html").read_text("utf-8"))

    return parse


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_every_page_ends_with_its_statutes_sources_and_date(read: Callable) -> None:
    for name, page in PAGES.items():
        text = words(read(name).xpath("//article")[0])
        if reviewed := page.meta.get("reviewed"):
            assert f"Tiedot tarkistettu {dates.finnish(reviewed)}" in text, name
        for statute, _ in end_block.cited(GUIDE.citations(page)):
            assert text.rindex(statute.full_name) > text.index("Säädökset ja lähteet"), name
        for source in page.source_citations():
            assert read(name).xpath(f"//*[@id='lahde-{source}']"), (name, source)


def test_every_citation_is_a_link_to_finlex_with_the_full_name(read: Callable) -> None:
    count = 0
    for name in PAGES:
        for link in read(name).xpath("//a[@class='statute']"):
            assert link.get("href").startswith("https://www.finlex.fi/fi/lainsaadanto/"), name
            assert link.get("aria-label").startswith(words(link)), (name, link.get("aria-label"))
            assert re.search(r"\(\d+/\d{4}\), Finlex$", link.get("aria-label")), name
            count += 1
    assert count > 500


def test_the_title_is_the_only_first_heading(read: Callable) -> None:
    for name, page in PAGES.items():
        assert [words(h1) for h1 in read(name).xpath("//article//h1")] == [page.title], name


def test_what_editors_note_does_not_reach_readers(built: Path) -> None:
    for path in built.rglob("*.html"):
        tree = html.document_fromstring(path.read_text(encoding="utf-8"))
        # The editors' page shows in code how such notes are written.
        for code in list(tree.iter("code", "pre")):
            code.drop_tree()
        text = html.tostring(tree, encoding="unicode")
        assert not FACT_ID.search(text), path
        assert "luettelo:" not in text, path
    assert not list(built.rglob("*.yml"))
    assert not (built / "osat").exists()


def test_the_list_of_statutes_tells_state_warning_and_users(read: Callable) -> None:
    page = read("saadokset.md")
    assert "Finlex" in words(page.xpath("//article/p")[0]) or "Finlex" in words(page.xpath("//article")[0])
    for statute in GUIDE.statutes.statutes:
        heading = page.xpath(f"//*[@id='{end_block.statute_anchor(statute)}']")[0]
        card = words(heading.getnext())
        assert statute.full_name in card
        state = "Luettu alkuperäisenä" if statute.seen == end_block.ORIGINAL else statute.seen
        assert state in card
        for pending in statute.pending:
            assert pending in card
    linked = {a.get("href") for a in page.xpath("//article//ul//a")}
    for name, cited in PAGES.items():
        if GUIDE.citations(cited):
            assert any(href.endswith(f"/{cited.url}") for href in linked), name


def test_the_list_of_sources_has_them_all(read: Callable) -> None:
    page = read("lahteet.md")
    for source in GUIDE.sources.values():
        assert source.title in words(page.xpath(f"//*[@id='lahde-{source.id}']")[0])


def test_every_page_leads_to_the_pdf(built: Path, read: Callable) -> None:
    assert (built / PDF).is_file()
    for name, page in PAGES.items():
        up = "../" * page.url.count("/")
        links = [link for link in read(name).xpath("//footer//a") if link.get("href") == f"{up}{PDF.as_posix()}"]
        assert links, name
    assert read("index.md").xpath(f"//article//a[@href='{PDF.as_posix()}']")


def test_nothing_is_fetched_from_outside(built: Path) -> None:
    for path in built.rglob("*.html"):
        tree = html.document_fromstring(path.read_text(encoding="utf-8"))
        fetched = tree.xpath("//script/@src | //img/@src | //iframe/@src")
        fetched += [link.get("href") for link in tree.iter("link") if link.get("rel") not in TOLD]
        outside = [address for address in fetched if re.match(r"(https?:)?//", address)]
        assert not outside, (path, outside)
    for path in built.rglob("*.css"):
        assert not re.search(r"url\(['\"]?https?:|@import", path.read_text(encoding="utf-8")), path


def test_plain_mkdocs_builds_too(copy_repo: Callable[..., Path]) -> None:
    root = copy_repo(mini=True)
    done = run(sys.executable, "-m", "mkdocs", "build", "--strict", cwd=root)
    assert done.returncode == 0, done.stderr
    assert (root / "site/sivu/index.html").is_file()


def test_every_page_tells_reference_managers_how_to_cite_it(read: Callable) -> None:
    for name, page in PAGES.items():
        metas = {m.get("name"): m.get("content") for m in read(name).xpath("//head/meta[@name]")}
        assert metas["citation_title"] == page.title, name
        assert metas["citation_author"], name
        assert metas.get("citation_date") == page.meta.get("reviewed"), name
