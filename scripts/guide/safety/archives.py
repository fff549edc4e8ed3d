"""What is inside the EPUB and the copy to take along."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from . import judge, styles, xml
from .allowed import EPUB_KINDS, PICTURES
from .faults import Fault

_PACKED = "this file cannot be unpacked: {}; build again"


def epub(path: Path) -> list[tuple[str, Fault]]:
    """Faults of the EPUB, each with the file in it."""
    try:
        with zipfile.ZipFile(path) as archive:
            return list(_epub(archive))
    except (zipfile.BadZipFile, RuntimeError) as reason:
        return [("", Fault(_PACKED.format(reason)))]


def _epub(archive: zipfile.ZipFile) -> Iterator[tuple[str, Fault]]:
    names = frozenset(archive.namelist())
    for name in sorted(names - {"mimetype"}):
        kind = PurePosixPath(name).suffix.lower()
        data = archive.read(name)
        if kind not in EPUB_KINDS:
            found = [Fault(f"files of the kind '{kind or name}' have no place in the EPUB")]
        elif kind == ".xhtml":
            found = xml.epub_page(data, name, names)
        elif kind == ".svg":
            found = xml.drawing(data)
        elif kind == ".css":
            found = styles.faults(data.decode("utf-8", "replace"))
        elif kind in (".opf", ".xml"):
            # The container names the package from the root of the EPUB.
            found = xml.package(data, name, names)
        else:
            found = []
        yield from ((name, fault) for fault in found)


def copy(
    path: Path, site: Path, named: judge.Named, *, folder: str, own: frozenset[str]
) -> list[tuple[str, Fault]]:
    """Faults of the copy to take along: its pages are judged, all else is the site's own, judged
    there. ``folder`` is the one it unpacks to, ``own`` the files made for it alone."""
    told = []
    try:
        with zipfile.ZipFile(path) as archive:
            for entry in archive.infolist():
                name = entry.filename.removeprefix(f"{folder}/")
                if name.endswith(".html"):
                    text = archive.read(entry).decode()
                    told += [(name, fault) for fault in judge.page(text, name, named, copy=True)]
                elif name not in own and not _same(archive, entry, site / name):
                    told.append(
                        (name, Fault("this file of the copy is not that of the site; build again"))
                    )
    except (zipfile.BadZipFile, RuntimeError) as reason:
        return [("", Fault(_PACKED.format(reason)))]
    return told


def _same(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path) -> bool:
    if not path.is_file() or path.stat().st_size != entry.file_size:
        return False
    # Pictures and fonts are compared by their length alone: nothing in them is run.
    return path.suffix in PICTURES | {".woff2", ".pdf"} or archive.read(entry) == path.read_bytes()
