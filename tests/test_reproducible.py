"""The same sources give the same bytes: on another day, in another folder, by another chance."""

from __future__ import annotations

import os
import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT, SOURCES, run
from guide import dates

HERE = {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"}
# Another seed, place on earth, language, day and order of files; see tests/elsewhere.
ELSEWHERE = {
    "PYTHONHASHSEED": "4211",
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "PYTHONPATH": str(ROOT / "tests/elsewhere"),
}
RICH = """
- id: "vanha/sivu/"
  to: "rikas/"
  since: "2026-11-24"
"""


def build(root: Path, site: Path, environ: dict[str, str], umask: int, *options: str) -> None:
    when = str(dates.build_time(ROOT))
    settings = {**os.environ, **environ, "SOURCE_DATE_EPOCH": when}
    command = (sys.executable, root / "scripts/build.py", "--site", site, *options)
    done = run(*command, cwd=root, env=settings, umask=umask)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]


def differences(one: Path, other: Path) -> list[str]:
    """Files that only one site has, or that differ, with the place of the first difference."""
    names = {p.relative_to(root).as_posix() for root in (one, other) for p in root.rglob("*") if p.is_file()}
    return [f"{name}: {told}" for name in sorted(names) if (told := _difference(one / name, other / name))]


def _difference(one: Path, other: Path) -> str:
    if not (one.is_file() and other.is_file()):
        return "only in one"
    first, second = one.read_bytes(), other.read_bytes()
    if first == second:
        return ""
    if one.suffix in (".zip", ".epub"):
        return _members(one, other)
    place = next((n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second)))
    around = slice(max(0, place - 60), place + 60)
    return f"byte {place}: {first[around]!r} / {second[around]!r}"


def _members(one: Path, other: Path) -> str:
    with zipfile.ZipFile(one) as first, zipfile.ZipFile(other) as second:
        if first.namelist() != second.namelist():
            return "other files, or in another order"
        bad = [name for name in first.namelist() if first.read(name) != second.read(name)]
    return f"members differ: {bad}" if bad else "members are equal, their headers are not"


def copied(target: Path) -> Path:
    """The guide's sources in another folder."""
    for name in SOURCES:
        source = ROOT / name
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, target / name)
    return target


@pytest.fixture
def rich(copy_repo: Callable[..., Path], tmp_path: Path) -> tuple[Path, Path]:
    """Two copies of a small guide that has all the guide has: chapter, hand-out, lists, redirects."""
    one = copy_repo(mini=True)
    for folder in ("luku", "tyokalut"):
        (one / "docs" / folder).mkdir()
    page = (ROOT / "tests/mini/rikas.md").read_text(encoding="utf-8")
    (one / "docs/rikas.md").write_text(page.replace("Rikas sivu", "Rikas yksin"), encoding="utf-8")
    front = "---\ntitle: {}\ndescription: Sivu, joka tekee pienestä oppaasta kokonaisen.\nkind: {}\nreviewed: 2026-11-24\nreview_months: 6\n---\n\n{}\n"
    places = " ".join(f"[§ VankL 4:{a}–{b}]" for a in (3, 1, 2) for b in (9, 7, 8)) + " [§ VankL 4:6.2 k3], [§ RiseL 4]"
    (one / "docs/luku/index.md").write_text(front.format("Luku", "chapter", f"## Alku\n\nLaki {places}."), encoding="utf-8")
    (one / "docs/tyokalut/index.md").write_text(front.format("Työkalut", "chapter", "## Alku\n\nTyökalut."), encoding="utf-8")
    (one / "docs/tyokalut/lomake.md").write_text(front.format("Lomake", "tool", "## Nimi\n\nNimi: ____\n\n- [ ] Tehty\n"), encoding="utf-8")
    (one / "docs/saadokset.md").write_text(front.format("Säädökset", "about", "<!-- luettelo: säädökset -->\n\n<!-- luettelo: lähteet -->"), encoding="utf-8")
    with (one / "docs/data/redirects.yml").open("w", encoding="utf-8") as file:
        file.write(RICH)
    nav = "\nnav:\n  - index.md\n  - Luku:\n      - luku/index.md\n      - sivu.md\n      - rikas.md\n"
    nav += "  - Työkalut:\n      - tyokalut/index.md\n      - tyokalut/lomake.md\n  - saadokset.md\n"
    config = (one / "mkdocs.yml").read_text(encoding="utf-8")
    (one / "mkdocs.yml").write_text(config[: config.index("\nnav:")] + nav, encoding="utf-8")
    other = tmp_path / "toinen paikka ä"
    shutil.copytree(one, other)
    return one, other


def test_a_small_guide_with_all_editions_is_the_same_elsewhere(rich: tuple[Path, Path], tmp_path: Path) -> None:
    one, other = rich
    build(one, tmp_path / "a", HERE, 0o022, "--editions")
    build(other, tmp_path / "b c", ELSEWHERE, 0o077, "--editions")
    kinds = {path.suffix for path in (tmp_path / "a").rglob("*")}
    assert {".html", ".json", ".js", ".css", ".xml", ".gz", ".pdf", ".epub", ".zip"} <= kinds
    assert differences(tmp_path / "a", tmp_path / "b c") == []


def test_every_page_of_the_guide_is_the_same_elsewhere(tmp_path: Path) -> None:
    build(ROOT, tmp_path / "a", HERE, 0o022, "--no-pdf")
    other = copied(tmp_path / "toinen paikka ä")
    build(other, tmp_path / "b", ELSEWHERE, 0o077, "--no-pdf")
    assert len(list((tmp_path / "a").rglob("index.html"))) > 100
    assert differences(tmp_path / "a", tmp_path / "b") == []


@pytest.mark.slow
def test_the_whole_guide_is_the_same_elsewhere(tmp_path: Path) -> None:
    # Both without history: a copy of a commit names it on its last page.
    build(copied(tmp_path / "yksi"), tmp_path / "a", HERE, 0o022, "--editions")
    other = copied(tmp_path / "toinen paikka ä")
    build(other, tmp_path / "b", ELSEWHERE, 0o077, "--editions")
    assert differences(tmp_path / "a", tmp_path / "b") == []


def test_the_other_place_really_is_another(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / name).touch()
    code = (
        "import datetime, os, pathlib, sys, time; folder = pathlib.Path(sys.argv[1]);"
        "print(datetime.datetime.now().year, datetime.date.today().year, time.gmtime().tm_year,"
        "*os.listdir(folder), *(p.name for p in folder.iterdir()), *(p.name for p in folder.glob('*')))"
    )
    said = [
        run(sys.executable, "-c", code, tmp_path, env={**os.environ, **environ}).stdout.split()
        for environ in (HERE, ELSEWHERE)
    ]
    assert [int(b) - int(a) for a, b in zip(said[0][:3], said[1][:3], strict=True)] == [3, 3, 3]
    assert said[1][3:] == ["c", "b", "a"] * 3


def test_a_difference_is_told_with_its_place(tmp_path: Path) -> None:
    for name, text in (("a", "sama alku, A"), ("b", "sama alku, B")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.html").write_text(text, encoding="utf-8")
    (tmp_path / "b/y.html").touch()
    told = differences(tmp_path / "a", tmp_path / "b")
    assert told[0].startswith("x.html: byte 11") and told[1] == "y.html: only in one"
