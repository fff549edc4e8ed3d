"""With the keyboard alone: to the text, through the menu and the tools, never lost, never trapped."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

FOCUS = """() => {
  const found = document.activeElement;
  if (!found || found === document.body) return null;
  const { x, y, width, height } = found.getBoundingClientRect();
  const style = getComputedStyle(found);
  return {
    name: (found.getAttribute("aria-label") ?? found.textContent ?? "").trim().slice(0, 60),
    href: found.getAttribute("href"), tag: found.tagName,
    seen: width > 1 && height > 1 && x < innerWidth && y < innerHeight && x + width > 0 && y + height > 0,
    marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
  };
}"""


@pytest.fixture
def visit(browser, site_url: str) -> Iterator:
    contexts = []

    def open_page(address: str, width: int):
        context = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce")
        contexts.append(context)
        page = context.new_page()
        page.goto(site_url + address)
        return page

    yield open_page
    for context in contexts:
        context.close()


def test_the_first_key_leads_past_the_header_to_the_text(visit) -> None:
    page = visit("valvottu-koevapaus/asunto/", 1280)
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["name"] == "Hyppää sisältöön"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('.md-content').contains(document.activeElement)")


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("url", ["", "valvottu-koevapaus/asunto/", "tyokalut/vapautumisen-tarkistuslista/"])
def test_every_stop_is_seen_marked_and_named_and_the_end_is_reached(visit, url: str, width: int) -> None:
    page = visit(url, width)
    stops = []
    for _ in range(400):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop is None:
            break
        stops.append(stop)
    else:
        pytest.fail(f"no end after {len(stops)} stops")
    assert len(stops) > 15
    assert [stop for stop in stops if not (stop["seen"] and stop["marked"] and stop["name"])] == []


def test_a_box_that_scrolls_says_what_it_holds(visit) -> None:
    page = visit("vapautumisen-vaiheet/vapautumistavat/", 768)
    names = page.eval_on_selector_all(
        ".md-content [tabindex='0'][role=region]", "(all) => all.map((box) => box.ariaLabel)"
    )
    assert names
    assert all(name.startswith("Taulukko: ") and len(name) > 12 for name in names)


def test_shortcuts_of_one_key_can_be_turned_off_and_on_again(visit) -> None:
    page = visit("tietoa/saavutettavuus/", 1280)
    opened = "document.getElementById('__search').checked"

    def press(key: str) -> bool:
        page.keyboard.press(key)
        page.wait_for_timeout(150)
        was = page.evaluate(opened)
        page.keyboard.press("Escape")
        return was

    page.get_by_role("button", name="Ota oikotiet pois käytöstä").click()
    page.get_by_text("Oikotiet ovat pois käytöstä.").wait_for()
    assert not press("/")
    page.goto(page.url)
    assert not press("/")
    page.locator(".md-search__input").focus()  # the theme's script comes and listens to keys too
    page.keyboard.type("koti")
    page.wait_for_selector(".md-search-result__item")
    assert page.locator(".md-search__input").input_value() == "koti"
    page.keyboard.press("Escape")
    page.locator(".md-content h1").click()
    assert not any(map(press, "/fs"))
    page.get_by_role("button", name="Ota oikotiet käyttöön").click()
    assert page.evaluate("localStorage.length") == 0
    page.locator(".md-content h1").click()
    assert press("/")
