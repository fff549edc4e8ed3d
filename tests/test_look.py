"""What the reader's eye and keyboard meet: contrast, letters, stages, diagrams, no outside request."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from conftest import ROOT
from lxml import etree, html

from guide import library

TOKENS = ROOT / "docs/assets/stylesheets/tokens.css"
DIAGRAMS = sorted((ROOT / "docs/assets/images").glob("*-*.svg")) + [
    ROOT / "docs/assets/images" / name for name in ("prosessi.svg", "aikajana.svg")
]
SCHEMES = ("light", "dark")
PHASE = "valvottu-koevapaus/asunto/"
TOOL = "tyokalut/vapautumisen-tarkistuslista/"
TEXT = ("ink", "ink-soft", "spruce", "spruce-deep", "ochre", "brick")
GROUND = ("paper", "sand", "raised", "spruce-tint", "ochre-tint", "brick-tint")


def tokens(scheme: str) -> dict[str, str]:
    """Colours of a scheme by name, as hexadecimal."""
    text = TOKENS.read_text(encoding="utf-8")
    blocks = {"light": r":root \{(.*?)\}", "dark": r'\[data-md-color-scheme="slate"\] \{(.*?)\}'}
    found = re.search(blocks[scheme], text, re.S)
    assert found
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", found[1]))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it, 0 to 1."""
    parts = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG contrast of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#ffffff", "#ffffff", 1.0)],
)
def test_contrast_is_measured_as_wcag_does(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_text_colour_is_readable_on_every_ground(scheme: str) -> None:
    colours = tokens(scheme)
    pairs = [(text, ground) for text in TEXT for ground in GROUND]
    pairs.append(("paper", "spruce"))  # the download button
    weak = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_edges_of_fields_and_boxes_to_tick_are_seen(scheme: str) -> None:
    colours = tokens(scheme)
    assert all(contrast(colours["edge"], colours[ground]) >= 3 for ground in ("paper", "raised"))


def test_both_schemes_have_the_same_colours() -> None:
    assert tokens("light").keys() == tokens("dark").keys()


def test_fonts_are_there_and_the_common_ones_are_preloaded(built: Path) -> None:
    front = html.parse(built / "index.html")
    preloaded = front.xpath("//link[@rel='preload'][@as='font']/@href")
    named = re.findall(r'url\("([^"]+\.woff2)"\)', TOKENS.read_text(encoding="utf-8"))
    files = [TOKENS.parent / name for name in named]
    assert all(path.is_file() for path in files)
    assert len(preloaded) == 2
    assert all((built / href).is_file() for href in preloaded)
    assert {Path(href).name for href in preloaded} <= {path.name for path in files}


def test_the_font_has_every_letter_of_the_guide() -> None:
    from fontTools.ttLib import TTFont

    pages = library.load(ROOT / "docs").pages
    used = set("".join(page.title + part for page in pages for part in page.parts()))
    for path in sorted((ROOT / "docs/assets/fonts").glob("*.woff2")):
        missing = {char for char in used if ord(char) not in TTFont(path).getBestCmap()}
        assert missing - set("\n\t") == set(), path.name


def test_the_heading_of_every_page_is_its_title(built: Path) -> None:
    wrong = []
    for page in library.load(ROOT / "docs").pages:
        found = html.parse(built / page.url / "index.html").xpath("//h1")
        texts = [heading.text_content().strip() for heading in found]
        if texts != [page.title]:
            wrong.append((page.name, texts))
    assert wrong == []


def test_pages_bring_no_style_or_script_of_their_own(built: Path) -> None:
    """The theme's own small scripts stand at known places; attributes would break any policy."""
    for path in sorted(built.rglob("*.html")):
        page = html.parse(path)
        assert page.xpath("//*[@style] | //style | //*[starts-with(@href, 'javascript:')]") == []
        assert [name for name in page.xpath("//@*") if name.attrname.startswith("on")] == []


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("rangaistusprosessi/", None),
        ("rangaistusprosessi/tutkintavankeus/", "Esitutkinta"),
        ("rangaistusprosessi/sakko/", "Täytäntöönpano"),
        ("rangaistusprosessi/luvat/", "Vankeus"),
        ("valvottu-koevapaus/asunto/", "Koevapaus"),
        ("vapautumisen-vaiheet/", "Vapautuminen"),
        ("asumisen-tuki/kuka-vastaa/", "Koti"),
    ],
)
def test_the_line_of_stages_tells_where_the_page_is(built: Path, url: str, here: str | None) -> None:
    page = html.parse(built / url / "index.html")
    stages = page.xpath("//nav[contains(@class, 'stages')]//li")
    assert len(stages) == 7
    for link in page.xpath("//nav[contains(@class, 'stages')]//a/@href"):
        assert (built / url / link / "index.html").is_file()
    current = [stage for stage in stages if stage.get("aria-current") == "step"]
    assert [stage.text_content().split()[0] for stage in current] == ([here] if here else [])
    assert all("olet tässä" in stage.text_content() for stage in current)


def test_every_stage_leads_to_a_page() -> None:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    process = yaml.safe_load(text[text.index("  process:") : text.index("markdown_extensions:")])["process"]
    assert all((ROOT / "docs" / stage["page"]).is_file() for stage in process["stages"])


