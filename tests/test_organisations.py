"""The tables of organisations are made from data, and lose nothing of it on the way."""

from pathlib import Path

import pytest

from guide import citation_checks, library, markers, organisations, schema
from guide.terms import vocabulary
from guide.yaml_lines import load

DOCS = Path(__file__).resolve().parents[1] / "docs"
BY_LAW = {
    "id": "keskus",
    "name": "Keskus",
    "kind": "rise",
    "duty": "yhteistyö alueella",
    "reach": "keskuksen johto",
    "statutes": ["[§ RiseL 4]"],
    "facts": ["YT-070"],
    "state": "toiminnassa",
}
SEEN = {
    "id": "jarjesto",
    "name": "Järjestö",
    "kind": "jarjesto",
    "duty": "vertaistuki",
    "reach": "verkkosivu",
    "sources": ["kris-esittely"],
    "seen": "2017-03",
    "state": "tarkistettava",
}


def test_a_duty_carries_its_section_and_the_facts_follow_the_table():
    table = organisations.organisation_table([BY_LAW])
    assert "| Keskus | yhteistyö alueella ([§ RiseL 4]) | keskuksen johto |" in table
    assert table.endswith("\n\n<!-- YT-070 -->")


def test_where_nothing_rests_on_law_the_reader_sees_how_old_the_knowledge_is():
    table = organisations.organisation_table([SEEN, {**SEEN, "state": "toiminnassa"}])
    assert "| vertaistuki ([@kris-esittely]) | verkkosivu | 2017, tarkista |" in table
    assert "| verkkosivu | 2017 |" in table


def test_an_unsure_row_among_others_says_its_year():
    assert "vertaistuki (tieto 2017; [@kris-esittely])" in organisations.organisation_table([BY_LAW, SEEN])


@pytest.mark.parametrize(
    ("marker", "names"),
    [
        ("<!-- luettelo: organisaatiot -->", ["Keskus", "Järjestö"]),
        ("<!-- luettelo: organisaatiot rise valtio -->", ["Keskus"]),
        ("<!-- luettelo: organisaatiot kunta -->", []),
    ],
)
def test_a_marker_gets_the_kinds_it_asks_for(marker, names):
    (asked,) = markers.find(f"ennen\n\n{marker}\n\njälkeen")
    assert [row["name"] for row in organisations.of_kinds([BY_LAW, SEEN], asked.words)] == names


@pytest.fixture(scope="module")
def found():
    return library.load(DOCS)


@pytest.fixture
def page(found):
    return next(page for page in found.pages if page.name == "yhteistyo/kuka-on-kuka.md")


def test_every_organisation_stands_on_the_page_once(found, page):
    text = "\n".join(page.snippets)
    names = [row["name"] for row in found.organisation_rows.value]
    assert names and [name for name in names if text.count(f"| {name} |") != 1] == []


def test_what_a_row_cites_counts_as_cited_by_the_page(found, page):
    for row in found.organisation_rows.value:
        assert set(row.get("sources", [])) <= set(page.source_citations())
        assert {name[2:-1] for name in row.get("statutes", [])} <= set(page.statute_citations())


def test_the_words_of_the_tables_are_checked_on_their_lines(found):
    words = vocabulary.organisation_words(DOCS)
    lines = words.text.split("\n")
    assert len(words.blocks) == 3 * len(found.organisation_rows.value)
    assert [b.text for b in words.blocks if b.text not in lines[b.first - 1]] == []


def test_a_row_that_cites_what_is_not_there_is_found(tmp_path):
    docs = tmp_path / "docs"
    (docs / "data").mkdir(parents=True)
    (docs / "sivu.md").write_text("---\ntitle: Sivu\n---\nTeksti.\n", encoding="utf-8")
    for name in ("statutes", "sources", "models"):
        (docs / "data" / f"{name}.yml").write_text("[]\n", encoding="utf-8")
    (docs / "data/organisations.yml").write_text(
        "- id: a\n  name: Aa\n  kind: rise\n  duty: auttaa\n  reach: soittamalla\n"
        '  statutes: ["[§ Olematon 1]"]\n  sources: [olematon]\n  state: toiminnassa\n',
        encoding="utf-8",
    )
    found = list(citation_checks.check(library.load(docs)))
    shown = [(f.path, f.line) for f in found]
    assert shown == [(library.ORGANISATIONS_FILE, 1)] * 2


def test_no_rows_are_allowed_and_an_unknown_key_is_not():
    row = "{id: a, name: Aa, kind: rise, duty: auttaa, reach: soitto, state: toiminnassa, x: 1}"
    good, bad = (
        list(schema.check("organisations", load(text), "organisations.yml", "data"))
        for text in ("[]", f"- {row}")
    )
    assert good == []
    assert ["x" in finding.message for finding in bad] == [True]
