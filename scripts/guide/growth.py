"""What a build costs as the guide grows: copies of its pages, and how fast each cost rises.

The copies stand beside their pages, under names, titles and menu entries of their own. Of the words
in their running text half are new in each copy, compounds that stand nowhere else: real growth
brings new words too, and without any the index would look better than it is.
"""

from __future__ import annotations

import gzip
import math
import re
import shutil
import statistics
import subprocess
import sys
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from zlib import crc32

import yaml

from . import library, processes, verify
from .findings import CannotCheck
from .finnish import lexicon
from .finnish.readings import Reading
from .pack import offline
from .pages import Page
from .search.site import INDEX

LIMIT = 1.1  # what a cost may rise by: twice the pages, at most 2.14 times the cost
# What a build needs; a site grows in a copy of it.
SOURCES = ("docs", "overrides", "scripts", "mkdocs.yml", "requirements.txt")
# Pages there is one of: about the guide, or made of all its data.
_ONE_OF = re.compile(r"<!-- (?:luettelo|lataukset): ")
_NAV = "\nnav:\n"
# First parts of new words; each of so many copies puts another one before the same word.
PARTS = "ala etä jälki keski lähi peri sivu väli".split()
_WORD_LEAST = 5  # letters
# What is no running text, and words that may become new ones.
_PIECE = re.compile(
    r"""(?:^\ *(?:\#|!!!|\?\?\?|===|\*\[|\[\^|--8<--).*?$   # headings, boxes, notes, snippets
          |^\ *```.*?^\ *```|`[^`\n]+`|<!--.*?-->|<[^<>\n]+>      # code, comments, tags
          |\]\([^)\n]*\)|\[[§@^][^\]\n]*\]|\{[^{}\n]*\}           # links, citations, attributes
          |\S*[./@_]\S+)                                          # addresses, names of files
        |(?<![\w-])(?P<word>[a-zåäö]+)(?![\w-])""",
    re.X | re.S | re.M,
)


@dataclass(frozen=True)
class Cost:
    """What a build of so many pages took: CPU seconds of all its processes, bytes of memory in the
    largest of them; and made: bytes of the index of search, as it is and compressed, of all HTML,
    of the copy without network."""

    pages: int
    cpu: float
    memory: int
    index: int
    packed: int
    html: int
    copy: int


# Those that must not rise faster than the pages do by much. The menu makes each page a little
# larger for every other page, so HTML is told and not judged.
JUDGED = ("cpu", "memory", "index", "packed")
TOLD = (*JUDGED, "html", "copy")


