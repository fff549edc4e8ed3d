"""What an environment holds, and whether all of it is still there. Standard library only.

What was installed is listed in a stamp: of each distribution its files and their sizes, as its own
RECORD tells them. Looking at them takes about 50 ms for the 20,000 files of the site's libraries.
"""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import sysconfig
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

INFO = ".dist-info"
# Three of four files are icons of the theme: for them it is enough to be there.
_SIZE_UNSEEN = ".svg"
_NAME = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==", re.M)

# Of each distribution (the name of its folder): folder → name → size, None for any.
Files = dict[str, dict[str, int | None]]
Listing = dict[str, Files]


def site_packages(environment: Path) -> Path:
    """The folder of the libraries of the virtual environment, for the running Python's version."""
    return Path(sysconfig.get_path("purelib", "venv", {"base": str(environment)}))


def listing(packages: Path, names: Iterable[str] | None = None) -> Listing:
    """The files of all distributions in ``packages``, or of those with the given names.

    A distribution that does not tell its files has none here.
    """
    wanted = None if names is None else set(map(_normal, names))
    found: Listing = {}
    for folder in sorted(packages.glob(f"*{INFO}")):
        if wanted is None or _normal(folder.name.split("-")[0]) in wanted:
            found[folder.name] = _files(folder)
    return found


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _files(folder: Path) -> Files:
    record = folder / "RECORD"
    files: Files = {}
    try:
        rows = list(csv.reader(record.read_text(encoding="utf-8").splitlines()))
        for path, _, size in rows:
            place, _, name = path.rpartition("/")
            if size:
                known = None if name.endswith(_SIZE_UNSEEN) else int(size)
                files.setdefault(place, {})[name] = known
        if files:
            files.setdefault(folder.name, {})[record.name] = record.stat().st_size
    except (OSError, ValueError):
        return {}
    return files


def damaged(packages: Path, listed: Listing) -> list[str]:
    """The distributions of which a file is missing or has another size."""
    start = str(packages)
    return [name for name, files in listed.items() if not files or not _whole(start, files)]


def _whole(start: str, files: Files) -> bool:
    # Text and os functions: pathlib takes five times as long.
    for place, names in files.items():
        folder = f"{start}/{place}"
        try:
            unseen = [name for name, size in names.items() if size is None]
            if unseen and not set(os.listdir(folder)).issuperset(unseen):
                return False
            for name, size in names.items():
                if size is not None and os.stat(f"{folder}/{name}").st_size != size:
                    return False
        except OSError:
            return False
    return True


def forget(packages: Path, name: str) -> None:
    """Make pip install a distribution again: it goes by the folder that tells of it."""
    shutil.rmtree(packages / name, ignore_errors=True)


def locked_names(requirements: Path) -> Iterator[str]:
    """The names in a locked requirements file."""
    yield from _NAME.findall(requirements.read_text(encoding="utf-8"))


def write_stamp(stamp: Path, fingerprint: str, listed: Listing) -> None:
    """Note what was installed for which requirements."""
    stamp.write_text(json.dumps({"for": fingerprint, "files": listed}), encoding="utf-8")


def read_stamp(stamp: Path, fingerprint: str) -> Listing | None:
    """What was installed for the requirements; None when it was for others, or is not told."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        told = json.loads(stamp.read_bytes())
        files: Listing = told["files"]
        if told["for"] == fingerprint and isinstance(files, dict):
            return files
    return None
