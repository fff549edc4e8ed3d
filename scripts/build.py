#!/usr/bin/env python3
"""Build the site and the PDF into site/. A failed or stopped build leaves the former site alone."""

from __future__ import annotations

from guide import stopping

# Before the other imports: a signal may come at once.
stopping.begin(stopping.FORMER, at_once=True)

import argparse  # noqa: E402
import os  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from pathlib import Path  # noqa: E402

from guide import builder, dates, processes, target  # noqa: E402
from guide.environment import ROOT, ensure_pango, stop, use_environment  # noqa: E402
from guide.findings import CannotCheck, render  # noqa: E402
from guide.staging import Staging  # noqa: E402

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
    parser.add_argument("--site", default=str(ROOT / "site"), help="where to (default: site)")
    parser.add_argument("--traceback", action="store_true", help="show where a fault arose")
    arguments = parser.parse_args()
    try:
        site = target.check(arguments.site, ROOT)
        dates.given_time()
    except (target.Refused, CannotCheck) as reason:
        stop(str(reason))
    if not os.path.lexists(site):
        stopping.tell(stopping.NOTHING)
    steps = Steps()
    use_environment(say=steps.say)
    if not arguments.no_pdf:
        ensure_pango(steps.say)
    steps.done("environment ready")
    if arguments.editions:
        os.environ["EDITIONS"] = "all"
    if arguments.traceback:
        os.environ[builder.TRACEBACK] = "1"
    try:
        return build(site, pdf=not arguments.no_pdf, steps=steps)
    except Exception as fault:
        return builder.tell(fault)


def build(site: Path, *, pdf: bool, steps: Steps) -> int:
    """Build beside ``site``, verify, swap; returns the exit code."""
    from guide import config_checks, verify

    # MkDocs would stumble over some of these before any hook could say so.
    if faults := config_checks.check(ROOT):
        print(render(faults), file=sys.stderr)
        return 1
    staging = Staging(site)
    try:
        staging.begin(steps.say)
        if code := run_mkdocs(staging, pdf=pdf):
            return code
        steps.done("site and PDF built" if pdf else "site built")
        if wrong := verify.built(staging.fresh, pdf=pdf):
            print("\n".join(["The build is not as it should be:", *wrong]), file=sys.stderr)
            return 1
        steps.done("verified")
        target.check(site, ROOT)  # it may have become something else meanwhile
        staging.put_in_place()
    except target.Refused as reason:
        stop(str(reason))
    finally:
        staging.end()
    print(verify.summary(site, time.time() - steps.start, pdf=pdf))
    return 0


def run_mkdocs(staging: Staging, *, pdf: bool) -> int:
    """MkDocs, strict; never quiet or verbose, both hide warnings (MkDocs issues 4126, 3991)."""
    command = ["build", "--strict", "--site-dir", str(staging.fresh)]
    environ = {
        "PDF": "true" if pdf else "false",
        target.JUDGED: str(staging.fresh),
        "TMPDIR": str(staging.temporary),
    }
    return processes.run_builder(command, ROOT, env=environ).returncode


def told() -> int:
    """The exit code of :func:`main`, also where its words cannot be written: a full disk, say."""
    try:
        code = main()
        sys.stdout.flush()
    except OSError as fault:
        code = builder.tell(fault)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return code


if __name__ == "__main__":
    sys.exit(told())
