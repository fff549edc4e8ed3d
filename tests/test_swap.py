"""The site beside which a new one is made: never gone, never two builds at once, nothing left."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT
from guide import locks, staging, stopping, swap, target
from guide.staging import Staging
from stops import leftovers


def make_site(path: Path, text: str) -> Path:
    target.mark(path)
    (path / "index.html").write_text(text, encoding="utf-8")
    return path


def read(site: Path) -> str:
    return (site / "index.html").read_text(encoding="utf-8")


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    return make_site(tmp_path / "uusi", "new"), make_site(tmp_path / "site", "former")


def test_a_reader_finds_the_site_during_every_swap(pair: tuple[Path, Path]) -> None:
    fresh, site = pair
    if not swap.exchange(fresh, site):
        pytest.skip("this system or file system cannot exchange two folders in one step")
    page = site / "index.html"
    missing, reads, over = 0, 0, threading.Event()

    def reader() -> None:
        nonlocal missing, reads
        while not over.is_set():
            reads += 1
            missing += not os.path.exists(page)

    thread = threading.Thread(target=reader)
    thread.start()
    for _ in range(2_000):
        swap.swap(fresh, site, site.with_name("aside"))
    over.set()
    thread.join()
    assert reads > 100
    assert missing == 0


@pytest.mark.parametrize("exchange", [True, False])
@pytest.mark.parametrize("before", ["a site", "an empty folder", "nothing"])
def test_the_new_site_takes_the_place_of_the_former(
    exchange: bool, before: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not exchange:
        monkeypatch.setattr(swap, "exchange", lambda one, other: False)
    site = tmp_path / "site"
    if before == "a site":
        make_site(site, "former")
    elif before == "an empty folder":
        site.mkdir()
    build = Staging(site)
    build.begin(lambda text: None)
    make_site(build.fresh, "new")
    build.put_in_place()
    build.end()
    assert read(site) == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_swap_that_fails_leaves_the_former_site(
    pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh, site = pair
    rename = Path.rename

    def failing(path: Path, to: Path) -> Path:
        if path == fresh:
            raise OSError(28, "No space left on device")
        return rename(path, to)

    monkeypatch.setattr(swap, "exchange", lambda one, other: False)
    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="No space"):
        swap.swap(fresh, site, site.with_name("aside"))
    assert read(site) == "former"
    assert not site.with_name("aside").exists()


def test_a_failed_build_takes_back_the_folders_it_made(tmp_path: Path) -> None:
    build = Staging(tmp_path / "a/b/site")
    build.begin(lambda text: None)
    assert build.fresh.is_dir()
    build.end()
    assert list(tmp_path.iterdir()) == []


def test_what_dead_builds_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", "former")
    for name in (".site-new-1", ".site-old-2"):
        make_site(tmp_path / name, "dead")
    (tmp_path / ".site-new-3").mkdir()
    (tmp_path / ".site-new-omat").mkdir()
    (tmp_path / ".site-new-omat/oma.txt").touch()
    make_site(tmp_path / ".site2-new-4", "of another site")
    (tmp_path / ".site-old-5").symlink_to(site)
    build = Staging(site)
    build.begin(lambda text: None)
    build.end()
    there = {path.name for path in tmp_path.iterdir()}
    assert there == {"site", ".site-new-omat", ".site2-new-4", ".site-old-5"}
    assert read(site) == "former"


def test_a_site_that_a_build_was_killed_over_is_put_back(tmp_path: Path) -> None:
    make_site(tmp_path / ".site-old-1", "former")
    make_site(tmp_path / ".site-new-1", "half")
    site = tmp_path / "site"
    build = Staging(site)
    build.begin(lambda text: None)
    build.end()
    assert read(site) == "former"
    assert leftovers(site) == []


def test_a_folder_deleted_by_half_is_still_known_as_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead = make_site(tmp_path / ".site-new-1", "dead")
    (dead / "a").mkdir()
    removed: list[Path] = []
    monkeypatch.setattr(staging.shutil, "rmtree", lambda path, ignore_errors: removed.append(path))
    staging.remove(dead)
    assert removed[-1] == dead
    assert dead / target.MARK not in removed


OTHER = """
import sys
sys.path.insert(0, {scripts!r})
from pathlib import Path
from guide.staging import Staging
build = Staging(Path({site!r}))
build.begin(lambda text: None)
print("begun", flush=True)
sys.stdin.read()
build.end()
"""


@pytest.fixture
def other_build(tmp_path: Path) -> Callable[[], subprocess.Popen[str]]:
    """Starts a build in another process, which is at work until its input ends."""

    def start() -> subprocess.Popen[str]:
        code = OTHER.format(scripts=str(ROOT / "scripts"), site=str(tmp_path / "site"))
        process = subprocess.Popen(
            [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout.readline() == "begun\n"
        return process

    return start


@pytest.mark.skipif(locks.fcntl is None, reason="this system cannot lock a folder")
def test_a_second_build_of_a_site_waits_and_says_so(
    tmp_path: Path, other_build: Callable[[], subprocess.Popen[str]]
) -> None:
    first = other_build()
    said: list[str] = []

    def say(text: str) -> None:
        said.append(text)
        assert leftovers(tmp_path / "site") == [f".site-new-{first.pid}"]
        first.stdin.close()

    second = Staging(tmp_path / "site")
    second.begin(say)
    assert first.wait(timeout=20) == 0
    assert leftovers(tmp_path / "site") == [second.folder.name]
    second.end()
    assert len(said) == 1 and "another build" in said[0]


@pytest.mark.skipif(locks.fcntl is None, reason="this system cannot lock a folder")
def test_a_killed_build_is_not_waited_for(
    tmp_path: Path, other_build: Callable[[], subprocess.Popen[str]]
) -> None:
    first = other_build()
    first.kill()
    first.wait(timeout=20)
    second = Staging(tmp_path / "site")
    second.begin(lambda text: pytest.fail(text))
    assert leftovers(tmp_path / "site") == [second.folder.name]
    second.end()


def test_builds_leave_each_other_alone_where_nothing_can_be_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "fcntl", None)
    site = tmp_path / "site"
    living = make_site(tmp_path / ".site-new-1", "at work")
    dead = make_site(tmp_path / ".site-new-2", "dead")
    os.utime(dead, (1, 1))
    build = Staging(site)
    build.begin(lambda text: pytest.fail(text))
    assert living.is_dir()
    assert not dead.exists()
    build.end()


def test_a_stop_during_the_swap_waits_for_its_end_and_tells_the_truth(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped: list[tuple[int, str, str]] = []
    site = make_site(tmp_path / "site", "former")
    build = Staging(site)
    build.begin(lambda text: None)
    make_site(build.fresh, "new")
    real = swap.swap

    def slow(*paths: Path) -> None:
        stopping._handle(15, None)
        assert not stopped
        real(*paths)

    handle = stopping._handle

    def noted(number: int, frame: object) -> None:
        if stopping._State.held:
            handle(number, None)
        else:
            stopped.append((number, read(site), stopping._State.line))

    monkeypatch.setattr(swap, "swap", slow)
    monkeypatch.setattr(stopping, "_handle", noted)
    monkeypatch.setattr(stopping._State, "line", stopping.FORMER)
    build.put_in_place()
    build.end()
    assert stopped == [(15, "new", stopping.NEW)]
