"""A guide of six pages for the tests of print, and a way to print a part of it."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from conftest import ROOT
from guide.pdf import chapter, elsewhere, handout, press
from guide.pdf.book import Edition, Leaf, Part, Press

EDITION = Edition("Pieni opas", "Testien opas.", "Tekijät", "fi", 1_764_000_000, "abc1234")
SITED = dataclasses.replace(EDITION, site="https://opas.example/")
STYLES = (ROOT / "overrides/pdf/print.css").as_uri()
SHEETS = Press(STYLES, (ROOT / "docs").as_uri())
TASKS = "".join(
    f'<li class="task-list-item"><label class="task-list-control"><input type="checkbox"></label>'
    f" Tehtävä {n}</li>"
    for n in range(24)
)
GLOSSARY = """<dl class="glossary">
<div class="glossary__entry"><dt id="koti"><dfn>koti</dfn></dt><dd class="glossary__definition">
Paikka.</dd><dd class="glossary__related"><a href="#vuokra">vuokra</a></dd></div>
<div class="glossary__entry"><dt id="vuokra"><dfn>vuokra</dfn></dt><dd
class="glossary__definition">Maksu asunnosta.</dd></div></dl>"""


def leaf(url: str, title: str, html: str, kind: str = "guide") -> Leaf:
    return Leaf(f"{url}index.md", url, title, kind, html, "Johdanto.", "2026-11-24")


WORDS = "<h2 id='x'>Kohta</h2>" + "<p>Asukas maksaa vuokran ja saa avaimet.</p>" * 60
TREE = (
    leaf("", "Etusivu", "<p>Alku.</p>", "chapter"),
    Part(
        "Ensin",
        leaf("eka/", "Ensimmäinen luku", "<p>Luvun alku.</p>", "chapter"),
        (
            leaf(
                "eka/koti/",
                "Koti",
                '<p>Katso <a href="../../toka/lomake/">tyhjä lomake</a>, <a href="../../toka/">Toinen luku'
                '</a>, <a href="../">luvun alku</a> ja <a class="term" href="../../sanasto/#koti">'
                f"kotia</a>.</p>{WORDS}",
            ),
        ),
    ),
    Part(
        "Toka",
        leaf("toka/", "Toinen luku", "<p>Luvun alku.</p>", "chapter"),
        (
            leaf(
                "toka/lomake/",
                "Lomake",
                '<p>Nimi: ____________ Päivä: ______</p><hr><table><tr><th>Asia</th><th>Kuka</th></tr>'
                "<tr><td>Avaimet</td><td></td></tr></table>"
                f'<ul class="task-list">{TASKS}</ul><p><a href="../../eka/koti/">Koti</a></p>',
                "tool",
            ),
        ),
    ),
    Part("Tietoa", None, (leaf("tietoa/", "Oppaasta", "<p>Tietoa.</p>", "about"),)),
    dataclasses.replace(leaf("sanasto/", "Sanasto", GLOSSARY, "about"), name="sanasto.md"),
)
WHERE = elsewhere.guide(TREE)
FIRST, SECOND = chapter.chapters(TREE)
FORM = next(handout.handouts(TREE))


def printed(
    tmp_path: Path, form: press.Form, subject: chapter.Chapter | Leaf, edition: Edition = EDITION
) -> tuple[Path, press.Printed]:
    order = press.Order("a.pdf", form, subject, edition, WHERE, SHEETS)
    return tmp_path / "a.pdf", press.print_order(order, tmp_path)
