"""Where a site is made before it takes the place of the former one: a hidden folder beside it."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from . import locks, stopping, swap, target

DAY = 86_400  # seconds


class Staging:
    """One build's folder. It is locked as long as the build lives; all in it is gone after it.

    ``fresh`` is where the site is made, ``temporary`` where programs put their own files.
    """

    def __init__(self, site: Path) -> None:
        self.site = site
        # Beside it, since a rename does not cross disks.
        self.folder = site.with_name(f".{site.name}-new-{os.getpid()}")
        self.fresh = self.folder / "site"
        self.temporary = self.folder / "tmp"
        self._parents = [path for path in site.parents if not path.exists()]
        self._lock: int | None = None

    def begin(self, say: Callable[[str], None]) -> None:
        """Wait for another build of this site, sweep up after dead ones, make the folder.

        Raises ``OSError``.
        """
        stopping.add(self.end)
        self.site.parent.mkdir(parents=True, exist_ok=True)
        told = False
        while True:
            with locks.holding_briefly(self.site.parent):
                at_work = next(filter(_is_locked, self._others("new")), None)
                if at_work is None:
                    self._sweep()
                    self._make()
                    return
            if not told:
                say(f"another build of {self.site} is at work; waiting for its end")
                told = True
            locks.give_back(locks.take(at_work, wait=True))

    def put_in_place(self) -> None:
        """The new site takes the place of the former one, which goes with the folder."""
        with stopping.held():
            aside = self.site.with_name(f".{self.site.name}-old-{os.getpid()}")
            swap.swap(self.fresh, self.site, aside)
            self._parents = []
            stopping.tell(stopping.NEW)

    def end(self, stopped_by: int = 0) -> None:
        """Take back all that was made, but the site."""
        remove(self.folder)
        for path in self._parents:
            with contextlib.suppress(OSError):  # not empty: it serves others too
                path.rmdir()
        locks.give_back(self._lock)
        self._lock = None
        stopping.remove(self.end)

    def _make(self) -> None:
        remove(self.folder)  # of a dead build with the same number
        target.mark(self.folder)
        with contextlib.suppress(locks.Busy):
            self._lock = locks.take(self.folder, wait=False)
        target.mark(self.fresh)
        self.temporary.mkdir()

    def _sweep(self) -> None:
        """Put back a site that a build was killed over; remove what dead builds left."""
        former = sorted(self._others("old"), key=lambda path: path.stat().st_mtime)
        if former and not os.path.lexists(self.site):
            former.pop().rename(self.site)
        for folder in [*former, *self._others("new")]:
            if not _may_live(folder):
                remove(folder)

    def _others(self, kind: str) -> Iterator[Path]:
        """Folders of builds of this site, told from any other folder by their mark."""
        start = f".{self.site.name}-{kind}-"
        for path in sorted(self.site.parent.iterdir()):
            is_folder = path.name.startswith(start) and stat.S_ISDIR(path.lstat().st_mode)
            # An empty one was about to get its mark.
            if is_folder and (target.is_marked(path) or not any(path.iterdir())):
                yield path


def _is_locked(folder: Path) -> bool:
    try:
        locks.give_back(locks.take(folder, wait=False))
    except locks.Busy:
        return True
    return False


def _may_live(folder: Path) -> bool:
    """Whether a build may still be at work there; no build takes a day."""
    try:
        descriptor = locks.take(folder, wait=False)
    except locks.Busy:
        return True
    locks.give_back(descriptor)
    return descriptor is None and time.time() - folder.stat().st_mtime < DAY


def remove(folder: Path) -> None:
    """Delete a folder with all in it, its mark last: one deleted by half is still known as ours."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if path.name != target.MARK:
                shutil.rmtree(path, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)
