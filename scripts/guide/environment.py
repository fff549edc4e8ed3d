"""Where the guide's commands run: a virtual environment in step with the requirements.

Standard library only: this module runs before anything is installed.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

from . import console, installed, locks, machine, processes, stopping

ROOT = Path(__file__).resolve().parents[2]
MINIMUM = (3, 11, 5)  # pymdown-extensions needs it
SITE_REQUIREMENTS = Path("requirements.txt")
TEST_REQUIREMENTS = Path("tests/requirements.txt")
# Tells this process under its next program that the environment is in order.
_TRIED = "GUIDE_ENVIRONMENT"
_TEMPORARY = ".temporary"

# The libraries WeasyPrint opens, by the names of its own documentation (weasyprint.text.ffi).
PANGO_NAMES = {
    "linux": ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"),
    "darwin": ("libpango-1.0.dylib", "libpangoft2-1.0.dylib"),
    "win32": ("libpango-1.0-0.dll", "libpangoft2-1.0-0.dll"),
}
DEBIAN_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
PANGO_HELP = """\
The PDF needs the Pango library, which this machine does not have. Install it with:
  Debian, Ubuntu:  sudo apt-get install {debian}
  Fedora:          sudo dnf install pango
  macOS:           brew install pango
  Windows:         install MSYS2, then in its shell: pacman -S mingw-w64-x86_64-pango
                   and set WEASYPRINT_DLL_DIRECTORIES=C:\\msys64\\mingw64\\bin
or build the site alone: python3 scripts/build.py --no-pdf"""


Say = Callable[[str], None]


def stop(message: str) -> NoReturn:
    """End the command: the machine lacks something the user must put right; exit code 2."""
    print(message, file=sys.stderr)
    raise SystemExit(2)


def check_python() -> None:
    """Refuse a Python that is too old, before anything else fails for a stranger reason."""
    if sys.version_info < MINIMUM:
        wanted = ".".join(map(str, MINIMUM))
        stop(f"Python {wanted} or newer is needed; this is {sys.version.split()[0]}.")


def use_environment(*, tests: bool = False, say: Say = lambda text: None) -> None:
    """Carry on inside the project's environment, made, mended or brought in step first.

    Returns at once when the running interpreter already has the locked requirements (``tests``:
    also those of the tests), whole; otherwise starts the same command again with ``.venv``'s
    Python. Every command calls this first, so it also sets up how a command ends and speaks.
    """
    stopping.begin()
    console.prepare()
    check_python()
    wanted = [SITE_REQUIREMENTS, TEST_REQUIREMENTS] if tests else [SITE_REQUIREMENTS]
    folder = ROOT / ".venv"
    tried = _tries()
    try:
        # Looked at already, by this process under its former program.
        if tried and folder.exists() and folder.samefile(sys.prefix):
            return
        if not tried and in_step(Path(sys.prefix), wanted):
            return
        for attempt in range(tried, 2):
            python = make_environment(wanted, say, anew=attempt > 0)
            _restart(python, attempt + 1)
    except OSError as fault:
        stop(machine.words(fault, str(folder)) or str(fault))
    stop(f"{folder} does not work; delete it, then run the command again.")


def _tries() -> int:
    """How often this process has become the environment's Python."""
    number, _, tries = os.environ.pop(_TRIED, "").partition(" ")
    return int(tries) if number == str(os.getpid()) else 0


def _restart(python: Path, attempt: int) -> None:
    """Run the command again with the environment's Python; returns when that does not start."""
    command = [str(python), *sys.orig_argv[1:]]
    if os.name == "nt":  # there execv loses the exit code and the console
        raise SystemExit(subprocess.run(command, check=False).returncode)
    os.environ[_TRIED] = f"{os.getpid()} {attempt}"
    with contextlib.suppress(OSError):
        stopping.hand_over(str(python), command)
    del os.environ[_TRIED]


def make_environment(requirements: list[Path], say: Say, *, anew: bool = False) -> Path:
    """Bring ``.venv`` in step with the requirement files and return its Python.

    What is damaged is installed again, the rest left alone, unless all is to be made ``anew``.
    Two commands that come upon the same work do it one after the other. Raises ``OSError``.
    """
    folder = ROOT / ".venv"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if os.path.lexists(folder) and not folder.is_dir():
        stop(f"{folder} is not a folder; move it away, then run the command again.")
    folder.mkdir(exist_ok=True)
    with locks.holding(folder, lambda: say("another command is at work on .venv; waiting for its end")):
        usable = not anew and _starts(folder, python)
        if usable and in_step(folder, requirements):
            return python
        if not usable:
            say("making .venv")
            venv.create(folder, clear=True)
        with _temporary_folder(folder):
            _fill(folder, python, requirements, say)
    return python


