"""Every page by the rules of WCAG 2.2 A and AA, in both schemes, wide and on a narrow phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from accessibility import STATES, Eyes
from conftest import ROOT

from guide import library

PARTS = 8  # so that the workers share the pages


@pytest.fixture(scope="module")
def eyes(browser) -> Iterator[Eyes]:
    eyes = Eyes(browser)
    yield eyes
    eyes.close()


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_without_fault_and_loses_nothing(eyes: Eyes, site_url: str, part: int) -> None:
    """Zoomed to 400 per cent a window of 1280 pixels is as narrow as 320."""
    urls = [*sorted(page.url for page in library.load(ROOT / "docs").pages), "404.html"]
    wrong = {}
    for url in urls[part::PARTS]:
        eyes.open(site_url + url)
        found = eyes.faults_in_all_states()
        found += [f"320: {fault}" for fault in eyes.lost()]
        found += [f"320, text spread: {fault}" for fault in eyes.lost_when_spread()]
        if found:
            wrong[url] = found
    assert wrong == {}


def search(page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("asunto", delay=20)
    page.wait_for_selector(".md-search-result__item")


def search_for_nothing(page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("zzyzx", delay=20)
    page.get_by_text("Ei osumia").wait_for()


def menu(page) -> None:
    if page.viewport_size["width"] < 1220:
        page.locator(".header-button-drawer").click()
        page.locator(".chapters a").first.wait_for(state="visible")


def definition(page) -> None:
    page.locator("a.term").first.focus()
    page.locator(".term-tip").wait_for(state="visible")


def glossary(page) -> None:
    page.locator("#glossary-query").fill("koevapauteen")


def models(page) -> None:
    page.locator(".model-filter select").first.select_option(index=1)


def ticks(page) -> None:
    page.locator("input.task-list-box").first.check()


@pytest.mark.parametrize(
    ("url", "open_it"),
    [
        ("", search),
        ("", search_for_nothing),
        ("yhteistyo/mallit/portti-vapauteen/", menu),
        ("valvottu-koevapaus/asunto/", definition),
        ("sanasto/", glossary),
        ("yhteistyo/mallit/", models),
        ("tyokalut/vapautumisen-tarkistuslista/", ticks),
    ],
)
def test_what_opens_in_a_page_is_without_fault(
    eyes: Eyes, site_url: str, url: str, open_it: Callable
) -> None:
    wrong = []
    for scheme, width in STATES:
        eyes.open(site_url + url, width)
        eyes.use(scheme, width)
        open_it(eyes.page)
        wrong += [f"{scheme} {width}: {fault}" for fault in eyes.faults()]
    assert wrong == []


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        ("document.querySelector('.lead').style.color = '#aaa'", "color-contrast"),
        ("document.querySelector('.lead').insertAdjacentHTML('beforeend', '<img src=x>')", "image-alt"),
        ("document.querySelector('h2').outerHTML = '<h4>Liian syvällä</h4>'", "heading-order"),
        ("document.querySelector('.lead a, .md-typeset p a').textContent = ''", "link-name"),
    ],
)
def test_a_planted_fault_is_found(eyes: Eyes, site_url: str, spoil: str, rule: str) -> None:
    eyes.open(site_url + "valvottu-koevapaus/asunto/")
    eyes.page.evaluate(f"() => {{ {spoil} }}")
    assert any(fault.startswith(f"{rule}:") for fault in eyes.faults())


def test_a_planted_loss_is_found(eyes: Eyes, site_url: str) -> None:
    eyes.open(site_url + "valvottu-koevapaus/asunto/", 320)
    assert eyes.lost() == []
    eyes.page.evaluate(
        "() => { const lead = document.querySelector('.lead'); lead.style.height = '1em';"
        " lead.style.overflow = 'hidden';"
        " document.querySelector('h1').style.minWidth = '400px'; }"
    )
    assert len(eyes.lost()) == 2
