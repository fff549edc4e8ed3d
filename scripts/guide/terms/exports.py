"""The term bank in formats others read: CSV, TBX-Basic, SKOS, the sheet of Suomi.fi Sanastot.

Pure functions from the bank to bytes; the same bank gives the same bytes on any day.
"""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator

from .bank import Bank, Term
from .spreadsheet import workbook

TITLE = "Vapautuvien asumisen tuen sanasto"
LANGUAGES = ("fi", "sv", "en")
SEPARATOR = " | "  # between the values of one cell; stands in no value
COLUMNS = (
    "id fi short sv en unconfirmed definition domain aliases avoid_error avoid_warning reasons "
    "related family page source state"
).split()
STATUS = {"checked": "VALID", "to be checked": "DRAFT"}
_TBX = "urn:iso:std:iso:30042:ed-2"
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def as_csv(bank: Bank) -> bytes:
    """UTF-8 with a byte order mark, so that spreadsheet programs read the letters right."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for term in bank.terms:
        writer.writerow([_cell(term, column) for column in COLUMNS])
    return out.getvalue().encode("utf-8-sig")


def _cell(term: Term, column: str) -> str:
    if column in ("avoid_error", "avoid_warning"):
        level = column.removeprefix("avoid_")
        return SEPARATOR.join(a.form for a in term.avoid if a.level == level)
    if column == "reasons":
        return SEPARATOR.join(f"{a.form}: {a.reason}" for a in term.avoid if a.reason)
    value = getattr(term, column)
    return value if isinstance(value, str) else SEPARATOR.join(value)


def as_tbx(bank: Bank) -> bytes:
    """TBX-Basic (ISO 30042:2019) in the DCA style."""
    root = etree.Element(
        "tbx", {"xmlns": _TBX, "type": "TBX-Basic", "style": "dca", _XML_LANGUAGE: "fi"}
    )
    header = etree.SubElement(root, "tbxHeader")
    description = etree.SubElement(header, "fileDesc")
    titles = etree.SubElement(description, "titleStmt")
    etree.SubElement(titles, "title").text = TITLE
    source = etree.SubElement(description, "sourceDesc")
    etree.SubElement(source, "p").text = "Vapautuvien asumisen tuki -opas, CC BY 4.0"
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    for term in bank.terms:
        _tbx_concept(body, term)
    etree.indent(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _tbx_concept(body: etree.Element, term: Term) -> None:
    concept = etree.SubElement(body, "conceptEntry", {"id": term.id})
    if term.domain:
        etree.SubElement(concept, "descrip", {"type": "subjectField"}).text = term.domain
    for other in term.related:
        etree.SubElement(concept, "ref", {"type": "crossReference", "target": other})
    if term.source:
        etree.SubElement(concept, "admin", {"type": "source"}).text = term.source
    for language in LANGUAGES:
        if not getattr(term, language):
            continue
        section = etree.SubElement(concept, "langSec", {_XML_LANGUAGE: language})
        if language == "fi" and term.definition:
            group = etree.SubElement(section, "descripGrp")
            etree.SubElement(group, "descrip", {"type": "definition"}).text = term.definition
        _tbx_term(
            section, getattr(term, language), "preferredTerm-admn-sts", _doubt(term, language)
        )
        if language != "fi":
            continue
        if term.short:
            _tbx_term(section, term.short, "preferredTerm-admn-sts", "lyhyt nimi")
        for alias in term.aliases:
            _tbx_term(section, alias, "admittedTerm-admn-sts")
        for avoid in term.avoid:
            status = "supersededTerm" if avoid.until else "deprecatedTerm"
            _tbx_term(section, avoid.form, f"{status}-admn-sts", avoid.reason)


def _tbx_term(section: etree.Element, text: str, status: str, note: str = "") -> None:
    group = etree.SubElement(section, "termSec")
    etree.SubElement(group, "term").text = text
    etree.SubElement(group, "termNote", {"type": "administrativeStatus"}).text = status
    if note:
        etree.SubElement(group, "note").text = note


def _doubt(term: Term, language: str) -> str:
    return "vastine vahvistamatta" if language in term.unconfirmed else ""


def as_skos(bank: Bank) -> bytes:
    """SKOS in Turtle; addresses are fragments of the file's own, wherever it is published."""
    lines = [
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .",
        "@prefix dct: <http://purl.org/dc/terms/> .",
        "",
        "<#sanasto> a skos:ConceptScheme ;",
        f"    dct:title {_literal(TITLE, 'fi')} ;",
        "    dct:license <https://creativecommons.org/licenses/by/4.0/> .",
    ]
    for term in bank.terms:
        rows = [f"<#{term.id}> a skos:Concept", *_skos_rows(term)]
        lines += ["", " ;\n    ".join(rows) + " ."]
    return ("\n".join(lines) + "\n").encode()


