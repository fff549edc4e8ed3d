"""Sources broken by accident or by malice: each ends soon, with one message that has its place."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT
from guide import addresses, preparation, rendering, text_files
from guide.config_checks import load as load_config
from guide.findings import CannotCheck, Finding, exit_code

SECONDS = 10  # within which every input is answered, also on a loaded machine
FRONT = "---\ntitle: {title}\ndescription: Sivu, jonka testi on tehnyt kokeeksi.\nkind: about\n{more}---\n\n{body}\n"

Spoil = Callable[[Path], None]


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A copy of the small guide's sources, to spoil."""
    return Path(shutil.copytree(ROOT / "tests/mini/docs", tmp_path / "docs"))


def page(body: str = "Teksti.", title: str = "Uusi", more: str = "", name: str = "uusi.md") -> Spoil:
    def spoil(docs: Path) -> None:
        path = docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(FRONT.format(title=title, more=more, body=body), encoding="utf-8")

    return spoil


def front(line: str) -> Spoil:
    return page(more=f"{line}\n")


def data(name: str, text: str) -> Spoil:
    def spoil(docs: Path) -> None:
        with (docs / f"data/{name}.yml").open("a", encoding="utf-8") as file:
            file.write(text)

    return spoil


def snippet(content: str | bytes, line: str = '--8<-- "osat/x.md"', name: str = "osat/x.md") -> Spoil:
    def spoil(docs: Path) -> None:
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        page(line)(docs)

    return spoil


def redirect(old: str, new: str = "sivu/") -> Spoil:
    def spoil(docs: Path) -> None:
        row = f'- id: "{old}"\n  to: "{new}"\n  since: "2026-11-24"\n'
        (docs / "data/redirects.yml").write_text(row, encoding="utf-8")

    return spoil


def bomb(docs: Path) -> None:
    """Ten snippets within each other, each ten times: 10 ** 10 copies of a word."""
    for number in range(10):
        inner = f'--8<-- "osat/b{number + 1}.md"\n\n' * 10 if number < 9 else "sana\n"
        (docs / f"osat/b{number}.md").write_text(inner, encoding="utf-8")
    page('--8<-- "osat/b0.md"')(docs)


def wide_bomb(docs: Path) -> None:
    """Few lines, many letters: 90 copies of a snippet of 90 kB."""
    (docs / "osat/iso.md").write_text(("sana " * 18 + "\n") * 1000, encoding="utf-8")
    page('--8<-- "osat/iso.md"\n\n' * 90)(docs)


def link(name: str, target: str) -> Spoil:
    return lambda docs: (docs / name).symlink_to(target)


def pipe(name: str) -> Spoil:
    return lambda docs: os.mkfifo(docs / name)


def raw_name(name: bytes) -> Spoil:
    def spoil(docs: Path) -> None:
        with open(os.fsencode(docs) + b"/" + name, "w", encoding="utf-8") as file:
            file.write(FRONT.format(title="Uusi", more="", body="Teksti."))

    return spoil


ALIASES = "aliases: " + "".join(f"&a{n} [" + f"*a{n - 1}, " * 9 + "x] " if n else "&a0 [x] " for n in range(9))

