#!/usr/bin/env python3
"""Check citations of statutes and sources: known, well formed, and every registered one used.

With --amended FILE it lists instead every sentence that cites an act named in the file.
"""

from guide.environment import ROOT, use_environment

use_environment()

import argparse  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402

from guide import amended, citation_checks, library  # noqa: E402
from guide.cli import run_check  # noqa: E402


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--amended", type=Path, metavar="FILE", help="numbers of amended acts, one a line"
    )


def collect(arguments):
    found = library.load(ROOT / "docs")
    data = [finding for finding in found.findings if finding.path.endswith(".yml")]
    if data:
        return data
    if arguments.amended:
        return amended.check(found, amended.read(arguments.amended))
    return [*citation_checks.check(found), *citation_checks.unused(found)]


if __name__ == "__main__":
    sys.exit(run_check(__doc__, collect, add_arguments))
