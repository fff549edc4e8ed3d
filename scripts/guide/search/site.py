"""Search as the build of the site meets it: what it gathers page by page, and writes at the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .. import finnish
from ..findings import CannotCheck
from ..finnish import inflection
from ..terms.bank import Bank
from . import index, worker

INDEX = Path("search/search_index.json")


@dataclass
class Search:
    """One build's search; ``docs`` is the folder of the sources."""

    docs: Path
    bank: Bank
    pages: list[index.Described] = field(default_factory=list)
    section_words: dict[str, str] = field(default_factory=dict)
    chapters: list[tuple[str, str]] = field(default_factory=list)
    _scripts: dict[str, str] = field(default_factory=dict)

    @property
    def scripts(self) -> dict[str, str]:
        """The scripts by their address, the worker first."""
        if not self._scripts:
            self._scripts = worker.made(self.docs)
        return self._scripts

    def take_page(self, html: str, url: str, meta: Mapping[str, Any]) -> str:
        """Note what search needs of a page; its HTML without what was meant for search alone."""
        aliases = tuple(meta.get("aliases", ()))
        described = (url, meta.get("kind", ""), meta.get("description", ""), aliases)
        self.pages.append(index.Described(*described))
        html, found = index.take_section_words(html, url)
        self.section_words.update(found)
        return html

    def place(self, html: str) -> str:
        """A finished page with our worker; raises :class:`CannotCheck` when it cannot be."""
        return worker.put_in_place(html, next(iter(self.scripts)))

    def finish(self, site: Path) -> None:
        """Write the scripts and the improved index; raises :class:`CannotCheck`."""
        path = site / INDEX
        if not path.is_file():
            raise CannotCheck(f"Material wrote no {INDEX.as_posix()}; is its search plugin on?")
        for name, text in self.scripts.items():
            target = site / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
        material = index.Material(
            pages=self.pages,
            bank=self.bank,
            finnish=finnish.committed(),
            inflections=inflection.committed(),
            section_words=self.section_words,
            chapters=self.chapters,
        )
        text = index.improved(path.read_text(encoding="utf-8"), material)
        path.write_text(text, encoding="utf-8", newline="\n")


def is_source(address: str) -> bool:
    """Whether a file of the sources is a part of the engine, which the site has as one script."""
    return address.startswith(f"{worker.FOLDER.as_posix()}/") and address.endswith((".js", ".mjs"))
