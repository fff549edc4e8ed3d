"""Citations of statutes: written in plain Markdown, read by people as Finns write them."""

from pathlib import Path

import markdown
import pytest

from guide import citation_checks, library, statutes, yaml_lines
from guide.markdown.statutes import StatuteExtension
from guide.statutes import CitationFault, Register

ROWS = [
    {
        "id": "VankL", "number": "767/2005", "name": "vankeuslaki", "short": "vankeuslaki",
        "genitive": "vankeuslain", "sections": "by-chapter",
        "finlex": "https://www.finlex.fi/fi/lainsaadanto/2005/767", "seen": "931/2024",
    },
    {
        "id": "VKVL", "number": "629/2013", "name": "laki valvotusta koevapaudesta",
        "short": "koevapauslaki", "genitive": "koevapauslain", "sections": "plain",
        "finlex": "https://www.finlex.fi/fi/lainsaadanto/2013/629", "seen": "993/2022",
    },
    {
        "id": "SHL", "number": "1301/2014", "name": "sosiaalihuoltolaki",
        "short": "sosiaalihuoltolaki", "genitive": "sosiaalihuoltolain", "sections": "continuous",
        "finlex": "https://www.finlex.fi/fi/lainsaadanto/2014/1301", "seen": "1108/2024",
    },
    {
        "id": "L1302", "number": "1302/2021", "name": "laki vankeuslain muuttamisesta",
        "short": "laki 1302/2021", "genitive": "lain 1302/2021", "sections": "plain",
        "kind": "amendment", "seen": "alkuperäinen",
        "finlex": "https://www.finlex.fi/fi/lainsaadanto/saadoskokoelma/2021/1302",
    },
]  # fmt: skip
REGISTER = Register(ROWS)

READ = [
    ("VankL 4:6", "vankeuslain 4 luvun 6 §", "VankL 4:6 §", "#chp_4__sec_6"),
    ("vankeuslaki 4:6", "vankeuslain 4 luvun 6 §", "VankL 4:6 §", "#chp_4__sec_6"),
    ("767/2005 4:6", "vankeuslain 4 luvun 6 §", "VankL 4:6 §", "#chp_4__sec_6"),
    ("vankl 4:6", "vankeuslain 4 luvun 6 §", "VankL 4:6 §", "#chp_4__sec_6"),
    ("VankL 4:7.3", "vankeuslain 4 luvun 7 §:n 3 momentti", "VankL 4:7.3 §", "#chp_4__sec_7"),
    ("VankL 2:5.1 k4", "vankeuslain 2 luvun 5 §:n 1 momentin 4 kohta", "VankL 2:5.1 § 4 kohta", "#chp_2__sec_5"),
    ("VankL 2:12a–12d", "vankeuslain 2 luvun 12 a–12 d §", "VankL 2:12 a–12 d §", "#chp_2__sec_12a"),
    ("VankL 2:12a-12d", "vankeuslain 2 luvun 12 a–12 d §", "VankL 2:12 a–12 d §", "#chp_2__sec_12a"),
    ("VankL 4:6–8, 8:9", "vankeuslain 4 luvun 6–8 § ja 8 luvun 9 §", "VankL 4:6–8, 8:9 §", "#chp_4__sec_6"),
    ("VankL 4:6, 4:9, 4:11", "vankeuslain 4 luvun 6, 9 ja 11 §", "VankL 4:6, 4:9, 4:11 §", "#chp_4__sec_6"),
    ("VankL 4:6–8, 4:7.3", "vankeuslain 4 luvun 6–8 § ja 7 §:n 3 momentti", "VankL 4:6–8, 4:7.3 §", "#chp_4__sec_6"),
    ("VankL 4:6, 4:8, 9:1", "vankeuslain 4 luvun 6 ja 8 § sekä 9 luvun 1 §", "VankL 4:6, 4:8, 9:1 §", "#chp_4__sec_6"),
    ("VankL 4 luku, 5:1", "vankeuslain 4 luku ja 5 luvun 1 §", "VankL 4 luku, 5:1 §", "#chp_4"),
    ("VankL 2c:3", "vankeuslain 2 c luvun 3 §", "VankL 2 c:3 §", "#chp_2c__sec_3"),
    ("VankL 4 luku", "vankeuslain 4 luku", "VankL 4 luku", "#chp_4"),
    ("VankL", "vankeuslaki", "VankL", ""),
    ("laki valvotusta koevapaudesta 5", "koevapauslain 5 §", "VKVL 5 §", "#sec_5"),
    ("VKVL 2–3, 5", "koevapauslain 2–3 ja 5 §", "VKVL 2–3, 5 §", "#sec_2"),
    ("VKVL 3 k4", "koevapauslain 3 §:n 4 kohta", "VKVL 3 § 4 kohta", "#sec_3"),
    ("VKVL 5.2", "koevapauslain 5 §:n 2 momentti", "VKVL 5.2 §", "#sec_5"),
    ("SHL 14", "sosiaalihuoltolain 14 §", "SHL 14 §", ""),
    ("SHL 3:14", "sosiaalihuoltolain 3 luvun 14 §", "SHL 3:14 §", "#chp_3__sec_14"),
    ("L1302 76", "lain 1302/2021 76 §", "L1302 76 §", ""),
]  # fmt: skip