@contextlib.contextmanager
def _temporary_folder(folder: Path) -> Iterator[None]:
    """A place for pip's own files, which it leaves behind when it is stopped."""
    place = folder / _TEMPORARY

    def remove(stopped_by: int = 0) -> None:
        shutil.rmtree(place, ignore_errors=True)

    stopping.add(remove)
    place.mkdir(exist_ok=True)
    try:
        yield
    finally:
        remove()
        stopping.remove(remove)


def _fill(folder: Path, python: Path, requirements: list[Path], say: Say) -> None:
    packages = installed.site_packages(folder)
    for path in requirements:
        listed = installed.read_stamp(_stamp(folder, path), _fingerprint(path)) or {}
        for name in installed.damaged(packages, installed.listing(packages) | listed):
            installed.forget(packages, name)
    if not installed.listing(packages, ["pip"]):
        shutil.rmtree(packages / "pip", ignore_errors=True)
        if _run([str(python), "-m", "ensurepip", "--default-pip"], folder, quiet=True):
            stop(f"Python's own pip could not be put into {folder}; on Debian install python3-venv.")
    for path in requirements:
        if in_step(folder, [path]):
            continue
        say(f"installing {path.as_posix()}")
        pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
        pip += ["--quiet", "--require-hashes", "--only-binary", ":all:", "-r", str(ROOT / path)]
        if _run(pip, folder):
            stop(f"{path.as_posix()} could not be installed; see above.")
        names = installed.locked_names(ROOT / path)
        listed = installed.listing(packages, names)
        installed.write_stamp(_stamp(folder, path), _fingerprint(path), listed)


def _run(command: list[str], folder: Path, *, quiet: bool = False) -> int:
    """Run pip with the environment's own temporary folder."""
    environ = {**os.environ, "TMPDIR": str(folder / _TEMPORARY)}
    output = subprocess.DEVNULL if quiet else None
    return processes.run(command, env=environ, stdout=output).returncode


def _starts(folder: Path, python: Path) -> bool:
    """Whether the environment is one: without its own settings its Python would be the machine's."""
    try:
        settings = (folder / "pyvenv.cfg").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return python.exists() and any(line.startswith("home = ") for line in settings.split("\n"))


def in_step(folder: Path, requirements: list[Path]) -> bool:
    """Whether the environment in ``folder`` was last filled from exactly these files, and is whole."""
    packages = installed.site_packages(folder)
    for path in requirements:
        listed = installed.read_stamp(_stamp(folder, path), _fingerprint(path))
        if listed is None or installed.damaged(packages, listed):
            return False
    return True


def _stamp(folder: Path, requirements: Path) -> Path:
    return folder / f".installed-{'-'.join(requirements.with_suffix('').parts)}.json"


def _fingerprint(requirements: Path) -> str:
    if not (ROOT / requirements).is_file():
        stop(f"{requirements.as_posix()} is missing from {ROOT}")
    version = ".".join(map(str, sys.version_info[:2]))
    return f"{version} {hashlib.sha256((ROOT / requirements).read_bytes()).hexdigest()}"


def ensure_pango(say: Say) -> None:
    """Make sure WeasyPrint's system libraries open; install them where Debian's tools may."""
    if pango_opens():
        return
    if install_debian_packages(DEBIAN_PACKAGES, say) and pango_opens():
        return
    stop(PANGO_HELP.format(debian=" ".join(DEBIAN_PACKAGES)))


def pango_opens() -> bool:
    """Whether the shared libraries of WeasyPrint can be opened on this machine."""
    names = PANGO_NAMES.get(sys.platform, PANGO_NAMES["linux"])
    folders = os.environ.get("WEASYPRINT_DLL_DIRECTORIES", "")
    prefixes = [f"{folder}{os.sep}" for folder in folders.split(os.pathsep) if folder]
    if sys.platform == "darwin":
        prefixes += ["/opt/homebrew/lib/", "/usr/local/lib/"]
    return all(any(map(_opens, [f"{prefix}{name}" for prefix in ["", *prefixes]])) for name in names)


def _opens(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_debian_packages(packages: tuple[str, ...], say: Say) -> bool:
    """Install packages with apt-get when this is a Debian-like system and the user is root."""
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    say(f"installing system packages: {' '.join(packages)}")
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        command = ["apt-get", "--quiet", "--quiet", *step]
        done = processes.run(command, env=environ, stdout=subprocess.DEVNULL)
        if done.returncode and step[0] == "install":
            return False
    return True
