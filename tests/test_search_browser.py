"""The search as readers meet it: with the keyboard, without scripts, with broken tables."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from conftest import ROOT

from guide import library

PAGES = library.load(ROOT / "docs").pages
PHONE = {"width": 360, "height": 740}
HIT = ".md-search-result__item .md-search-result__link"


@pytest.fixture
def visit(browser, site_url: str):
    """Opens an address of the site in a fresh browser; what it complains of fails the test."""
    contexts, said = [], []

    def open_page(address: str = "", prepare: Callable = lambda page: None, **options):
        context = browser.new_context(viewport=PHONE, color_scheme="light", **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        prepare(page)
        page.goto(site_url + address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert said == []


def ask(page, query: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(query, delay=15)


def test_keys_alone_lead_from_a_word_to_the_marked_section(visit) -> None:
    page = visit()
    ask(page, "vuokravelkoihin")
    page.wait_for_selector(HIT)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?h=*")
    page.wait_for_selector("article mark")


def test_the_ways_to_narrow_the_search_are_reached_and_set_by_keys(visit) -> None:
    page = visit()
    ask(page, "asunto")
    page.wait_for_selector(HIT)
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.filter") == "mallit":
            break
    page.keyboard.press("Space")
    pressed = "[data-filter=mallit][aria-pressed=true]"
    page.wait_for_selector(pressed)
    page.wait_for_function(
        "(hit) => [...document.querySelectorAll(hit)].every((a) => a.href.includes('/mallit/'))", arg=HIT
    )
    assert page.locator(HIT).count() > 0


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("ohjeet", {"guide", "phase", "chapter", "reference"}),
        ("työkalut", {"tool"}),
        ("mallit", {"model"}),
        ("koulutus", {"training"}),
        ("asiakkaalle", {"client-sheet"}),
    ],
)
def test_every_button_leaves_hits_of_its_kind(visit, name: str, kinds: set[str]) -> None:
    page = visit("?q=vapautuminen")
    page.wait_for_selector(HIT)
    page.locator(f"[data-filter={name}]").click()
    wanted = [f"/{p.url}" for p in PAGES if p.meta["kind"] in kinds]
    page.wait_for_function(
        "([hit, wanted]) => { const all = [...document.querySelectorAll(hit)];"
        " return all.length && all.every((a) => wanted.includes(a.pathname)); }",
        arg=[HIT, wanted],
    )


def test_a_shared_address_asks_again(visit) -> None:
    page = visit("?q=koevapauteen")
    page.wait_for_selector(HIT)
    assert "koevapaus" in page.locator(HIT).first.get_attribute("href")


@pytest.mark.parametrize(
    "query", ["<img src=x onerror=alert(1)>", "<script>document.title='x'</script>", '"><b>x</b>']
)
def test_markup_in_a_query_stays_text(visit, query: str) -> None:
    page = visit()
    title = page.title()
    ask(page, f"asunto {query}")
    page.wait_for_selector(HIT)
    dialog = page.locator(".md-search__output")
    assert dialog.locator("img, script, b").count() == 0
    assert page.title() == title


NOTE = ".search-note"
LETTERS = 100_000
PASTED = {
    "word": "a" * LETTERS,
    "compound": ("asuntovankila" * LETTERS)[:LETTERS],
    "running": ("Vuokrasopimuksen irtisanominen ja asumistuki vapautumisen jälkeen. " * LETTERS)[:LETTERS],
    "unknown": " ".join(f"xq{number:x}zyrtw{number * 7919:x}" for number in range(LETTERS // 12)),
    "hyphens": "a-" * (LETTERS // 2),
    "filters": "#ohjeet " * (LETTERS // 8),
    "emoji": "🏠 " * (LETTERS // 3),
}
# Milliseconds from the key to the note, in the page's own clock.
PASTE = """(text) => new Promise((done) => {
  const input = document.querySelector(".md-search__input");
  const note = document.querySelector(".search-note");
  const start = performance.now();
  new MutationObserver((_, watch) => {
    if (!note.textContent.includes("Pitkästä hakutekstistä")) return;
    watch.disconnect();
    done(performance.now() - start);
  }).observe(note, { childList: true, subtree: true });
  input.value = text;
  input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  input.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
})"""


@pytest.mark.parametrize("name", PASTED)
def test_a_long_text_is_answered_said_to_be_cut_and_the_next_question_too(visit, name: str) -> None:
    """The field keeps what was pasted; five seconds are for a busy machine, not for the search."""
    text = PASTED[name]
    page = visit()
    ask(page, "asunto")
    page.wait_for_selector(HIT)
    took = page.evaluate(PASTE, text)
    assert took < 5000
    field = page.locator(".md-search__input")
    assert field.input_value() == text
    assert page.locator(NOTE).inner_text().startswith("Pitkästä hakutekstistä")
    field.fill("koevapauteen")
    page.keyboard.press("End")
    page.wait_for_function("(hit) => document.querySelector(hit)?.href.includes('koevapaus')", arg=HIT)
    assert "Pitkästä" not in page.locator(NOTE).inner_text()


def test_a_long_address_asks_and_marks_as_a_short_one(visit) -> None:
    """As much as servers let through; what they refuse never reaches the page."""
    page = visit("?q=" + ("koevapaus " * 6000)[:60_000].replace(" ", "+"))
    page.wait_for_selector(HIT)
    assert page.locator(NOTE).inner_text().startswith("Pitkästä hakutekstistä")
    page = visit("asumisen-tuki/velat/?h=vuokra+" + "+".join(f"x{number}" for number in range(9000)))
    page.wait_for_selector("article mark")


def test_markup_in_a_page_stays_text(visit) -> None:
    """The index escapes it; what a page shows as text is text in the list of hits too."""

    def spoil(route) -> None:
        index = route.fetch().json()
        row = next(doc for doc in index["docs"] if doc["location"] == "sanasto/#haato")
        row["title"] = "häätö &lt;img src=x onerror=alert(1)&gt;"
        row["text"] = "häätö &lt;script&gt;document.title='x'&lt;/script&gt;"
        route.fulfill(json=index)

    page = visit(prepare=lambda page: page.route("**/search_index.json", spoil))
    title = page.title()
    ask(page, "häätö onerror")
    page.wait_for_selector(HIT)
    assert page.locator(".md-search__output").locator("img, script").count() == 0
    assert page.title() == title


def test_without_the_builds_tables_plain_words_are_found(visit) -> None:
    def spoil(route) -> None:
        index = route.fetch().json()
        del index["config"]["guide"]
        route.fulfill(body=json.dumps(index), content_type="application/json")

    page = visit(prepare=lambda page: page.route("**/search_index.json", spoil))
    ask(page, "koevapaus")
    page.wait_for_selector(HIT)
    assert "koevapaus" in page.locator(HIT).first.get_attribute("href")


def test_without_scripts_the_header_leads_to_glossary_and_all_pages(visit) -> None:
    page = visit("asumisen-tuki/velat/", java_script_enabled=False)
    assert not page.locator(".md-search__input").is_visible()
    page.locator("header >> text=Kaikki sivut").click()
    page.locator("article >> text=Koevapauden edellytykset").first.click()
    assert page.url.endswith("/valvottu-koevapaus/edellytykset/")
    page.locator("header >> text=Sanasto").click()
    assert page.locator("article >> text=vuokravelka").first.is_visible()


def test_the_list_of_all_pages_has_them_all(visit) -> None:
    page = visit("tietoa/sivukartta/")
    listed = page.eval_on_selector_all("article a[href]", "(all) => all.map((a) => a.pathname)")
    assert {f"/{p.url}" for p in PAGES} <= set(listed)
