#!/usr/bin/env python3
"""Check that every address published once is still there or redirected.

--update adds the addresses of this build to the list; do it when an edition is published.
Without --site the site is built for the check (without the PDF).
"""

from guide.environment import ROOT, use_environment

use_environment()

import argparse  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
from pathlib import Path  # noqa: E402

from guide import addresses, library  # noqa: E402
from guide.cli import run_check  # noqa: E402
from guide.findings import CannotCheck, Finding  # noqa: E402
from guide.links import tools  # noqa: E402
from guide.text_files import shown  # noqa: E402

LIST = ROOT / "tests/published/addresses.txt"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--site", type=Path, help="a site built already")
    parser.add_argument("--list", type=Path, default=LIST, help="the published addresses")
    parser.add_argument("--update", action="store_true", help="add the addresses of this build")


def collect(arguments: argparse.Namespace) -> list[Finding]:
    pages = library.load(ROOT / "docs").pages
    redirects, findings = addresses.load(ROOT / "docs/data")
    with tempfile.TemporaryDirectory() as temporary:
        site = arguments.site
        if site is None:
            site = Path(temporary) / "site"
            findings += tools.build_site(site)
        elif not (site / "index.html").is_file():
            raise CannotCheck(f"{site} holds no built site; run python3 scripts/build.py first")
        now = addresses.live(site, pages)
    if arguments.update:
        before = set(addresses.read(arguments.list)) if arguments.list.is_file() else set()
        arguments.list.parent.mkdir(parents=True, exist_ok=True)
        text = "".join(f"{address}\n" for address in sorted(before | now))
        arguments.list.write_text(text, encoding="utf-8", newline="\n")
    published = addresses.read(arguments.list)
    return [*findings, *addresses.check(published, now, redirects, shown(arguments.list))]


if __name__ == "__main__":
    sys.exit(run_check(__doc__, collect, add_arguments))
