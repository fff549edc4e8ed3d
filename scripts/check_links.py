#!/usr/bin/env python3
"""Check all links inside the guide, offline: sources, built site, images and PDF.

Without --site the site is built for the check (without the PDF). With --external the links out
of the guide are asked instead, over the network: for a timer, not for every change.
"""

from guide.environment import ROOT, use_environment

use_environment(tests=True)

import argparse  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
from datetime import UTC, datetime  # noqa: E402
from pathlib import Path  # noqa: E402

from guide import data_checks, library  # noqa: E402
from guide.cli import run_check  # noqa: E402
from guide.findings import CannotCheck, Finding  # noqa: E402
from guide.links import external, images, print_file, site, tools  # noqa: E402
from guide.pages import Page  # noqa: E402
from guide.verify import PDF  # noqa: E402


STATE = ROOT / ".build/external-links.json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--site", type=Path, help="a site built already; its PDF is checked too if there")
    parser.add_argument("--pdf", type=Path, help="another PDF to check")
    parser.add_argument("--lychee", type=Path, help="the lychee program to use")
    outside = parser.add_argument_group("links out of the guide")
    outside.add_argument("--external", action="store_true", help="ask them, over the network")
    outside.add_argument("--state", type=Path, default=STATE, help="what earlier runs found")
    outside.add_argument("--timeout", type=int, default=30, help="seconds for one answer")
    outside.add_argument("--interval", default="500ms", help="between requests to one host")
    outside.add_argument("--pause", type=float, default=external.PAUSE, help="before a second try")


def outside_links(
    folder: Path, pages: list[Page], arguments: argparse.Namespace
) -> list[Finding]:
    """Ask every outside address of the built site and judge it with what is known from before."""
    places = external.collect(folder, pages)
    if not places:
        raise CannotCheck(f"no links out of the guide in {folder}")
    before = external.read_state(arguments.state)
    answers = external.ask(
        places,
        lychee=arguments.lychee,
        timeout=arguments.timeout,
        interval=arguments.interval,
        pause=arguments.pause,
    )
    records, findings = external.judge(places, answers, before, datetime.now(UTC))
    external.write_state(arguments.state, records)
    files = ["docs/data/sources.yml", "docs/data/statutes.yml"]
    return [external.at_source(finding, ROOT, files) for finding in findings]


def collect(arguments: argparse.Namespace) -> list[Finding]:
    docs = ROOT / "docs"
    pages = library.load(docs).pages
    findings = []
    if not arguments.external:
        findings += [*tools.rumdl(docs), *images.check(docs), *data_checks.check(docs)]
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.site
        if folder is None:
            folder = Path(temporary) / "site"
            findings += tools.build_site(folder)
        elif not (folder / "index.html").is_file():
            raise CannotCheck(f"{folder} holds no built site; run python3 scripts/build.py first")
        folder = folder.resolve()
        if arguments.external:
            return outside_links(folder, pages, arguments)
        has_pdf = (folder / PDF).is_file()
        findings += tools.lychee(folder, pages, arguments.lychee, without=[] if has_pdf else [PDF])
        findings += site.check(folder, pages)
        for path in filter(None, [arguments.pdf, folder / PDF if has_pdf else None]):
            findings += print_file.check(path, path.name)
    return findings


if __name__ == "__main__":
    sys.exit(run_check(__doc__, collect, add_arguments))
