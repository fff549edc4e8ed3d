"""The table of models is whole without JavaScript, and its rows agree with the pages."""

from dataclasses import replace
from pathlib import Path

import pytest

from guide import library, models, schema, source_checks
from guide.yaml_lines import load

DOCS = Path(__file__).resolve().parents[1] / "docs"
ROW = {
    "id": "tuvat",
    "name": "Tuvat",
    "page": "yhteistyo/mallit/tuvat.md",
    "country": "Suomi",
    "place": "Helsinki",
    "years": "2014",
    "phase": ["vankila", "vapautuminen"],
    "actors": ["rise", "jarjesto"],
    "kind": "palveluohjaus",
    "state": "paattynyt",
    "seen": "2014-06",
    "evidence": "oma-ilmoitus",
    "sources": ["krits-tuvat-2014"],
    "facts": ["M05"],
}
NORWAY = "yhteistyo/mallit/ulkomailta/norja.md"
ABROAD = {**ROW, "name": "Norja", "page": NORWAY, "country": "Norja"}


@pytest.fixture(scope="module")
def guide():
    found = library.load(DOCS)
    assert not found.findings
    return found


def test_a_row_says_all_that_the_filter_asks():
    table = models.model_table([ROW])
    assert (
        "| [Tuvat](tuvat.md) | vankila, vapautuminen | Rise, järjestö "
        "| palveluohjaus | päättynyt (2014) | oma ilmoitus |"
    ) in table


def test_foreign_models_stand_in_a_group_of_their_own():
    home, foreign = models.model_table([ABROAD, ROW]).split("### Ulkomailta")
    assert "[Tuvat](tuvat.md)" in home and "Norja" not in home
    assert "[Norja](ulkomailta/norja.md)" in foreign
    assert "| Rise" not in foreign, "the Finnish authority does not work abroad"


@pytest.mark.parametrize(
    ("rows", "absent"), [([ROW], "### Ulkomailta"), ([ABROAD], "### Suomesta"), ([], "###")]
)
def test_an_empty_group_is_left_out(rows, absent):
    assert absent not in models.model_table(rows)


def test_a_state_without_a_date_says_so():
    assert models.state({**ROW, "seen": models.UNDATED}) == "päättynyt (päiväämätön)"


@pytest.mark.parametrize(
    ("key", "names"),
    [
        ("phase", models.PHASES),
        ("actors", models.ACTORS),
        ("actors", models.FOREIGN_ACTORS),
        ("kind", models.KINDS),
        ("state", models.STATES),
        ("evidence", models.EVIDENCE),
    ],
)
def test_every_value_of_the_schema_has_its_finnish_words(key, names):
    field = schema.validator("models").schema["items"]["properties"][key]
    assert set(names) == set(field.get("enum") or field["items"]["enum"])


def test_the_rows_of_the_guide_agree_with_its_pages(guide):
    assert list(models.check(guide)) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"page": "yhteistyo/mallit/ei-ole.md"}, "does not exist"),
        ({"name": "Toinen nimi"}, "is not the title"),
        ({"country": "Norja"}, "ulkomailta"),
        ({"sources": ["ei-ole"]}, "unknown source"),
    ],
)
def test_a_row_that_errs_stops_the_build(guide, change, told):
    good = next(row for row in guide.model_rows.value if row["country"] == "Suomi")
    rows = replace(guide.model_rows, value=[{**good, **change}])
    messages = [f.message for f in source_checks.check(replace(guide, model_rows=rows))]
    assert any(told in message for message in messages)


def test_a_model_page_without_a_row_is_found(guide):
    found = replace(guide, model_rows=load("[]"))
    assert any("without a row" in finding.message for finding in models.check(found))
