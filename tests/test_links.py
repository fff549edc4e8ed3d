"""Links: planted faults are found, correct but odd links are left in peace, doubt is exit 2."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from conftest import ROOT, run
from guide.findings import CannotCheck
from guide.links import images, print_file

FRONT = "---\ntitle: {}\ndescription: Sivu, jolle testi on pannut linkkejä kokeeksi.\nkind: about\n---\n\n"

# What is planted, and a word that one of the findings must hold.
FAULTS = {
    "a missing page": ("[a](puuttuu.md)", "puuttuu.md"),
    "a name in wrong case": ("[b](Sivu.md)", "Sivu.md"),
    "a missing image": ("![c](kuva-puuttuu.png)", "kuva-puuttuu.png"),
    "a heading of another page that is not there": ("[d](sivu.md#olematon-otsikko)", "olematon-otsikko"),
    "a heading of this page that is not there": ("[e](#taalla-ei-ole)", "taalla-ei-ole"),
    "a heading with ä in its address": ("[f](sivu.md#mitä)", "mit"),
    "a footnote without text": ("Teksti.[^nolla]", "[^nolla]"),
    "a footnote nobody refers to": ("[^yksin]: Tätä ei käytetä.", "yksin"),
    "a link out of docs": ("[g](../README.md)", "README.md"),
    "a link in HTML": ('<a href="html-linkki/">h</a>', "html-linkki"),
    "an image in HTML": ('<img src="html-kuva.png" alt="x">', "html-kuva.png"),
    "an absolute link to nothing": ("[i](/ei/mihinkaan/)", "ei/mihinkaan"),
    "a link without its ending": ("[j](paatteeton)", "paatteeton"),
    "a reference that is not defined": ("[k][maarittelematon]", "maarittelematon"),
    "a reference defined wrongly": ("[l][ref]\n\n[ref]: viite-puuttuu.md", "viite-puuttuu.md"),
    "a link in a box": ('!!! note "Huomaa"\n\n    [m](laatikossa.md)', "laatikossa.md"),
    "a link in a table": ("| a |\n| --- |\n| [n](taulukossa.md) |", "taulukossa.md"),
    "a link in a tab": ('=== "Yksi"\n\n    [o](valilehdella.md)', "valilehdella.md"),
    "a link in details": ('??? note "Lisää"\n\n    [p](piilossa.md)', "piilossa.md"),
    "a link in HTML with Markdown": ('<figure markdown="1">\n\n[q](kuviossa.md)\n\n</figure>', "kuviossa.md"),
    "a missing file": ("[r](lomake-puuttuu.pdf)", "lomake-puuttuu.pdf"),
    "a misspelt scheme": ("[s](htp://example.org/)", "htp:"),
    "an empty link": ("[tyhjä]()", "mpty"),
    "a doubled id": ("### Yksi {#sama}\n\n### Kaksi {#sama}", "'sama' stands 2 times"),
    "a frame": ('<iframe src="kehys.html" title="x"></iframe>', "kehys.html"),
    "a set of images": ('<img srcset="pieni-kuva.png 1x" src="favicon.ico" alt="y">', "pieni-kuva.png"),
    "an unread citation": ("[§ Tuntematon 5]", "Tuntematon"),
}

TRAPS = """\
## Pääsy asuntoon

## Oma otsikko {#oma-tunnus}

