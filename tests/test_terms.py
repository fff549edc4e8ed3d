"""The check of terms: what it finds in any form, what it leaves alone, where it says so."""

import csv
import json
import sys
from functools import cache
from pathlib import Path

import pytest
from conftest import ROOT, run

from guide import finnish, reading
from guide.terms import bank, check, titles

BANK = ROOT / "tests/terms/bank.yml"
SENTENCES = ROOT / "tests/terms/sentences.csv"
PRECISION, RECALL = 0.98, 0.97
TERM_CHECKS = (check.AVOIDED, check.OUTDATED)


@cache
def checker(path: Path = BANK) -> check.Checker:
    found, findings = bank.load(path)
    assert not findings
    return check.Checker(
        found, finnish.with_analyser(), titles.Titles(["laki linnakundien asemasta"])
    )


def findings(text: str, path: Path = BANK, *, page: bool = False):
    source = check.Source("teksti.md", reading.from_markdown(text), text, page)
    return list(checker(path).check(source))


@cache
def judge() -> list[tuple[dict[str, str], list[str], bool]]:
    """Each sentence with the messages it got, and whether the right form was found (or none)."""
    judged = []
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            got = [f.message for f in findings(row["text"]) if f.check in TERM_CHECKS]
            right = any(f"instead of '{row['found']}'" in message for message in got)
            judged.append((row, got, right if row["found"] else not got))
    return judged


def test_avoided_forms_are_found_and_right_words_are_left_alone():
    judged = judge()
    assert len(judged) >= 200
    wanted = [(got, right) for row, got, right in judged if row["found"]]
    hits = sum(right for _, right in wanted)
    false = sum(len(got) - right for got, right in wanted)
    false += sum(bool(got) for row, got, _ in judged if not row["found"])
    missed = [row["text"] for row, _, right in judged if not right]
    assert hits / len(wanted) >= RECALL, missed
    assert hits / (hits + false) >= PRECISION, missed


@pytest.mark.parametrize(
    "kind", ["preferred", "address", "code", "identifier", "quote", "comment"]
)
def test_no_false_alarm_where_none_is_forgiven(kind):
    rows = [(row, got) for row, got, _ in judge() if row["class"] == kind and not row["found"]]
    assert rows
    assert [row["text"] for row, got in rows if got] == []


def rows(text: str, tmp_path: Path) -> Path:
    path = tmp_path / "terms.yml"
    path.write_text(text, encoding="utf-8")
    return path


SMALLEST = """\
- id: tyollisyysalue
  fi: "työllisyysalue"
  avoid:
    - {form: "TE-toimisto", level: error}
    - {form: "koe vapaus", level: error, inflects: last}    # only the last word inflects
    - {form: "RISE", level: warning, case: exact}           # spelling rule: exact case
"""


def test_the_smallest_row_is_accepted_as_it_stands(tmp_path):
    path = rows(SMALLEST, tmp_path)
    got = findings("TE-toimistossa, koe vapauteen, koetta vapautta, RISE:n ja Risen.", path)
    assert [(f.level, f.message.split("'")[1]) for f in got] == [
        ("error", "TE-toimistossa"),
        ("error", "koe vapauteen"),
        ("warning", "RISE:n"),
    ]


INVALID = [
    ("- {id: a, fi: aa}\n- {id: b, fi: bb, uusi: x}\n", 2, "unknown key 'uusi'"),
    ("- {id: a, fi: aa}\n- {id: b}\n", 2, "'fi' is missing"),
    ("- {id: a, fi: aa}\n\n- {id: a, fi: bb}\n", 3, "'a' is taken already, on line 1"),
    ("- {id: a, fi: aa}\n- {id: b, fi: aa}\n", 2, "preferred term already, on line 1"),
    (
        "- {id: a, fi: aa}\n- id: b\n  fi: bb\n  avoid:\n    - {form: AA, level: error}\n",
        5,
        "'AA' is avoided here but is the preferred term of line 1",
    ),
    (
        "- id: a\n  fi: aa\n  avoid: [{form: cc, level: error}]\n"
        "- id: b\n  fi: bb\n  avoid: [{form: cc, level: warning}]\n",
        6,
        "'cc' is avoided already, on line 3",
    ),
    ("- {id: a, fi: aa}\n- {id: b, fi: bb, related: [x]}\n", 2, "no term with the id 'x'"),
    (
        "- {id: a, fi: aa, related: [b]}\n- {id: b, fi: bb, related: [c]}\n"
        "- {id: c, fi: cc, related: [a]}\n",
        3,
        "a circle: a → b → c → a",
    ),
    ("- {id: a, fi: aa, related: [a]}\n", 1, "a circle: a → a"),
    ("- id: a\n fi: aa\n", 2, "broken YAML"),
]


