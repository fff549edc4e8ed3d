#!/usr/bin/env python3
"""Live preview of the site while writing: http://127.0.0.1:8000. Without the PDF."""

from guide.environment import ROOT, use_environment

import argparse
import os
import subprocess
import sys


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000, help="default: 8000")
    arguments = parser.parse_args()
    use_environment(say=print)
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{arguments.port}"]
    try:
        return subprocess.run(command, cwd=ROOT, env={**os.environ, "PDF": "false"}, check=False).returncode
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
