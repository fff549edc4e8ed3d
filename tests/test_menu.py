"""The menu is short, and the book made of it has two levels of numbers."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from lxml import html

from guide import line_breaks
from guide.pdf.book import Leaf, Part, from_nav

MODELS = "yhteistyo/mallit/"


def page(name: str, *, index: bool = False) -> SimpleNamespace:
    return SimpleNamespace(
        is_page=True,
        is_section=False,
        is_index=index,
        is_homepage=False,
        meta={"title": name},
        file=SimpleNamespace(src_uri=f"{name}.md"),
        url=f"{name}/",
        content="",
    )


def section(title: str, *children: SimpleNamespace) -> SimpleNamespace:
    return SimpleNamespace(is_page=False, is_section=True, title=title, children=list(children))


def shape(node: Part | Leaf) -> object:
    if isinstance(node, Leaf):
        return node.title
    return (node.opening.title if node.opening else node.title, [*map(shape, node.children)])


def test_groups_of_the_menu_without_a_page_do_not_reach_the_book() -> None:
    inner = section("Mallit", page("mallit", index=True), section("Ryhmä", page("a"), page("b")), page("c"))
    nav = [page("etusivu"), section("Luku", page("luku", index=True), inner), section("Tietoa", page("d"))]
    assert [*map(shape, from_nav(nav))] == [
        "etusivu",
        ("luku", [("mallit", ["a", "b", "c"])]),
        ("Tietoa", ["d"]),
    ]


def test_the_menu_beside_a_page_of_the_longest_chapter_is_short(built: Path) -> None:
    for url in (MODELS, f"{MODELS}portti-vapauteen/", f"{MODELS}ulkomailta/tanska-asunto-ensin/"):
        menu = html.parse(built / url / "index.html").xpath("//nav[contains(@class, 'chapters')]")[0]
        shown = menu.xpath(".//li[not(ancestor-or-self::*[contains(@class, 'chapters__sections')])]")
        assert len(shown) <= 40, url


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Vankila ja yhdyskuntaseuraamustoimisto", "Vankila ja yhdyskunta~seuraamus~toimisto"),
        ("Portti vapauteen -verkkopalvelu", "Portti vapauteen -+verkkopalvelu"),
        ("Valvottu koevapaus", "Valvottu koevapaus"),
    ],
)
def test_long_words_of_the_menu_break_between_their_parts(title: str, expected: str) -> None:
    found = line_breaks.breakable(title)
    assert found.replace(line_breaks.SOFT_HYPHEN, "~").replace(line_breaks.WORD_JOINER, "+") == expected
