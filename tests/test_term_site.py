"""What readers get from the term bank: marks in the text, the glossary, files for other tools."""

import csv
import io
import re
import zipfile

import markdown
import openpyxl
import pytest
import rdflib
from conftest import ROOT
from lxml import etree, html

from guide import finnish
from guide.markdown.terms import Mentions, TermExtension
from guide.terms import bank, exports, glossary, site

BANK, _ = bank.load(ROOT / "docs/data/terms.yml")
MENTIONS = Mentions(BANK, finnish.committed())
EXTENSIONS = ["tables", "admonition", "attr_list"]


def marked(text: str, page: str = "muu/sivu.md") -> list[tuple[str, str]]:
    """Text and address of each mark in a page."""
    made = markdown.markdown(text, extensions=[*EXTENSIONS, TermExtension(MENTIONS, page)])
    links = html.fragment_fromstring(made, create_parent="div").xpath("//a[@class='term']")
    return [(link.text, link.get("href")) for link in links]


def test_inflected_first_mentions_are_marked():
    """At least 95 of a hundred; every second form of every marked term is tried."""
    tried, found = 0, 0
    for term in {t.id: t for t in MENTIONS.terms}.values():
        if " " in term.fi or "-" in term.fi:
            continue
        forms = sorted(finnish.committed().paradigm(term.fi).tags())[::2]
        for form in forms:
            tried += 1
            text = f"Tässä on {form.capitalize()} lauseessa."
            found += any(address.endswith(f"#{term.id}") for _, address in marked(text))
    assert tried > 1000
    assert found / tried >= 0.95


SEVERAL_WORDS = [
    ("valvottuun koevapauteen", "valvottu-koevapaus"),
    ("Ehdonalaisessa vapaudessakin", "ehdonalainen-vapaus"),
    ("rangaistusajan suunnitelmansa", "rangaistusajan-suunnitelma"),
    ("tuettua asumista", "tuettu-asuminen"),
    ("talous- ja velkaneuvonnasta", "talous-ja-velkaneuvonta"),
    ("Asunto ensin -periaatteella", "asunto-ensin-periaate"),
]


@pytest.mark.parametrize(("words", "term"), SEVERAL_WORDS)
def test_terms_of_several_words_are_marked_whole(words, term):
    assert marked(f"Kerro {words} lisää.") == [(words, f"../sanasto.md#{term}")]


def test_only_the_first_mention_of_a_section_is_marked():
    text = "Yleistuki ja yleistuen.\n\n## Toinen\n\nYleistukea.\n\n### Alaotsikko\n\nYleistuesta."
    assert [word for word, _ in marked(text)] == ["Yleistuki", "Yleistukea"]


UNMARKED = [
    "## Yleistuki",
    "[yleistuki](x.md)",
    "`yleistuki`",
    "```\nyleistuki\n```",
    "> Yleistuki.",
    "| yleistuki |\n|---|\n| x |",
    "Yleistukihakemus.",
    "Vanki asuu vankilassa.",
]


@pytest.mark.parametrize("text", UNMARKED)
def test_headings_links_code_and_longer_words_are_left_alone(text):
    assert marked(text) == []


def test_a_term_is_not_marked_where_it_is_explained():
    page = BANK.by_id["yleistuki"].page
    assert page
    assert marked("Yleistuki.", page) == []
    assert marked("Yleistuki.", "sanasto.md") == []


def test_a_chapters_own_term_is_marked_once_on_its_pages():
    text = "Koevapaus.\n\n## Toinen\n\nKoevapauden."
    assert [word for word, _ in marked(text, "valvottu-koevapaus/asunto.md")] == ["Koevapaus"]
    assert [word for word, _ in marked(text, "tyokalut/x.md")] == ["Koevapaus", "Koevapauden"]


def test_text_around_marks_is_kept():
    text = "Ennen *yleistukea* väli, yleistuki ja **ulosotto** sekä häätö lopussa."
    made = markdown.markdown(text, extensions=[TermExtension(MENTIONS, "a.md")])
    bare = markdown.markdown(text)
    assert html.fromstring(made).text_content() == html.fromstring(bare).text_content()


