"""The environment mends itself, whatever has happened to it; only what is damaged is made again."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT, run
from guide import environment, installed

# One environment for all: making it takes most of the time.
pytestmark = pytest.mark.xdist_group("environment")

# Two tiny libraries stand for the real ones; pip takes them from a folder.
PROBE = """
from guide.environment import use_environment
use_environment(say=print)
import eka.osa, toka
print("in order", eka.osa.TEXT + toka.TEXT)
"""


def wheel(folder: Path, name: str, files: dict[str, str]) -> str:
    """Write a wheel; returns its line in a locked requirements file."""
    info = f"{name}-1.0.dist-info"
    files = files | {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    rows = []
    for path, text in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")
        rows.append(f"{path},sha256={digest},{len(text)}")
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for inside, text in files.items():
            archive.writestr(inside, text)
        archive.writestr(f"{info}/RECORD", "\n".join([*rows, f"{info}/RECORD,,"]) + "\n")
    return f"{name}==1.0 --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout whose environment was made on its first command."""
    root = tmp_path_factory.mktemp("checkout")
    (root / "wheels").mkdir()
    ours = {"eka/__init__.py": "", "eka/osa.py": "TEXT = 'eka'\n", "eka/kuva.svg": "<svg/>\n"}
    lines = [
        wheel(root / "wheels", "eka", ours),
        wheel(root / "wheels", "toka", {"toka.py": "TEXT = 'toka'\n"}),
    ]
    (root / "requirements.txt").write_text("".join(lines), encoding="utf-8")
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "scripts/guide", root / "scripts/guide", ignore=ignore)
    (root / "scripts/probe.py").write_text(PROBE, encoding="utf-8")
    done = probe(root)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.split("\n")[:2] == ["  making .venv".strip(), "installing requirements.txt"]
    return root


def probe(root: Path, **also: str) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(root / "wheels"), **also}
    return run(sys._base_executable, root / "scripts/probe.py", cwd=root.parent, env=environ)


def libraries(root: Path) -> Path:
    return installed.site_packages(root / ".venv")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def dangling(path: Path) -> None:
    path.unlink()
    path.symlink_to("/nowhere/python3")


def not_a_program(path: Path) -> None:
    path.unlink()
    path.write_bytes(b"")
    path.chmod(0o755)


NEW = "making .venv"
AGAIN = "installing requirements.txt"
DAMAGE: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    "nothing": (lambda root: None, []),
    "a library is deleted": (lambda root: shutil.rmtree(libraries(root) / "eka"), [AGAIN]),
    "a file is cut": (lambda root: cut(libraries(root) / "eka/osa.py"), [AGAIN]),
    "a picture is deleted": (lambda root: (libraries(root) / "eka/kuva.svg").unlink(), [AGAIN]),
    "a module is deleted": (lambda root: (libraries(root) / "toka.py").unlink(), [AGAIN]),
    "what pip knows of a library is deleted": (
        lambda root: shutil.rmtree(libraries(root) / "toka-1.0.dist-info"), [AGAIN]),
    "what pip knows of a library is cut": (
        lambda root: cut(libraries(root) / "toka-1.0.dist-info/RECORD"), [AGAIN]),
    "all libraries are deleted": (lambda root: shutil.rmtree(libraries(root)), [AGAIN]),
    "the stamp is empty": (lambda root: stamp(root).write_bytes(b""), [AGAIN]),
    "the stamp is of another kind": (lambda root: stamp(root).write_bytes(b'["3.11"]'), [AGAIN]),
    "pip and a library are deleted": (
        lambda root: [shutil.rmtree(libraries(root) / name) for name in ("pip", "eka")], [AGAIN]),
    "a file of pip and one of a library are cut": (
        lambda root: [cut(libraries(root) / name) for name in ("pip/__main__.py", "toka.py")], [AGAIN]),
    "its Python leads nowhere": (lambda root: dangling(root / ".venv/bin/python"), [NEW, AGAIN]),
    "its Python is no program": (lambda root: not_a_program(root / ".venv/bin/python"), [NEW, AGAIN]),
    "its settings are deleted": (lambda root: (root / ".venv/pyvenv.cfg").unlink(), [NEW, AGAIN]),
    "all but the folder is deleted": (
        lambda root: [shutil.rmtree(root / ".venv"), (root / ".venv").mkdir()], [NEW, AGAIN]),
}  # fmt: skip


def stamp(root: Path) -> Path:
    return root / ".venv/.installed-requirements.json"


# The others take a second or ten each; what they lean on is asked of single functions below.
QUICK = ("nothing", "a library is deleted")


@pytest.mark.skipif(os.name == "nt", reason="the damage is told by the paths of other systems")
@pytest.mark.parametrize(
    "name", [name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in DAMAGE]
)
def test_a_damaged_environment_mends_itself(name: str, checkout: Path, tmp_path: Path) -> None:
    damage, steps = DAMAGE[name]
    root = tmp_path / "checkout"
    shutil.copytree(checkout, root, symlinks=True)
    damage(root)
    done = probe(root)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines() == [*steps, "in order ekatoka"]
    assert probe(root).stdout == "in order ekatoka\n"
    assert not (root / ".venv/.temporary").exists()


def test_without_a_source_of_libraries_it_says_so_and_mends_later(
    checkout: Path, tmp_path: Path
) -> None:
    root = tmp_path / "checkout"
    shutil.copytree(checkout, root, symlinks=True)
    shutil.rmtree(libraries(root) / "eka")
    done = probe(root, PIP_FIND_LINKS=str(tmp_path / "nowhere"))
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == "requirements.txt could not be installed; see above."
    assert "Traceback" not in done.stderr
    assert probe(root).returncode == 0


