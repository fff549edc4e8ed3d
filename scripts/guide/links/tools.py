"""Runs the tools and turns what they say into findings. No network: lychee is kept offline."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from .. import processes
from ..environment import ROOT
from ..findings import CannotCheck, Finding
from ..pages import Page
from ..text_files import shown

CHECK = "link"
RUMDL_RULES = "MD042,MD051,MD057,MD066,MD074"
LYCHEE_OPTIONS = [
    "--offline",
    "--include-fragments=full",
    "--index-files=index.html",
    "--extensions=html,css,svg,xml,yml",
    "--format=json",
    "--no-progress",
]
# Anything else lychee leaves out on its own it leaves out in silence, misspelt schemes too.
KNOWN_SCHEMES = ("https:", "http:", "mailto:", "tel:", "data:", "blob:")

_MKDOCS_WARNING = re.compile(r"^WARNING\s+-\s+(.*(?:\n\s+-\s.*)*)$", re.M)
_MKDOCS_LIST = re.compile(r"\n\s+-\s(\S+)")
_MKDOCS_DOC = re.compile(r"Doc file '(?P<doc>[^']+)' contains an? (?:\w+ )?link '(?P<link>[^']+)'")


def tool(name: str, given: Path | None = None) -> str:
    """The program ``name``: as given, beside this Python, or on the path."""
    beside = shutil.which(name, path=str(Path(sys.executable).parent))
    found = str(given) if given and given.is_file() else (None if given else beside or shutil.which(name))
    if not found:
        where = given or f"PATH; python3 scripts/test.py installs what {name} comes with"
        raise CannotCheck(f"{name} is not there (looked in {where})")
    return found


def build_site(folder: Path, root: Path = ROOT) -> list[Finding]:
    """Build the site strictly into ``folder``, faults or not, and return MkDocs' warnings.

    The checks of the sources are left to their own commands: here a page with a fault is still
    wanted in the built site, so that all its links are seen at once.
    """
    environ = {"PDF": "false", "GUIDE_BUILD_ANYWAY": "1", "PYTHONIOENCODING": "utf-8"}
    done = processes.run_builder(
        ["build", "--strict", "--site-dir", str(folder)],
        root,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    findings = list(read_mkdocs(done.stderr, root))
    if not (folder / "index.html").is_file() or (done.returncode and not findings):
        raise CannotCheck(f"the site could not be built:\n{done.stderr.strip()}")
    return findings


def read_mkdocs(log: str, root: Path = ROOT) -> Iterator[Finding]:
    """MkDocs' warnings as findings, at the line of the link where it can be found."""
    for message in _MKDOCS_WARNING.findall(log):
        if outside := _MKDOCS_LIST.findall(message):
            for name in outside:
                told = "the page is not in the menu; add it to 'nav' of mkdocs.yml"
                yield Finding(shown(root / "docs" / name), 1, 1, CHECK, "error", told)
            continue
        about = _MKDOCS_DOC.search(message)
        if not about:
            yield Finding("mkdocs.yml", 1, 1, CHECK, "error", message)
            continue
        path = root / "docs" / about["doc"]
        line, column = _locate(path, about["link"])
        yield Finding(shown(path), line, column, CHECK, "error", message)


def _locate(path: Path, link: str) -> tuple[int, int]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return 1, 1
    for number, line in enumerate(lines, start=1):
        if link in line:
            return number, line.index(link) + 1
    return 1, 1


def rumdl(docs: Path) -> list[Finding]:
    """Links, fragments, images and footnotes in the Markdown sources."""
    command = [tool("rumdl"), "check", "--flavor=mkdocs", f"--enable={RUMDL_RULES}"]
    command += ["--output-format=json", "--no-cache", str(docs)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode not in (0, 1):
        raise CannotCheck(f"rumdl: {done.stderr.strip() or done.stdout.strip()}")
    try:
        rows = json.loads(done.stdout or "[]")
    except json.JSONDecodeError:
        raise CannotCheck(f"rumdl's report cannot be read: {done.stdout[:200]}") from None
    return [
        Finding(
            shown(Path(row["file"])), row["line"], row["column"], CHECK, "error",
            f"{row['message']} (rumdl {row['rule']})",
        )
        for row in rows
    ]


def lychee(
    site: Path, pages: list[Page], given: Path | None = None, without: Iterable[Path] = ()
) -> list[Finding]:
    """Every link and fragment of the built site that stays inside it, and unknown schemes.

    ``without`` names files that this build left out on purpose: links to them are not judged.
    """
    command = [tool("lychee", given), *LYCHEE_OPTIONS, f"--root-dir={site}"]
    command += [f"--exclude={re.escape(path.as_posix())}$" for path in without] + ["."]
    done = subprocess.run(
        command, cwd=site, capture_output=True, text=True, encoding="utf-8", check=False
    )
    try:
        report = json.loads(done.stdout)
    except json.JSONDecodeError:
        raise CannotCheck(f"lychee's report cannot be read: {done.stderr.strip()[:300]}") from None
    if not report["total"]:
        raise CannotCheck(f"lychee found no links at all in {site}")
    sources = {f"{page.url}index.html": page.shown for page in pages}
    return list(_lychee_findings(report, site, sources))


def _lychee_findings(report: dict, site: Path, sources: dict[str, str]) -> Iterator[Finding]:
    def finding(name: str, row: dict, message: str) -> Finding:
        built = name.removeprefix("./")
        # The line is of the built page: the source's own line is what rumdl and MkDocs give.
        path, where = sources.get(built, built), row.get("span") or {}
        line = where.get("line", 1)
        address = row["url"].replace(site.as_uri(), "")
        place = f" (built page {built}, line {line})" if path != built else ""
        return Finding(path, line if path == built else 1, 1, CHECK, "error", f"{address}: {message}{place}")

    for name, rows in report["error_map"].items():
        for row in rows:
            yield finding(name, row, row["status"]["text"].split(". ")[0])
    for name, rows in report["excluded_map"].items():
        for row in rows:
            if not row["url"].lower().startswith(KNOWN_SCHEMES) and "://" not in row["url"][:12]:
                yield finding(name, row, "the scheme is unknown; https: was meant?")
