#!/usr/bin/env python3
"""Make the committed Finnish word files anew; needed after texts or terms change."""

from __future__ import annotations

import argparse
import sys

from guide.environment import ROOT, use_environment

use_environment(tests=True)

from guide import finnish  # noqa: E402
from guide.finnish.analyser import Pykko  # noqa: E402
from guide.finnish.lexicon import FOLDER  # noqa: E402
from guide.terms import vocabulary  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="analyse the known words anew too")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 on a difference"
    )
    arguments = parser.parse_args()
    known = None if arguments.all else FOLDER
    made = vocabulary.made(ROOT / "docs", finnish.Lexicon(folder=known, analyser=Pykko()))
    stale = [
        name
        for name, text in made.items()
        if not (FOLDER / name).is_file() or (FOLDER / name).read_text(encoding="utf-8") != text
    ]
    for name in stale:
        if not arguments.check:
            FOLDER.mkdir(exist_ok=True)
            (FOLDER / name).write_text(made[name], encoding="utf-8", newline="\n")
        print(
            f"{(FOLDER / name).relative_to(ROOT).as_posix()}: {made[name].count(chr(10)) - 1} words"
        )
    if arguments.check and stale:
        print("The word files are out of step; run: python3 scripts/update_finnish.py")
    return int(bool(arguments.check and stale))


if __name__ == "__main__":
    sys.exit(main())
