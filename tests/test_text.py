"""Spelling and length of sentences: findings to look at, and measures without a grade."""

import json
import sys

import pytest
from conftest import ROOT, run

from guide import finnish, readability, reading, spelling

SENTENCES = [
    ("Yksi lause. Toinen lause!\n", ["Yksi lause", "Toinen lause"]),
    ("Laki tuli 1.1.2025 voimaan. Se muuttui.\n", ["Laki tuli 1 1 2025 voimaan", "Se muuttui"]),
    ("Kysy esim. Kelasta apua.\n", ["Kysy esim Kelasta apua"]),
    ("Luku on 3. Asia päättyy.\n", ["Luku on 3 Asia päättyy"]),
    ("## Otsikko\n\nTeksti ([§ VankL 4:6]).\n", ["Teksti"]),
    ("- yksi kohta\n- toinen kohta\n", ["yksi kohta", "toinen kohta"]),
    ("| a | b |\n|---|---|\n| c | d |\n", []),
    ("Hän sanoi: ”Tule.” Sitten mentiin.\n", ["Hän sanoi Tule", "Sitten mentiin"]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_text_falls_into_sentences(text, expected):
    found = readability.sentences(reading.from_markdown(text))
    assert [" ".join(sentence.words) for sentence in found] == expected


def test_measures_add_up():
    found = readability.measure(
        reading.from_markdown("Pieni koira. Asumisneuvonta auttaa aina.\n")
    )
    assert (found.words, found.sentences, found.longest) == (5, 2, 3)
    assert found.mean == 2.5
    assert found.long_words == 0.2
    assert readability.measure([]).mean == 0


def unknown(text: str, words: list[str] = ()) -> list[str]:
    lexicon = finnish.with_analyser()
    right = spelling.Reviewed(list(words), lexicon)
    knows = spelling.lexicon_knows(lexicon)
    blocks = reading.from_markdown(text)
    return [word for block in blocks for _, word in spelling.unknown(block, knows, right)]


SPELT = [
    ("Koevapauteen pääsee kesällä.", [], []),
    ("Hän sai koevapaauteen.", [], ["koevapaauteen"]),
    ("Varken tilasto.", [], ["Varken"]),
    ("Varken tilasto ja Varkellekin.", ["Varke"], []),
    ("`koevapaauteen` ja [x](koevapaauteen.md)", [], []),
    ("THL:n ohje, STM ja 3G.", [], []),
    ("XYZ-vankila ja EU-maa.", [], []),
    ('<span lang="en">probationary libertyx</span> alkaa.', [], []),
    ("Hän sanoi: ”koevapaauteen”.", [], []),
]


@pytest.mark.parametrize(("text", "words", "expected"), SPELT)
def test_unknown_words_are_told(text, words, expected):
    assert unknown(text, words) == expected


def test_reviewed_words_stand_once_and_in_order():
    words = spelling.listed()
    assert words == sorted(set(words))


def test_without_voikko_the_check_says_so_and_goes_on(tmp_path, monkeypatch):
    page = tmp_path / "sivu.md"
    page.write_text("Hän sai koevapaauteen. " + "sana " * 31 + "\n", encoding="utf-8")
    (tmp_path / "libvoikko.py").write_text("raise ImportError\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    done = run(sys.executable, ROOT / "scripts/check_text.py", page, "--format", "json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert [row["check"] for row in found] == ["sentence-length", "spelling", "spelling"]
    assert {row["level"] for row in found} == {"warning"}
    assert any("Voikko is not installed" in row["message"] for row in found)


def test_the_report_has_a_row_for_each_page(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.md").write_text("Yksi lause tässä.\n", encoding="utf-8")
    done = run(sys.executable, ROOT / "scripts/check_text.py", tmp_path, "--report")
    assert done.returncode == 0
    rows = done.stdout.strip().split("\n")
    assert len(rows) == 4
    assert rows[1].split()[:4] == ["3", "1", "3.0", "3"]
    assert rows[-1].split()[:2] == ["6", "2"]


def test_nothing_to_read_is_not_a_success(tmp_path):
    done = run(sys.executable, ROOT / "scripts/check_text.py", tmp_path)
    assert done.returncode == 2