def test_marks_carry_the_definition():
    made = markdown.markdown("Ulosotto.", extensions=[TermExtension(MENTIONS, "a.md")])
    link = html.fromstring(made).find(".//a")
    assert link.get("data-definition") == BANK.by_id["ulosotto"].definition


def entries() -> dict[str, etree._Element]:
    text = glossary.render(BANK, {"asumisen-tuki/velat.md": "Velat & vuokra"})
    made = markdown.markdown(text, extensions=["attr_list", "md_in_html"])
    tree = html.fragment_fromstring(made, create_parent="div")
    return {e.find("dt").get("id"): e for e in tree.xpath("//*[@class='glossary__entry']")}


def test_the_glossary_shows_all_of_every_term():
    found = entries()
    assert set(found) == {term.id for term in BANK.terms}
    for term in BANK.terms:
        text = " ".join(found[term.id].text_content().split())
        for part in (term.fi, term.sv, term.en, term.definition):
            assert " ".join(part.split()) in text
        for avoid in term.avoid:
            assert avoid.form in text and avoid.reason in text


def test_the_glossary_is_in_finnish_order():
    order = [e.find("dt/dfn").text for e in entries().values()]
    assert order == sorted(order, key=glossary.finnish_order)
    letters = [glossary.initial(BANK.by_id[name].fi) for name in entries()]
    assert letters[-1] == "Y" or letters[-1] in "ÅÄÖ"
    assert sorted("öäåzva", key=glossary.finnish_order) == list("avzåäö")


def test_the_glossary_leads_to_pages_and_related_terms():
    found = entries()["ulosotto"]
    addresses = [link.get("href") for link in found.iter("a")]
    assert "../asumisen-tuki/velat/" in addresses
    assert "#haato" in addresses
    assert "Velat & vuokra" in found.text_content()


def test_unconfirmed_words_say_so():
    term = next(t for t in BANK.terms if t.unconfirmed == ("en",))
    text = entries()[term.id].text_content()
    assert text.count("vastine vahvistamatta") == 1
    unsure = next(t for t in BANK.terms if t.state != "checked")
    assert "tarkistettavana" in entries()[unsure.id].text_content()


def test_csv_reads_back():
    rows = list(csv.DictReader(io.StringIO(exports.as_csv(BANK).decode("utf-8-sig"))))
    assert len(rows) == len(BANK.terms)
    for row, term in zip(rows, BANK.terms, strict=True):
        for name in (
            "id",
            "fi",
            "short",
            "sv",
            "en",
            "definition",
            "domain",
            "page",
            "source",
            "state",
        ):
            assert row[name] == getattr(term, name)
        for name in ("aliases", "related", "family", "unconfirmed"):
            assert tuple(filter(None, row[name].split(exports.SEPARATOR))) == getattr(term, name)
        for level in ("error", "warning"):
            forms = [a.form for a in term.avoid if a.level == level]
            assert list(filter(None, row[f"avoid_{level}"].split(exports.SEPARATOR))) == forms


def test_tbx_reads_back():
    name = {"t": "urn:iso:std:iso:30042:ed-2"}
    root = etree.fromstring(exports.as_tbx(BANK))
    assert (root.get("type"), root.get("style")) == ("TBX-Basic", "dca")
    concepts = root.findall("t:text/t:body/t:conceptEntry", name)
    assert [c.get("id") for c in concepts] == [t.id for t in BANK.terms]
    for concept, term in zip(concepts, BANK.terms, strict=True):
        terms = {}
        for section in concept.findall("t:langSec", name):
            for group in section.findall("t:termSec", name):
                status = group.findtext("t:termNote[@type='administrativeStatus']", None, name)
                key = (
                    section.get("{http://www.w3.org/XML/1998/namespace}lang"),
                    status.split("-")[0],
                )
                terms.setdefault(key, []).append(group.findtext("t:term", None, name))
        assert terms["fi", "preferredTerm"] == list(filter(None, (term.fi, term.short)))
        assert terms.get(("sv", "preferredTerm"), [""]) == [term.sv]
        assert terms.get(("en", "preferredTerm"), [""]) == [term.en]
        assert tuple(terms.get(("fi", "admittedTerm"), ())) == term.aliases
        bad = terms.get(("fi", "deprecatedTerm"), []) + terms.get(("fi", "supersededTerm"), [])
        assert sorted(bad) == sorted(a.form for a in term.avoid)
        found = concept.findtext(".//t:descrip[@type='definition']", "", name)
        assert found == term.definition
        references = [r.get("target") for r in concept.findall("t:ref", name)]
        assert tuple(references) == term.related


