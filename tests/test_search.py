"""Search: what the build makes for it, and how well the finished search answers."""

import gzip
import json
import shutil
from pathlib import Path

import material
import pytest
from conftest import ROOT, run

from guide import finnish
from guide.findings import CannotCheck
from guide.finnish import inflection
from guide.finnish.inflection import Inflections
from guide.search import concepts, families, index, lexicon, sections, worker
from guide.search.words import words
from guide.terms.bank import Avoid, Bank, Term

NODE = shutil.which("node")
DOCS = ROOT / "docs"
SCORER = ROOT / "tests/search/score.mjs"
KB = 1000


def gz(text: str) -> int:
    return len(gzip.compress(text.encode(), mtime=0))


# How well: of queries with an answer, percent. The kinds are told in docs/tietoa; see also the
# misses this test prints.
FLOORS = {
    **{"base": 100, "inflected": 98, "prefix": 98, "typo": 95, "compound": 86, "multi": 86},
    **{"part": 85, "colloquial": 85, "abbr": 85, "foreign": 80, "derivation": 68, "cold": 60},
}


@pytest.fixture(scope="module")
def scored(built: Path) -> dict:
    if not NODE:
        pytest.skip("Node is not installed")
    done = run(NODE, SCORER, built, ROOT / "tests/search/queries.csv", "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_search_answers_as_well_as_promised(scored):
    print(json.dumps(scored["misses"], ensure_ascii=False, indent=1))
    found = scored["all"]
    assert found["first"] >= 80, found
    assert found["five"] >= 93, found
    assert found["mrr"] >= 0.86, found
    assert found["nothing"] <= 1, found


@pytest.mark.parametrize("kind", FLOORS)
def test_each_kind_of_query_has_its_floor(scored, kind):
    misses = [miss for miss in scored["misses"] if miss["kind"] == kind]
    assert scored["kinds"][kind]["five"] >= FLOORS[kind], misses


def test_what_the_guide_does_not_have_is_said_not_to_be_there(scored):
    negative = scored["negative"]
    assert negative["honest"] >= 0.72 * negative["queries"], negative


def test_every_query_has_an_answer_in_the_guide(scored):
    assert scored["uncovered"] == []


@pytest.mark.skipif(not NODE, reason="Node is not installed")
def test_the_themes_own_search_reaches_at_most_half_of_ours(built, scored):
    scripts = Path(material.__file__).parent / "templates/assets/javascripts"
    theirs = next((scripts / "workers").glob("search.*.min.js"))
    queries = ROOT / "tests/search/queries.csv"
    done = run(NODE, SCORER, built, queries, "--json", f"--worker={theirs}")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["all"]["five"] <= scored["all"]["five"] / 2


def test_the_built_index_carries_tables_and_no_lists_of_citations(built):
    found = json.loads((built / "search/search_index.json").read_text(encoding="utf-8"))
    guide = found["config"]["guide"]
    tables = {key: guide[key] for key in ("classes", "forms", "modifiers", "families")}
    assert gz(json.dumps(tables, ensure_ascii=False)) <= 130 * KB
    locations = {doc["location"] for doc in found["docs"]}
    assert not [place for place in locations if place.endswith("#saadokset-ja-lahteet")]
    assert "sanasto/#haato" in locations
    assert [target for _, target, *_ in guide["terms"] if target not in locations] == []
    assert len(guide["chapters"]) > 5


def test_every_page_of_the_site_names_our_worker_and_none_the_themes(built):
    pages = [page.read_text(encoding="utf-8") for page in built.rglob("*.html")]
    asking = [page for page in pages if 'id="__config"' in page]
    assert len(asking) > 50
    assert not [page for page in asking if "/workers/search." in page]
    assert all("assets/javascripts/search/worker." in page for page in asking)


def test_the_engine_is_small(built):
    sizes = [gz(p.read_text(encoding="utf-8")) for p in built.glob("assets/javascripts/search/*")]
    assert len(sizes) == 2
    assert sum(sizes) <= 12_700


# Words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>Koe\u00advapaus</p>", ["Koevapaus"]),
        ("ARA-asunto &amp; 12 §", ["ARA-asunto", "12"]),
        ("a_b <b>c</b>", ["a", "b", "c"]),
    ],
)
def test_words_of_an_index_text_are_without_markup(text, expected):
    assert list(words(text)) == expected


