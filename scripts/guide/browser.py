"""A real browser and a folder served to it on loopback, for tests and measurements.

Standard library only at its head: it is read before anything is installed.
"""

from __future__ import annotations

import functools
import gzip
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


# What servers send compressed.
TEXT = {".html", ".css", ".js", ".json", ".svg", ".xml"}


class _Quiet(http.server.SimpleHTTPRequestHandler):
    compressed = False

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not self.compressed or path.suffix not in TEXT or not path.is_file():
            super().do_GET()
            return
        content = gzip.compress(path.read_bytes(), mtime=0)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

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
    """Serve a folder on a free loopback port while the context lasts; gives the address.

    ``compressed``: texts go out packed, as from a real server.
    """

    def __init__(self, folder: Path, *, compressed: bool = False) -> None:
        kind = type("_Handler", (_Quiet,), {"compressed": compressed})
        handler = functools.partial(kind, directory=str(folder))
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)

    def __enter__(self) -> str:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_port}/"

    def __exit__(self, *exception: object) -> None:
        self.server.shutdown()
