"""A wrong address: what it speaks of is offered, and whatever stands in it stays text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def lost(browser, site_url: str) -> Iterator:
    """Goes to an address below the site; gives the titles offered, and what went wrong."""
    context = browser.new_context()
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: "404" in message.text or wrong.append(message.text))
    page.on("dialog", lambda dialog: wrong.append(dialog.message) or dialog.dismiss())

    def go(path: str) -> list[str]:
        page.goto(site_url + path)
        page.locator(".lost").wait_for(state="visible")
        return page.locator(".lost__near a:visible").all_text_contents()

    yield page, go
    context.close()
    assert wrong == []


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("asumisen-tuki/velka/", "Velat, maksuhäiriöt ja häätö"),
        ("velat.html", "Velat, maksuhäiriöt ja häätö"),
        ("asunto-koevapauteen", "Asunto koevapauden edellytyksenä"),
        ("opas/sanasto/index.html", "Sanasto"),
        ("ty%C3%B6kalut/tarkistuslista", "Vapautumisen tarkistuslista"),
        ("rangaistusprosesi/tutkintavankeuss/", "Tutkintavankeus"),
    ],
)
def test_pages_like_the_wanted_one_are_offered(lost, path: str, first: str) -> None:
    page, go = lost
    offered = go(path)
    assert offered[0].startswith(first), offered
    assert len(offered) <= 5
    page.locator(".lost__near a").first.click()
    page.wait_for_load_state()
    assert page.locator("h1").text_content().startswith(first)


@pytest.mark.parametrize(
    "path",
    [
        "%3Cimg%20src=x%20onerror=alert(1)%3E",
        "velat%22%3E%3Cscript%3Ealert(1)%3C/script%3E/",
        "%E0%A4%A/velat",
        "?q=%3Csvg%20onload=alert(1)%3E#<b>",
        "x" * 3000,
    ],
    ids=["tag", "quote", "not-utf-8", "query", "long"],
)
def test_markup_in_an_address_is_only_compared_and_shown(lost, path: str) -> None:
    page, go = lost
    go(f"ei-ole/{path}")
    assert page.locator("article :is(img, svg, script, b)").count() == 0
    assert page.locator("#lost-query").evaluate("field => field.children.length") == 0


def test_of_an_endless_address_the_end_is_read(lost, site_url: str, built: Path) -> None:
    """Compared whole, these letters would take a minute."""
    page, go = lost
    html = (built / "404.html").read_text(encoding="utf-8")
    page.route("**/luku/**", lambda route: route.fulfill(status=404, body=html, content_type="text/html"))
    page.set_default_timeout(15_000)
    assert go(f"luku/{'asunto' * 100_000}/velat/")[0].startswith("Velat")
    page.locator("#lost-query").evaluate("(field) => { field.value = 'vuokra '.repeat(20000); }")
    page.locator(".lost form").evaluate("(form) => form.requestSubmit()")
    page.wait_for_url("**/?q=vuokra*")
    assert len(page.url) < 3000


def test_an_address_that_says_nothing_offers_the_search_alone(lost, site_url: str) -> None:
    page, go = lost
    assert go("zzyzx/12/") == []
    assert not page.locator(".lost__near").is_visible()
    assert page.locator("#lost-query").input_value() == "zzyzx"


def test_the_words_of_the_address_are_searched(lost, site_url: str) -> None:
    page, go = lost
    go("vanha/vuokravelka-ja-h%C3%A4%C3%A4t%C3%B6/")
    assert page.locator("#lost-query").input_value() == "vuokravelka häätö"
    page.get_by_role("button", name="Hae", exact=True).last.click()
    page.wait_for_selector(".md-search-result__item")
    assert page.url.startswith(f"{site_url}?q=")


def test_without_scripts_the_way_home_stays(browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + "ei-ole/")
    assert not page.locator(".lost").is_visible()
    assert page.get_by_role("link", name="etusivulta").is_visible()
    context.close()