@pytest.mark.parametrize("path", DIAGRAMS, ids=lambda path: path.stem)
def test_a_diagram_speaks_to_eye_and_screen_reader(path: Path) -> None:
    """Letters large enough for a phone, title and description, looks from the style sheet alone."""
    svg = etree.parse(path).getroot()
    ids = svg.xpath("//@id")
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby").split() == ids
    assert [svg.find(f"{{*}}{tag}").text.strip() != "" for tag in ("title", "desc")] == [True, True]
    assert svg.xpath("//@style | //*[local-name() = 'style' or local-name() = 'script']") == []
    width = float(svg.get("viewBox").split()[2])
    # The text is 15 units high (diagrams.css); on a phone of 320 pixels 288 are left.
    assert 15 * 288 / width >= 12


def test_ids_of_diagrams_do_not_clash() -> None:
    ids = [name for path in DIAGRAMS for name in etree.parse(path).xpath("//@id")]
    assert len(ids) == len(set(ids))


def test_the_front_page_asks_nothing_from_outside_and_complains_of_nothing(
    browser, site_url: str
) -> None:
    page = browser.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(urlsplit(request.url).netloc))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(site_url, wait_until="networkidle")
    page.close()
    assert set(asked) == {urlsplit(site_url).netloc}
    assert said == []


@pytest.mark.parametrize(
    ("name", "opened"), [("Hae", ".md-search__input"), ("Valikko", ".chapters a")]
)
def test_search_and_menu_open_with_the_keyboard_on_a_narrow_screen(
    browser, site_url: str, name: str, opened: str
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(site_url + PHASE, wait_until="load")
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.ariaLabel") == name:
            break
    page.keyboard.press("Enter")
    page.locator(opened).first.wait_for(state="visible")
    assert page.locator(f"button[aria-label='{name}']").get_attribute("aria-expanded") == "true"
    if name == "Hae":
        page.wait_for_function("() => document.activeElement.matches('.md-search__input')")
    page.close()


def test_the_menu_of_a_phone_gives_focus_back_and_closes_after_a_link(browser, site_url: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(site_url + PHASE, wait_until="load")
    opener = page.locator(".header-button-drawer")
    is_open = "document.getElementById('__drawer').checked"
    opener.press("Enter")
    assert page.evaluate(is_open)
    assert page.evaluate("document.activeElement.closest('.chapters') !== null")
    # Wherever the focus has gone: a tap on the menu's ground takes it away.
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Escape")
    assert not page.evaluate(is_open)
    assert opener.evaluate("button => button === document.activeElement")
    opener.press("Enter")
    page.locator(".chapters__sections a").first.click()
    assert not page.evaluate(is_open)
    assert "#" in page.url
    page.close()


def test_paper_is_light_though_the_screen_is_dark(browser, site_url: str) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto(site_url)
    ground = "getComputedStyle(document.body).backgroundColor"
    screen = page.evaluate(ground)
    page.emulate_media(media="print")
    assert (screen, page.evaluate(ground)) == tuple(
        f"rgb({', '.join(str(int(tokens(s)['paper'][i : i + 2], 16)) for i in (1, 3, 5))})"
        for s in ("dark", "light")
    )
    page.close()


def test_a_wide_table_is_reached_with_the_keyboard(browser, site_url: str) -> None:
    """Made wide here, since the guide's own tables may fit one day."""
    page = browser.new_page(viewport={"width": 800, "height": 800})
    page.goto(site_url + PHASE, wait_until="load")
    box = page.locator(".md-typeset__scrollwrap").first
    assert box.get_attribute("tabindex") is None
    page.locator(".md-typeset__scrollwrap tbody").first.evaluate(
        "body => body.insertRow().append(...[...Array(12)].map(() => {"
        " const cell = document.createElement('td');"
        " cell.textContent = 'rangaistusajan'; return cell; }))"
    )
    page.set_viewport_size({"width": 730, "height": 800})
    page.wait_for_function("() => document.querySelector('.md-typeset__scrollwrap').tabIndex === 0")
    page.close()


def test_boxes_can_be_ticked_and_nothing_is_stored(browser, site_url: str) -> None:
    page = browser.new_page()
    page.goto(site_url + TOOL, wait_until="load")
    before = page.evaluate("JSON.stringify(localStorage)")
    box = page.locator("input.task-list-box").first
    box.check()
    assert box.is_checked()
    colour = "box => getComputedStyle(box).backgroundColor"
    assert box.evaluate(colour) != page.locator("input.task-list-box").nth(1).evaluate(colour)
    assert box.get_attribute("aria-label")
    assert page.evaluate("JSON.stringify(localStorage)") == before
    page.reload(wait_until="load")
    assert not page.locator("input.task-list-box").first.is_checked()
    page.close()


def test_a_term_is_explained_to_mouse_keyboard_and_finger(browser, site_url: str) -> None:
    context = browser.new_context(has_touch=True, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(site_url + PHASE)
    term, tip = page.locator("a.term").first, page.locator(".term-tip")
    definition = term.get_attribute("data-definition")
    for explain in (term.hover, term.focus, term.tap):
        explain()
        tip.wait_for(state="visible")
        assert tip.text_content() == definition
        described = page.locator(f"#{term.get_attribute('aria-describedby')}")
        assert described.text_content() == definition
        box = tip.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        page.keyboard.press("Escape")
        tip.wait_for(state="hidden")
        page.evaluate("document.activeElement.blur()")
        page.mouse.move(0, 0)
    assert page.url == site_url + PHASE
    term.tap()
    term.tap()
    page.wait_for_url("**/sanasto/#*")
    context.close()
