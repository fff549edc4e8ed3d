"""What may not be published stops the build with its place; odd but honest texts build and read right."""

from __future__ import annotations

import json
import os
import re
import sys
import zipfile
from collections.abc import Callable
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest
from conftest import ROOT, copy_sources, run
from lxml import html

from guide.browser import serve

# One build for all of them.
pytestmark = pytest.mark.xdist_group("odd")

FRONT = "---\ntitle: {}\ndescription: {}\nkind: about\n---\n\n"
PLAIN = "Sivu, jonka testi on tehnyt kokeeksi."
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" role="img"><title>Kuva</title>'
BLOCK = "<script>ran()</script>"

# What the checks of the sources do not see, each on a page of its own: its text and where it is told.
TEXTS = {
    "viite": ("Katso [ohje][y].\n\n[y]: javascript:ran()", 9, "'javascript:'"),
    "sulut": ("[a [b [c]]](javascript:ran())", 7, "'javascript:'"),
    "piirros": ("<svg/onload=ran()>", 7, "'onload'"),
    "merkki": ('Sana <span title=">" onclick="ran()">x</span>.', 7, "'onclick'"),
    "kuvapala": ('--8<-- "assets/images/paha.svg"', None, "'onload'"),
    "katkeava": ('--8<-- "assets/images/katkeava.svg"', None, "<svg> is opened"),
    "lihava": ("Sovi **paikka ja aika.", 7, "the bold passage is not closed"),
}
ELSEWHERE = {
    "kuvapala": "docs/assets/images/paha.svg:2:",
    "katkeava": "docs/assets/images/katkeava.svg:1:",
}


def page(root: Path, name: str, text: str, title: str = "", description: str = PLAIN) -> None:
    path = root / "docs" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    front = FRONT.format(json.dumps(title or f"Sivu {path.stem}"), json.dumps(description))
    path.write_text(f"{front}{text}\n", encoding="utf-8")
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write(f"  - {name}\n")


def build(root: Path, **environ: str):
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", root / "site"]
    return run(*command, cwd=root, env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environ})


def test_texts_that_bring_markup_stop_the_build_all_at_once(copy_repo: Callable[..., Path]) -> None:
    root = copy_repo(mini=True)
    images = root / "docs/assets/images"
    (images / "paha.svg").write_text(f'{SVG}\n<path onload="ran()" d="M0 0"/></svg>\n', encoding="utf-8")
    (images / "katkeava.svg").write_text(f'{SVG}<path d="M', encoding="utf-8")
    for name, (text, _, _) in TEXTS.items():
        page(root, f"{name}.md", text)
    done = build(root)
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    assert "Traceback" not in said
    for name, (_, line, message) in TEXTS.items():
        place = ELSEWHERE.get(name, f"docs/{name}.md:{line}:")
        assert any(row.startswith(place) and message in row for row in said.split("\n")), (place, message, said)
    assert not list((root / "site").rglob("*.html"))


def spoil(root: Path) -> dict[str, str]:
    """Put what only the finished site shows into a guide; each place that must be told, and words."""
    docs, config = root / "docs", root / "mkdocs.yml"
    (docs / "oma.html").write_text(f"<!doctype html>{BLOCK}", encoding="utf-8")
    (docs / "oma.js").write_text("ran()", encoding="utf-8")
    (docs / "oma.css").write_text("@import '//example.org';", encoding="utf-8")
    (docs / "oma.docx").write_bytes(b"x")
    (docs / "assets/images/oma.svg").write_text(f"{SVG}\n<script>ran()</script></svg>", encoding="utf-8")
    with pikepdf.new() as document:
        document.add_blank_page()
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="ran()")
        document.save(docs / "oma.pdf")
    sheet = docs / "assets/stylesheets/tools.css"
    sheet.write_text(sheet.read_text("utf-8") + "\nbody { background: url(//example.org/x.png); }\n", "utf-8")
    template = root / "overrides/partials/footer.html"
    template.write_text(template.read_text("utf-8") + '\n<iframe src="https://example.org"></iframe>\n', "utf-8")
    template = root / "overrides/main.html"
    old = "{% block extrahead %}"
    added = f'{old}\n<script>ran("omasta")</script>\n<link rel="stylesheet" href="https://example.org/x.css">\n'
    template.write_text(template.read_text("utf-8").replace(old, added), "utf-8")
    assert config.is_file()
    return {
        "docs/oma.html:1:": "no page of the guide",
        "docs/oma.js:1:": "no script of the guide",
        "docs/oma.css:1:": "no style sheet of the guide",
        "docs/oma.docx:1:": "'.docx' are not published",
        "docs/oma.pdf:1:": "the PDF holds /J",
        "docs/assets/images/oma.svg:2:": "<script> is not allowed in a drawing",
        "overrides/partials/footer.html:": "<iframe> is not allowed",
        "overrides/main.html:": "a script stands in the page: 'ran(\"omasta\")'",
        "assets/stylesheets/guide-all.": "a style sheet loads '//example.org/x.png'",
    }


