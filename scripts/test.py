#!/usr/bin/env python3
"""Run every test: python3 scripts/test.py [pytest arguments]. Installs what tests need first."""

from __future__ import annotations

import os
import signal
import sys

from guide import browser, processes
from guide.environment import (
    ROOT,
    ensure_pango,
    install_debian_packages,
    use_environment,
)


def main() -> int:
    use_environment(tests=True, say=print)
    ensure_pango(print)
    ensure_browser()
    command = [sys.executable, "-m", "pytest", *(sys.argv[1:] or ["tests"])]
    environ = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    # At a terminal it stays within reach, for a debugger; it has much to put away.
    done = processes.run(
        command,
        cwd=ROOT,
        env=environ,
        stdin=None,
        apart=not os.isatty(0),
        polite=signal.SIGINT,
        grace=20,
    )
    return done.returncode


def ensure_browser() -> None:
    """Debian's Chromium where it may be installed, else Playwright's own."""
    if browser.installed() or install_debian_packages(("chromium",), print):
        return
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    if processes.run(command).returncode:
        print("No browser could be installed: install Chromium, then try again.", file=sys.stderr)
        raise SystemExit(2)


if __name__ == "__main__":
    sys.exit(main())