@pytest.mark.parametrize(("text", "line", "message"), INVALID)
def test_a_broken_bank_is_told_with_its_line(text, line, message, tmp_path):
    _, faults = bank.load(rows(text, tmp_path))
    assert [(f.line, f.level) for f in faults] == [(line, "error")]
    assert message in faults[0].message


def test_related_terms_without_a_circle_are_fine(tmp_path):
    text = (
        "- {id: a, fi: aa, related: [b, c]}\n- {id: b, fi: bb, related: [c]}\n- {id: c, fi: cc}\n"
    )
    assert bank.load(rows(text, tmp_path))[1] == []


def test_a_spelling_rule_may_avoid_other_capitals_of_a_name(tmp_path):
    text = "- {id: r, fi: Rise, avoid: [{form: RISE, level: error, case: exact}]}\n"
    assert bank.load(rows(text, tmp_path))[1] == []


def test_the_guides_own_bank_is_valid():
    found, faults = bank.load(ROOT / "docs/data/terms.yml")
    assert faults == []
    assert len(found.terms) >= 279


PLACES = [
    ("Yksi.\n\nKaksi linnakundi.\n", [(3, 7)]),
    ("Yksi rivi\nja linnakundi\nja linnakundin.\n", [(2, 4), (3, 4)]),
    ("---\ntitle: Otsikko\n---\n\nlinnakundi\n", [(5, 1)]),
    ("---\ntitle: Linnakundi\n---\n\nTeksti.\n", [(2, 8)]),
    ("| a | b |\n|---|---|\n| c | linnakundi |\n", [(3, 7)]),
    ('!!! tip "Linnakundin"\n    Teksti.\n', [(1, 10)]),
    ("- yksi\n- linnakundi\n    - linnakundille\n", [(2, 3), (3, 7)]),
    ("linnakundi linnakundi\n", [(1, 1), (1, 12)]),
    ("Teksti ja linna-\nkundi\n", [(1, 11)]),
    ("```\nx\n```\n\n1. linnakundi\n", [(5, 4)]),
    ("<!--\nx\n\ny\n-->\n\nlinnakundi\n", [(7, 1)]),
    ("Termi\n:   linnakundi\n", [(2, 5)]),
]


@pytest.mark.parametrize(("text", "places"), PLACES)
def test_findings_stand_where_the_word_stands(text, places):
    assert [(f.line, f.column) for f in findings(text) if f.check == "term"] == places


EXCUSED = [
    ("linnakundi <!-- termi-ok: linnakundi – lainattu nimi -->", []),
    ("<!-- termi-ok: Linnakundi - nimi -->\n\nlinnakundit ja linnakundille", []),
    ("linnakundi <!-- termi-ok: linnakundi -->", [("term-exception", "warning")]),
    ("vanki <!-- termi-ok: linnakundi – nimi -->", [("term-exception", "error")]),
    (
        "linnakundi <!-- termi-ok: Krits – nimi -->",
        [("term", "error"), ("term-exception", "error")],
    ),
    ("vanki <!-- termi-ok: -->", [("term-exception", "error")]),
    ("`<!-- termi-ok: linnakundi – esimerkki -->`", []),
]


@pytest.mark.parametrize(("text", "expected"), EXCUSED)
def test_exceptions_are_explained_and_used(text, expected):
    assert sorted((f.check, f.level) for f in findings(text)) == expected


def test_exceptions_are_counted():
    findings("linnakundi ja linnakundit <!-- termi-ok: linnakundi – nimi -->")
    assert checker(BANK).excuses[-1].count == 2


def test_titles_are_quoted_not_chosen():
    assert findings("Hän luki lakia linnakundien asemasta.") == []
    assert len(findings("Hän kertoi linnakundien asemasta.")) == 1
    text = "Lain työ- ja elinkeinotoimistoista (9/2099) mukaan."
    assert [f for f in findings(text) if f.check == "term"] == []


def test_a_name_that_has_ended_is_told_as_such(tmp_path):
    text = (
        "- id: a\n  fi: Varke\n  avoid:\n"
        '    - {form: ARA, level: error, case: exact, until: "2025-02-28", reason: "Uusi keskus."}\n'
    )
    (got,) = findings("ARAn tilasto.", rows(text, tmp_path))
    assert got.check == "outdated-name"
    assert "a name that ended in 2025" in got.message and "Uusi keskus." in got.message


