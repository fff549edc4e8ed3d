#!/usr/bin/env python3
"""Check spelling and length of sentences; --report shows the measures of every page."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from guide.environment import ROOT, use_environment

use_environment()

from guide import finnish, readability, reading, spelling, text_files  # noqa: E402
from guide.cli import run_check  # noqa: E402
from guide.findings import CannotCheck, Finding  # noqa: E402
from guide.reading import Block  # noqa: E402

SPELLING, SENTENCE = "spelling", "sentence-length"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="*", type=Path, help="default: docs")
    parser.add_argument("--report", action="store_true", help="measures of each page, no findings")


def collect(options: argparse.Namespace) -> list[Finding]:
    texts = [(text_files.shown(path), blocks(path)) for path in files(options.paths)]
    if not texts:
        raise CannotCheck("there is nothing to check")
    if options.report:
        print_report(texts)
        return []
    return [*spelling_findings(texts), *(f for text in texts for f in sentence_findings(*text))]


def files(paths: list[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths or [ROOT / "docs"]:
        if not path.exists():
            raise CannotCheck(f"there is no file {path}")
        found += sorted(path.rglob("*.md")) if path.is_dir() else [path]
    return found


def blocks(path: Path) -> list[Block]:
    text, findings = text_files.read(path)
    if text is None:
        raise CannotCheck(f"{path}: {findings[0].message}")
    return reading.from_markdown(text)


def sentence_findings(shown: str, found: list[Block]) -> Iterator[Finding]:
    for sentence in readability.sentences(found):
        if len(sentence.words) > readability.LONGEST:
            text = (
                f"a sentence of {len(sentence.words)} words, beginning with "
                f"'{' '.join(sentence.words[:4])}'; make it two"
            )
            yield Finding(shown, sentence.line, 1, SENTENCE, "warning", text)


def spelling_findings(texts: list[tuple[str, list[Block]]]) -> Iterator[Finding]:
    knows, lexicon = spelling.voikko(), finnish.with_analyser()
    if knows is None:
        text = (
            "Voikko is not installed, so words were judged by the committed word files alone; "
            "for a full check: apt-get install libvoikko1 voikko-fi python3-libvoikko"
        )
        yield Finding(texts[0][0], 1, 1, SPELLING, "warning", text)
        knows = spelling.lexicon_knows(lexicon)
    right = spelling.Reviewed(spelling.listed(), lexicon)
    for shown, found in texts:
        for block in found:
            for offset, word in spelling.unknown(block, knows, right):
                name = spelling.REVIEWED.relative_to(ROOT).as_posix()
                text = f"'{word}': unknown word; mend it, or add it to {name} once looked at"
                yield Finding(shown, block.line(offset), 1, SPELLING, "warning", text)


def print_report(texts: list[tuple[str, list[Block]]]) -> None:
    print(f"{'words':>6} {'sentences':>9} {'mean':>5} {'longest':>7} {'long words':>10}  page")
    everything = [block for _, found in texts for block in found]
    for shown, found in [*texts, ("all", everything)]:
        m = readability.measure(found)
        print(
            f"{m.words:6} {m.sentences:9} {m.mean:5.1f} {m.longest:7} "
            f"{m.long_words:10.0%}  {shown}"
        )


if __name__ == "__main__":
    sys.exit(run_check(__doc__ or "", collect, arguments))
