"""A stop at any moment ends all that a command started, and leaves the former site as it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import stops
from conftest import ROOT, run
from guide import staging, stopping, target

pytestmark = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="asks Linux's /proc")

@pytest.fixture
def guide(copy_repo: Callable[..., Path]) -> Path:
    """A tiny guide with a former site."""
    root = copy_repo(mini=True)
    target.mark(root / "site")
    (root / "site/index.html").write_text("former", encoding="utf-8")
    return root


def moments() -> Iterator[pytest.param]:
    """Seconds from the start, close together at it; a build takes about 6 on an idle machine."""
    ordinary = [0.15, 0.3, 0.7, 1.2, 1.9, 2.6, 3.3, 4.1, 5.0]
    signals = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    for at, seconds in enumerate(ordinary):
        yield pytest.param(seconds, signals[at % 3], at % 2 == 0)
    for at in range(60):
        yield pytest.param(0.1 + at * 0.12, signals[at % 3], at % 4 < 2, marks=pytest.mark.slow)


@pytest.mark.parametrize(("seconds", "number", "group"), list(moments()))
def test_a_stop_leaves_the_former_site_and_nothing_else(
    seconds: float, number: signal.Signals, group: bool, guide: Path
) -> None:
    site = guide / "site"
    before = stops.digest(site)
    process = stops.start(guide)
    time.sleep(seconds)
    outcome = stops.stop(process, number, site, group=group)
    assert outcome.left == []
    assert outcome.beside == []
    assert "Traceback" not in outcome.said
    if outcome.code == 0:
        pytest.skip("this machine had built the guide before the signal came")
    assert outcome.code == 128 + number, outcome.said
    last = outcome.said.splitlines()[-1]
    assert last in (stopping.FORMER, stopping.NEW), outcome.said
    assert (stops.digest(site) == before) == (last == stopping.FORMER)


def wait_for_workers(process: subprocess.Popen[str]) -> None:
    """Until the build prints in processes of its own."""
    tag = stops.tag_of(process.pid)
    deadline = time.monotonic() + 60
    while not any("spawn_main" in line for line in stops.tagged(tag)):
        assert process.poll() is None and time.monotonic() < deadline
        time.sleep(0.02)


def test_a_killed_build_takes_its_processes_along_and_the_next_sweeps_up(guide: Path) -> None:
    process = stops.start(guide)
    wait_for_workers(process)
    assert stops.gone_within(10, process)
    assert len(stops.leftovers(guide / "site")) == 1
    build = staging.Staging(guide / "site")
    build.begin(lambda text: pytest.fail(text))
    assert stops.leftovers(guide / "site") == [build.folder.name]
    build.end()
    assert (guide / "site/index.html").read_text(encoding="utf-8") == "former"


def test_stopping_mkdocs_itself_ends_what_prints(guide: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", "toinen"]
    process = stops.start_tagged(command, guide, PDF="true")
    wait_for_workers(process)
    tag = stops.tag_of(process.pid)
    process.terminate()
    process.communicate(timeout=60)
    deadline = time.monotonic() + 10
    while left := stops.tagged(tag):
        assert time.monotonic() < deadline, left
        time.sleep(0.05)


def test_a_second_signal_does_not_break_the_cleaning(guide: Path) -> None:
    process = stops.start(guide)
    wait_for_workers(process)
    tag = stops.tag_of(process.pid)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        os.kill(process.pid, number)
    _, said = process.communicate(timeout=60)
    assert process.returncode in (129, 130, 143)
    assert said.splitlines()[-1] == stopping.FORMER
    assert stops.tagged(tag) == []
    assert stops.leftovers(guide / "site") == []


def test_a_signal_the_caller_ignores_stays_ignored(guide: Path) -> None:
    command = ["nohup", sys.executable, str(guide / "scripts/build.py"), "--no-pdf"]
    process = stops.start_tagged(command, guide)
    while not stops.leftovers(guide / "site"):
        assert process.poll() is None
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGHUP)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 0, said
    assert (guide / "site/sivu/index.html").is_file()


def test_a_stop_without_a_former_site_says_so(guide: Path) -> None:
    site = guide / "uusi/site"
    process = stops.start(guide, "--no-pdf", site=site)
    while not stops.leftovers(site):
        assert process.poll() is None
        time.sleep(0.02)
    outcome = stops.stop(process, signal.SIGTERM, site, group=False)
    assert outcome.code == 143
    assert outcome.said.splitlines()[-1] == stopping.NOTHING
    assert not site.parent.exists()


def test_a_preview_ends_with_its_command(guide: Path) -> None:
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGKILL):
        command = [sys.executable, str(guide / "scripts/serve.py"), "--port", "0"]
        process = stops.start_tagged(command, guide)
        tag = stops.tag_of(process.pid)
        for line in process.stderr:
            if "Serving on" in line:
                break
        process.send_signal(number)
        process.communicate(timeout=60)
        deadline = time.monotonic() + 10
        while left := stops.tagged(tag):
            assert time.monotonic() < deadline, left
            time.sleep(0.05)
        assert process.returncode == (-number if number == signal.SIGKILL else 128 + number)


STUBBORN = """
import sys
sys.path.insert(0, {scripts!r})
from guide import processes, stopping
stopping.begin(at_once=True)
processes.GRACE = 0.5
code = '''
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print("begun", flush=True)
time.sleep(60)
'''
processes.run([sys.executable, "-c", code], grace=0.5)
"""


def test_a_program_that_does_not_want_to_end_is_ended() -> None:
    code = STUBBORN.format(scripts=str(ROOT / "scripts"))
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        env={**os.environ, stops.TAG: "stubborn"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "begun\n"
    process.terminate()
    _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (143, "Stopped.\n")
    assert stops.tagged(f"{stops.TAG}=stubborn") == []


def test_commands_that_only_check_say_that_they_were_stopped(tmp_path: Path) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT / 'scripts')!r})\n"
        "from guide import stopping; stopping.begin()\n"
        "import tempfile, time\n"
        f"with tempfile.TemporaryDirectory(dir={str(tmp_path)!r}):\n"
        "    print('begun', flush=True); time.sleep(60)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "begun\n"
    process.terminate()
    _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (143, "Stopped.\n")
    assert list(tmp_path.iterdir()) == []


def test_a_signal_between_two_programs_is_not_lost() -> None:
    """The command becomes the environment's Python; a signal then reaches the one that answers."""
    second = (
        f"import sys; sys.path.insert(0, {str(ROOT / 'scripts')!r})\n"
        "from guide import stopping; stopping.begin('Told.')\n"
        "print('not stopped')\n"
    )
    first = (
        f"import os, signal, sys; sys.path.insert(0, {str(ROOT / 'scripts')!r})\n"
        "from guide import stopping; stopping.begin()\n"
        "become = os.execv\n"
        "def execv(*given):\n"
        "    os.kill(os.getpid(), signal.SIGTERM)\n"
        "    become(*given)\n"
        "os.execv = execv\n"
        f"stopping.hand_over(sys.executable, [sys.executable, '-c', {second!r}])\n"
    )
    done = run(sys.executable, "-c", first)
    assert (done.returncode, done.stdout, done.stderr) == (143, "", "Told.\n")
