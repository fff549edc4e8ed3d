"""The same sources give the same bytes: on another day, in another folder, by another chance."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pikepdf
import pytest

from conftest import ROOT, run
from guide import dates, end_block
from guide.pdf import job
from guide.statutes import Register, long_places
from guide.verify import PDF

# Zones as POSIX writes them, for a machine without a list of zones.
HERE = {"PYTHONHASHSEED": "1", "TZ": "WEST11", "LC_ALL": "C.UTF-8"}
# Another seed, place on earth, language, day, order of files, number of cores; no fonts.
ELSEWHERE = {
    "PYTHONHASHSEED": "4211",
    "TZ": "EAST-14",
    "LC_ALL": "C",
    "PYTHONPATH": str(ROOT / "tests/elsewhere"),
    "FONTCONFIG_FILE": str(ROOT / "tests/elsewhere/fonts.conf"),
}
LONG_AGO = 1_000_000_000  # seconds since 1970: when the files elsewhere were last changed
# Of each kind of file that a build makes, one of the small guide's.
MADE = {
    *("index.html", "luku/laki/index.html", "vanha/sivu/index.html", "404.html", ".guide-site"),
    *("search/search_index.json", "sitemap.xml", "sitemap.xml.gz", "tietoa/muutokset.xml"),
    *("_headers", "headers.conf", "_redirects", "redirects.map"),
    *("sanasto/termit.csv", "sanasto/termit.xlsx", "sanasto/termit.tbx", "sanasto/termit.ttl"),
    *(PDF.as_posix(), "pdf/luvut/luku.pdf", "pdf/tulosteet/lomake.pdf"),
    *("pdf/isoteksti/luku-isoteksti.pdf", "pdf/vihkot/luku-vihko.pdf"),
    *("epub/vapautuvien-asumisen-tuki.epub", "lataa/vapautuvien-asumisen-tuki-offline.zip"),
}
NAV = """
nav:
  - index.md
  - Luku:
      - luku/index.md
      - luku/laki.md
      - luku/lomake.md
      - luku/rikas.md
  - sivu.md
  - Tietoa:
      - lataa.md
      - sanasto.md
      - saadokset.md
      - lahteet.md
      - tietoa/paivityshistoria.md
      - tietoa/sivukartta.md
"""
# What a process sees of its machine; the second answer is that of a process it has started.
ASK = """
import datetime, json, multiprocessing, os, pathlib, sys, time
folder = pathlib.Path(sys.argv[1])
def seen():
    mask = os.umask(0)
    os.umask(mask)
    return {
        "years": [datetime.datetime.now().year, datetime.date.today().year, time.gmtime().tm_year,
                  time.localtime().tm_year, time.gmtime(time.time_ns() // 10**9).tm_year],
        "files": [os.listdir(folder), [path.name for path in folder.iterdir()],
                  [path.name for path in folder.glob("*.txt")], [e.name for e in os.scandir(folder)]],
        "day": time.strftime("%F", time.localtime(0)), "mask": mask, "hash": hash("a"),
        "cores": os.cpu_count(),
    }
if __name__ == "__main__":
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        print(json.dumps([seen(), pool.apply(seen)]))
"""
SIGNER = """#!/bin/sh
case "$*" in
*--verify*) echo "[GNUPG:] GOODSIG 1 a"; echo "gpg: hyvä" >&2 ;;
*) echo "[GNUPG:] SIG_CREATED " >&2; cat >/dev/null
   printf -- '-----BEGIN PGP SIGNATURE-----\\n\\nx\\n-----END PGP SIGNATURE-----\\n' ;;
