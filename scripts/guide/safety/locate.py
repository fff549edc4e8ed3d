"""From a fault of what was built to the line of a source it came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from .. import markdown_text
from ..findings import Finding
from .faults import Fault

_DATA = (
    "docs/osat/*.md",
    "docs/assets/images/*.svg",
    "docs/data/*.yml",
    "mkdocs.yml",
    "overrides/**/*.*",
)
_TEXTS = frozenset({".md", ".svg", ".yml", ".html", ".css", ".js", ".j2"})


@dataclass(frozen=True)
class Place:
    """A line of a file, by its path in findings."""

    path: str
    line: int


@dataclass
class Sources:
    """The files the build reads; ``root`` is the folder of ``mkdocs.yml``."""

    root: Path
    _read: dict[str, str] = field(default_factory=dict)

    def findings(self, faults: Iterable[tuple[str, str, Fault]]) -> list[Finding]:
        """Faults as findings, each once: at its source where one is found, else where it was built.

        Each fault comes with the page's Markdown below ``docs``, empty where there is none, and
        the file that was built.
        """
        built: dict[tuple[Place, Fault], dict[str, None]] = {}
        for page, shown, fault in faults:
            # A file that is published as it lies in docs/ is a source itself.
            own = page or (shown if self._text(f"docs/{shown}") else "")
            place = self.place(fault.needles, own) or Place(f"docs/{own}" if own else shown, 1)
            names = built.setdefault((place, fault), {})
            names["" if place.path == f"docs/{own}" else shown] = None
        told = []
        for (place, fault), names in built.items():
            shown, *rest = [name for name in names if name] or [""]
            more = f" and {len(rest)} more" if rest else ""
            where = f" (built into {shown}{more})" if shown else ""
            told.append(
                Finding(place.path, place.line, 1, fault.check, "error", f"{fault.message}{where}")
            )
        return sorted(set(told))

    def place(self, needles: Iterable[str], page: str) -> Place | None:
        """The first line with one of the needles: in ``page`` (below ``docs``), in what it pulls
        in, then elsewhere."""
        wanted = [needle.casefold() for needle in needles if len(needle) > 1]
        for names in (self._of_page(page), self._others):
            for needle in wanted:
                for name in names:
                    if line := self._line(name, needle):
                        return Place(name, line)
        return None

    def _line(self, name: str, needle: str) -> int:
        text = self._text(name)
        # What is code is shown on purpose, as a rule; where quotes are astray it is not.
        for version in (markdown_text.prose(text), text) if name.endswith(".md") else (text,):
            at = version.casefold().find(needle)
            if at >= 0:
                return version.casefold().count("\n", 0, at) + 1
        return 0

    def _text(self, name: str) -> str:
        if name not in self._read:
            path = self.root / name
            found = path.read_text("utf-8", "replace") if path.is_file() else ""
            self._read[name] = found
        return self._read[name]

    def _of_page(self, page: str) -> list[str]:
        return list(dict.fromkeys(self._pulled(f"docs/{page}"))) if page else []

    def _pulled(self, name: str, above: tuple[str, ...] = ()) -> Iterator[str]:
        yield name
        if name.endswith(".md"):
            for _, inner in markdown_text.snippets(self._text(name)):
                if (shown := f"docs/{inner}") not in above and shown != name:
                    yield from self._pulled(shown, (*above, name))

    @cached_property
    def _others(self) -> list[str]:
        return [
            path.relative_to(self.root).as_posix()
            for pattern in _DATA
            for path in sorted(self.root.glob(pattern))
            if path.suffix in _TEXTS and path.is_file()
        ]
