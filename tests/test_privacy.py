"""Under its own policy everything works, and nothing is left in the reader's browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

STORED = (
    "JSON.stringify({ local: { ...localStorage }, session: { ...sessionStorage },"
    " cookies: document.cookie })"
)
NOTHING = '{"local":{},"session":{},"cookies":""}'


@pytest.fixture
def visit(browser, site_url: str):
    """A fresh reader: gives a page and what the browser complained of."""
    context = browser.new_context(color_scheme="light", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page, said
    assert context.cookies() == []
    context.close()


def test_search_works_under_the_policy_and_stores_nothing(visit, site_url: str) -> None:
    page, said = visit
    page.goto(site_url)
    page.click(".md-search__input")
    page.keyboard.type("koevapauteen", delay=20)
    page.wait_for_selector(".md-search-result__item")
    page.locator("[data-filter=ohjeet]").click()
    page.wait_for_selector(".md-search-result__item")
    page.locator(".md-search-result__link").first.click()
    page.wait_for_selector("article mark")
    assert page.evaluate(STORED) == NOTHING
    assert page.evaluate("indexedDB.databases().then((all) => all.length)") == 0
    assert page.evaluate("caches.keys().then((all) => all.length)") == 0
    assert said == []


def test_only_the_choice_of_colours_is_stored_and_only_while_it_differs(visit, site_url: str) -> None:
    page, said = visit
    page.goto(site_url)
    page.click(".header-colours")
    assert page.evaluate("Object.values(localStorage)") == ["tumma"]
    page.goto(site_url + "sanasto/")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    page.click(".header-colours")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "default"
    assert page.evaluate(STORED) == NOTHING
    assert said == []


def test_filters_lists_and_terms_work_under_the_policy(visit, site_url: str) -> None:
    page, said = visit
    page.goto(site_url + "yhteistyo/mallit/")
    page.locator(".model-filter select").first.select_option(index=1)
    page.wait_for_function("() => document.querySelector('.model-filter [role=status]').textContent")
    page.goto(site_url + "sanasto/")
    page.fill("#glossary-query", "häätö")
    page.wait_for_function("() => document.querySelector('.glossary-filter__count').textContent")
    page.goto(site_url + "tyokalut/vapautumisen-tarkistuslista/")
    page.locator("input.task-list-box").first.check()
    page.goto(site_url + "valvottu-koevapaus/asunto/")
    page.locator("a.term").first.hover()
    page.locator(".term-tip").wait_for(state="visible")
    page.goto(site_url + "ei-ole-olemassa/")
    assert page.evaluate(STORED) == NOTHING
    # The server's own word for the address that is not there.
    assert [line for line in said if "404" not in line] == []


def test_links_out_of_the_guide_are_marked_and_give_nothing_away(built: Path) -> None:
    count = 0
    for path in built.rglob("*.html"):
        for link in html.parse(path).xpath("//body//a[starts-with(@href, 'http')]"):
            assert "noopener" in (link.get("rel") or "").split(), (path, link.get("href"))
            count += 1
    assert count > 500
