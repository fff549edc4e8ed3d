#!/usr/bin/env python3
"""List pages whose review is overdue, due within 30 days, or was never done. Only warns."""

from guide.environment import ROOT, use_environment

use_environment()

import argparse  # noqa: E402
import sys  # noqa: E402
from datetime import date  # noqa: E402

from guide import library, review  # noqa: E402
from guide.cli import run_check  # noqa: E402


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--today", type=date.fromisoformat, default=date.today(), help="YYYY-MM-DD, default: today"
    )


def collect(arguments: argparse.Namespace):
    return review.check(library.load(ROOT / "docs").pages, arguments.today)


if __name__ == "__main__":
    sys.exit(run_check(__doc__, collect, add_arguments))
