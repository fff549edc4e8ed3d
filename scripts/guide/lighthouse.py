"""Lighthouse over pages of a built site, with the browser of the machine and a phone's settings.

Needs Node with npx, which fetches Lighthouse.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from . import browser

LIGHTHOUSE = "lighthouse@13.5.0"
PAGES = (
    *("", "valvottu-koevapaus/asunto/", "sanasto/", "yhteistyo/mallit/"),
    "tyokalut/vapautumisen-tarkistuslista/",
)


def scores(address: str) -> Iterator[tuple[str, dict[str, float]]]:
    """Page and its scores from 0 to 1 by category; nothing where there is no npx.

    Raises ``subprocess.CalledProcessError`` when Lighthouse cannot run.
    """
    npx = shutil.which("npx")
    if not npx:
        return
    flags = f"--chrome-flags=--headless=new {' '.join(browser.OPTIONS)}"
    environ = {**os.environ, "CHROME_PATH": browser.installed() or ""}
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        to = ["--quiet", "--output=json", f"--output-path={report}"]
        for page in PAGES:
            command = [npx, "--yes", LIGHTHOUSE, f"{address}{page}", flags, *to]
            subprocess.run(command, check=True, capture_output=True, env=environ)
            found = json.loads(report.read_text(encoding="utf-8"))["categories"]
            yield page, {name: category["score"] for name, category in found.items()}