ABBREVIATIONS = [
    ("Teksti XYZ jatkuu. XYZ:n ohje.", ["XYZ"]),
    ("Xylofonin yhdistys (XYZ) soittaa. XYZ:n ohje.", []),
    ("XYZ (xylofonin yhdistys) soittaa.", []),
    ("XYZ eli xylofonin yhdistys soittaa.", []),
    ("EU ja PDF ovat tuttuja.", []),
    ("Sanoi: ”XYZ jatkuu.”", []),
]


@pytest.mark.parametrize(("text", "names"), ABBREVIATIONS)
def test_abbreviations_are_opened_on_their_page(text, names):
    got = [f for f in findings(text, page=True) if f.check == "abbreviation"]
    assert [f.message.split("'")[1] for f in got] == names
    assert all(f.level == "warning" for f in got)


TWO_WAYS = [
    ("Asumis-neuvonta auttaa.", ["Asumis-neuvonta"]),
    ("Asumisneuvonta auttaa. Asumis neuvonta auttaa.", ["Asumis neuvonta"]),
    ("Asumisneuvonta auttaa ja asumisneuvonnasta kerrotaan.", []),
    ("Vanki on vapaa. Vanki ja läheinen.", []),
]


@pytest.mark.parametrize(("text", "words"), TWO_WAYS)
def test_preferred_terms_are_written_in_one_way(text, words):
    got = [f.message.split("'")[1] for f in findings(text) if f.check == "term-spelling"]
    assert got == words


def command(*arguments: object):
    return run(sys.executable, ROOT / "scripts/check_terms.py", *map(str, arguments))


def test_the_command_reads_files_and_folders_anywhere(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a/teksti.md").write_text(
        "Käy Kritsissä.\n\nKelavaarin TE-toimisto.\n", encoding="utf-8"
    )
    for path in (tmp_path, tmp_path / "a/teksti.md"):
        done = command(path, "--terms", BANK, "--format", "json")
        assert done.returncode == 1, done.stderr
        found = json.loads(done.stdout)
        assert [(row["line"], row["level"]) for row in found] == [(1, "error"), (3, "error")]
        assert list(found[0]) == ["path", "line", "column", "check", "level", "message"]


def test_forms_beyond_the_committed_ones_are_made_on_the_spot(tmp_path):
    word = "kirjolohifilee"
    assert not finnish.committed().knows(word)
    path = rows(f"- {{id: a, fi: nieriä, avoid: [{{form: {word}, level: error}}]}}\n", tmp_path)
    text = tmp_path / "t.txt"
    text.write_text("Söimme kirjolohifileitä ja kirjolohifileepihvejä.\n", encoding="utf-8")
    done = command(text, "--terms", path)
    assert done.returncode == 1, done.stderr
    assert done.stdout.count("instead of 'kirjolohifilee'") == 2


@pytest.mark.parametrize(
    "arguments",
    [["puuttuu.md"], ["--terms", "puuttuu.yml"], ["--site", "puuttuu", "--terms", BANK]],
)
def test_nothing_to_check_is_not_a_success(arguments, tmp_path):
    done = run(sys.executable, ROOT / "scripts/check_terms.py", *map(str, arguments), cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.strip()


def test_without_the_analyser_uncovered_words_are_an_error_of_the_command(monkeypatch):
    found, _ = bank.load(BANK)
    lean = check.Checker(found, finnish.Lexicon(folder=None), titles.Titles([]))
    with pytest.raises(finnish.NotCovered, match="update_finnish"):
        list(lean.check(check.Source("x", reading.from_markdown("linnakundi"), "linnakundi")))


def test_built_pages_are_read_as_their_reader_sees_them(tmp_path):
    page = tmp_path / "sivu/index.html"
    page.parent.mkdir()
    page.write_text(
        "<html><body><nav>linnakundi</nav><article>\n<p>Kävi <b>linna</b>kundin\nluona.</p>"
        "<p data-unchecked>linnakundi</p><pre>linnakundi</pre><img alt='linnakundi'></article>"
        "</body></html>",
        encoding="utf-8",
    )
    done = command("--site", tmp_path, "--terms", BANK, "--format", "json")
    lines = [(row["line"], row["check"]) for row in json.loads(done.stdout)]
    assert lines == [(2, "term"), (3, "term")]


def test_the_guide_itself_has_no_errors():
    done = command("--format", "json")
    assert done.returncode in (0, 1), done.stderr
    assert [row for row in json.loads(done.stdout or "[]") if row["level"] == "error"] == []
