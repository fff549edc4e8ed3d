"""The copy to take along: a ZIP of the site whose addresses name files, for pages opened from a disk.

The packed site is rewritten, not built again: links to a folder lead to its ``index.html``, the
search index becomes a script (a page opened from a disk may not fetch data), and links to what is
not in the copy are links no more. The same site gives the same bytes.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ..target import MARK

ADDRESS = "lataa/vapautuvien-asumisen-tuki-offline.zip"
FOLDER = "vapautuvien-asumisen-tuki"
INDEX = "search/search_index.json"
# Left out: downloads other than those that pages offer for printing, and what only servers and
# search machines read, and the mark of the build. The page of wrong addresses too, since nothing
# shows it here.
OUTSIDE = (
    *("lataa/*", "pdf/isoteksti/*", "pdf/vihkot/*"),
    *("404.html", "sitemap.xml*", "_headers", "_redirects", "*.conf", "*.map", MARK),
)
INSIDE = ("lataa/index.html",)
# Set instead of an address that is not in the copy; the style sheet tells the reader so.
MISSING = 'data-puuttuu=""'
# Browsers refuse to fetch a font ahead from a disk, and say so.
_PRELOAD = re.compile(r'<link rel="preload"[^>]*>\n?')
_LINK = re.compile(r'(?<=\s)href="([^"]*)"')


def make(site: Path, when: int) -> Path:
    """Write the ZIP into the site; ``when`` (seconds since 1970) is the date of its files."""
    target = site / ADDRESS
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    names = sorted(_names(site))
    date = datetime.fromtimestamp(when, UTC).timetuple()[:6]
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            content = (site / name).read_bytes()
            if name.endswith(".html"):
                content = rewritten(content.decode(), name, set(names)).encode()
            elif name == INDEX:
                name, content = index_script(content)
            entry = zipfile.ZipInfo(f"{FOLDER}/{name}", date)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content, compresslevel=9)
    return target


def _names(site: Path) -> Iterator[str]:
    for path in site.rglob("*"):
        relative = path.relative_to(site)
        name = relative.as_posix()
        outside = any(relative.match(pattern) for pattern in OUTSIDE) and name not in INSIDE
        if path.is_file() and not outside:
            yield name


def rewritten(page: str, name: str, there: set[str]) -> str:
    """A page whose links lead to files of the copy; ``name`` is its own, ``there`` all of them."""
    page = _PRELOAD.sub("", page)
    return _LINK.sub(lambda found: _link(found[1], name, there), page)


def _link(address: str, name: str, there: set[str]) -> str:
    parts = urlsplit(address.replace("&amp;", "&"))
    if parts.scheme or parts.netloc or not parts.path:
        return f'href="{address}"'
    path = parts.path
    target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(path)))
    if target not in there:
        if posixpath.normpath(posixpath.join(target, "index.html")) not in there:
            return MISSING
        path = posixpath.join(path, "index.html")
    rest = address.replace("&amp;", "&").removeprefix(parts.path)
    return f'href="{path}{rest}"'.replace("&", "&amp;")


def index_script(content: bytes) -> tuple[str, bytes]:
    """The search index as the script that Material's dialog asks for, with its name."""
    return INDEX.removesuffix("on"), b"var __index = " + content.strip() + b";\n"
