"""A build replaces a folder as a whole: never one that holds anything of somebody else."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import run
from guide import target
from guide.target import Refused, check


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout in miniature."""
    root = tmp_path / "checkout"
    for name in (*target.SOURCES, ".git", ".venv/bin", "docs/luku"):
        (root / name).mkdir(parents=True)
    (root / "docs/sivu.md").write_text("Teksti.", encoding="utf-8")
    return root


def full(path: Path) -> Path:
    path.mkdir(parents=True)
    (path / "oma.txt").write_text("oma", encoding="utf-8")
    return path


def site(path: Path) -> Path:
    target.mark(path)
    (path / "index.html").write_text("sivu", encoding="utf-8")
    return path


def link(path: Path, to: Path) -> Path:
    path.symlink_to(to)
    return path


def fifo(path: Path) -> Path:
    os.mkfifo(path)
    return path


def file(path: Path) -> Path:
    path.write_text("oma", encoding="utf-8")
    return path


def marked_git(path: Path) -> Path:
    (site(path) / "deep/.git").mkdir(parents=True)
    return path


def other_mark(path: Path) -> Path:
    (full(path) / target.MARK).write_text("My own words.", encoding="utf-8")
    return path


def linked_mark(path: Path) -> Path:
    (full(path) / target.MARK).symlink_to(site(path.with_name("toinen")) / target.MARK)
    return path


def circle(path: Path) -> Path:
    return link(path, path) / "site"


def sources_elsewhere(root: Path) -> Path:
    (root / "docs").rename(root.parent / "sivut")
    (root / "docs").symlink_to(root.parent / "sivut")
    return root.parent / "sivut/uusi"


