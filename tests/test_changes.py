"""What changed is told on its page, on the changed pages and in a feed, all from one list."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from lxml import html

from conftest import run
from guide import changes

ATOM = "{http://www.w3.org/2005/Atom}"
ROWS = [
    ("c", "2027-03-01", "sivu.md", "vaiheet", ""),
    ("b", "2027-02-01", "index.md", "", "2"),
    ("a", "2027-01-01", "sivu.md", "", ""),
    ("o", "2026-11-24", "index.md", "", "1"),
]


def data(rows: list[tuple[str, str, str, str, str]]) -> str:
    text = ""
    for name, day, page, heading, edition in rows:
        text += f'- id: {name}\n  date: "{day}"\n  page: {page}\n  what: Muutos {name} < | >.\n'
        text += "  why: Syy siihen.\n"
        text += f"  heading: {heading}\n" if heading else ""
        text += f'  edition: "{edition}"\n' if edition else ""
    return text


@pytest.fixture
def site(copy_repo: Callable[..., Path]) -> Path:
    """The small guide with a history page, built."""
    root = copy_repo(mini=True)
    (root / "docs/data/changes.yml").write_text(data(ROWS), encoding="utf-8")
    history = root / "docs/tietoa/paivityshistoria.md"
    history.parent.mkdir()
    front = "title: Muutokset\ndescription: Mitä oppaassa on muuttunut ja miksi.\nkind: about"
    history.write_text(f"---\n{front}\n---\n\n<!-- luettelo: muutokset -->\n", encoding="utf-8")
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("  - tietoa/paivityshistoria.md\n")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", root / "out"]
    done = run(*command, cwd=root)
    assert done.returncode == 0, done.stderr
    return root / "out"


def test_history_groups_changes_by_edition_newest_first(site: Path) -> None:
    text = (site / "tietoa/paivityshistoria/index.html").read_text(encoding="utf-8")
    marks = ['id="muuttunut"', "Muutos c", "Julkaisu 2, 1.2.2027", "Muutos b", "Muutos a"]
    marks += ["Julkaisu 1, 24.11.2026", "Muutos o"]
    places = [text.rindex(mark) for mark in marks]
    assert places == sorted(places)
    assert 'href="../../sivu/#vaiheet"' in text
    assert "Muutos a &lt; &#124; &gt;." in text


def test_only_what_changed_since_the_last_edition_is_marked_at_its_place(site: Path) -> None:
    page = (site / "sivu/index.html").read_text(encoding="utf-8")
    assert page.count('class="changed"') == 1
    between = page[page.index('id="vaiheet"') : page.index("Muutos c")]
    assert between.count("<h2") == 0 and "Muuttunut</strong> 1.3.2027" in between
    assert 'class="changed"' not in (site / "index.html").read_text(encoding="utf-8")


def test_the_front_page_tells_the_newest_three_and_leads_to_them_all(site: Path) -> None:
    page = html.parse(site / "index.html")
    told = page.xpath("//section[contains(@class, 'home__news')]//li")
    assert len(told) == 3
    assert [time.text for time in page.xpath("//section//time")] == sorted(
        (time.text for time in page.xpath("//section//time")), key=lambda day: day.split(".")[::-1], reverse=True
    )
    assert "Muutos c < | >." in told[0].text_content()
    links = page.xpath("//section[contains(@class, 'home__news')]//a/@href")
    assert all((site / link.partition("#")[0] / "index.html").is_file() for link in links)
    assert links[-1] == "tietoa/paivityshistoria/"


def test_the_feed_is_atom_with_lasting_ids_and_links_that_lead_to_built_pages(site: Path) -> None:
    feed = ElementTree.parse(site / changes.FEED).getroot()
    assert feed.tag == f"{ATOM}feed"
    for holder in (feed, *feed.iter(f"{ATOM}entry")):
        for needed in ("title", "id", "updated"):
            assert holder.findtext(ATOM + needed), needed
        for link in holder.findall(f"{ATOM}link"):
            target = site / "tietoa" / link.get("href", "").partition("#")[0]
            assert (target / "index.html").is_file() or target.is_file()
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert len(set(ids)) == len(ROWS)
    assert feed.findtext(f"{ATOM}updated") == "2027-03-01T00:00:00Z"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("a", "2027-01-01", "poissa.md", "", "")], "there is no page 'poissa.md'"),
        ([ROWS[2], ROWS[1]], "the newest row is the first"),
        ([ROWS[1], ROWS[1]], "taken already"),
        ([("A!", "2027-01-01", "sivu.md", "", "")], "id"),
        ([("a", "1.1.2027", "sivu.md", "", "")], "date"),
    ],
)
def test_a_wrong_row_is_told_with_its_place(
    rows: list, said: str, copy_repo: Callable[..., Path]
) -> None:
    root = copy_repo(mini=True)
    (root / "docs/data/changes.yml").write_text(data(rows), encoding="utf-8")
    done = run(sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", "out", cwd=root)
    assert done.returncode == 1
    assert said in done.stderr and "docs/data/changes.yml:" in done.stderr
    assert "Traceback" not in done.stderr
