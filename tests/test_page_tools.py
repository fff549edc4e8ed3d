"""Tools of a page: cite it, copy the address of a passage, tell of a fault, propose a change."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import ROOT, run
from lxml import html

from guide import feedback, library

PHASE = "valvottu-koevapaus/asunto/"
CITED = (
    "Asunto koevapauden edellytyksenä. Vapautuvien asumisen tuki – opas työntekijöille."
    " Tiedot tarkistettu 24.11.2026."
)
GITHUB, GITLAB = "https://github.com/guide/guide/", "https://gitlab.example.org/guide/guide"


@pytest.mark.parametrize(
    ("title", "checked", "address", "expected"),
    [
        ("Velat", "4.11.2026", "https://x.fi/velat/", "Velat. Opas. Tiedot tarkistettu 4.11.2026. https://x.fi/velat/"),
        ("Mistä aloitan?", "24.11.2026", "", "Mistä aloitan? Opas. Tiedot tarkistettu 24.11.2026."),
        ("Sanasto", "", "", "Sanasto. Opas."),
    ],
)
def test_a_citation_names_page_guide_date_and_address(
    title: str, checked: str, address: str, expected: str
) -> None:
    assert feedback.citation(title, "Opas", checked, address) == expected


def test_the_form_of_a_fault_names_the_page() -> None:
    parts = urlsplit(feedback.fault_report(GITHUB, 'Velat & "muut"', "https://x.fi/velat/"))
    fields = parse_qs(parts.query)
    assert parts.path == "/guide/guide/issues/new"
    assert fields["page"] == ['Velat & "muut", https://x.fi/velat/']
    assert (ROOT / ".github/ISSUE_TEMPLATE" / fields["template"][0]).is_file()
    parts = urlsplit(feedback.fault_report(GITLAB, "Velat", "docs/velat.md"))
    fields = parse_qs(parts.query)
    assert parts.path == "/guide/guide/-/issues/new"
    assert fields["issue[title]"] == ["Virhe sivulla: Velat"]
    assert (ROOT / ".gitlab/issue_templates" / f"{fields['issuable_template'][0]}.md").is_file()
    assert feedback.fault_report("", "Velat", "docs/velat.md") == ""


def test_a_page_is_edited_in_its_repository() -> None:
    assert feedback.edit_address(GITHUB, "a/b.md") == f"{GITHUB}edit/main/docs/a/b.md"
    assert feedback.edit_address(GITLAB, "a/b.md") == f"{GITLAB}/-/edit/main/docs/a/b.md"
    assert feedback.edit_address("", "a/b.md") == ""


def tools(page: Path) -> dict[str, str]:
    """What the tools of a built page are called and where they lead or what they copy."""
    found = html.parse(page).xpath("//*[contains(@class, 'page-tools__tool')]")
    return {tool.text_content().strip(): tool.get("href") or tool.get("data-copy") for tool in found}


def test_every_page_but_the_first_can_be_cited_and_answered(built: Path) -> None:
    """Nobody has told this guide its repository: the editors' page says what to do."""
    for page in library.load(ROOT / "docs").pages:
        if page.url:
            found = tools(built / page.url / "index.html")
            assert found.keys() == {"Kopioi lähdeviite", "Huomasitko virheen?"}, page.name
            assert found["Kopioi lähdeviite"].startswith(page.title), page.name
    path, _, heading = tools(built / PHASE / "index.html")["Huomasitko virheen?"].partition("#")
    assert html.parse(built / PHASE / path / "index.html").xpath(f"//h2[@id='{heading}']")


def test_a_guide_that_knows_its_addresses_leads_there(copy_repo: Callable[..., Path]) -> None:
    root = copy_repo(mini=True)
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(f"site_url: https://x.fi/opas/\nrepo_url: {GITHUB}\n{text}", encoding="utf-8")
    done = run(sys.executable, "-m", "mkdocs", "build", "--strict", cwd=root)
    assert done.returncode == 0, done.stderr
    found = tools(root / "site/sivu/index.html")
    assert found["Kopioi lähdeviite"].endswith(" https://x.fi/opas/sivu/")
    assert parse_qs(urlsplit(found["Huomasitko virheen?"]).query)["page"] == ["Sivu, https://x.fi/opas/sivu/"]
    assert found["Muokkaa tätä sivua"] == f"{GITHUB}edit/main/docs/sivu.md"


@pytest.fixture
def page(browser, site_url: str) -> Iterator:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(site_url + PHASE, wait_until="load")
    yield page
    context.close()


def test_a_citation_is_copied_with_the_address_and_said_aloud(page, site_url: str) -> None:
    page.get_by_role("button", name="Kopioi lähdeviite").press("Enter")
    status = page.locator(".copied[role=status]")
    status.get_by_text("Lähdeviite kopioitu.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{CITED} {site_url}{PHASE}"


def test_a_link_beside_a_heading_copies_its_address_and_leads_there(page, site_url: str) -> None:
    page.locator("#lyhyesti .headerlink").press("Enter")
    page.get_by_text("Kohdan osoite kopioitu.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url == f"{site_url}{PHASE}#lyhyesti"


def test_where_nothing_can_be_copied_no_button_promises_it(browser, site_url: str) -> None:
    for options in ({"java_script_enabled": False}, {}):
        context = browser.new_context(**options)
        context.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
        page = context.new_page()
        page.goto(site_url + PHASE)
        assert page.locator("[data-copy]:visible, .copied").count() == 0
        assert page.get_by_role("link", name="Huomasitko virheen?").is_visible()
        context.close()


def test_paper_has_the_text_alone_and_says_whence_and_when(page, site_url: str) -> None:
    page.clock.set_fixed_time("2027-02-03T12:00:00")
    note = page.locator(".print-note")
    assert not note.is_visible()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert note.inner_text() == (
        "Vapautuvien asumisen tuki – opas työntekijöille."
        f" Tulostettu 3.2.2027 – {site_url}{PHASE}, tiedot tarkistettu 24.11.2026."
    )
    shown = page.locator("header, footer, nav, .page-tools, .md-sidebar, .headerlink")
    assert [part for part in shown.all() if part.is_visible()] == []
    after = "link => getComputedStyle(link, '::after').content"
    outside = page.locator("#saadokset-ja-lahteet ~ ul a[href^=http]").first
    assert outside.evaluate(after) == f'" ({outside.get_attribute("href")})"'
    assert page.locator("a.statute").first.evaluate(after) == "none"


def test_what_a_click_opens_is_open_on_paper_and_closed_again(page) -> None:
    page.evaluate(
        "document.querySelector('article').insertAdjacentHTML('beforeend',"
        " '<details><summary>Lisää</summary><p id=lisaa>Teksti</p></details>')"
    )
    for event, shown in (("beforeprint", True), ("afterprint", False)):
        page.evaluate(f"dispatchEvent(new Event('{event}'))")
        assert page.locator("#lisaa").is_visible() == shown
