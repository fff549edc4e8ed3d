#!/usr/bin/env python3
"""Live preview of the site while writing: http://127.0.0.1:8000. Without the PDF."""

from guide.environment import ROOT, use_environment

import argparse
import signal
import sys

from guide import processes


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000, help="default: 8000")
    arguments = parser.parse_args()
    use_environment(say=print)
    command = ["serve", "--dev-addr", f"127.0.0.1:{arguments.port}"]
    return processes.run_builder(command, ROOT, env={"PDF": "false"}, polite=signal.SIGINT).returncode


if __name__ == "__main__":
    sys.exit(main())