@pytest.mark.skipif(not NODE, reason="Node is not installed")
def test_build_and_browser_see_the_same_words():
    texts = [page.read_text(encoding="utf-8") for page in sorted(DOCS.glob("*/*.md"))[:12]]
    texts = [text.replace(":", " ").replace("<", " ") for text in texts]
    script = (
        f'const {{ words }} = await import("{(DOCS / worker.FOLDER / "words.mjs").as_uri()}");'
        "let text = ''; for await (const part of process.stdin) text += part;"
        "const found = JSON.parse(text).map(words);"
        "console.log(JSON.stringify(found));"
    )
    done = run(NODE, "--input-type=module", "-e", script, input=json.dumps(texts))
    assert done.returncode == 0, done.stderr
    expected = [[word.lower() for word in words(text)] for text in texts]
    assert json.loads(done.stdout) == expected


# Lexicon

WORDS = "koevapauteen velkoja asunnottomille vuokravelka häätää häätö asunto asumistuki".split()


@pytest.fixture(scope="module")
def tables() -> dict:
    return lexicon.build(WORDS, finnish.committed(), inflection.committed())


def table(tables: dict) -> lexicon.Table:
    found = lexicon.Table()
    for number, (endings, lemmas) in enumerate(tables["classes"]):
        plain = tuple("" if ending == "0" else ending for ending in endings.split(" "))
        for lemma in lemmas.split(" "):
            found.add(lemma.replace("|", ""), str(number), plain)
    return found


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("koevapauden", "koevapaus"),
        ("vuokravelkoihin", "vuokravelka"),
        ("asunnottomalta", "asunnoton"),
        ("häädettiin", "häätää"),
        ("häätämiseen", "häätää"),
    ],
)
def test_forms_that_stand_nowhere_in_the_text_are_known(tables, form, lemma):
    assert lemma in table(tables).lemmas(form)


def test_odd_forms_parts_and_families_travel_with_the_words(tables):
    forms = dict(pair.split("=") for pair in tables["forms"].split())
    assert set(forms.get("velkoja", "velka,velkoja").split(",")) == {"velka", "velkoja"}
    assert "asumis=asuminen" in tables["modifiers"].split()
    assert "häätää=häätö" in tables["families"].split()


def test_a_word_the_files_do_not_hold_does_not_stop_the_build():
    made = lexicon.build(["xyzzyläinen"], finnish.committed(), inflection.committed())
    assert made["classes"] == []


FAMILIES = [
    ("asunto", "asunnoton"),
    ("asunnoton", "asunnottomuus"),
    ("häätää", "häätö"),
    ("valvoa", "valvoja"),
    ("valvoa", "valvonta"),
    ("kuntouttaa", "kuntoutus"),
    ("päihde", "päihteetön"),
]


@pytest.mark.parametrize(("word", "made"), FAMILIES)
def test_words_made_from_each_other_are_one_family(word, made):
    assert (word, made) in families.pairs([word, made], inflection.committed())


@pytest.mark.parametrize(("word", "other"), [("asunto", "asutus"), ("koti", "kotka"), ("a", "aja")])
def test_words_that_only_look_alike_are_not(word, other):
    assert families.pairs([word, other], inflection.committed()) == set()


def test_words_of_one_class_share_their_endings():
    found = inflection.committed()
    assert found.words["katu", "n"] == found.words["satu", "n"] if ("satu", "n") in found.words else 1
    assert found.endings("velka", "n")[:3] == ("ka", "an", "kaa")


def test_the_files_of_inflections_read_back_as_they_were_written(tmp_path):
    endings = inflection.class_of(["katu", "kadun", "katua"], "katu")
    name = inflection.name_of(endings)
    made = Inflections({name: endings}, {("katu", "n"): name})
    for file, text in inflection.render(made).items():
        (tmp_path / file).write_text(text, encoding="utf-8")
    assert inflection.read(tmp_path) == made


# Index

BANK = Bank(
    (
        Term("haato", "häätö", definition="Muutto <pakosta>.", aliases=("potkut",), page="v.md"),
        Term("sakko", "sakko", avoid=(Avoid("sakot", "error"),), related=("haato",)),
    )
)
RAW = {
    "config": {"lang": ["fi"]},
    "docs": [
        {"location": "v/", "title": "Velat", "text": ""},
        {"location": "v/#haato", "title": "Häätö on ulosotossa", "text": "<p>Häädöstä.</p>"},
        {"location": "v/#saadokset-ja-lahteet", "title": "Säädökset", "text": "x"},
        {"location": "sanasto/", "title": "Sanasto", "text": ""},
        {"location": "sanasto/#kirjain-h", "title": "H", "text": "häätö"},
        {"location": "lahteet/#x", "title": "Kela", "text": "Käytetty sivuilla"},
    ],
}


def improve(**options) -> dict:
    pages = [index.Described("v/", "guide", "Mitä velasta seuraa.", ("vouti",))]
    material = index.Material(
        pages, BANK, finnish.committed(), inflection.committed(), **options
    )
    return json.loads(index.improved(json.dumps(RAW), material))