REFUSED = [
    ("Vankilalaki 4:6", "unknown statute 'Vankilalaki'"),
    ("laki jota ei ole", "unknown statute"),
    ("VankL 6", "give the chapter too"),
    ("VKVL 4:6", "has no chapters"),
    ("VankL 4.6.7", "is not a section"),
    ("VankL neljä", "is not a section"),
    ("VankL 4:6,", "is not a section"),
    ("", "unknown statute"),
]


@pytest.mark.parametrize(("inner", "long", "compact", "anchor"), READ)
def test_a_citation_reads_as_finns_write_it(inner: str, long: str, compact: str, anchor: str) -> None:
    citation = REGISTER.parse(inner)
    assert citation.long == long
    assert citation.compact == compact
    assert citation.address == citation.statute.finlex + anchor


@pytest.mark.parametrize(("inner", "reason"), REFUSED)
def test_an_unreadable_citation_says_why_and_shows_a_right_one(inner: str, reason: str) -> None:
    with pytest.raises(CitationFault, match=reason) as raised:
        REGISTER.parse(inner)
    assert "[§ " in str(raised.value) or "as in" in str(raised.value)


def render(text: str) -> str:
    return markdown.markdown(text, extensions=["tables", StatuteExtension(register=REGISTER)])


def test_a_citation_is_a_link_with_the_full_name_for_screen_readers() -> None:
    html = render("Suunnitelma tehdään yhdessä ([§ VKVL 5]).")
    assert 'href="https://www.finlex.fi/fi/lainsaadanto/2013/629#sec_5"' in html
    label = "koevapauslain 5 §, laki valvotusta koevapaudesta (629/2013), Finlex"
    assert f'aria-label="{label}"' in html
    assert '(<a' in html and "5\N{NO-BREAK SPACE}§</span></a>)" in html


def test_in_a_table_the_short_form_stands() -> None:
    html = render("| a | b |\n| --- | --- |\n| x | [§ VankL 4:6] |")
    assert ">VankL 4:6\N{NO-BREAK SPACE}§</a></td>" in html
    assert 'aria-label="VankL 4:6 §, vankeuslaki (767/2005), Finlex"' in html
    assert "data-short" not in html


def test_code_and_comments_are_not_citations() -> None:
    text = "`[§ VankL 4:6]`\n\n<!-- [§ VankL 4:7] -->\n\n```\n[§ VankL 4:8]\n```\n\n[§ VankL 4:9]"
    assert [inner.strip() for _, inner in statutes.find(text)] == ["VankL 4:9"]
    assert "<code>[§ VankL 4:6]</code>" in render("`[§ VankL 4:6]`")


def test_an_unknown_statute_stays_as_it_was_written() -> None:
    assert "[§ EiOle 1]" in render("[§ EiOle 1]")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Näin on säädetty ([VankL 4:6]).", True),
        ("Näin on säädetty ([§ VankL 4:6]).", False),
        ("Lue [VankL](sivu.md) ja [VKVL][laki].\n\n[VankL]: sivu.md", False),
        ("`[VankL 4:6]` on väärin, [ei laki] taas oikein.", False),
    ],
)
def test_a_citation_without_its_sign_is_told(text: str, told: bool) -> None:
    rows = yaml_lines.Document(ROWS, {})
    found = library.Library(Path(), [], rows, *[yaml_lines.Document([], {})] * 3, [])
    messages = [f.message for f in citation_checks.in_text(text, "sivu.md", 1, found)]
    assert messages == (["a citation without its sign; write '[§ VankL 4:6]'"] if told else [])
