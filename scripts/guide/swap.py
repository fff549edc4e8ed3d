"""The new site in the place of the former one."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # Linux
_RENAME_SWAP = 2  # macOS
# What a system or a file system that cannot do it answers.
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}


def swap(fresh: Path, site: Path, aside: Path) -> None:
    """Put ``fresh`` in the place of ``site``; the former site, if any, is at ``fresh`` then.

    Where system and file system can exchange two folders there is no moment without a site;
    elsewhere there is one, between two renames, while the former site is called ``aside``.
    Raises ``OSError``; the former site is in its place then.
    """
    if not site.exists():
        fresh.rename(site)
    elif not exchange(fresh, site):
        site.rename(aside)
        try:
            fresh.rename(site)
        except OSError:
            aside.rename(site)
            raise
        aside.rename(fresh)


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where that cannot be done."""
    if os.name != "posix":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin" and hasattr(libc, "renamex_np"):
        failed = libc.renamex_np(first, second, _RENAME_SWAP)
    elif sys.platform == "linux" and hasattr(libc, "renameat2"):
        failed = libc.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE)
    else:
        return False
    if not failed:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(other))
