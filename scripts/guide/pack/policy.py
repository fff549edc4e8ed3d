"""What pages may do: a Content-Security-Policy made from the guide's own files, as meta and for servers.

Nothing comes from outside, no script or style stands in a page but the one small script of the
template, whose hash is that of its file. Pages are not asked: what else got into one is a fault
(:mod:`guide.safety`). ``data:`` is for the icons in our style sheet.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

_OUTSIDE = re.compile(r'<a (?=[^>]*href="https?:)(?![^>]*\srel=)')
_CHARSET = '<meta charset="utf-8">'
OTHERS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"
    ),
}


def hash_of(script: str) -> str:
    """A script that stands in pages, as the policy names it."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def policy(scripts: Iterable[str], *, header: bool = False) -> str:
    """The policy of pages that hold the scripts of these hashes; a header can also forbid framing."""
    parts = [
        "default-src 'none'",
        " ".join(["script-src 'self'", *scripts]),
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return "; ".join([*parts, "frame-ancestors 'none'"] if header else parts)


def with_policy(page: str, text: str) -> str:
    """A page that carries the policy; links that leave the guide give nothing of it along."""
    page = _OUTSIDE.sub('<a rel="noopener" ', page)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{text}">'
    referrer = '<meta name="referrer" content="no-referrer">'
    return page.replace(_CHARSET, f"{_CHARSET}\n{meta}\n{referrer}", 1)


def header_files(scripts: Iterable[str]) -> dict[str, str]:
    """The same for servers, by file name: ``_headers`` for common hosts, a snippet for nginx."""
    headers = {"Content-Security-Policy": policy(scripts, header=True), **OTHERS}
    common = "".join(f"  {name}: {value}\n" for name, value in headers.items())
    nginx = "".join(f'add_header {name} "{value}" always;\n' for name, value in headers.items())
    return {"_headers": f"/*\n{common}", "headers.conf": nginx}
