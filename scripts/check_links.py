#!/usr/bin/env python3
"""Check all links inside the guide, offline: sources, built site, images and PDF.

Without --site the site is built for the check (without the PDF).
"""

from guide.environment import ROOT, use_environment

use_environment(tests=True)

import argparse  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
from pathlib import Path  # noqa: E402

from guide import data_checks, library  # noqa: E402
from guide.cli import run_check  # noqa: E402
from guide.findings import CannotCheck, Finding  # noqa: E402
from guide.links import images, print_file, site, tools  # noqa: E402
from guide.verify import PDF  # noqa: E402


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--site", type=Path, help="a site built already; its PDF is checked too if there")
    parser.add_argument("--pdf", type=Path, help="another PDF to check")
    parser.add_argument("--lychee", type=Path, help="the lychee program to use")


def collect(arguments: argparse.Namespace) -> list[Finding]:
    docs = ROOT / "docs"
    pages = library.load(docs).pages
    findings = [*tools.rumdl(docs), *images.check(docs), *data_checks.check(docs)]
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.site
        if folder is None:
            folder = Path(temporary) / "site"
            findings += tools.build_site(folder)
        elif not (folder / "index.html").is_file():
            raise CannotCheck(f"{folder} holds no built site; run python3 scripts/build.py first")
        folder = folder.resolve()
        has_pdf = (folder / PDF).is_file()
        findings += tools.lychee(folder, pages, arguments.lychee, without=[] if has_pdf else [PDF])
        findings += site.check(folder, pages)
        for path in filter(None, [arguments.pdf, folder / PDF if has_pdf else None]):
            findings += print_file.check(path, path.name)
    return findings


if __name__ == "__main__":
    sys.exit(run_check(__doc__, collect, add_arguments))
