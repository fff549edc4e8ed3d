#!/usr/bin/env python3
"""Build the site and the PDF into site/. A failed or stopped build leaves the former site alone."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from guide.environment import ROOT, ensure_pango, use_environment

# The environment may restart this command; the clock runs from the first start.
STARTED = "GUIDE_BUILD_STARTED"


class Steps:
    """Tells what is being done and how long each step took."""

    def __init__(self) -> None:
        self.start = float(os.environ.setdefault(STARTED, str(time.time())))
        self.last = self.start

    def say(self, text: str) -> None:
        print(f"  {text}", flush=True)

    def done(self, text: str) -> None:
        now = time.time()
        print(f"{now - self.last:7.1f} s  {text}", flush=True)
        self.last = now


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-pdf", action="store_true", help="the site alone, for writers")
    parser.add_argument(
        "--editions", action="store_true", help="also large print and booklets, for publishing"
    )
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="where to (default: site)")
    arguments = parser.parse_args()
    steps = Steps()
    use_environment(say=steps.say)
    if not arguments.no_pdf:
        ensure_pango(steps.say)
    steps.done("environment ready")
    if arguments.editions:
        os.environ["EDITIONS"] = "all"
    return build(arguments.site.absolute(), pdf=not arguments.no_pdf, steps=steps)


def build(site: Path, *, pdf: bool, steps: Steps) -> int:
    """Build beside ``site``, verify, swap; returns the exit code."""
    # Beside it, since a rename does not cross disks; with a dot, since it is nobody's business.
    fresh = site.with_name(f".{site.name}-new-{os.getpid()}")
    try:
        if code := run_mkdocs(fresh, pdf=pdf):
            return code
        steps.done("site and PDF built" if pdf else "site built")
        from guide import verify

        faults = verify.built(fresh, pdf=pdf)
        if faults:
            print("\n".join(["The build is not as it should be:", *faults]), file=sys.stderr)
            return 1
        steps.done("verified")
        swap(fresh, site)
    except KeyboardInterrupt:
        print("Stopped. The former site is as it was.", file=sys.stderr)
        return 130
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    print(verify.summary(site, time.time() - steps.start, pdf=pdf))
    return 0


def run_mkdocs(folder: Path, *, pdf: bool) -> int:
    """MkDocs, strict; never quiet or verbose, both hide warnings (MkDocs issues 4126, 3991)."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    environ = {**os.environ, "PDF": "true" if pdf else "false", "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(command, cwd=ROOT, env=environ, check=False).returncode


def swap(fresh: Path, site: Path) -> None:
    """Put the new site in the place of the former one, with no moment in between without any."""
    former = site.with_name(f".{site.name}-old-{os.getpid()}")
    if site.exists():
        site.rename(former)
    try:
        fresh.rename(site)
    except OSError:
        if former.exists():
            former.rename(site)
        raise
    shutil.rmtree(former, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