REFUSED: dict[str, tuple[Callable[[Path], str | Path], str]] = {
    "no name": (lambda root: "", "names no folder"),
    "the top of the disk": (lambda root: "/", "names no folder"),
    "two dots": (lambda root: root / "site/..", "names no folder"),
    "the checkout": (lambda root: root, "holds the sources"),
    "the checkout by a detour": (lambda root: root / "docs/../../checkout", "holds the sources"),
    "the folder over the checkout": (lambda root: root.parent, "holds the sources"),
    "docs": (lambda root: root / "docs", "lies in the sources"),
    "a chapter": (lambda root: root / "docs/luku", "lies in the sources"),
    "a new folder in docs": (lambda root: root / "docs/uusi/syva", "lies in the sources"),
    "a new folder in scripts": (lambda root: root / "scripts/site", "lies in the sources"),
    "git's folder": (lambda root: root / ".git", "lies in the sources"),
    "a folder in the environment": (lambda root: root / ".venv/bin/site", "lies in the sources"),
    "the place of tests that are not there": (
        lambda root: ((root / "tests").rmdir(), root / "Tests")[1], "kept for the guide's own"),
    "a dot folder to be": (lambda root: root / ".github", "kept for the guide's own"),
    "docs through a link on the way": (
        lambda root: link(root.parent / "tie", root) / "docs", "lies in the sources"),
    "docs that are a link": (sources_elsewhere, "lies in the sources"),
    "somebody's files": (lambda root: full(root.parent / "omat"), "move it away or delete it once"),
    "an old site without the mark": (lambda root: full(root / "site"), "has no .guide-site"),
    "a mark with other words": (lambda root: other_mark(root / "site"), "has no .guide-site"),
    "a mark that is a link": (lambda root: linked_mark(root / "site"), "has no .guide-site"),
    "a site with a .git in it": (lambda root: marked_git(root / "site"), ".git, which a build would delete"),
    "a file": (lambda root: file(root / "site"), "is not a folder"),
    "a pipe": (lambda root: fifo(root / "site"), "is not a folder"),
    "a link to a site": (
        lambda root: link(root / "site", site(root.parent / "muu")), "is a symbolic link"),
    "a link to nowhere": (lambda root: link(root / "site", root / "ei"), "is a symbolic link"),
    "below a file": (lambda root: root / "docs/../mkdocs.yml/site", "is not a folder"),
    "below a circle of links": (lambda root: circle(root.parent / "silmu"), "another place"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_folder_of_others_is_refused_with_its_reason(name: str, root: Path) -> None:
    (root / "mkdocs.yml").touch()
    make, message = REFUSED[name]
    given = make(root)
    with pytest.raises(Refused) as told:
        check(given, root)
    assert message in str(told.value)
    assert "\n" not in str(told.value)


GOOD: dict[str, Callable[[Path], Path]] = {
    "absent": lambda root: root / "site",
    "absent, in folders to be made": lambda root: root.parent / "a ä#%/[b]/site",
    "empty": lambda root: (root / "public").mkdir() or root / "public",
    "a site of before": lambda root: site(root / "site"),
    "a stopped site": lambda root: target.mark(root / "site") or root / "site",
    "beside docs, beginning alike": lambda root: root / "docs2",
}


@pytest.mark.parametrize("name", GOOD)
def test_a_folder_of_ones_own_is_taken(name: str, root: Path) -> None:
    given = GOOD[name](root)
    assert check(given, root) == given


def test_a_link_on_the_way_is_followed(root: Path) -> None:
    way = link(root.parent / "tie", root)
    assert check(way / "site", root) == root / "site"


def test_a_name_is_taken_from_the_working_folder(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    assert check("site", root) == root / "site"
    with pytest.raises(Refused, match="holds the sources"):
        check(".", root)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_closed_folder_is_refused(root: Path) -> None:
    closed = root.parent / "kiinni"
    closed.mkdir(mode=0o500)
    with pytest.raises(Refused, match="cannot be written"):
        check(closed / "site", root)


def test_a_folder_on_a_read_only_disk_is_refused(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != root)
    with pytest.raises(Refused, match="cannot be written"):
        check(root / "site", root)


def test_a_mount_is_seen_by_its_table(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder of the same disk mounted there has no other sign; the table writes blanks as 040."""
    place = site(tmp_path / "oma ä sivu")
    (place / "pdf").mkdir()
    table = tmp_path / "mountinfo"
    monkeypatch.setattr(target, "_MOUNTS", table)
    for mounted in (place, place / "pdf"):
        shown = os.fsencode(mounted).replace(b" ", rb"\040")
        table.write_bytes(b"36 35 98:0 /x " + shown + b" rw - ext4 /dev/x rw\n")
        with pytest.raises(Refused, match="is a mount point"):
            check(place, root)
    table.write_bytes(b"36 35 98:0 /x /muualla rw - ext4 /dev/x rw\n")
    assert check(place, root) == place


def test_the_build_refuses_before_any_work(copy_repo: Callable[..., Path]) -> None:
    root = copy_repo(mini=True)
    before = sorted(root.rglob("*"))
    for given in (".", "docs", "docs/uusi", "scripts", "..", "/", "", "mkdocs.yml"):
        done = run(sys.executable, root / "scripts/build.py", "--no-pdf", "--site", given, cwd=root)
        assert done.returncode == 2, (given, done.stderr)
        assert len(done.stderr.splitlines()) == 1, done.stderr
        assert not done.stdout
    assert {*before} == {path for path in root.rglob("*") if "__pycache__" not in path.parts}


def test_mkdocs_alone_refuses_too_and_marks_its_site(copy_repo: Callable[..., Path]) -> None:
    root = copy_repo(mini=True)
    mine = full(root / "omat")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir"]
    done = run(*command, "omat", cwd=root)
    assert done.returncode == 2, done.stderr
    assert "is no site this tool built" in done.stdout + done.stderr
    assert [path.name for path in mine.iterdir()] == ["oma.txt"]
    for _ in range(2):
        done = run(*command, "uusi", cwd=root)
        assert done.returncode == 0, done.stderr
    assert target.is_marked(root / "uusi")
