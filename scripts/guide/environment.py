"""Where the guide's commands run: a virtual environment in step with the requirements.

Standard library only: this module runs before anything is installed.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[2]
MINIMUM = (3, 11, 5)  # pymdown-extensions needs it
SITE_REQUIREMENTS = Path("requirements.txt")
TEST_REQUIREMENTS = Path("tests/requirements.txt")

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
    """Carry on inside the project's environment, made or brought in step first.

    Returns at once when the running interpreter already has the locked requirements (``tests``:
    also those of the tests); otherwise starts the same command again with ``.venv``'s Python
    and leaves with its exit code.
    """
    check_python()
    wanted = [SITE_REQUIREMENTS, TEST_REQUIREMENTS] if tests else [SITE_REQUIREMENTS]
    if in_step(Path(sys.prefix), wanted):
        return
    python = make_environment(wanted, say)
    command = [str(python), *sys.orig_argv[1:]]
    if os.name == "nt":  # there execv loses the exit code and the console
        raise SystemExit(subprocess.run(command, check=False).returncode)
    sys.stdout.flush()
    os.execv(python, command)


def make_environment(requirements: list[Path], say: Say) -> Path:
    """Bring ``.venv`` in step with the requirement files and return its Python."""
    folder = ROOT / ".venv"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        say("making .venv")
        venv.create(folder, with_pip=True, clear=folder.exists())
    for path in requirements:
        if in_step(folder, [path]):
            continue
        say(f"installing {path.as_posix()}")
        pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        pip += ["--require-hashes", "--only-binary", ":all:", "-r", str(ROOT / path)]
        if subprocess.run(pip, check=False).returncode:
            stop(f"{path.as_posix()} could not be installed; see above.")
        _stamp(folder, path).write_text(_fingerprint(path), encoding="utf-8")
    return python


def in_step(folder: Path, requirements: list[Path]) -> bool:
    """Whether the environment in ``folder`` was last filled from exactly these files."""
    return all(
        _stamp(folder, path).is_file()
        and _stamp(folder, path).read_text(encoding="utf-8") == _fingerprint(path)
        for path in requirements
    )


def _stamp(folder: Path, requirements: Path) -> Path:
    return folder / f".installed-{'-'.join(requirements.with_suffix('').parts)}"


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
        done = subprocess.run(command, env=environ, check=False, stdout=subprocess.DEVNULL)
        if done.returncode and step[0] == "install":
            return False
    return True
