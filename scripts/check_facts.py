#!/usr/bin/env python3
"""Check that pages name the facts behind them, and none that may not be printed."""

from guide.environment import ROOT, use_environment

use_environment()

import sys  # noqa: E402

from guide import data, facts, library  # noqa: E402
from guide.cli import run_check  # noqa: E402


def collect(_arguments):
    docs = ROOT / "docs"
    rows, faults = data.read(docs / "data", "facts")
    if faults:
        return faults
    # What is wrong with front matter and with the other data is told by other checks.
    found = library.load(docs)
    return [*facts.check_data(rows, "docs/data/facts.yml"), *facts.check(found, rows)]


if __name__ == "__main__":
    sys.exit(run_check(__doc__, collect))
