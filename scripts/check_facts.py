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
    found = library.load(docs)
    # Faults of the pages' front matter and of sources.yml are told by their own checks.
    sources = {row["id"] for row in found.source_rows.value} or None
    return [
        *facts.check_data(rows, "docs/data/facts.yml", sources),
        *facts.check(found, rows),
    ]


if __name__ == "__main__":
    sys.exit(run_check(__doc__, collect))