def test_whatever_else_got_into_the_site_stops_the_build_at_its_source(copy_repo: Callable[..., Path]) -> None:
    root = copy_repo(mini=True)
    wanted = spoil(root)
    done = build(root)
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    assert "Traceback" not in said
    rows = said.split("\n")
    for place, message in wanted.items():
        assert any(row.startswith(place) and message in row for row in rows), (place, message, said)
    # However many pages have it, a fault of a template is told once.
    assert sum("<iframe> is not allowed" in row for row in rows) == 1
    assert len([row for row in rows if row.endswith("(safety)")]) < 2 * len(wanted)


TITLE = 'Asunto < koti & "oma" <img src=x onerror=ran()>'
LEAD = "Kuvaus, jossa on <b>merkkejä</b>, \"lainaus\" & '><script>ran()</script>."
SITE = 'Opas <script>ran()</script> & "muut"'
STAGES = 'Vaiheet "><script>ran()</script>'
ODD = "Lähde <img src=x onerror=ran()> & [a](javascript:ran()) *x* `y` { onclick=ran() } | z"
SOURCE = f"""\
- id: esimerkki-2025
  title: {json.dumps(ODD)}
  publisher: {json.dumps("Tekijä & <b>muut</b>")}
  address: "https://example.org/a(b)?x=1&y=\\"onclick=ran()"
  label: {json.dumps("L < 2025 & muut")}
  date: "2025-03"
  read: "2026-11-24"
  note: {json.dumps("Huomio: <script>ran()</script> & *x*.")}
"""
CHANGES = f"""\
- id: a
  date: "2026-12-01"
  page: sivu.md
  what: {json.dumps("Muutos <script>ran()</script> & <b>x</b> | y.")}
  why: {json.dumps("Syy: [a](javascript:ran()) & <i>.")}
"""


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small guide whose every value looks like markup, built with its PDFs and EPUB."""
    root = copy_sources(tmp_path_factory.mktemp("odd"), mini=True)
    docs = root / "docs"
    page(root, "outo.md", "## Alku & <loppu\n\nTeksti ([@esimerkki-2025]).", TITLE, LEAD)
    page(root, "lahteet.md", "<!-- luettelo: lähteet -->")
    page(root, "saadokset.md", "<!-- luettelo: säädökset -->")
    page(root, "tietoa/paivityshistoria.md", "<!-- luettelo: muutokset -->")
    page(root, "tietoa/sivukartta.md", "<!-- luettelo: sivut -->")
    page(root, "toimijat.md", "<!-- luettelo: organisaatiot -->")
    (docs / "data/sources.yml").write_text(SOURCE, encoding="utf-8")
    (docs / "data/changes.yml").write_text(CHANGES, encoding="utf-8")
    statutes = docs / "data/statutes.yml"
    statutes.write_text(statutes.read_text("utf-8").replace("name: vankeuslaki", 'name: "vankeuslaki <b> & *x*"') , "utf-8")
    (docs / "data/organisations.yml").write_text(
        f'- {{id: a, name: {json.dumps("Toimija <b> & | [x](javascript:ran())")}, kind: rise, duty: "valvonta <i> & `x`",'
        ' reach: "toimisto <u> & *y*", state: toiminnassa, statutes: ["[§ RiseL 3]"]}\n', "utf-8",
    )  # fmt: skip
    config = root / "mkdocs.yml"
    text = config.read_text("utf-8").replace("site_name: Vapautuvien asumisen tuki", f"site_name: {json.dumps(SITE)}")
    text = text.replace("site_author: Vapautuvien", "site_author: <b>&</b> Vapautuvien")
    text = text.replace("copyright: Teksti", "copyright: <u>&</u> Teksti")
    text = text.replace("label: Rangaistusprosessin vaiheet", f"label: {json.dumps(STAGES)}")
    text = text.replace("- index.md\n", "- index.md\n  - 'Luku <b> & \"x\"': [toinen.md]\n")
    page(root, "toinen.md", "Teksti.")  # its row in the navigation stands in the section already
    config.write_text(text, "utf-8")
    done = build(root, PDF="true")
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def tree(site: Path, name: str) -> html.HtmlElement:
    return html.document_fromstring((site / name).read_text("utf-8"))


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().replace("\xad", "").replace("\u2060", "").split())


def test_odd_titles_read_right_on_the_page_and_in_the_menu(odd: Path) -> None:
    page = tree(odd, "outo/index.html")
    assert words(page.xpath("//h1")[0]) == TITLE
    assert words(page.xpath("//title")[0]) == f"{TITLE} – {SITE}"
    assert page.xpath("//meta[@name='description']/@content") == [LEAD]
    assert page.xpath("//meta[@property='og:title']/@content") == [TITLE]
    assert page.xpath("//meta[@property='og:description']/@content") == [LEAD]
    assert page.xpath("//meta[@name='citation_title']/@content") == [TITLE]
    assert page.xpath("//button/@data-copy")[0].startswith(f"{TITLE}. {SITE}")
    menu = tree(odd, "index.html").xpath("//nav[contains(@class, 'chapters')]")[0]
    assert TITLE in words(menu) and SITE in words(menu) and 'Luku <b> & "x"' in words(menu)
    sections = page.xpath("//ul[contains(@class, 'chapters__sections')]")[0]
    assert "Alku & <loppu" in words(sections)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("lahteet/index.html", ODD),
        ("lahteet/index.html", "Tekijä & <b>muut</b>"),
        ("lahteet/index.html", "Huomio: <script>ran()</script> & *x*."),
        ("outo/index.html", "L < 2025 & muut"),
        ("sivu/index.html", "vankeuslaki <b> & *x* (767/2005)"),
        ("saadokset/index.html", "vankeuslaki <b> & *x* (767/2005)"),
        ("tietoa/paivityshistoria/index.html", "Muutos <script>ran()</script> & <b>x</b> | y."),
        ("tietoa/paivityshistoria/index.html", "Syy: [a](javascript:ran()) & <i>."),
        ("sivu/index.html", "Muutos <script>ran()</script> & <b>x</b> | y."),
        ("index.html", "Muutos <script>ran()</script> & <b>x</b> | y."),
        ("tietoa/sivukartta/index.html", TITLE),
        ("tietoa/sivukartta/index.html", 'Luku <b> & "x"'),
        ("toimijat/index.html", "Toimija <b> & | [x](javascript:ran())"),
        ("toimijat/index.html", "valvonta <i> & `x`"),
        ("toimijat/index.html", "toimisto <u> & *y*"),
        ("outo/index.html", "<u>&</u> Teksti CC BY 4.0"),
        ("404.html", TITLE),
    ],
)
def test_values_of_data_come_out_as_they_are_written(odd: Path, name: str, text: str) -> None:
    assert text in words(tree(odd, name).find("body"))


def test_citations_in_data_still_lead_to_the_law(odd: Path) -> None:
    links = tree(odd, "toimijat/index.html").xpath("//td//a[@class='statute']")
    assert [words(link) for link in links] == ["RiseL 3 §"]


def test_search_feed_and_settings_hold_odd_titles_as_text(odd: Path) -> None:
    index = json.loads((odd / "search/search_index.json").read_text("utf-8"))
    titles = [doc["title"] for doc in index["docs"] if doc["location"] == "outo/"]
    assert [unescape(title) for title in titles] == [TITLE]
    assert not any("<img" in doc["title"] or "<script" in doc["title"] + doc["text"] for doc in index["docs"])
    feed = ElementTree.parse(odd / "tietoa/muutokset.xml")
    told = [title.text for title in feed.iter("{http://www.w3.org/2005/Atom}title")]
    assert any("Muutos <script>ran()</script> & <b>x</b> | y." in title for title in told)


def test_pdf_and_epub_hold_odd_titles_as_text(odd: Path) -> None:
    import pypdfium2

    with pikepdf.open(odd / "pdf/vapautuvien-asumisen-tuki.pdf") as document:
        assert str(document.docinfo["/Title"]) == SITE
        with document.open_outline() as outline:
            assert TITLE in [item.title for item in outline.root]
    with pypdfium2.PdfDocument(odd / "pdf/vapautuvien-asumisen-tuki.pdf") as document:
        texts = ["".join(page.get_textpage().get_text_range().split()) for page in document]
    assert "".join(SITE.split()) in texts[0]
    assert any("Sisällys" in text and "".join(TITLE.split()) in text for text in texts[:5])
    with zipfile.ZipFile(odd / "epub/vapautuvien-asumisen-tuki.epub") as archive:
        package = ElementTree.fromstring(archive.read("EPUB/package.opf"))
        page = ElementTree.fromstring(archive.read("EPUB/outo.xhtml"))
        nav = "".join(ElementTree.fromstring(archive.read("EPUB/nav.xhtml")).itertext())
    assert package.find(".//{http://purl.org/dc/elements/1.1/}title").text == SITE
    assert page.find(".//{http://www.w3.org/1999/xhtml}h1").text == TITLE
    assert TITLE in nav


@pytest.mark.parametrize("policy", [True, False], ids=["own headers", "no policy"])
def test_no_script_of_theirs_runs_in_a_browser(odd: Path, browser, policy: bool) -> None:
    """Under the site's own headers; and without any policy, since escaping alone must hold."""
    lines = (odd / "_headers").read_text("utf-8").splitlines()[1:]
    headers = dict(line.strip().split(": ", 1) for line in lines) if policy else {}
    context = browser.new_context(bypass_csp=not policy)
    page = context.new_page()
    page.add_init_script("window.count = 0; window.ran = () => { window.count += 1 }")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))

    def answer(route) -> None:
        found = route.fetch()
        route.fulfill(response=found, headers={**found.headers, **headers})

    with serve(odd) as address:
        page.route("**/*", answer)
        for url in ("", "outo/", "lahteet/", "saadokset/", "tietoa/paivityshistoria/", "tietoa/sivukartta/", "404.html"):
            page.goto(address + url, wait_until="networkidle")
            assert page.evaluate("window.count") == 0, url
        page.goto(f"{address}outo/")
        page.locator(".md-search__input").fill("asunto koti")
        page.locator(".md-search-result__link").first.wait_for()
        assert "<img src=x onerror=ran()>" in page.locator(".md-search-result__list").inner_text()
        assert page.evaluate("window.count") == 0
    context.close()
    assert not [text for text in said if "Content Security Policy" in text]


def test_hashes_of_the_policy_come_from_the_named_file_alone(odd: Path) -> None:
    from guide.pack import policy

    text = (ROOT / "overrides/partials/colours.js").read_text("utf-8").removesuffix("\n")
    for path in [*odd.rglob("*.html"), odd / "_headers", odd / "headers.conf"]:
        assert set(re.findall(r"'sha\d+-[^']*'", path.read_text("utf-8"))) == {policy.hash_of(text)}, path
