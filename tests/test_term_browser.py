"""Terms in a real browser: the definition comes to mouse, keyboard and finger; the list filters."""

import pytest

PAGE = "asumisen-tuki/velat/"


@pytest.fixture
def page(browser):
    context = browser.new_context(has_touch=True, viewport={"width": 390, "height": 800})
    page = context.new_page()
    yield page
    context.close()


def test_the_glossary_shows_only_what_answers(page, site_url):
    page.goto(f"{site_url}sanasto/")
    everything = page.locator(".glossary__entry:visible").count()
    page.locator("#glossary-query").fill("koevapauteen")
    shown = page.locator(".glossary__entry:visible").count()
    assert 0 < shown < 20
    assert page.locator(".glossary-filter__count").inner_text().startswith(f"{shown} term")
    assert page.locator(".glossary__entry:visible #valvottu-koevapaus").count() == 1
    page.locator("#glossary-query").fill("zzz")
    assert page.locator(".glossary-filter__count").inner_text() == "Ei osumia."
    assert page.locator("dl.glossary:visible").count() == 0
    page.locator("#glossary-query").fill("")
    assert page.locator(".glossary__entry:visible").count() == everything


def test_the_keyboard_reaches_the_definition_and_puts_it_away(page, site_url):
    page.goto(site_url + PAGE)
    link = page.locator("a.term").first
    link.focus()
    assert page.locator(".term-tip").inner_text() == link.get_attribute("data-definition")
    described = page.locator(f"#{link.get_attribute('aria-describedby')}")
    assert described.text_content() == link.get_attribute("data-definition")
    page.keyboard.press("Escape")
    assert not page.locator(".term-tip").is_visible()


def test_a_finger_reads_first_and_follows_then(page, site_url):
    page.goto(site_url + PAGE)
    link = page.locator("a.term").first
    link.tap()
    assert page.locator(".term-tip").is_visible()
    assert page.url.endswith(PAGE)
    link.tap()
    page.wait_for_url("**/sanasto/#*")


def test_without_scripts_the_glossary_is_a_plain_list(browser, site_url):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}sanasto/")
    assert page.locator(".glossary__entry:visible").count() >= 279
    assert page.locator("#glossary-query").count() == 0
    context.close()
