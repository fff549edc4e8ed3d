"""What the reader asked of the system holds: forced colours, less movement."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

CHAPTER = "valvottu-koevapaus/"
PHASE = "valvottu-koevapaus/asunto/"
# What an element or a part of it looks like; colours as the browser gives them.
LOOK = """
([selector, part, name]) => getComputedStyle(document.querySelector(selector), part || null)[name]
"""
SYSTEM = """
(name) => {
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.cssText = `forced-color-adjust: none; color: ${name}`;
  return getComputedStyle(probe).color;
}
"""


@pytest.fixture(params=["light", "dark"])
def forced(browser, site_url: str, request: pytest.FixtureRequest) -> Iterator[Callable]:
    """A page in the system's colours, ours light or dark."""
    # Scripts of the test may set styles, which the page's policy forbids its own.
    context = browser.new_context(
        forced_colors="active", color_scheme=request.param, bypass_csp=True
    )
    page = context.new_page()

    def go(url: str):
        page.goto(site_url + url, wait_until="load")
        return page

    yield go
    context.close()


@pytest.mark.parametrize(
    ("url", "selector", "part", "name"),
    [
        (CHAPTER, ".admonition-title", "::before", "backgroundColor"),
        (CHAPTER, ".stages__stage--here", "::before", "backgroundColor"),
        (CHAPTER, ".stages__stage", "::after", "backgroundColor"),
        (PHASE, "#mita-tyontekija-tekee", "::before", "backgroundColor"),
        (CHAPTER, ".d .d-rail", "", "stroke"),
        (CHAPTER, ".d text", "", "fill"),
        (CHAPTER, ".admonition", "", "borderRightColor"),
        (CHAPTER, "#lyhyesti", "", "borderRightColor"),
        ("", ".home__picture", "", "stroke"),
        ("", "#tilanne-nyt + ul > li", "", "borderTopColor"),
    ],
)
def test_in_forced_colours_icons_drawings_and_edges_are_seen(
    forced: Callable, url: str, selector: str, part: str, name: str
) -> None:
    page = forced(url)
    seen = page.evaluate(LOOK, [selector, part, name])
    assert seen == page.evaluate(SYSTEM, "CanvasText") != page.evaluate(SYSTEM, "Canvas")


def test_in_forced_colours_text_on_a_dark_ground_is_read_and_links_are_links(
    forced: Callable,
) -> None:
    page = forced("ei-ole/")
    ground, text = (
        page.evaluate(LOOK, [".lost__form button", "", name]) for name in ("backgroundColor", "color")
    )
    assert {ground, text} == {page.evaluate(SYSTEM, "CanvasText"), page.evaluate(SYSTEM, "Canvas")}
    assert page.evaluate(LOOK, [".lost__form button", "", "forcedColorAdjust"]) == "none"
    assert page.evaluate(LOOK, ["article a", "", "color"]) == page.evaluate(SYSTEM, "LinkText")


def test_in_forced_colours_the_focus_is_seen(forced: Callable) -> None:
    page = forced(PHASE)
    page.keyboard.press("Tab")
    focus = "getComputedStyle(document.activeElement)"
    assert page.evaluate(f"{focus}.outlineStyle") != "none"
    assert page.evaluate(f"{focus}.outlineColor") != page.evaluate(SYSTEM, "Canvas")


@pytest.mark.parametrize("url", ["", PHASE, "sanasto/", "404.html"])
def test_nothing_moves_when_the_reader_asks_for_stillness(browser, site_url: str, url: str) -> None:
    moving = """() => [...document.querySelectorAll("*")].filter((element) => {
      const look = getComputedStyle(element);
      const times = `${look.transitionDuration}, ${look.animationDuration}`.split(", ");
      return times.some((time) => parseFloat(time) > 0) || look.scrollBehavior === "smooth";
    }).length"""
    counts = []
    for wanted in ("no-preference", "reduce"):
        context = browser.new_context(reduced_motion=wanted)
        page = context.new_page()
        page.goto(site_url + url, wait_until="load")
        counts.append(page.evaluate(moving))
        context.close()
    assert counts[0] > 0 == counts[1]
