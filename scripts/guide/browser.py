"""A real browser and a folder served to it on loopback, for tests and measurements.

Standard library only at its head: it is read before anything is installed.
"""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from http import HTTPStatus
from pathlib import Path
from typing import Any

# On the machine already; Playwright brings its own browser where none is.
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OPTIONS = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-sync"]


def installed() -> str | None:
    """Path of the system's Chromium, if it has one."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def launch(playwright: Any) -> Any:
    """The system's Chromium, else Playwright's own, started by ``sync_playwright()``'s value."""
    return playwright.chromium.launch(executable_path=installed(), args=OPTIONS)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Tests print their own findings."""

    def send_error(self, code: int, *arguments: object) -> None:
        """What is not there is answered with the guide's own page, as servers are told to."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, *arguments)
            return
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.read_bytes())


class serve:  # noqa: N801 - used as a context manager, read as a verb
    """Serve a folder on a free loopback port while the context lasts; gives the address."""

    def __init__(self, folder: Path) -> None:
        handler = functools.partial(_Quiet, directory=str(folder))
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)

    def __enter__(self) -> str:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_port}/"

    def __exit__(self, *exception: object) -> None:
        self.server.shutdown()
