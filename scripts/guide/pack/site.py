"""A built site made light and safe, in place: one style sheet, one script, no leftovers, a policy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..findings import CannotCheck
from ..pages import page_url
from ..safety.judge import Named
from ..search.worker import compact, fingerprint
from . import policy, styles
from .names import Names

STYLES = Path("assets/stylesheets")
SCRIPTS = Path("assets/javascripts")
# The one script that stands in pages, below the templates (partials/colours.html).
INLINE = Path("partials/colours.js")
# Names the templates use; the build puts a fingerprint into them.
MADE = {
    "styles": STYLES / "guide-all.css",
    "scripts": SCRIPTS / "guide-all.js",
    "search_scripts": SCRIPTS / "search-all.js",
}
THEME_STYLES = "main.*.min.css"
# Of what the theme's script names we need the search dialog and what is in pages anyway.
THEME_BEGINNINGS = ("md-search", "focus-visible")
_TO_THE_LETTER = re.compile(r"(<(?:pre|script|style|textarea)\b.*?</(?:pre|script|style|textarea)>)", re.S)
_LINE_END = re.compile(r"\s*\n\s*")


def finish(site: Path, lists: Mapping[str, Any], templates: Path) -> Named:
    """Pack the site; ``lists`` are those of ``extra`` in mkdocs.yml, ``templates`` our own.

    Gives the names of all that pages may run. Raises :class:`CannotCheck`.
    """
    # A template that includes a file leaves its last line end out.
    inline = (templates / INLINE).read_text(encoding="utf-8").removesuffix("\n")
    hashes = [policy.hash_of(inline)]
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    own = _read(site, lists["styles"])
    scripts = _read(site, lists["scripts"])
    alone = _read(site, lists["page_scripts"].values())
    search = _read(site, lists["search_scripts"])
    names = all_names(pages.values(), scripts | alone | search)
    theme = next(iter(_read(site, [(STYLES / THEME_STYLES).as_posix()]).values()))
    texts = {
        "styles": styles.bundle(theme, list(own.values()), names),
        "scripts": joined(scripts),
        "search_scripts": joined(search),
    }
    for path, text in alone.items():
        _write(path, joined({path: text}))
    for path in _leftovers(site, keep=alone):
        path.unlink()
    renamed = {}
    for key, text in texts.items():
        made = MADE[key]
        name = f"{made.stem}.{fingerprint(text)}{made.suffix}"
        renamed[made.as_posix()] = made.with_name(name).as_posix()
        _write(site / made.with_name(name), text)
    said = policy.policy(hashes)
    for path, text in pages.items():
        for name, new in renamed.items():
            text = text.replace(name, new)
        _write(path, policy.with_policy(without_indents(text), said))
    for name, text in policy.header_files(hashes).items():
        _write(site / name, text)
    _remove_empty(site / "assets")
    return Named(
        scripts=frozenset(renamed[MADE[key].as_posix()] for key in ("scripts", "search_scripts")),
        page_scripts=dict(_page_files(lists["page_scripts"])),
        inline=inline,
        styles=frozenset({renamed[MADE["styles"].as_posix()]}),
        policy=said,
    )


def _page_files(scripts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each page that has a script of its own, by its file below the site."""
    for page, script in scripts.items():
        yield (f"{page_url(page)}index.html" if page.endswith(".md") else page), script


def without_indents(page: str) -> str:
    """A page without the blank lines and indents that templates leave; what is said to the letter
    stays.

    >>> without_indents("<p>a\\n\\n    b</p><pre>c\\n\\n  d</pre>")
    '<p>a\\nb</p><pre>c\\n\\n  d</pre>'
    """
    parts = _TO_THE_LETTER.split(page)
    return "".join(part if at % 2 else _LINE_END.sub("\n", part) for at, part in enumerate(parts))


def all_names(pages: Iterable[str], scripts: Mapping[Path, str]) -> Names:
    """The names in pages and scripts that styles may speak of."""
    names = Names()
    for page in pages:
        names.add_page(page)
    for path, text in scripts.items():
        names.add_script(text, THEME_BEGINNINGS if is_theme(path) else ("",))
    return names


def is_theme(path: Path) -> bool:
    """Whether a script is the theme's."""
    return path.name.startswith("bundle.")


def joined(scripts: Mapping[Path, str]) -> str:
    """Scripts as one, ours without comments and indents, none pointing to its source map."""
    parts = []
    for path, text in scripts.items():
        small = text.partition("\n//# sourceMappingURL=")[0] if is_theme(path) else compact(text)
        parts.append(f"{small.rstrip()}\n")
    return "".join(parts)


def _read(site: Path, patterns: Iterable[str]) -> dict[Path, str]:
    found = {}
    for pattern in patterns:
        paths = sorted(site.glob(pattern))
        if len(paths) != 1:
            raise CannotCheck(f"{len(paths)} files are called {pattern} in the site, not one")
        found[paths[0]] = paths[0].read_text(encoding="utf-8")
    return found


def _leftovers(site: Path, keep: Iterable[Path]) -> Iterator[Path]:
    """Scripts and styles that are now part of another file, or that nothing asks for."""
    kept = set(keep)
    yield from sorted((site / STYLES).rglob("*.*"))
    for path in sorted((site / SCRIPTS).rglob("*.*")):
        if path.is_file() and path not in kept and path.parent.name != "search":
            yield path


def _remove_empty(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
