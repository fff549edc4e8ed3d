"""The scripts of the search as the browser gets them, and their place in Material's pages."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from ..findings import CannotCheck

FOLDER = Path("assets/javascripts/search")
LIBRARY = "minisearch.min.js"
# In this order: each leans on those before it.
MODULES = (
    *("words.mjs", "lexicon.mjs", "terms.mjs", "spelling.mjs"),
    *("expand.mjs", "score.mjs", "answer.mjs", "naming.mjs", "engine.mjs"),
)
# The same made small by scripts/update_search.py; used as long as it is of these sources.
SMALL = "engine.min.js"
WORKER = "worker.js"
_ENGINE_NAME = '"engine.js"'
_THEME_WORKER = re.compile(r"assets/javascripts/workers/search\.[0-9a-f]+\.min\.js")
_LINKING = re.compile(r"^(?:import|export) \{.*?;\n", re.M)
_DOCS = re.compile(r"^\s*/\*\*(?:.|\n)*?\*/[ \t]*\n", re.M)


def made(docs: Path) -> dict[str, str]:
    """Texts of the two scripts by their address below the site: the worker first, its engine.

    Names carry a fingerprint of the content, so that no reader is left with an old half.
    """
    folder = docs / FOLDER
    engine = small_engine(folder) or engine_of(folder)
    engine_name = f"engine.{fingerprint(engine)}.js"
    worker = compact((folder / WORKER).read_text(encoding="utf-8"))
    if worker.count(_ENGINE_NAME) != 1:
        raise CannotCheck(f"{WORKER} does not name its engine as {_ENGINE_NAME}")
    worker = worker.replace(_ENGINE_NAME, f'"{engine_name}"')
    worker_name = f"worker.{fingerprint(worker)}.js"
    return {
        (FOLDER / worker_name).as_posix(): worker,
        (FOLDER / engine_name).as_posix(): engine,
    }


def engine_of(folder: Path) -> str:
    """The library and the modules as one plain script that leaves ``guideSearch.Engine``.

    The modules share one scope, so no two of them may use a name at their top.
    """
    library = (folder / LIBRARY).read_text(encoding="utf-8").rstrip()
    modules = [(folder / name).read_text(encoding="utf-8") for name in MODULES]
    body = "".join(compact(_LINKING.sub("", module)) for module in modules)
    return f'{library}\n(() => {{\n"use strict";\n{body}globalThis.guideSearch = {{ Engine }};\n}})();\n'


def small_engine(folder: Path) -> str | None:
    """The committed small engine; none when it was made from other sources."""
    path = folder / SMALL
    if not path.is_file():
        return None
    text = path.read_text(encoding="utf-8")
    return text if text.startswith(small_head(engine_of(folder))) else None


def small_head(engine: str) -> str:
    """The first line of the small engine: whose it is, and from which sources."""
    library = engine[3 : engine.index(" – ")]
    return f"/* {library} (MIT, Luca Ongaro) and search/*.mjs (MIT), from {fingerprint(engine)} */\n"


def compact(script: str) -> str:
    """A script without indents, empty lines and comments of whole lines; licences stay.

    Lines are never joined, so nothing changes in what the script does.
    """
    lines = [line.strip() for line in _DOCS.sub("", script).split("\n")]
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


def put_in_place(html: str, address: str) -> str:
    """A page of Material's with our worker; raises :class:`CannotCheck` when it has none."""
    found, count = _THEME_WORKER.subn(address, html)
    if count != 1:
        raise CannotCheck(
            f"the theme's search worker was found {count} times in a page instead of once; "
            "has Material changed? See scripts/guide/search/worker.py"
        )
    return found


def fingerprint(text: str) -> str:
    """Eight letters that change with the text, for a file's name."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]
