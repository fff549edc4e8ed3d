"""A server on the loopback address that misbehaves in every way the web does."""

from __future__ import annotations

import http.server
import socket
import ssl
import struct
import subprocess
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Self

PAGE = b'<!doctype html><title>x</title><h1 id="alku">x</h1>'
HUGE = 200_000_000  # bytes


class OddServer:
    """Serve while the context lasts; ``requests`` counts what was asked, ``most`` at once."""

    def __init__(self, certificate: Path | None = None) -> None:
        self.requests: Counter[str] = Counter()
        self.times: dict[str, list[float]] = {}
        self.now, self.most, self.sent = 0, 0, 0
        self.lock = threading.Lock()
        handler = type("Bound", (_Handler,), {"odd": self})
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.server.daemon_threads = True
        self.server.handle_error = lambda *arguments: None  # clients may hang up
        self.scheme = "http"
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
            self.scheme = "https"
        self.address = f"{self.scheme}://127.0.0.1:{self.server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.server.shutdown()
        self.server.server_close()


def certificate(folder: Path) -> Path:
    """A key and a certificate nobody has signed, in one file."""
    path = folder / "self-signed.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    command += ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    subprocess.run(command, check=True, capture_output=True)
    parts = [(folder / name).read_text(encoding="utf-8") for name in ("key.pem", "cert.pem")]
    path.write_text("".join(parts), encoding="utf-8")
    return path


class _Handler(http.server.BaseHTTPRequestHandler):
    odd: OddServer
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments: object) -> None:
        """Tests print their own findings."""

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        odd, name = self.odd, self.path.strip("/")
        with odd.lock:
            odd.requests[name] += 1
            odd.times.setdefault(name, []).append(time.monotonic())
            odd.now += 1
            odd.most = max(odd.most, odd.now)
            turn = odd.requests[name]
        self.inside = True
        try:
            self.reply(name, turn)
        finally:
            self.leave()

    def leave(self) -> None:
        """No longer counted: before the answer goes out, since the next request may follow it
        sooner than this thread gets its turn again."""
        with self.odd.lock:
            self.odd.now -= self.inside
            self.inside = False

    def reply(self, name: str, turn: int) -> None:
        """Answer by the name of the address; ``turn`` counts requests of it from 1."""
        if name.isdigit():
            self.send(int(name))
        elif name == "503-then-200":
            self.send(503 if turn == 1 else 200)
        elif name == "429-then-200":
            self.send(429 if turn == 1 else 200, Retry_After="2")
        elif name == "429-always":
            self.send(429, Retry_After="1")
        elif name == "hang":
            time.sleep(8)
        elif name.startswith("slow"):
            time.sleep(0.3)
            self.send(200)
        elif name == "loop":
            self.send(302, Location="/loop")
        elif name.startswith("chain-"):
            number = int(name.removeprefix("chain-"))
            self.send(302, Location=f"/chain-{number - 1}" if number else "/ok")
        elif name == "moved":
            self.send(301, Location="/ok")
        elif name == "for-now":
            self.send(302, Location="/ok")
        elif name == "deep/page":
            self.send(302, Location="/")
        elif name == "reset":
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.connection.close()
        elif name == "truncated":
            self.send(200, length=len(PAGE) + 5000)
            self.close_connection = True
        elif name == "huge":
            self.huge()
        else:
            self.send(200)

    def send(self, code: int, length: int | None = None, **headers: str) -> None:
        self.leave()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(PAGE) if length is None else length))
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(PAGE)

    def huge(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(HUGE))
        self.end_headers()
        block = b" " * 65_536
        while self.command == "GET" and self.odd.sent < HUGE:
            self.wfile.write(block)
            self.odd.sent += len(block)
