"""The copy to take along works from a disk, in any folder, with no network at all."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from lxml import html

from guide import target
from guide.pack import offline

THERE = {"index.html", "a/index.html", "a/b/index.html", "assets/x.svg", "ö/index.html"}


@pytest.mark.parametrize(
    ("name", "address", "expected"),
    [
        ("index.html", "a/", "a/index.html"),
        ("index.html", ".", "./index.html"),
        ("a/b/index.html", "../..", "../../index.html"),
        ("a/b/index.html", "../#kohta", "../index.html#kohta"),
        ("a/index.html", "b/?h=x&amp;y=z#k", "b/index.html?h=x&amp;y=z#k"),
        ("a/index.html", "../%C3%B6/", "../%C3%B6/index.html"),
        ("a/index.html", "../assets/x.svg", "../assets/x.svg"),
        ("a/index.html", "#kohta", "#kohta"),
        ("a/index.html", "https://example.org/", "https://example.org/"),
        ("a/index.html", "mailto:a@example.org", "mailto:a@example.org"),
        ("a/index.html", "../pdf/x.pdf", None),
    ],
)
def test_links_lead_to_files_of_the_copy(name: str, address: str, expected: str | None) -> None:
    made = offline.rewritten(f'<a href="{address}">x</a>', name, THERE)
    wanted = offline.MISSING if expected is None else f'href="{expected}"'
    assert made == f"<a {wanted}>x</a>"


@pytest.fixture(scope="module")
def copy(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy unpacked into a folder with a blank and letters of Finnish in its name."""
    folder = tmp_path_factory.mktemp("tikku") / "Töissä ja äidillä"
    with zipfile.ZipFile(built / offline.ADDRESS) as archive:
        archive.extractall(folder)
    return folder / offline.FOLDER


def test_every_page_is_in_the_copy_and_every_link_leads_to_a_file(built: Path, copy: Path) -> None:
    pages = {path.relative_to(copy) for path in copy.rglob("*.html")}
    assert pages == {path.relative_to(built) for path in built.rglob("*.html")} - {Path("404.html")}
    for name in sorted(pages):
        page = html.parse(copy / name).getroot()
        page.make_links_absolute((copy / name).as_uri())
        for _, _, link, _ in page.iterlinks():
            if link.startswith("file:"):
                assert Path(url2pathname(urlsplit(link).path)).is_file(), (name, link)


def test_the_copy_holds_what_its_pages_offer_for_printing(built: Path, copy: Path) -> None:
    printed = {path.relative_to(copy) for path in copy.rglob("*.pdf")}
    offered = {path.relative_to(built) for path in (built / "pdf").rglob("*.pdf")}
    assert printed == {path for path in offered if path.parts[1] not in ("isoteksti", "vihkot")}
    page = html.parse(copy / "valvottu-koevapaus/asunto/index.html").getroot()
    (link,) = page.xpath("//nav[@class='print-files']//a/@href")
    assert (copy / "valvottu-koevapaus/asunto" / link).is_file()


def test_the_same_site_gives_the_same_copy(built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path / "site", ignore=shutil.ignore_patterns("*.pdf"))
    digests = set()
    for _ in range(2):
        made = offline.make(tmp_path / "site", 1_790_000_001)
        digests.add(hashlib.sha256(made.read_bytes()).hexdigest())
    assert len(digests) == 1
    assert zipfile.ZipFile(made).testzip() is None


def test_the_mark_of_the_build_is_not_in_the_copy(tmp_path: Path) -> None:
    target.mark(tmp_path)
    (tmp_path / "index.html").write_text("<p>Alku.</p>", encoding="utf-8")
    with zipfile.ZipFile(offline.make(tmp_path, 1_764_000_000)) as archive:
        assert archive.namelist() == [f"{offline.FOLDER}/index.html"]


def test_the_copy_works_from_a_disk_without_network(browser, copy: Path) -> None:
    context = browser.new_context(offline=True, color_scheme="light")
    page = context.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: said.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto((copy / "index.html").as_uri())
    page.click(".header-colours")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    page.locator("#tilanne-nyt + ul a").first.click()
    page.wait_for_url("**/index.html")
    assert page.locator("h1").text_content() != "Vapautuvien asumisen tuki"
    page.evaluate("document.fonts.ready")
    loaded = "[...document.fonts].filter((font) => font.status === 'loaded').length"
    assert page.evaluate(loaded) >= 2
    page.keyboard.press("/")
    page.keyboard.type("vuokravelkoihin", delay=20)
    page.wait_for_selector(".md-search-result__item")
    page.locator(".md-search-result__link").first.click()
    page.wait_for_url("**/index.html?h=*")
    page.wait_for_selector("article mark")
    context.close()
    assert said == []
    assert {address.split(":")[0] for address in asked} <= {"file", "data"}