def _skos_rows(term: Term) -> Iterator[str]:
    yield "skos:inScheme <#sanasto>"
    for language in LANGUAGES:
        if getattr(term, language):
            yield f"skos:prefLabel {_literal(getattr(term, language), language)}"
    for alias in dict.fromkeys(filter(None, (term.short, *term.aliases))):
        yield f"skos:altLabel {_literal(alias, 'fi')}"
    # SKOS forbids one label in two roles: what is also typed stays among the alternatives.
    for avoid in term.avoid:
        if avoid.form not in (*term.aliases, term.short):
            yield f"skos:hiddenLabel {_literal(avoid.form, 'fi')}"
    if term.definition:
        yield f"skos:definition {_literal(term.definition, 'fi')}"
    for avoid in term.avoid:
        reason = f": {avoid.reason}" if avoid.reason else ""
        yield f"skos:changeNote {_literal(f'Vältettävä muoto {avoid.form}{reason}', 'fi')}"
    for language in term.unconfirmed:
        yield f"skos:editorialNote {_literal(f'Vastine vahvistamatta: {language}', 'fi')}"
    if term.state != "checked":
        yield f"skos:editorialNote {_literal('Tarkistettavana', 'fi')}"
    for other in term.related:
        yield f"skos:related <#{other}>"
    if term.domain:
        yield f"dct:subject {_literal(term.domain, 'fi')}"
    if term.source:
        yield f"dct:source {_literal(term.source, 'fi')}"


def _literal(text: str, language: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"@{language}'


def as_sanastot(bank: Bank) -> bytes:
    """The concept sheet Suomi.fi Sanastot imports; a field of many values has many columns."""
    singles = (
        "prefLabel_fi",
        "prefLabel_sv",
        "prefLabel_en",
        "definition_fi",
        "note_fi",
        "source",
    )
    aliases = max((len(_other_names(term)) for term in bank.terms), default=0)
    avoided = max((len(term.avoid) for term in bank.terms), default=0)
    head = [*singles[:3], *["altLabel_fi"] * aliases, *["notRecommendedSynonym_fi"] * avoided]
    head += [*singles[3:], "status"]
    rows = [head]
    for term in bank.terms:
        names, forms = _other_names(term), [avoid.form for avoid in term.avoid]
        row = [term.fi, term.sv, term.en]
        row += names + [""] * (aliases - len(names)) + forms + [""] * (avoided - len(forms))
        rows.append([*row, term.definition, _note(term), term.source, STATUS[term.state]])
    return workbook("Käsitteet", rows)


def _other_names(term: Term) -> list[str]:
    return list(dict.fromkeys(filter(None, (term.short, *term.aliases))))


def _note(term: Term) -> str:
    reasons = [f"Vältettävä muoto {a.form}: {a.reason}" for a in term.avoid if a.reason]
    return " ".join([*reasons, *(f"Vastine vahvistamatta: {x}." for x in term.unconfirmed)])


FOLDER = "sanasto"  # in the site
# File name below it, what the link says, and how the file is made.
FILES: dict[str, tuple[str, Callable[[Bank], bytes]]] = {
    "termit.csv": ("CSV-taulukko", as_csv),
    "termit.xlsx": ("Excel, Suomi.fi-sanastojen tuontimuoto", as_sanastot),
    "termit.tbx": ("TBX-Basic (ISO 30042)", as_tbx),
    "termit.ttl": ("SKOS (Turtle)", as_skos),
}


def links() -> str:
    """The list of the files, for the page of the glossary."""
    return "\n".join(f"- [{label}]({FOLDER}/{name})" for name, (label, _) in FILES.items())
