"""The scripts of the search as the browser gets them, and their place in Material's pages."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from ..findings import CannotCheck

FOLDER = Path("assets/javascripts/search")
# In this order: each leans on those before it.
ENGINE = (
    *("minisearch.min.js", "words.js", "lexicon.js", "terms.js", "spelling.js"),
    *("expand.js", "score.js", "answer.js", "engine.js"),
)
WORKER = "worker.js"
_ENGINE_NAME = '"engine.js"'
_THEME_WORKER = re.compile(r"assets/javascripts/workers/search\.[0-9a-f]+\.min\.js")


def made(docs: Path) -> dict[str, str]:
    """Texts of the two scripts by their address below the site: the worker first, its engine.

    Names carry a fingerprint of the content, so that no reader is left with an old half.
    """
    folder = docs / FOLDER
    engine = "".join(compact((folder / name).read_text(encoding="utf-8")) for name in ENGINE)
    engine_name = f"engine.{_fingerprint(engine)}.js"
    worker = compact((folder / WORKER).read_text(encoding="utf-8"))
    if worker.count(_ENGINE_NAME) != 1:
        raise CannotCheck(f"{WORKER} does not name its engine as {_ENGINE_NAME}")
    worker = worker.replace(_ENGINE_NAME, f'"{engine_name}"')
    worker_name = f"worker.{_fingerprint(worker)}.js"
    return {
        (FOLDER / worker_name).as_posix(): worker,
        (FOLDER / engine_name).as_posix(): engine,
    }


def compact(script: str) -> str:
    """A script without indents, empty lines and whole-line comments; the licence of others stays.

    Lines are never joined, so nothing changes in what the script does.
    """
    lines = [line.strip() for line in _without_docs(script).split("\n")]
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


def _without_docs(script: str) -> str:
    return re.sub(r"^\s*/\*\*(?:.|\n)*?\*/[ \t]*\n", "", script, flags=re.M)


def put_in_place(html: str, address: str) -> str:
    """A page of Material's with our worker; raises :class:`CannotCheck` when it has none."""
    found, count = _THEME_WORKER.subn(address, html)
    if count != 1:
        raise CannotCheck(
            f"the theme's search worker was found {count} times in a page instead of once; "
            "has Material changed? See scripts/guide/search/worker.py"
        )
    return found


def _fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
