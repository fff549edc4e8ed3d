#!/usr/bin/env python3
"""Check citations of statutes and sources: known, well formed, and every registered one used."""

from guide.environment import ROOT, use_environment

use_environment()

import sys  # noqa: E402

from guide import citation_checks, library  # noqa: E402
from guide.cli import run_check  # noqa: E402


def collect(_arguments):
    found = library.load(ROOT / "docs")
    data = [finding for finding in found.findings if finding.path.endswith(".yml")]
    if data:
        return data
    return [*citation_checks.check(found), *citation_checks.unused(found)]


if __name__ == "__main__":
    sys.exit(run_check(__doc__, collect))
