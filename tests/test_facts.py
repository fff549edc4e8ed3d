"""Pages say which facts back them, and nobody prints a fact that is not certain."""

from dataclasses import replace

import pytest

from guide import data, facts, library, yaml_lines
from guide.findings import Finding

ROWS = yaml_lines.load(
    """\
- {id: RP-014, claim: Rikosseuraamuskeskuksia on seitsemän., state: varma, source: VNA 629/2024}
- {id: RP-015, claim: Keskuksilla on alueet., state: varma, source: VNA 629/2024}
- {id: RP-S02, claim: Vankeja oli keskimäärin 3 356., state: varma, source: Rise 2025}
- {id: RP-171, claim: Asumistuen kesto vankeudessa., state: tarkistettava, source: RETS}
- {id: KV-128, claim: Asumistuki kuusi kuukautta., state: korvattu, source: RETS, by: [RP-014]}
- {id: M27, claim: Vapauttamisyksikkö Tampere., state: tarkistettava, source: otsikko}
- {id: AS-102, claim: Sovi vuokran maksajasta., state: suositus, source: neuvo}
"""
)


def findings(text: str) -> list[Finding]:
    return list(facts.check_text(text, "docs/sivu.md", 10, ROWS))


@pytest.mark.parametrize(
    ("comment", "ids"),
    [
        ("RP-014", ["RP-014"]),
        ("RP-014, KV-072", ["RP-014", "KV-072"]),
        ("RP-014; toinen sarake oma suositus", ["RP-014"]),
        ("keksitty esimerkki; rajat KV-034 ja KV-036", ["KV-034", "KV-036"]),
        ("KV-059, taulukko 1", ["KV-059"]),
        ("RP-139–RP-141", ["RP-139", "RP-140", "RP-141"]),
        ("RP-139–141", ["RP-139", "RP-140", "RP-141"]),
        ("RP-S09–S11", ["RP-S09", "RP-S10", "RP-S11"]),
        ("RP-S02, M05", ["RP-S02", "M05"]),
        ("RP-171: avoin", ["RP-171"]),
        ("luettelo: säädökset", []),
        ("asunto 30 m2, mitoitus A4", []),
        ("taulukko 2", []),
        ("", []),
    ],
)
def test_comment_names_its_facts(comment: str, ids: list[str]) -> None:
    assert [mention.id for mention in facts.mentions(comment)] == ids
    assert not facts.malformed(comment)


@pytest.mark.parametrize(
    "written",
    ["KV-14", "kv-014", "RP 014", "YT–002", "RP014", "RP-0145", "M5", "rp-s02", "RP-S2", "M-05"],
)
def test_something_like_an_id_is_told_with_a_right_example(written: str) -> None:
    (found,) = findings(f"Teksti. <!-- RP-014, {written} -->")
    assert f"'{written}'" in found.message
    assert facts.EXAMPLE in found.message


@pytest.mark.parametrize(
    "comment", ["RP, luku 19: vankeja", "RP luku 19", "RP-015–RP-0", "RP-014–KV-020"]
)
def test_a_fact_base_without_a_fact_is_told(comment: str) -> None:
    assert any(found.level == "error" for found in findings(f"<!-- {comment} -->"))


def test_a_backward_run_names_nothing_and_says_so() -> None:
    assert facts.mentions("RP-015–RP-014") == []
    assert facts.malformed("RP-015–RP-014") == [(0, "RP-015–RP-014")]


def test_unknown_fact_is_told_at_its_place() -> None:
    (found,) = findings("Yksi.\n\nKaksi. <!-- RP-014,\n  KV-999 -->\n")
    assert (found.line, found.column) == (13, 3)
    assert "unknown fact 'KV-999'" in found.message


@pytest.mark.parametrize(
    ("comment", "says"),
    [
        ("RP-171", "<!-- RP-171: avoin -->"),
        ("RP-014, RP-171", "<!-- RP-171: avoin -->"),
        ("M27", "not certain enough"),
        ("KV-128", "use RP-014"),
        ("RP-171: luku 3", "not certain enough"),
        ("esimerkki: RP-014, RP-171", "not certain enough"),
        ("RP-014: avoin; RP-171", "not certain enough"),
    ],
)
def test_fact_that_may_not_be_printed_is_refused(comment: str, says: str) -> None:
    (found,) = findings(f"Tuki kestää. <!-- {comment} -->")
    assert says in found.message