def test_the_index_gets_entries_names_kinds_and_descriptions():
    docs = {doc["location"]: doc for doc in improve()["docs"]}
    assert "v/#saadokset-ja-lahteet" not in docs
    assert "sanasto/#kirjain-h" not in docs
    assert docs["sanasto/#haato"]["text"] == "Muutto &lt;pakosta&gt;."
    assert docs["v/"] | {"location": ""} == {
        **{"location": "", "title": "Velat", "text": "Mitä velasta seuraa."},
        **{"kind": "guide", "names": "vouti"},
    }
    assert "potkut" in docs["v/#haato"]["names"]
    assert docs["lahteet/#x"]["text"] == ""


def test_a_term_leads_to_the_section_that_names_it_else_to_its_entry():
    targets = {row[0]: row[1] for row in improve()["config"]["guide"]["terms"]}
    assert targets == {"haato": "v/#haato", "sakko": "sanasto/#sakko"}


def test_search_words_of_a_heading_go_to_its_section_and_leave_the_page():
    html = '<h2 id="a">A</h2><h3 data-haku="muija &amp; äijä" id="b">B</h3>'
    cleaned, found = index.take_section_words(html, "v/")
    assert cleaned == '<h2 id="a">A</h2><h3 id="b">B</h3>'
    assert found == {"v/#b": "muija & äijä"}
    docs = {d["location"]: d for d in improve(section_words={"v/#haato": "ovi"})["docs"]}
    assert "ovi" in docs["v/#haato"]["names"]


SECTIONS = [
    {"location": "p/", "title": "Arki kotona", "text": ""},
    {"location": "p/#lyhyesti", "title": "Lyhyesti", "text": "Sovittelu auttaa. Sovittelu."},
    {"location": "p/#a", "title": "Naapurit", "text": "Sovittelu ja uusi sovittelu."},
    {"location": "p/#b", "title": "Avaimet ja kalusteet", "text": "Meteli. Sovittelu."},
    {"location": "p/#c", "title": "Lopuksi", "text": "Meteli haittaa. Meteli, meteli."},
]


@pytest.mark.parametrize(
    ("alias", "place"),
    [
        ("kalusteet", "p/#b"),  # a heading has it
        ("sovittelu", "p/"),  # two sections speak of it
        ("meteli", "p/#c"),  # one speaks of it more than all others
        ("arki", "p/"),  # the title says it
        ("riita", "p/#a"),  # a search word of the section itself
        ("vouti", "p/"),  # none speaks of it
    ],
)
def test_a_search_word_of_a_page_goes_to_the_section_that_speaks_of_it(alias, place):
    found = sections.Sections(SECTIONS, finnish.committed(), {"p/#a": "riita, ero"})
    assert found.place("p/", alias) == place


def test_the_same_input_gives_the_same_bytes():
    assert improve() == improve()
    assert json.dumps(improve()) == json.dumps(improve())


def test_names_readers_type_are_told_from_those_the_guide_uses():
    own, typed = concepts.names(BANK.terms[1])
    assert (own, typed) == (["sakko"], ["sakot"])


# Scripts

PAGE = '{"search": "../assets/javascripts/workers/search.0a1b2c3d.min.js"}'


def test_the_worker_takes_the_place_of_the_themes():
    assert worker.put_in_place(PAGE, "assets/x.js") == '{"search": "../assets/x.js"}'


@pytest.mark.parametrize("html", ["", PAGE.replace("/workers/", "/arbeiter/"), PAGE + PAGE])
def test_a_theme_without_its_worker_where_it_was_stops_the_build(html):
    with pytest.raises(CannotCheck, match="search worker"):
        worker.put_in_place(html, "assets/x.js")


def test_scripts_are_named_by_their_content():
    first, second = worker.made(DOCS).items()
    assert second[0].removeprefix(f"{worker.FOLDER.as_posix()}/") in first[1]
    assert worker.made(DOCS) == worker.made(DOCS)


def test_the_small_engine_is_made_from_the_scripts_as_they_are():
    """Otherwise someone has not run scripts/update_search.py."""
    assert worker.small_engine(DOCS / worker.FOLDER)


def test_without_a_small_engine_the_written_one_serves(tmp_path):
    folder = tmp_path / worker.FOLDER
    shutil.copytree(DOCS / worker.FOLDER, folder)
    (folder / worker.SMALL).write_text("/* from elsewhere */", encoding="utf-8")
    engine = list(worker.made(tmp_path).values())[1]
    assert engine == worker.engine_of(folder)


def test_making_scripts_compact_keeps_licences_and_texts():
    script = '/* MIT */\n  /** Doc. */\n\n  // note\n  const a = "// no note";\n'
    assert worker.compact(script) == '/* MIT */\nconst a = "// no note";\n'