def exponent(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """The slope of the line nearest to all costs over sizes, both as logarithms.

    >>> round(exponent([1, 2, 4], [3, 12, 48]), 6)
    2.0
    """
    return statistics.linear_regression(*([*map(math.log, row)] for row in (sizes, costs))).slope


def exponents(costs: Sequence[Cost]) -> dict[str, float]:
    """How each cost rises with the number of pages, by its name."""
    pages = [cost.pages for cost in costs]
    return {name: exponent(pages, [getattr(cost, name) for cost in costs]) for name in TOLD}


def too_fast(found: Mapping[str, float]) -> list[str]:
    """The judged costs that rise faster than :data:`LIMIT` allows, one line each."""
    return [
        f"{name} rises as the pages to the power of {found[name]:.2f}; at most {LIMIT} is allowed"
        for name in JUDGED
        if found[name] > LIMIT
    ]


def grow(root: Path, times: int) -> None:
    """Give the sources in ``root`` so many times their content pages, in place."""
    known, numbers = lexicon.committed(), range(2, times + 1)
    found = [page for page in library.load(root / "docs").pages if may_be_copied(page)]
    names = {page.name for page in found}
    words: dict[str, list[Reading]] = {}
    for number in numbers:
        for page in found:
            text, made = with_new_words(page.text, number, known)
            words |= made
            path = root / "docs" / copy_name(page.name, number)
            path.write_text(f"{_front(page, number)}{text}", encoding="utf-8", newline="\n")
    models = root / "docs" / "data" / "models.yml"
    rows = models.read_text(encoding="utf-8")
    if added := _models(yaml.safe_load(rows), names, numbers):
        models.write_text(f"{rows}{_dumped(added)}", encoding="utf-8", newline="\n")
    config = root / "mkdocs.yml"
    head, _, nav = config.read_text(encoding="utf-8").partition(_NAV)
    menu = yaml.safe_load(nav)
    menu += [part for number in numbers for part in _menu(menu, names, number)]
    config.write_text(f"{head}{_NAV}{_dumped(menu)}", encoding="utf-8", newline="\n")
    with (root / "scripts/guide/finnish/cache" / lexicon.READINGS).open(
        "a", encoding="utf-8", newline="\n"
    ) as file:
        for word, readings in words.items():
            print(word, *(reading.line() for reading in readings), sep="\t", file=file)


def may_be_copied(page: Page) -> bool:
    """Whether a guide may have many pages like this one."""
    return page.name != "index.md" and page.meta["kind"] != "about" and not _ONE_OF.search(page.text)


def copy_name(name: str, number: int) -> str:
    """The file of a page's copy; in the page's folder, so that its links hold."""
    path = PurePosixPath(name)
    return path.with_name(f"{path.stem}-{number}.md").as_posix()


def with_new_words(
    text: str, number: int, known: lexicon.Lexicon
) -> tuple[str, dict[str, list[Reading]]]:
    """A page's Markdown for its copy, half of its known words made new, and how these are read.

    The half is the same in every copy, so that a copy's new words are as many as its page's.
    """
    made: dict[str, list[Reading]] = {}

    def renewed(match: re.Match[str]) -> str:
        word = match["word"]
        if not word or len(word) < _WORD_LEAST or not known.knows(word):
            return match[0]
        chance = crc32(word.encode())
        part = PARTS[(chance // 2 + number) % len(PARTS)]
        if chance % 2 or word[0] == part[-1] or known.knows(part + word):
            return match[0]
        made[part + word] = [
            Reading(f"{part}|{r.lemma}", r.pos, f"{part}|{r.surface}", r.guessed)
            for r in known.readings(word)
        ]
        return part + word

    return _PIECE.sub(renewed, text), made


def _front(page: Page, number: int) -> str:
    return f"---\n{_dumped({**page.meta, 'title': _title(page.title, number)})}---\n"


def _title(title: str, number: int) -> str:
    return f"{title} {number}"


def _menu(items: Iterable[Any], names: Container[str], number: int) -> list[Any]:
    """The part of the menu that holds copied pages, for their copies; titles told apart."""
    made: list[Any] = []
    for item in items:
        if isinstance(item, dict):
            ((title, inner),) = item.items()
            below = _menu(inner if isinstance(inner, list) else [inner], names, number)
            if below:  # a page with a title of its own stays one, not a group
                made.append({_title(title, number): below if isinstance(inner, list) else below[0]})
        elif item in names:
            made.append(copy_name(item, number))
    return made


def _models(
    rows: Iterable[dict[str, Any]], names: Container[str], numbers: Iterable[int]
) -> list[dict[str, Any]]:
    """Rows for the copies of model pages."""
    return [
        {
            **row,
            "id": f"{row['id']}-{number}",
            "name": _title(row["name"], number),
            "page": copy_name(row["page"], number),
        }
        for number in numbers
        for row in rows
        if row["page"] in names
    ]


class _Dumper(yaml.SafeDumper):
    """Writes a value again where it stands twice: the guide's files have no marks for repeating."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _dumped(value: Any) -> str:
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)


def measured(root: Path) -> Cost:
    """Build the site of the sources in ``root``, without print, and tell what it cost.

    The system tells the memory of the largest program started so far, so begin with the smallest
    guide. Raises :class:`CannotCheck` with what the build said when it fails.
    """
    before = _cpu()
    done = processes.run(
        [sys.executable, str(root / "scripts/build.py"), "--no-pdf"],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode:
        raise CannotCheck(f"the build failed:\n{done.stdout}")
    site = root / "site"
    index = (site / INDEX).read_bytes()
    pages = [path.stat().st_size for path in site.rglob("*.html")]
    return Cost(
        pages=len(pages),
        cpu=_cpu() - before,
        memory=verify.most_memory(),
        index=len(index),
        packed=len(gzip.compress(index, mtime=0)),
        html=sum(pages),
        copy=(site / offline.ADDRESS).stat().st_size,
    )


def _cpu() -> float:
    """Seconds used by all programs that were started from here and have ended."""
    try:
        import resource
    except ImportError:
        reason = "this system does not tell what a program used; run it on Linux or macOS"
        raise CannotCheck(reason) from None
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def copy_of_sources(root: Path, target: Path) -> Path:
    """What a build needs of the checkout ``root``, in the new folder ``target``."""
    target.mkdir()
    for name in SOURCES:
        if (root / name).is_dir():
            shutil.copytree(root / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(root / name, target / name)
    return target
