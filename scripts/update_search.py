#!/usr/bin/env python3
"""Make the small copy of the search engine anew; needed after its scripts change.

Needs Node with npx, which fetches the minifier terser. Without this the guide still builds, with
the engine as it is written.
"""

from __future__ import annotations

import shutil
import subprocess
import sys

from guide.environment import ROOT, use_environment

use_environment()

from guide.search import worker  # noqa: E402

TERSER = ["terser@5.51.2", "--compress", "passes=3,unsafe_arrows", "--mangle", "--ecma", "2022"]


def main() -> int:
    folder = ROOT / "docs" / worker.FOLDER
    engine = worker.engine_of(folder)
    npx = shutil.which("npx")
    if not npx:
        print("npx is not on this machine; it comes with Node.", file=sys.stderr)
        return 2
    # The library is small already; done again it would grow.
    library, own = engine.split("\n(() => {\n", 1)
    bare = library.split("*/\n", 1)[1]
    done = subprocess.run(
        [npx, "--yes", *TERSER], input=f"(() => {{\n{own}", capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(done.stderr, file=sys.stderr)
        return 1
    text = f"{worker.small_head(engine)}{bare}\n{done.stdout.strip()}\n"
    (folder / worker.SMALL).write_text(text, encoding="utf-8", newline="\n")
    print(f"{worker.SMALL}: {len(text)} letters")
    return 0


if __name__ == "__main__":
    sys.exit(main())