# Name: how the small guide is spoilt, the beginning of the place, words of the message.
REFUSED: dict[str, tuple[Spoil, str, str]] = {
    # Front matter
    "blank title": (page(title='"  "'), "docs/uusi.md:2:", "title"),
    "wrong types": (page(more="sources: 5\nreview_months: '6'\n"), "docs/uusi.md:5:", "sources: must be of type array"),
    "kind is a list": (front("print: [1]"), "docs/uusi.md:5:", "print: must be of type boolean"),
    "title is a list": (page(title="[a]"), "docs/uusi.md:2:", "title: must be of type string"),
    "far date": (front("reviewed: 9999-12-31"), "docs/uusi.md:5:", "not of the right form"),
    "date of Roman times": (front("reviewed: 0001-01-01"), "docs/uusi.md:5:", "not of the right form"),
    "a line end after a date": (front('reviewed: "2026-11-24\\n"'), "docs/uusi.md:5:", "not of the right form"),
    "Arabic digits in a date": (front("reviewed: ٢٠٢٦-١١-٢٤"), "docs/uusi.md:5:", "not of the right form"),
    "5,000 digits": (front("review_months: 1" + "0" * 5000), "docs/uusi.md:5:", "review_months: must be"),
    "tag int": (front("review_months: !!int abc"), "docs/uusi.md:5:", "the tag"),
    "tag float": (front("review_months: !!float abc"), "docs/uusi.md:5:", "the tag"),
    "tag timestamp": (front("reviewed: !!timestamp abc"), "docs/uusi.md:5:", "the tag"),
    "tag bool": (front("print: !!bool maybe"), "docs/uusi.md:5:", "the tag"),
    "tag of Python": (front("print: !!python/object:os.system x"), "docs/uusi.md:5:", "the tag"),
    "alias of itself": (front("aliases: &a [*a]"), "docs/uusi.md:5:", "remove it"),
    "alias bomb": (front(ALIASES), "docs/uusi.md:5:", "remove it"),
    "alias as key": (front("? *a\n: b"), "docs/uusi.md:5:", "plain word"),
    "merge key": (front("<<: {a: b}"), "docs/uusi.md:5:", "unknown key '<<'"),
    "list as key": (front("? [a, b]\n: c"), "docs/uusi.md:5:", "plain word"),
    "deep": (front("aliases: " + "[" * 3000), "docs/uusi.md:5:", "within each other"),
    "deep by mappings": (front("aliases: " + "{a: " * 100), "docs/uusi.md:5:", "within each other"),
    "a value without end": (front("aliases: [" + "a" * 15_000 + "]"), "docs/uusi.md:5:", "shorten it"),
    "a key without end": (front("a" * 500 + ": x"), "docs/uusi.md:5:", "a key of 500 letters"),
    # Data
    "data: tag": (data("sources", "- id: !!int abc\n"), "docs/data/sources.yml:", "the tag"),
    "data: alias": (data("statutes", "- &a [*a]\n"), "docs/data/statutes.yml:", "remove it"),
    "data: 5,000 digits": (data("sources", "- id: " + "1" * 5000 + "\n  title: t\n  publisher: p\n  read: 2026-01-01\n"), "docs/data/sources.yml:", "too long"),
    "data: line end in an id": (data("sources", '- id: "x\\n"\n  title: t\n  publisher: p\n  read: 2026-01-01\n'), "docs/data/sources.yml:", "right form"),
    "data: a value of a megabyte": (data("sources", "- id: x\n  title: |\n" + ("    " + "a" * 999 + "\n") * 1000), "docs/data/sources.yml:", "letters"),
    "data: too large": (data("sources", "# " + ("x" * 99 + "\n# ") * 25_000), "docs/data/sources.yml:1:", "MB"),
    "data: a file is missing": (lambda docs: (docs / "data/sources.yml").unlink(), "docs/data/sources.yml:1:", "cannot be read"),
    "data: a folder": (lambda docs: ((docs / "data/models.yml").unlink(), (docs / "data/models.yml").mkdir()), "docs/data/models.yml:1:", "Is a directory"),
    "data: a pipe": (lambda docs: ((docs / "data/models.yml").unlink(), os.mkfifo(docs / "data/models.yml")), "docs/data/models.yml:1:", "neither a file"),
    # Redirects
    "redirect to the root of the disk": (redirect("/x/"), "docs/data/redirects.yml:1:", "right form"),
    "redirect upwards": (redirect("../x/"), "docs/data/redirects.yml:1:", "right form"),
    "redirect with two slashes": (redirect("a//b/"), "docs/data/redirects.yml:1:", "right form"),
    "redirect with a dot": (redirect("./a/"), "docs/data/redirects.yml:1:", "right form"),
    "redirect with a line end": (redirect("a/\\n"), "docs/data/redirects.yml:1:", "right form"),
    "redirect with a backslash": (redirect("a\\\\b/"), "docs/data/redirects.yml:1:", "right form"),
    "redirect that leads outside": (redirect("a/", "//evil.example/"), "docs/data/redirects.yml:2:", "right form"),
    # Snippets
    "snippet in Latin-1": (snippet("Vähän".encode("latin-1")), "docs/uusi.md:7:", "not UTF-8"),
    "snippet with NUL": (snippet("a\0b"), "docs/osat/x.md:1:", "control character"),
    "snippet with BOM": (snippet("\ufeffteksti"), "docs/osat/x.md:1:", "byte order mark"),
    "snippet of Windows": (snippet("a\r\nb\r\n"), "docs/osat/x.md:1:", "Windows line ends"),
    "snippet that is a picture": (snippet(b"\x89PNG", '--8<-- "a.png"', "a.png"), "docs/uusi.md:7:", "not one of the kinds"),
    "snippet with a broken link": (snippet("[Velat](puuttuu.md)"), "docs/osat/x.md:1:", "'puuttuu.md' does not exist"),
    "snippet of many lines": (page("--8<--\nosat/huomaa.md\n--8<--"), "docs/uusi.md:7:", "not a snippet"),
    "snippet without a name": (page('--8<-- ""'), "docs/uusi.md:7:", "not a snippet"),
    "snippet without quotes": (page("--8<-- osat/huomaa.md"), "docs/uusi.md:7:", "not a snippet"),
    "snippet outside docs": (page('--8<-- "../mkdocs.yml"'), "docs/uusi.md:7:", "outside docs"),
    "snippet by an absolute path": (page('--8<-- "/etc/passwd"'), "docs/uusi.md:7:", "outside docs"),
    "snippet with a NUL": (page('--8<-- "osat/\u2400.md"'), "docs/uusi.md:7:", "does not exist"),
    "snippet with a name without end": (page(f'--8<-- "osat/{"a" * 5000}.md"'), "docs/uusi.md:7:", "does not exist"),
    "snippet that is a page": (page('--8<-- "sivu.md"'), "docs/uusi.md:7:", "docs/osat"),
    "snippets that multiply": (bomb, "docs/uusi.md:7:", "snippets"),
    "large snippets": (wide_bomb, "docs/uusi.md:", "kB together"),
    "snippet by a pipe": (lambda docs: (os.mkfifo(docs / "osat/x.md"), page('--8<-- "osat/x.md"')(docs)), "docs/osat/x.md:1:", "neither a file"),
    # Files and names
    "loop of links": (link("silmukka", "silmukka"), "docs/silmukka:1:", "symbolic link"),
    "link to docs itself": (link("docs2", "."), "docs/docs2:1:", "symbolic link"),
    "link to the root": (link("juuri", "/"), "docs/juuri:1:", "symbolic link"),
    "a pipe": (pipe("putki.md"), "docs/putki.md:1:", "neither a file"),
    "a pipe among pictures": (pipe("kuva.png"), "docs/kuva.png:1:", "neither a file"),
    "README.md": (page(name="x/README.md"), "docs/x/README.md:1:", "index.md"),
    "another ending": (page(name="x.markdown"), "docs/x.markdown:1:", "x.md"),
    "capitals": (page(name="Uusi.MD"), "docs/Uusi.MD:1:", "Uusi.md"),
    "page in assets": (page(name="assets/x.md"), "docs/assets/x.md:1:", "among the assets"),
    "page in templates": (page(name="templates/x.md"), "docs/templates/x.md:1:", "leaves the folder"),
    "name in NFD": (page(name="sa\u0308a\u0308.md"), "docs/sa\u0308a\u0308.md:1:", "two characters"),
    "name with ä": (page(name="sää.md"), "docs/sää.md:1:", "address"),
    "name not in UTF-8": (raw_name(b"\xe4.md"), "docs/\\xe4.md:1:", "not UTF-8"),
    "name with a line end": (page(name="a\nb.md"), "docs/a\nb.md:1:", "control character"),
    # Text that swallows or is printed as it stands
    "comment not closed": (page("Sopikaa<!--, kuka vastaa.\n\nToinen."), "docs/uusi.md:7:", "nothing closes"),
    "comment over the next": (page("Sopikaa<!--, kuka.\n\nToinen. <!-- RP-001 -->"), "docs/uusi.md:7:", "goes on over"),
    "code not closed": (page("```\n[§ Xyz 1]"), "docs/uusi.md:7:", "nothing closes"),
    "code closed by fewer marks": (page("````\na\n```\n\nTeksti."), "docs/uusi.md:7:", "nothing closes"),
    "code in an item not closed": (page("- a\n\n    ```\n    b\n\nTeksti."), "docs/uusi.md:9:", "nothing closes"),
    "citation not closed": (page("Laki [§ VankL 4:6 sanoo."), "docs/uusi.md:7:", "cannot be read"),
    "citation not opened": (page("Laki § VankL 4:6] sanoo."), "docs/uusi.md:7:", "without its beginning"),
    "citation in a citation": (page("[§ [§ VankL 4:6]]"), "docs/uusi.md:7:", "cannot be read"),
    "citation by an entity": (page("[&sect; VankL 4:6]"), "docs/uusi.md:7:", "cannot be read"),
    "citation between stray backticks": (page("a ` [§ Xyz 1]\n\nb ` c"), "docs/uusi.md:7:", "unknown statute 'Xyz'"),
    "sections backwards": (page("[§ VankL 4:8–6]"), "docs/uusi.md:7:", "run forward"),
    "a run of one": (page("[§ VankL 4:6–6]"), "docs/uusi.md:7:", "run forward"),
    "subsections backwards": (page("[§ VankL 4:6.3–2]"), "docs/uusi.md:7:", "run forward"),
    "section nought": (page("[§ VankL 0:0]"), "docs/uusi.md:7:", "not a section"),
    "subsection nought": (page("[§ VankL 4:6.0]"), "docs/uusi.md:7:", "not a section"),
    "item nought": (page("[§ VankL 4:6 k0]"), "docs/uusi.md:7:", "not a section"),
    "twenty digits": (page("[§ VankL 99999999999999999999:6]"), "docs/uusi.md:7:", "not a section"),
    "wide digits": (page("[§ VankL ４:６]"), "docs/uusi.md:7:", "not a section"),
    "chapter of an act without any": (page("[§ RiseL 3 luku]"), "docs/uusi.md:7:", "has no chapters"),
    "source not closed": (page("[@esimerkki-2025 sanoo"), "docs/uusi.md:7:", "cannot be read"),
    "source with a capital": (page("[@Esimerkki-2025]"), "docs/uusi.md:7:", "cannot be read"),
    "source after a blank": (page("[@ esimerkki-2025]"), "docs/uusi.md:7:", "cannot be read"),
    "two sources in one": (page("[@esimerkki-2025; @nope]"), "docs/uusi.md:7:", "cannot be read"),
    "source with an underscore": (page("[@esimerkki_2025]"), "docs/uusi.md:7:", "cannot be read"),
    "footnote without a text": (page("Sana.[^9]"), "docs/uusi.md:7:", "no footnote '9'"),
    "an unknown list": (page("<!-- luettelo: malit -->"), "docs/uusi.md:7:", "there are: lähteet, mallit"),
    "a misspelt marker": (page("<!-- luetelo: mallit -->"), "docs/uusi.md:7:", "asks for nothing"),
    "a list without its colon": (page("<!-- luettelo säädökset -->"), "docs/uusi.md:7:", "there is no 'luettelo: '"),
    "a list without a name": (page("<!-- luettelo: -->"), "docs/uusi.md:7:", "there is no 'luettelo: '"),
    "unknown files": (page("<!-- lataukset: kirjat -->"), "docs/uusi.md:7:", "there are: kirja"),
    "cells that nobody would see": (page("| a | b |\n| --- | --- |\n| 1 | 2 | 3 |"), "docs/uusi.md:9:", "3 cells in a table of 2"),
    "a footnote twice": (page("a[^1] b\n\n[^1]: yksi\n\n[^1]: kaksi"), "docs/uusi.md:11:", "written twice"),
    "calls of a footnote": (page("\n\n".join(["S[^1]"] * 5000) + "\n\n[^1]: T"), "docs/uusi.md:", "calls of footnotes"),
    "backslashes": (page("\n".join(["\\" * 15_000] * 30)), "docs/uusi.md:7:", "letters"),
    "a link into the data": (page("[Termit](data/terms.yml)"), "docs/uusi.md:7:", "not published"),
    "two acts of one name": (data("statutes", "- id: VanhaL\n  number: 1/1975\n  name: vanha laki\n  short: vankeuslaki\n  genitive: vanhan lain\n  sections: by-chapter\n  finlex: https://www.finlex.fi/fi/lainsaadanto/1975/1\n  seen: alkuperäinen\n"), "docs/data/statutes.yml:", "a name of VankL already"),
    "no character in a title": (page(title='"A\\uFFFEB"'), "docs/uusi.md:2:", "U+FFFE cannot be printed"),
    "a bell in a title": (page(title='"A\\aB"'), "docs/uusi.md:2:", "U+0007 cannot be printed"),
    "a title nobody sees": (page(title='"\\u200b"'), "docs/uusi.md:2:", "nobody can see"),
    "a title in two characters": (page(title='"Pa\\u0308iva"'), "docs/uusi.md:2:", "write them as one"),
    "redirects that are a folder": (lambda docs: (docs / "data/redirects.yml").mkdir(), "docs/data/redirects.yml:1:", "Is a directory"),
    "a term bank that is a folder": (lambda docs: ((docs / "data/terms.yml").unlink(), (docs / "data/terms.yml").mkdir()), "docs/data/terms.yml:1:", "Is a directory"),
    # Sizes
    "a line of a megabyte": (page(" " * 1_000_000 + "x"), "docs/uusi.md:1:", "MB"),
    "a line of 100 kB": (page("x " * 50_000), "docs/uusi.md:7:", "break it"),
    "twelve megabytes": (page("Sana.\n\n" * 1_700_000), "docs/uusi.md:1:", "MB"),
    "backticks": (page(" ".join("`" * n for n in range(1, 190))), "docs/uusi.md:7:", "letters"),
    "footnotes": (page("\n\n".join(f"Sana.[^{n}]\n\n[^{n}]: Teksti." for n in range(3000))), "docs/uusi.md:", "footnotes"),
}  # fmt: skip