def test_skos_reads_back():
    base = "https://esimerkki.example/termit.ttl"
    graph = rdflib.Graph().parse(data=exports.as_skos(BANK), format="turtle", publicID=base)
    skos = rdflib.SKOS
    concepts = set(graph.subjects(rdflib.RDF.type, skos.Concept))
    assert concepts == {rdflib.URIRef(f"{base}#{t.id}") for t in BANK.terms}
    for term in BANK.terms:
        node = rdflib.URIRef(f"{base}#{term.id}")
        labels = {(str(o), o.language) for o in graph.objects(node, skos.prefLabel)}
        assert labels == {(getattr(term, x), x) for x in ("fi", "sv", "en") if getattr(term, x)}
        names = {str(o) for o in graph.objects(node, skos.altLabel)}
        assert names == set(filter(None, (term.short, *term.aliases)))
        hidden = {str(o) for o in graph.objects(node, skos.hiddenLabel)}
        assert hidden | names >= {a.form for a in term.avoid}
        assert not hidden & names  # SKOS: a label has one role
        assert str(graph.value(node, skos.definition, default="")) == term.definition
        related = {str(o).split("#")[1] for o in graph.objects(node, skos.related)}
        assert related == set(term.related)


def test_the_sheet_of_suomi_fi_reads_back():
    sheet = openpyxl.load_workbook(io.BytesIO(exports.as_sanastot(BANK))).active
    head, *rows = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert len(rows) == len(BANK.terms)

    def values(row: list[str], name: str) -> list[str]:
        return [v for key, v in zip(head, row, strict=True) if key == name and v]

    for row, term in zip(rows, BANK.terms, strict=True):
        assert values(row, "prefLabel_fi") == [term.fi]
        assert values(row, "prefLabel_sv") == list(filter(None, [term.sv]))
        assert values(row, "prefLabel_en") == list(filter(None, [term.en]))
        assert values(row, "definition_fi") == [term.definition]
        others = dict.fromkeys(filter(None, (term.short, *term.aliases)))
        assert values(row, "altLabel_fi") == list(others)
        assert values(row, "notRecommendedSynonym_fi") == [a.form for a in term.avoid]
        assert values(row, "status") == ["VALID" if term.state == "checked" else "DRAFT"]


def test_files_do_not_carry_the_hour():
    made, _ = site.load(ROOT / "docs")
    files = made.files()
    assert set(files) == {f"sanasto/{name}" for name in exports.FILES}
    for entry in zipfile.ZipFile(io.BytesIO(files["sanasto/termit.xlsx"])).infolist():
        assert entry.date_time[0] == 1980
    assert files == made.files()


def test_a_page_a_term_names_must_exist(tmp_path):
    (tmp_path / "data").mkdir()
    text = "- {id: a, fi: vanki, page: puuttuu.md}\n"
    (tmp_path / "data/terms.yml").write_text(text, encoding="utf-8")
    _, faults = site.load(tmp_path)
    assert [(f.line, f.message) for f in faults] == [(1, "there is no page puuttuu.md")]


def test_a_new_term_whose_forms_are_not_made_stops_the_build(tmp_path):
    (tmp_path / "data").mkdir()
    text = "- {id: a, fi: kirjolohifilee, definition: Kalasta leikattu pala.}\n"
    (tmp_path / "data/terms.yml").write_text(text, encoding="utf-8")
    terms, faults = site.load(tmp_path)
    assert [(f.line, f.level) for f in faults] == [(1, "error")]
    assert "'kirjolohifilee'" in faults[0].message and "update_finnish.py" in faults[0].message
    assert terms.mentions.terms == []


def test_definitions_are_short():
    for term in BANK.terms:
        text = re.sub(r"\d\.(?=\d)|\d\. ?(?=[a-zåäö])", "", term.definition)
        assert text.count(". ") <= 1, term.id
