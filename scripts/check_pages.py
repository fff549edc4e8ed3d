#!/usr/bin/env python3
"""Check the pages: front matter, encoding, addresses, skeleton, snippets, safe HTML, configuration."""

from guide.environment import ROOT, use_environment

use_environment()

import sys  # noqa: E402

from guide import config_checks, library, page_checks  # noqa: E402
from guide.cli import run_check  # noqa: E402


def collect(_arguments):
    found = library.load(ROOT / "docs")
    return [*config_checks.check(ROOT), *found.findings, *page_checks.check(found)]


if __name__ == "__main__":
    sys.exit(run_check(__doc__, collect))