esac
"""


def build(root: Path, environ: Mapping[str, str], umask: int, *options: str) -> Path:
    """The site made of the sources in ``root``, which tell no time: they have no history."""
    settings = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    command = (sys.executable, root / "scripts/build.py", *options)
    done = run(*command, cwd=root, env={**settings, **environ}, umask=umask)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return root / "site"


def built_twice(root: Path, folder: Path, *options: str) -> tuple[Path, Path]:
    """The sites that the sources in ``root`` give here and, copied below ``folder``, elsewhere."""
    other = folder / "toinen paikka ä" / "opas"
    shutil.copytree(root, other)
    for path in other.rglob("*"):
        os.utime(path, (LONG_AGO, LONG_AGO))
    here = build(root, HERE, 0o022, *options)
    return here, build(other, ELSEWHERE, 0o077, *options)


def differences(one: Path, other: Path) -> list[str]:
    """Files that only one site has, or that differ, with the place of the first difference."""
    names = sorted(names_in(one) | names_in(other))
    return [f"{name}: {told}" for name in names if (told := _difference(one / name, other / name))]


def names_in(site: Path) -> set[str]:
    """All files of the site, by their path in it."""
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}


def _difference(one: Path, other: Path) -> str:
    if not (one.is_file() and other.is_file()):
        return "only in one"
    first, second = one.read_bytes(), other.read_bytes()
    if first == second:
        return ""
    if one.suffix in (".zip", ".epub"):
        return _members(one, other)
    return _place(first, second)


def _place(first: bytes, second: bytes) -> str:
    pairs = zip(first, second, strict=False)
    place = next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(first), len(second)))
    around = slice(max(0, place - 60), place + 60)
    return f"byte {place}: {first[around]!r} / {second[around]!r}"


def _members(one: Path, other: Path) -> str:
    with zipfile.ZipFile(one) as first, zipfile.ZipFile(other) as second:
        if first.namelist() != second.namelist():
            return "other files, or in another order"
        for name in first.namelist():
            if (a := first.read(name)) != (b := second.read(name)):
                return f"in {name}, {_place(a, b)}"
    return "members are equal, their headers are not"


@pytest.fixture
def whole(copy_repo: Callable[..., Path]) -> Path:
    """The sources of a small guide that has one of all that the real one has."""
    root = copy_repo(mini=True)
    shutil.copytree(ROOT / "tests/whole/docs", root / "docs", dirs_exist_ok=True)
    page = (ROOT / "tests/mini/rikas.md").read_text(encoding="utf-8")
    page = page.replace("Rikas sivu", "Rikas").replace("(index.md)", "(../index.md)")
    (root / "docs/luku/rikas.md").write_text(page, encoding="utf-8")
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text[: text.index("\nnav:")] + NAV, encoding="utf-8")
    return root


def test_a_small_guide_of_everything_with_all_editions_is_the_same_elsewhere(
    whole: Path, tmp_path: Path
) -> None:
    here, elsewhere = built_twice(whole, tmp_path, "--editions")
    told = differences(here, elsewhere)
    assert not told, "\n".join(told)
    assert MADE - names_in(here) == set()
    with pikepdf.open(here / PDF) as document:  # the day of sources without history
        for key in ("/CreationDate", "/ModDate"):
            assert str(document.docinfo[key]).startswith("D:20260101000000"), key


def test_every_page_of_the_guide_is_the_same_elsewhere(
    copy_repo: Callable[..., Path], tmp_path: Path
) -> None:
    here, elsewhere = built_twice(copy_repo(), tmp_path, "--no-pdf")
    assert len(list(here.rglob("index.html"))) > 100
    told = differences(here, elsewhere)
    assert not told, "\n".join(told)


@pytest.mark.slow
def test_the_whole_guide_with_all_editions_is_the_same_elsewhere(
    copy_repo: Callable[..., Path], tmp_path: Path
) -> None:
    here, elsewhere = built_twice(copy_repo(), tmp_path, "--editions")
    assert len(list(here.rglob("*.pdf"))) > 30
    told = differences(here, elsewhere)
    assert not told, "\n".join(told)


@pytest.mark.parametrize(
    ("cited", "told"),
    [
        (("1–4", "3–4", "3"), "1–4, 3 ja 3–4 §"),
        (("3", "3–5", "3–4", "3.1"), "3 §, 3 §:n 1 momentti ja 3–4 ja 3–5 §"),
        (("2a", "2", "2a–3", "10"), "2, 2 a, 2 a–3 ja 10 §"),
        (("2.1 k4", "2.1", "2 k4", "2"), "2 §, 2 §:n 4 kohta, 2 §:n 1 momentti ja 2 §:n 1 momentin 4 kohta"),
    ],
)
def test_places_of_an_act_are_told_alike_in_whatever_order_a_page_cites_them(
    cited: tuple[str, ...], told: str
) -> None:
    row = {"id": "RiseL", "number": "221/2022", "name": "laki", "short": "laki", "genitive": "lain"}
    register = Register([{**row, "sections": "plain", "finlex": "https://x.example", "seen": "1/2024"}])
    for order in itertools.permutations(cited):
        ((_, places),) = end_block.cited(register.parse(f"RiseL {place}") for place in order)
        assert long_places(places) == told, order


def test_elsewhere_really_is_another_machine(tmp_path: Path) -> None:
    script, folder = tmp_path / "ask.py", tmp_path / "files"
    script.write_text(ASK, encoding="utf-8")
    folder.mkdir()
    for name in "abc":
        (folder / f"{name}.txt").touch()

    def answers(environ: Mapping[str, str], umask: int) -> list[dict]:
        settings = {**os.environ, **environ}
        return json.loads(run(sys.executable, script, folder, env=settings, umask=umask).stdout)

    for here, elsewhere in zip(answers(HERE, 0o022), answers(ELSEWHERE, 0o077), strict=True):
        # Of a year that may begin in between; zones are a day apart at most.
        assert all(2 <= b - a <= 4 for a, b in zip(here["years"], elsewhere["years"], strict=True))
        assert elsewhere["files"] == [["c.txt", "b.txt", "a.txt"]] * 4
        assert elsewhere["cores"] == 1
        for name in ("day", "mask", "hash"):
            assert here[name] != elsewhere[name], name


def test_a_difference_is_told_with_its_place(tmp_path: Path) -> None:
    here, elsewhere = tmp_path / "a", tmp_path / "b"
    for folder, text, year in ((here, "sama alku, A", 1980), (elsewhere, "sama alku, B", 1990)):
        folder.mkdir()
        (folder / "x.html").write_text(text, encoding="utf-8")
        (folder / "z.txt").write_text(text[:-1] if folder == here else text, encoding="utf-8")
        for name, content, when in (("u.zip", text, 1980), ("v.zip", "", year)):
            with zipfile.ZipFile(folder / name, "w") as archive:
                archive.writestr(zipfile.ZipInfo("eka.txt", (1980, 1, 1, 0, 0, 0)), "sama")
                archive.writestr(zipfile.ZipInfo("toka.txt", (when, 1, 1, 0, 0, 0)), content)
    (elsewhere / "y.html").touch()
    assert differences(here, here) == []
    assert differences(here, elsewhere) == [
        "u.zip: in toka.txt, byte 11: b'sama alku, A' / b'sama alku, B'",
        "v.zip: members are equal, their headers are not",
        "x.html: byte 11: b'sama alku, A' / b'sama alku, B'",
        "y.html: only in one",
        "z.txt: byte 11: b'sama alku, ' / b'sama alku, B'",
    ]


def test_a_commit_tells_its_day_whoever_owns_the_checkout_and_however_git_is_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Signed, by what says the least a signer has to, and told with its signature.
    signer = tmp_path / "signer"
    signer.write_text(SIGNER, encoding="utf-8")
    signer.chmod(0o755)
    settings = {"user.name": "A", "user.email": "a@example.org", "gpg.program": str(signer)}
    settings |= {"commit.gpgSign": "true", "log.showSignature": "true"}
    root = tmp_path / "guide"
    root.mkdir()
    run("git", "init", "--quiet", cwd=root)
    for name, value in settings.items():
        run("git", "config", name, value, cwd=root)
    dated = {**os.environ, "GIT_COMMITTER_DATE": "1700000000 +1400"}
    done = run("git", "commit", "--quiet", "--allow-empty", "-m", "eka", cwd=root, env=dated)
    assert done.returncode == 0, done.stderr
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    for other in ("0", "1"):
        monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", other)
        assert dates.build_time(root) == 1_700_000_000
        assert len(job.version(root)) == 7
