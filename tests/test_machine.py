"""Faults of the machine, not of the guide: one clear line, exit code 2, nothing lost or left."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from conftest import ROOT, run
from guide import builder, dates, git, machine, target
from guide.findings import CannotCheck
from stops import leftovers

WORDS: dict[str, tuple[BaseException, str]] = {
    "a full disk, of a copy": (
        OSError(errno.ENOSPC, "x", "/from", None, "/to"), "/to: No space left on device; make room"),
    "a full disk, of a write": (OSError(errno.ENOSPC, "x"), "/site: No space left on device; make room"),
    "a read-only disk": (OSError(errno.EROFS, "x", "/a"), "/a: Read-only file system; let this user"),
    "a closed file": (PermissionError(errno.EACCES, "x", "/a"), "/a: Permission denied; let this user read"),
    "a name as bytes": (PermissionError(errno.EACCES, "x", b"/\xe4"), "/\udce4: Permission denied"),
    "too many files": (OSError(errno.EMFILE, "x", "/a"), "/a: Too many open files; close other"),
    "no memory": (MemoryError(), "/site: Cannot allocate memory; close other programs"),
    "no memory, of a library": (
        ImportError("x.so: failed to map segment: Cannot allocate memory"), "/site: Cannot allocate memory"),
    "no memory for a library": (
        OSError("x.so: failed to map segment from shared object"), "/site: Cannot allocate memory"),
    "no disk, of a library": (RuntimeError("qpdf: No space left on device"), "/site: No space left"),
    "no processes": (RuntimeError("can't start new thread"), "/site: Resource temporarily unavailable; raise"),
    "a process ended by the system": (BrokenProcessPool("A process"), "/site: a process that prints was ended"),
    "another fault of the system": (FileNotFoundError(errno.ENOENT, "x", "/a"), "/a: No such file"),
    "a fault without a number": (OSError("just words"), "/site: just words"),
}  # fmt: skip


@pytest.mark.parametrize("name", WORDS)
def test_a_fault_of_the_machine_is_told_with_its_place_and_its_mend(name: str) -> None:
    fault, line = WORDS[name]
    assert (machine.words(fault, "/site") or "").startswith(line)


@pytest.mark.parametrize("fault", [ValueError("x"), RecursionError("deep"), KeyError("title")])
def test_other_faults_are_not_the_machines(fault: Exception) -> None:
    assert machine.words(fault, "/site") is None


def test_any_other_fault_is_one_line_with_its_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert builder.tell(KeyError("a\nb"), "docs/sivu.md") == 1
    said = capsys.readouterr().err
    assert said.startswith("docs/sivu.md: KeyError: ")
    assert len(said.splitlines()) == 1


def test_a_traceback_is_shown_when_asked_for(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(builder.TRACEBACK, "1")
    assert builder.tell(ValueError("x")) == 1
    assert capsys.readouterr().err.startswith("ValueError: x\n")


@pytest.fixture
def guide(copy_repo: Callable[..., Path]) -> Path:
    """A tiny guide with a former site."""
    root = copy_repo(mini=True)
    target.mark(root / "site")
    (root / "site/index.html").write_text("former", encoding="utf-8")
    return root


def build(
    root: Path, *arguments: str, limit: str = "", **also: str
) -> subprocess.CompletedProcess[str]:
    """Build a copy, within a limit of the shell, and see that a failed build has kept all."""
    script = f'{limit}\nexec "$0" "$@"'
    command = [sys.executable, root / "scripts/build.py", *arguments]
    done = run("/bin/sh", "-c", script, *command, cwd=root, env={**os.environ, **also})
    assert leftovers(root / "site") == []
    assert "Traceback" not in done.stdout + done.stderr
    if done.returncode:
        assert (root / "site/index.html").read_text(encoding="utf-8") == "former"
    return done


@pytest.mark.skipif(os.name != "posix", reason="the limits are those of a shell")
@pytest.mark.parametrize(
    ("limit", "arguments", "message"),
    [
        ("ulimit -n 8", (), "Too many open files; close other programs"),
        ("ulimit -f 60", ("--no-pdf",), "File too large; raise the limit"),
        ("ulimit -v 200000", (), "Cannot allocate memory; close other programs"),
    ],
)
def test_a_limit_of_the_machine_fails_the_build_in_one_line(
    limit: str, arguments: tuple[str, ...], message: str, guide: Path
) -> None:
    done = build(guide, *arguments, limit=limit)
    assert done.returncode == 2, done.stderr
    assert message in done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("fault", "code", "line"),
    [
        ("OSError(28, 'No space left on device')", 2, "No space left on device; make room"),
        ("RecursionError('too deep')", 1, "docs/index.md: marks, quotes or lists are nested too deep"),
        ("KeyError('title')", 1, "docs/index.md: KeyError: 'title'"),
    ],
)
def test_a_fault_on_a_page_is_told_once(fault: str, code: int, line: str, guide: Path) -> None:
    hooks = guide / "scripts/hooks.py"
    text = hooks.read_text(encoding="utf-8")
    begin = "def on_page_content("
    assert begin in text
    spoilt = text.replace(begin, f"def on_page_content(*_, **__):\n    raise {fault}\n\n\ndef _former(")
    hooks.write_text(spoilt, encoding="utf-8")
    done = build(guide, "--no-pdf")
    assert done.returncode == code, done.stderr
    told = [said for said in done.stderr.splitlines() if not said.startswith("INFO")]
    assert len(told) == 1, done.stderr
    assert line in told[0]


def test_a_full_disk_while_printing_is_the_machines_fault(guide: Path) -> None:
    finish = guide / "scripts/guide/epub/package.py"
    text = finish.read_text(encoding="utf-8")
    begin = "    tree = tuple(tree)\n"
    assert text.count(begin) == 1
    finish.write_text(text.replace(begin, "    raise OSError(28, 'x')\n"), encoding="utf-8")
    done = build(guide)
    assert done.returncode == 2, done.stderr
    assert "No space left on device; make room" in done.stderr.splitlines()[-1]


def test_neither_git_nor_a_temporary_folder_is_needed(guide: Path, tmp_path: Path) -> None:
    done = build(guide, "--no-pdf", PATH=str(tmp_path), TMPDIR=str(tmp_path / "nowhere"), HOME="/nowhere")
    assert done.returncode == 0, done.stderr


ASCII = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}


def test_a_console_of_ascii_alone_is_told_in_it(guide: Path) -> None:
    page = guide / "docs/sivu.md"
    page.write_text(page.read_text(encoding="utf-8").replace("## Vaiheet", "## Väiheet"), encoding="utf-8")
    for name in ("check_pages.py", "build.py"):
        done = run(sys.executable, guide / "scripts" / name, env={**os.environ, **ASCII})
        said = done.stdout + done.stderr
        assert done.returncode == 1, said
        assert r"docs/sivu.md:13: '## V\xe4iheet' is not in the skeleton" in said
        assert "Traceback" not in said


def test_a_reader_that_goes_is_no_fault(guide: Path) -> None:
    for name in ("check_pages.py --format json", "build.py --no-pdf"):
        script = f'"$0" {guide}/scripts/{name} 2>"$1" | true; echo "${{PIPESTATUS[0]}}"'
        errors = guide / "errors"
        done = run("bash", "-c", script, sys.executable, errors)
        assert done.stdout == "0\n", errors.read_text(encoding="utf-8")
        assert "BrokenPipe" not in errors.read_text(encoding="utf-8")


def test_closed_streams_are_no_fault(guide: Path) -> None:
    script = '"$0" "$1/scripts/build.py" --no-pdf <&- >&- 2>&-'
    assert run("/bin/sh", "-c", script, sys.executable, guide).returncode == 0
    assert (guide / "site/sivu/index.html").is_file()


@pytest.mark.parametrize(
    ("given", "seconds"),
    [
        ("0", 315_532_800), ("1", 315_532_800), ("315532799", 315_532_800),
        ("315532801", 315_532_801), ("0001764000000", None), ("1764000000", 1_764_000_000),
        ("4102444799", 4_102_444_799), ("4102444800", None), ("99999999999999", None),
        ("-1", None), ("+1", None), ("1.5", None), ("1e9", None), ("1_000", None), (" 5", None),
        ("5\n", None), ("٣", None), ("abc", None), ("2026-01-01", None),
    ],
)  # fmt: skip
def test_the_time_of_a_build_is_whole_seconds_of_our_days(
    given: str, seconds: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    if seconds is not None:
        assert dates.build_time(ROOT) == seconds
        return
    with pytest.raises(CannotCheck, match="whole seconds"):
        dates.build_time(ROOT)


def test_an_empty_time_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    assert dates.given_time() is None
    assert dates.build_time(tmp_path) == 1_767_225_600


def test_a_wrong_time_fails_the_build_before_any_work(guide: Path) -> None:
    done = build(guide, "--no-pdf", SOURCE_DATE_EPOCH="abc")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("SOURCE_DATE_EPOCH is 'abc'")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "program", [None, "", "#!/bin/sh\nexit 3\n", "#!/bin/sh\necho moi\necho virhe >&2\n", "\x7fELF"]
)
def test_a_git_that_does_not_answer_is_as_none(
    program: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("PATH", f"{tmp_path}")
    if program is not None:
        (tmp_path / "git").write_text(program, encoding="latin-1")
        (tmp_path / "git").chmod(0o755)
    assert git.answer(ROOT, "log") in ("", "moi")
    assert dates.build_time(ROOT) == 1_767_225_600
