#!/usr/bin/env python3
"""Check the words of the guide, or of any Markdown text, against the term bank."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from guide.environment import ROOT, use_environment

use_environment()

from guide import finnish, reading, text_files  # noqa: E402
from guide.cli import run_check  # noqa: E402
from guide.findings import CannotCheck, Finding  # noqa: E402
from guide.terms import bank, check, titles, vocabulary  # noqa: E402

DOCS = ROOT / "docs"
TERMS = DOCS / "data" / "terms.yml"
SUFFIXES = (".md", ".markdown", ".txt")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="*", type=Path, help="default: docs")
    parser.add_argument("--terms", type=Path, default=TERMS, help="another term bank")
    parser.add_argument("--site", type=Path, metavar="DIR", help="check a built site too")


def collect(options: argparse.Namespace) -> list[Finding]:
    found, findings = bank.load(options.terms)
    if not found.terms:
        if findings:
            return findings
        raise CannotCheck(f"the term bank {options.terms} is empty")
    checker = check.Checker(
        found, finnish.with_analyser(), titles.Titles(vocabulary.known_titles(DOCS))
    )
    try:
        for source in sources(options):
            findings += checker.check(source)
    except finnish.NotCovered:
        # Words beyond the committed ones: the analyser comes with the tests' requirements.
        use_environment(tests=True)
        raise
    used = [excuse for excuse in checker.excuses if excuse.count]
    if used:
        places = sum(excuse.count for excuse in used)
        print(f"check_terms: {len(used)} exceptions excuse {places} places", file=sys.stderr)
    return findings


def sources(options: argparse.Namespace) -> Iterator[check.Source]:
    paths = options.paths or ([] if options.site else [DOCS])
    count = 0
    for path in [file for given in paths for file in files(given)]:
        text, findings = text_files.read(path)
        if text is None:
            raise CannotCheck(f"{path}: {findings[0].message}")
        count += 1
        yield check.Source(
            text_files.shown(path), reading.from_markdown(text), text, text.startswith("---\n")
        )
    if DOCS in paths:
        yield vocabulary.organisation_words(DOCS)
    if options.site:
        for path in sorted(options.site.rglob("*.html")):
            text = path.read_text(encoding="utf-8")
            comments = written_exceptions(path.relative_to(options.site))
            count += 1
            yield check.Source(
                text_files.shown(path),
                reading.from_html(text),
                f"{text}\n{comments}",
                bool(comments),
            )
    if not count:
        raise CannotCheck("there is nothing to check")


def files(path: Path) -> list[Path]:
    """The texts to check: a file, or those of a folder."""
    if path.is_dir():
        found = sorted(
            p for p in path.rglob("*") if p.suffix in SUFFIXES and "data" not in p.parts
        )
        if not found:
            raise CannotCheck(f"no Markdown files in {path}")
        return found
    if not path.is_file():
        raise CannotCheck(f"there is no file {path}")
    return [path]


def written_exceptions(page: Path) -> str:
    """The comments of the page's Markdown: they do not reach the built page."""
    stem = page.parent if page.name == "index.html" else page.with_suffix("")
    for source in (DOCS / f"{stem}.md", DOCS / stem / "index.md"):
        if source.is_file():
            text, _ = text_files.read(source)
            found = reading.comments(text or "")
            return "\n".join(f"<!-- {c} -->" for c in found if c.startswith("termi-ok"))
    return ""


if __name__ == "__main__":
    sys.exit(run_check(__doc__ or "", collect, arguments))
