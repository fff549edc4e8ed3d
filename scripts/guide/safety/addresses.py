"""An address as a browser reads it: where does it lead?"""

from __future__ import annotations

import re

from .allowed import LINK_SCHEMES

# A browser takes these away before it looks (URL standard, basic URL parser).
_AROUND = "".join(map(chr, range(0x21)))
_WITHIN = re.compile(r"[\t\n\r]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


def scheme(address: str) -> str:
    """The scheme in small letters; ``//`` where another host is named without one; else empty.

    >>> scheme(" java\\nscript:alert(1)"), scheme("/\\\\host"), scheme("a/b:c")
    ('javascript', '//', '')
    """
    read = _WITHIN.sub("", address.strip(_AROUND))
    if found := _SCHEME.match(read):
        return found[1].lower()
    return "//" if re.match(r"[/\\]{2}", read) else ""


def link_fault(address: str) -> str:
    """What is wrong with where a link leads, and how to mend it; empty when all is well."""
    found = scheme(address)
    if found == "//":
        return f"the address '{_short(address)}' leads to another site; write it whole, as in 'https://www.kela.fi/'"
    if found and found not in LINK_SCHEMES:
        return (
            f"the address begins with '{found}:'; only https:, http:, mailto:, tel: and addresses"
            " of the guide are allowed, as in '[Velat](velat.md)'"
        )
    return _form_fault(address)


def own_fault(address: str) -> str:
    """The same for what a page loads or sends to: of the site itself, or nothing."""
    if scheme(address):
        return (
            f"'{_short(address)}' is loaded from outside the guide; put the file into docs/assets"
            " and name it by its path, as in 'assets/images/kuva.svg'"
        )
    return _form_fault(address)


def _form_fault(address: str) -> str:
    if _CONTROL.search(address) or "\\" in address:
        return f"the address '{_short(address)}' holds a control character or a backslash; write it plainly"
    return ""


def _short(address: str) -> str:
    shown = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", address)
    return shown if len(shown) <= 60 else f"{shown[:59]}…"