[suomalainen osoite](#paasy-asuntoon) · [oma tunnus](#oma-tunnus) · [toisen sivun](sivu.md#mita-tyontekija-tekee)
[sähköposti](mailto:palaute@example.org) · [ulos](https://www.finlex.fi/fi/lainsaadanto/2005/767#chp_4__sec_6)
[juuri](index.md) · [kuva](assets/images/logo.svg)

`[koodissa](ei-ole.md)` ja <!-- [kommentissa](ei-ole.md) --> ja hakasulut [kuten tässä] ja lista [1].

```
[aidassa](ei-ole.md) ![x](ei-ole.png) [^ei]
```

Alaviite.[^1] Viite [määritelty][viite].

[^1]: Sen teksti.
[viite]: sivu.md

=== "Yksi"

    Välilehti.

=== "Kaksi"

    Toinen.

| Solu |
| --- |
| [§ VankL 4:6] |
"""


def plant(root: Path, text: str, title: str = "Kokeita") -> None:
    (root / "docs/koe.md").write_text(FRONT.format(title) + text, encoding="utf-8")
    config = root / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8") + "  - koe.md\n", encoding="utf-8")


def findings(root: Path, *options: str | Path) -> list[dict]:
    done = run(sys.executable, root / "scripts/check_links.py", "--format", "json", *options, cwd=root)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return json.loads(done.stdout)


def test_planted_faults_are_found(copy_repo: Callable[..., Path]) -> None:
    root = copy_repo(mini=True)
    body = "\n\n".join(text for text, _ in FAULTS.values())
    body += '\n\n--8<-- "osat/vika.md"\n'
    (root / "docs/osat/vika.md").write_text("[t](palassa.md)\n", encoding="utf-8")
    plant(root, body)
    (root / "docs/yksin.md").write_text(FRONT.format("Yksin") + "Ei valikossa.\n", encoding="utf-8")
    config = root / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8") + "  - valikko-puuttuu.md\n", encoding="utf-8")
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><a href="svg-puuttuu.md"><title>x</title></a></svg>'
    (root / "docs/assets/images").mkdir(parents=True, exist_ok=True)
    (root / "docs/assets/images/vika.svg").write_text(svg, encoding="utf-8")

    said = [f"{row['path']}: {row['message']}" for row in findings(root)]

    expected = {name: word for name, (_, word) in FAULTS.items()}
    expected |= {
        "a link in a snippet": "palassa.md",
        "a page outside the menu": "yksin.md: the page is not in the menu",
        "a menu entry without page": "valikko-puuttuu.md",
        "a link in an image": "svg-puuttuu.md",
    }
    missed = [name for name, word in expected.items() if not any(word in line for line in said)]
    assert not missed, "\n".join([f"missed: {missed}", *said])


def test_correct_links_are_left_in_peace(copy_repo: Callable[..., Path]) -> None:
    root = copy_repo(mini=True)
    (root / "docs/assets/images").mkdir(parents=True, exist_ok=True)
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><title id="t">x</title><use href="#t"/></svg>'
    (root / "docs/assets/images/logo.svg").write_text(svg, encoding="utf-8")
    plant(root, TRAPS)
    assert findings(root) == []


def test_findings_lie_on_the_line_of_the_link(copy_repo: Callable[..., Path]) -> None:
    root = copy_repo(mini=True)
    plant(root, "Ensin tekstiä.\n\nSitten [a](puuttuu.md).\n")
    places = {(row["path"], row["line"]) for row in findings(root) if row["path"].endswith("koe.md")}
    assert ("docs/koe.md", 9) in places


def test_nothing_to_check_and_missing_tools_are_exit_2(copy_repo: Callable[..., Path]) -> None:
    root = copy_repo(mini=True)
    for options in (["--site", root / "ei-ole"], ["--lychee", root / "ei-ole"]):
        done = run(sys.executable, root / "scripts/check_links.py", *options, cwd=root)
        assert done.returncode == 2, done.stdout + done.stderr
        assert "Traceback" not in done.stderr


def test_all_links_of_the_guide_lead_somewhere(built: Path) -> None:
    done = run(sys.executable, ROOT / "scripts/check_links.py", "--site", built)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ('<a href="../ei-ole.md"><title>x</title></a>', "does not exist"),
        ('<use href="#ei-ole"/>', "not an id"),
        ("<script>1</script>", "<script> is not allowed"),
        ('<g onclick="x()"/>', "'onclick' is not allowed"),
        ('<g style="fill:red"/>', "'style' is not allowed"),
        ("<g>", "not well-formed"),
    ],
)
def test_an_image_says_what_is_wrong_with_it(tmp_path: Path, body: str, word: str) -> None:
    path = tmp_path / "x.svg"
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg">{body}</svg>', encoding="utf-8")
    assert any(word in finding.message for finding in images.check(tmp_path))


def test_a_dead_destination_and_a_file_address_in_the_pdf_are_found(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    with pikepdf.new() as document:
        page = document.add_blank_page()
        rect = pikepdf.Array([0, 0, 10, 10])
        action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("file:///home/x"))
        page.Annots = pikepdf.Array(
            document.make_indirect(pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=rect, **target))
            for target in ({"Dest": pikepdf.String("ei-ole")}, {"A": action})
        )
        document.save(path)
    messages = [finding.message for finding in print_file.check(path, "x.pdf")]
    assert any("'ei-ole'" in message for message in messages)
    assert any("file:///home/x" in message for message in messages)
    with pytest.raises(CannotCheck):
        list(print_file.check(tmp_path / "puuttuu.pdf", "puuttuu.pdf"))
