"""Few and small files, and nothing allowed that pages do not need."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from conftest import ROOT
from lxml import html

from guide.pack import policy, site, styles
from guide.pack.names import Names

KB = 1000
FIRST_PAGES = ("", "valvottu-koevapaus/asunto/", "rangaistusprosessi/")
# How much of the window has jumped, in the browser's own measure (CLS).
MOVED = (
    "window.moved = 0; new PerformanceObserver((list) => {"
    " for (const entry of list.getEntries()) window.moved += entry.value;"
    "}).observe({ type: 'layout-shift', buffered: true });"
)
STYLES = sorted((ROOT / "docs/assets/stylesheets").glob("*.css"))
NAMES = Names(marks={"used", "also"}, tags={"p", "li", "a"})


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        ("/* x */ .used  >  p { color: red; }", ".used > p{color:red}"),
        (".used{a:b}.gone{a:b}", ".used{a:b}"),
        (".used,.gone p{a:b}", ".used{a:b}"),
        ("p .gone{a:b}#also{a:b}#no{a:b}", "#also{a:b}"),
        ("video{a:b}li:hover{a:b}p::before{a:b}", "li:hover{a:b}p::before{a:b}"),
        ("[dir=ltr] .used{a:b}[dir=rtl] .used{a:b}", "[dir=ltr] .used{a:b}"),
        ("@media print{.gone{a:b}}@media print{p{a:b}}", "@media print{p{a:b}}"),
        ("@font-face { src: url('a  b') }", "@font-face{src:url(\"a  b\")}"),
        (".used:not(.gone){a:b}", ".used:not(.gone){a:b}"),
        ('p{content:"a; } /* b */"}', 'p{content:"a; } /* b */"}'),
        ("p{&:hover{a:b}}", "p{&:hover{a:b}}"),
    ],
)
def test_rules_go_only_when_nothing_can_match_them(sheet: str, expected: str) -> None:
    assert styles.pruned(sheet, NAMES) == expected


def test_variables_go_when_nobody_asks_for_them() -> None:
    sheet = 'p{--a:url("data:,<x a=\'1;2\'>");--b:var(--c);--c:1;--d:2}li{--e:0}'
    assert styles.without_unused_variables(sheet, "a{top:var(--b)}") == "p{--b:var(--c);--c:1;}"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>a\n\n    b</p>\n\n", "<p>a\nb</p>\n"),
        ("<b>a</b> <i>b</i>", "<b>a</b> <i>b</i>"),
        ("<pre>a\n\n  b</pre>\n  <p>", "<pre>a\n\n  b</pre>\n<p>"),
        ("<script>{\n  a\n}</script>\n\n", "<script>{\n  a\n}</script>\n"),
    ],
)
def test_indents_of_templates_go_and_what_is_said_to_the_letter_stays(page: str, expected: str) -> None:
    assert site.without_indents(page) == expected


def test_the_policy_names_the_script_of_the_template_by_its_file() -> None:
    text = (ROOT / "overrides" / site.INLINE).read_text(encoding="utf-8").removesuffix("\n")
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    assert policy.hash_of(text) == f"'sha256-{digest}'"
    assert f"script-src 'self' 'sha256-{digest}';" in policy.policy([policy.hash_of(text)])


def test_a_script_found_in_a_page_is_not_in_its_policy() -> None:
    page = '<meta charset="utf-8"><script>1</script>'
    said = policy.policy([])
    assert policy.with_policy(page, said).count("sha256") == 0
    assert f'content="{said}"' in policy.with_policy(page, said)


@pytest.fixture(scope="module")
def names(built: Path) -> Names:
    found = Names()
    for path in built.rglob("*.html"):
        found.add_page(path.read_text(encoding="utf-8"))
    for path in built.rglob("*.js"):
        found.add_script(path.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.stem)
def test_no_rule_of_ours_is_left_over(path: Path, names: Names) -> None:
    assert styles.unused(path.read_text(encoding="utf-8"), names) == []


def test_every_style_sheet_and_script_is_in_a_list() -> None:
    extra = yaml.safe_load((ROOT / "mkdocs.yml").read_text().partition("plugins:")[0].replace("!ENV", ""))["extra"]
    listed = {*extra["styles"], *extra["scripts"], *extra["search_scripts"], *extra["page_scripts"].values()}
    folder = ROOT / "docs/assets"
    there = {*folder.glob("stylesheets/*.css"), *folder.glob("javascripts/*.js")}
    assert {path.relative_to(ROOT / "docs").as_posix() for path in there} == {n for n in listed if "*" not in n}


def test_the_site_has_no_leftovers_of_theme_and_packing(built: Path) -> None:
    assert not list(built.rglob("*.map"))
    assets = [path for path in (built / "assets").rglob("*.*") if path.suffix in (".css", ".js")]
    assert sum(path.suffix == ".css" for path in assets) == 1
    for path in assets:
        if path.parent.name != "search":
            text = path.read_text(encoding="utf-8")
            assert "sourceMappingURL" not in text, path
    assert not (built / "assets/javascripts/lunr").exists()
    for page in built.rglob("*.html"):
        assert "-all." not in re.sub(r"-all\.[0-9a-f]{8}\.(?:js|css)", "", page.read_text("utf-8"))


@pytest.fixture(scope="module")
def named() -> str:
    """The one hash there may be: that of the template's script."""
    text = (ROOT / "overrides" / site.INLINE).read_text(encoding="utf-8")
    return policy.hash_of(text.removesuffix("\n"))


def test_every_page_carries_the_policy_before_anything_else(built: Path, named: str) -> None:
    for path in built.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        tree = html.document_fromstring(text)
        found = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert found == [policy.policy([named])], path
        assert "unsafe" not in found[0]
        assert text.index("Content-Security-Policy") < text.index("<title>"), path


def test_header_files_hold_the_policy(built: Path, named: str) -> None:
    for name in ("_headers", "headers.conf"):
        text = (built / name).read_text(encoding="utf-8")
        assert re.findall(r"'sha\d+-[^']*'", text) == [named], name
        assert "frame-ancestors 'none'" in text
        assert "unsafe" not in text
        assert all(header in text for header in policy.OTHERS), name


@pytest.mark.parametrize("url", FIRST_PAGES)
def test_nothing_moves_when_the_fonts_are_late(browser, site_url: str, url: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.add_init_script(MOVED)

    def late(route) -> None:
        time.sleep(0.3)
        route.continue_()

    page.route("**/*.woff2", late)
    page.goto(site_url + url, wait_until="networkidle")
    moved = page.evaluate("window.moved")
    context.close()
    assert moved < 0.01


@pytest.mark.parametrize("url", FIRST_PAGES)
def test_a_first_page_is_light_and_does_not_jump(browser, site_url: str, url: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.add_init_script(MOVED)
    answers, said = [], []
    page.on("response", lambda answer: answers.append(answer))
    page.on("console", lambda message: said.append(message.text))
    page.goto(site_url + url, wait_until="networkidle")
    sizes = {
        answer.url: len(answer.body())
        if answer.url.endswith(".woff2")
        else len(gzip.compress(answer.body(), mtime=0))
        for answer in answers
    }
    moved = page.evaluate("window.moved")
    context.close()
    assert {urlsplit(address).netloc for address in sizes} == {urlsplit(site_url).netloc}
    assert len(sizes) <= 10, sizes
    assert sum(sizes.values()) <= 75 * KB, sizes
    assert moved < 0.01
    assert said == []