@pytest.mark.parametrize(
    "comment",
    [
        "RP-171: avoin",
        "RP-014, RP-171: avoin",
        "RP-014; RP-171: tarkistettava Kelasta",
        "avoin: RP-171",
        "KV-128: korvattu",
        "KV-128: vanha väite",
        "RP-014, RP-015, RP-S02, AS-102",
    ],
)
def test_open_matter_told_as_open_is_accepted(comment: str) -> None:
    assert findings(f"Kysy Kelasta. <!-- {comment} -->") == []


def test_comments_in_code_are_examples() -> None:
    assert findings("`<!-- KV-999 -->`\n\n```\n<!-- kv 1 -->\n```\n") == []


DATA = """\
- {id: RP-001, claim: Viisi vaihetta., state: varma, source: ETL}
- {id: RP-002, claim: Vanha tieto tästä., state: korvattu, source: RETS, by: [RP-003]}
- {id: RP-003, claim: Epävarma tieto., state: tarkistettava, source: RETS}
- {id: RP-004, claim: Vanha tieto tuosta., state: korvattu, source: RETS, by: [RP-999]}
- {id: RP-005, claim: Varma tieto tästä., state: varma, source: ETL, open: Päivä.}
"""


def test_superseded_rows_point_at_rows_that_can_be_used() -> None:
    told = list(facts.check_data(yaml_lines.load(DATA), "facts.yml"))
    assert [found.line for found in told] == [2, 4, 5]
    assert "not certain enough" in told[0].message
    assert "not in docs/data/facts.yml" in told[1].message
    assert "'open' belongs to the state 'osin'" in told[2].message


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("{id: RP-1, claim: Viisi vaihetta., state: varma, source: ETL}", "RP-1"),
        ("{id: RP-001, claim: Viisi vaihetta., state: varmaa, source: ETL}", "not one of"),
        ("{id: RP-001, claim: Viisi vaihetta., state: osin, source: ETL}", "'open' is missing"),
        ("{id: RP-001, claim: Viisi vaihetta., state: korvattu, source: ETL}", "'by' is missing"),
        ("{id: RP-001, claim: Viisi vaihetta., state: varma, source: ETL, x: y}", "unknown key"),
    ],
)
def test_faulty_row_is_told(tmp_path, row: str, says: str) -> None:
    (tmp_path / "facts.yml").write_text(f"- {row}\n", encoding="utf-8")
    _, told = data.read(tmp_path, "facts")
    assert says in " ".join(found.message for found in told)


@pytest.mark.parametrize(
    ("kind", "comment", "warned"),
    [
        ("guide", "", True),
        ("model", "<!-- taulukko 1 -->", True),
        ("guide", "<!-- RP-014 -->", False),
        ("tool", "", False),
        ("about", "", False),
    ],
)
def test_page_without_facts_is_warned_of(tmp_path, kind: str, comment: str, warned: bool) -> None:
    front = f"title: Sivu\ndescription: Yhden lauseen kuvaus tästä sivusta.\nkind: {kind}\n"
    text = f"---\n{front}---\n\nTeksti. {comment}\n"
    (tmp_path / "sivu.md").write_text(text, encoding="utf-8")
    (found, *more) = [*facts.check(library.load(tmp_path), ROWS), None]
    assert not [finding for finding in more if finding]
    assert bool(found and found.level == "warning") is warned


def test_shared_snippets_are_read_too(tmp_path) -> None:
    (tmp_path / "osat").mkdir()
    (tmp_path / "osat" / "lupa.md").write_text("Kysy. <!-- KV-999 -->\n", encoding="utf-8")
    (tmp_path / "sivu.md").write_text("---\nkind: about\n---\n\nTeksti.\n", encoding="utf-8")
    (found,) = facts.check(library.load(tmp_path), ROWS)
    assert found.path.endswith("osat/lupa.md")
    assert "KV-999" in found.message


@pytest.mark.parametrize("table", ["model_rows", "organisation_rows"])
def test_facts_named_in_data_are_read_too(tmp_path, table: str) -> None:
    (tmp_path / "sivu.md").write_text("---\nkind: about\n---\n\nTeksti.\n", encoding="utf-8")
    rows = yaml_lines.load("- id: yksi\n  facts: [RP-014, KV-999]\n")
    (found,) = facts.check(replace(library.load(tmp_path), **{table: rows}), ROWS)
    assert found.path.startswith("docs/data/") and found.line == 2
    assert "KV-999" in found.message