@pytest.mark.parametrize("kind", ["file", "dangling link"])
def test_a_place_taken_by_something_else_is_told(kind: str, checkout: Path, tmp_path: Path) -> None:
    root = tmp_path / "checkout"
    shutil.copytree(checkout, root, symlinks=True, ignore=shutil.ignore_patterns(".venv"))
    if kind == "file":
        (root / ".venv").write_text("oma", encoding="utf-8")
    else:
        (root / ".venv").symlink_to(tmp_path / "nowhere")
    done = probe(root)
    assert done.returncode == 2
    assert done.stderr == f"{root / '.venv'} is not a folder; move it away, then run the command again.\n"


def test_missing_requirements_are_told(checkout: Path, tmp_path: Path) -> None:
    root = tmp_path / "checkout"
    shutil.copytree(checkout, root, symlinks=True)
    (root / "requirements.txt").unlink()
    done = probe(root)
    assert (done.returncode, done.stderr) == (2, f"requirements.txt is missing from {root}\n")


@pytest.mark.slow
def test_two_commands_of_a_fresh_checkout_make_one_environment(checkout: Path, tmp_path: Path) -> None:
    root = tmp_path / "checkout"
    shutil.copytree(checkout, root, symlinks=True, ignore=shutil.ignore_patterns(".venv"))
    environ = {**os.environ, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(root / "wheels")}
    command = [sys._base_executable, str(root / "scripts/probe.py")]
    both = [
        subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for _ in range(2)
    ]
    said = [process.communicate(timeout=120)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert sum(NEW in text for text in said) == 1, said
    assert sum("another command is at work on .venv" in text for text in said) == 1, said


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """A folder of libraries with one of them, as pip leaves it."""
    files = {"eka/__init__.py": "", "eka/osa.py": "TEXT = 1\n", "eka/kuva.svg": "<svg/>", "eka/tiedot, 1": "ab"}
    wheel(tmp_path, "eka", files)
    with zipfile.ZipFile(tmp_path / "eka-1.0-py3-none-any.whl") as archive:
        archive.extractall(tmp_path / "packages")
    record = tmp_path / "packages/eka-1.0.dist-info/RECORD"
    text = record.read_text(encoding="utf-8").replace("eka/tiedot, 1", '"eka/tiedot, 1"')
    record.write_text(text + "eka/__pycache__/osa.cpython-311.pyc,,\n", encoding="utf-8")
    return tmp_path / "packages"


WHOLE: dict[str, Callable[[Path], object]] = {
    "nothing": lambda packages: None,
    "what Python compiled is not there": lambda packages: None,
    "a file more": lambda packages: (packages / "eka/oma.py").touch(),
}
BROKEN: dict[str, Callable[[Path], object]] = {
    "the library": lambda packages: shutil.rmtree(packages / "eka"),
    "a module": lambda packages: (packages / "eka/osa.py").unlink(),
    "an empty module": lambda packages: (packages / "eka/__init__.py").unlink(),
    "half a module": lambda packages: cut(packages / "eka/osa.py"),
    "a longer module": lambda packages: (packages / "eka/osa.py").write_text("TEXT = 1\nx = 2\n"),
    "a picture": lambda packages: (packages / "eka/kuva.svg").unlink(),
    "a file with a comma in its name": lambda packages: (packages / "eka/tiedot, 1").unlink(),
    "what pip knows": lambda packages: shutil.rmtree(packages / "eka-1.0.dist-info"),
    "the list of files": lambda packages: (packages / "eka-1.0.dist-info/RECORD").unlink(),
    "half the list of files": lambda packages: cut(packages / "eka-1.0.dist-info/RECORD"),
}


@pytest.mark.parametrize("name", [*WHOLE, *BROKEN])
def test_damage_of_a_library_is_seen(name: str, packages: Path) -> None:
    listed = installed.listing(packages, ["EKA"])
    assert set(listed) == {"eka-1.0.dist-info"}
    (WHOLE | BROKEN)[name](packages)
    assert installed.damaged(packages, listed) == (["eka-1.0.dist-info"] if name in BROKEN else [])


def test_a_library_that_does_not_tell_its_files_is_damaged(packages: Path) -> None:
    (packages / "eka-1.0.dist-info/RECORD").write_bytes(b"\xff")
    assert installed.damaged(packages, installed.listing(packages)) == ["eka-1.0.dist-info"]


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"for": "another", "files": {}}', "\ud800"])
def test_a_stamp_that_tells_nothing_is_none(text: str, tmp_path: Path) -> None:
    path = tmp_path / "stamp"
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    assert installed.read_stamp(path, "this") is None


def test_looking_at_the_real_environment_is_quick() -> None:
    """Allowed ten times what it takes, since other work may run beside it."""
    packages = installed.site_packages(Path(sys.prefix))
    listed = installed.listing(packages, installed.locked_names(ROOT / environment.SITE_REQUIREMENTS))
    assert "mkdocs" in {name.split("-")[0] for name in listed}
    assert installed.damaged(packages, listed) == []
    begun = os.times()
    assert environment.in_step(Path(sys.prefix), [environment.SITE_REQUIREMENTS])
    ended = os.times()
    assert ended.user + ended.system - begun.user - begun.system < 0.6