def findings_of(docs: Path, monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    """What is said of the spoilt guide, with paths as from its own root."""
    monkeypatch.setattr(text_files, "ROOT", docs.parent)
    return preparation.prepare(docs).findings


@pytest.mark.parametrize("name", REFUSED)
def test_broken_sources_are_refused_soon_with_their_place(
    name: str, docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil, place, words = REFUSED[name]
    spoil(docs)
    started = time.process_time()
    findings = findings_of(docs, monkeypatch)
    assert time.process_time() - started < SECONDS
    assert exit_code(findings) == 1
    told = [f"{f.path}:{f.line}: {f.message}" for f in findings if f.level == "error"]
    assert any(line.startswith(place) and words in line for line in told), told[:5]


INNOCENT: dict[str, Spoil] = {
    "a title like a date": page(title="2026-01-01"),
    "a title like a time": page(title="12:30"),
    "a title like a truth": page(title="Yes"),
    "a title like a number": page(title="0x1F"),
    "a snippet shown in code": page('```\n--8<-- "osat/x.md"\n```\n\nRivi `--8<-- "y.md"` näin.'),
    "citations shown in code": page("`[§ Xyz 1]`, `[@nope]`, `[^9]`\n\n```\n[@nope\n```"),
    "a comment shown in code": page("`<!--` ja `-->`"),
    "code in a list": page("- a\n\n    ```\n    b\n    ```\n\nTeksti."),
    "a fence with more marks": page("````\n```\na\n````"),
    "a footnote": page("Sana.[^1]\n\n[^1]: Teksti."),
    "an address with @": page("[Posti](mailto:a@b.example) ja nimi@esimerkki.fi."),
    "section sign in prose": page("Lain 4 luvun 6 § ja 7 §:n 2 momentti (7 §)."),
    "a section with letters": page("[§ VankL 4:12a–12d]"),
    "a telephone": page("[Soita hätänumeroon](tel:112)"),
    "bars in cells": page("| a | b |\n| --- | --- |\n| `x|y` | 1 \\| 2 |\n| yksi |"),
    "a hidden file": lambda docs: (docs / ".DS_Store").write_bytes(b"\0\xff"),
    "a list asked for in other blanks": page("<!--luettelo:   säädökset-->"),
    "a list shown in code": page("`<!-- luettelo: malit -->`"),
    "a comment with a colon": page("Teksti. <!-- RP-171: avoin --> <!-- huom: tarkista -->"),
    "a comment of two lines": page("Teksti. <!-- RP-001,\nRP-002 -->"),
}


@pytest.mark.parametrize("name", INNOCENT)
def test_what_only_looks_broken_passes_and_is_rendered(
    name: str, docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    INNOCENT[name](docs)
    monkeypatch.setattr(text_files, "ROOT", docs.parent)
    prepared = preparation.prepare(docs)
    assert [f for f in prepared.findings if f.level == "error"] == []
    config, _ = load_config(ROOT)
    renderer = rendering.Renderer(prepared.material(0), config.value["markdown_extensions"])
    assert all(renderer.content(page) for page in prepared.library.pages)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("a/", "a/", "'a/' does not exist (it is redirected itself)"),
        ("a/", "b/", "'b/' does not exist (it is redirected itself)"),
        ("c/", "poissa/", "'poissa/' does not exist;"),
        ("sivu/", "", "'sivu/' is still there"),
        ("search/", "sivu/", "'search/' lies in a folder the build makes"),
        ("assets/x/", "sivu/", "'assets/x/' lies in a folder the build makes"),
        ("sivu/#x", "sivu/#x", "'sivu/#x' does not exist"),
    ],
)
def test_a_redirect_to_nowhere_or_over_something_is_told(old: str, new: str, words: str) -> None:
    now = {"./", "sivu/", "sivu/#vaiheet"}
    rows = [addresses.Redirect(old, new), addresses.Redirect("b/", "a/")]
    told = [f.message for f in addresses.check_redirects(now, rows)]
    assert any(message.startswith(words) for message in told), told


def test_without_pages_nothing_can_be_checked(tmp_path: Path) -> None:
    for docs in (tmp_path, tmp_path / "puuttuu"):
        with pytest.raises(CannotCheck):
            preparation.prepare(docs)


@pytest.mark.parametrize("unit", ["[ ", "<a ", "# ", "<span title='"])
def test_what_takes_too_long_to_render_ends_with_one_message(unit: str, docs: Path) -> None:
    page("\n".join([unit * 60] * (160_000 // (60 * len(unit)))))(docs)
    config, _ = load_config(ROOT)
    prepared = preparation.prepare(docs)
    renderer = rendering.Renderer(prepared.material(0), config.value["markdown_extensions"])
    new = next(page for page in prepared.library.pages if page.name == "uusi.md")
    started = time.process_time()
    try:
        assert renderer.content(new)
    except CannotCheck as reason:
        assert "docs/uusi.md" in str(reason)
    assert time.process_time() - started < SECONDS
