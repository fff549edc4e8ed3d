"""Where a site may be built: the folder is replaced as a whole, so it must be nobody else's.

Standard library only: the target is looked at before anything is installed or built.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

# A file in every site this tool builds. MkDocs leaves dot files alone when it cleans a folder.
MARK = ".guide-site"
MARK_TEXT = "This folder is made by scripts/build.py, which replaces it as a whole.\n"
# In the environment of MkDocs: the folder that build.py has it make, which is judged already.
JUDGED = "GUIDE_STAGING"
SOURCES = ("docs", "overrides", "scripts", "tests")
_MOUNTS = Path("/proc/self/mountinfo")  # Linux; elsewhere Python's own answer must do


class Refused(Exception):
    """The folder may not be built into; the message says why and what to do."""


def is_marked(folder: Path) -> bool:
    """Whether the folder is a site this tool built."""
    mark = folder / MARK
    try:
        return stat.S_ISREG(mark.lstat().st_mode) and mark.read_bytes() == MARK_TEXT.encode()
    except OSError:
        return False


def mark(folder: Path) -> None:
    """Make the folder, where it is not there, and mark it as a site of this tool."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).write_bytes(MARK_TEXT.encode())


def check(given: str | Path, root: Path, also: Iterable[Path] = ()) -> Path:
    """The absolute path of the site to build, or :class:`Refused`.

    ``root`` is the checkout, ``also`` are more folders of sources. It must be absent, an empty
    folder or a site this tool built, and neither hold the sources nor lie in them, by whatever
    name or way it is reached.
    """
    site = Path(given).absolute()
    if not str(given) or site.name in ("", ".."):
        raise Refused(f"{given or 'An empty name'} names no folder; give one with --site, as site")
    try:
        # Only the folders on the way: a link in the place of the site itself is refused.
        site = site.parent.resolve() / site.name
        _check_relation(site, root, also)
        if os.path.lexists(site):
            _check_kind(site)
            _check_content(site)
        _check_parent(site)
    except (OSError, RuntimeError) as fault:  # 3.11 and 3.12 tell a circle of links by RuntimeError
        raise Refused(f"{site} cannot be looked at: {fault}; give another place with --site") from None
    return site


def _check_relation(site: Path, root: Path, also: Iterable[Path]) -> None:
    """Compares files rather than names: links, capitals and mounts give a folder many names."""
    dots = [path for path in root.iterdir() if path.name.startswith(".")]
    sources = [*(root / name for name in SOURCES), *dots, *also]
    own = {_identity(path) for path in sources} - {None}
    around = {_identity(over) for path in (root, *sources) for over in _upwards(path.resolve())}
    if any(_identity(over) in own for over in _upwards(site)):
        raise Refused(f"{site} lies in the sources of the guide; give another folder, as site")
    if _identity(site) in around - {None}:
        raise Refused(f"{site} holds the sources of the guide; give a folder of its own, as site")
    # What is not there yet, but will be or should.
    name = site.name.casefold()
    if _identity(site.parent) == _identity(root) and (name in SOURCES or name.startswith(".")):
        raise Refused(f"{site} has a name kept for the guide's own files; give another, as site")


def _upwards(path: Path) -> Iterator[Path]:
    yield path
    yield from path.parents


def _identity(path: Path) -> tuple[int, int] | None:
    """What a folder is, whatever it is called; None where there is none."""
    try:
        found = path.stat()
    except (OSError, RuntimeError):
        return None
    return found.st_dev, found.st_ino


def _check_kind(site: Path) -> None:
    mode = site.lstat().st_mode
    if stat.S_ISLNK(mode):
        raise Refused(f"{site} is a symbolic link; give the folder it leads to, or delete the link")
    if not stat.S_ISDIR(mode):
        raise Refused(f"{site} is not a folder; give another place, or move it away")
    if held := next((path for path in _mounts() if path == site or site in path.parents), None):
        raise Refused(f"{held} is a mount point and cannot be replaced; give a folder in it with --site")
    if os.path.ismount(site):
        raise Refused(f"{site} is a mount point and cannot be replaced; give a folder in it with --site")


def _mounts() -> Iterator[Path]:
    try:
        text = _MOUNTS.read_bytes()
    except OSError:
        return
    for line in text.splitlines():
        # Blanks, tabs, line ends and backslashes are written as octal numbers.
        yield Path(os.fsdecode(line.split()[4].decode("unicode_escape").encode("latin-1")))


def _check_content(site: Path) -> None:
    names = os.listdir(site)
    if not names:
        return
    if not is_marked(site):
        raise Refused(
            f"{site} has files in it and is no site this tool built (it has no {MARK}); give another"
            " folder. If it is an old site, move it away or delete it once"
        )
    if kept := next(site.rglob(".git"), None):
        raise Refused(f"{site} holds {kept}, which a build would delete; move it out or give another folder")


def _check_parent(site: Path) -> None:
    parent = next(path for path in site.parents if os.path.lexists(path))
    if not parent.is_dir():
        raise Refused(f"{parent} is not a folder, so {site} cannot be made; give another place")
    for folder in [parent, *([site] if site.exists() else [])]:
        if not os.access(folder, os.W_OK | os.X_OK):
            why = _why_closed(folder)
            raise Refused(f"{folder} cannot be written ({why}); let this user write there, or give another place")


def _why_closed(folder: Path) -> str:
    flags = os.statvfs(folder).f_flag if hasattr(os, "statvfs") else 0
    return "the disk is read-only" if flags & getattr(os, "ST_RDONLY", 0) else "no permission"
