"""A PDF over all its objects: it may lead to pages and addresses, and do nothing by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf

from . import addresses
from .allowed import PDF_KEYS, PDF_NAMES
from .faults import Fault

# Objects are looked into only when their text holds one of these: a book has 100,000 of them.
_TELLING = re.compile(
    b"|".join(
        re.escape(name.encode()) + rb"(?![\w])"
        for name in sorted(PDF_KEYS | PDF_NAMES | {"/OpenAction", "/URI", "/FS"})
    )
)
_SHOWN = 5
_MEND = "make the file anew without it, as in 'Save as PDF/A'"


def faults(path: Path) -> list[Fault]:
    """Faults of the file at ``path``, at most some of one kind."""
    try:
        with pikepdf.open(path) as document:
            told: dict[str, None] = {}
            for found in (document.trailer, *document.objects):
                whole = found.stream_dict if isinstance(found, pikepdf.Stream) else found
                if isinstance(whole, pikepdf.Name):  # what an action is may be told from elsewhere
                    told |= dict.fromkeys(_entry("/S", whole))
                if isinstance(whole, (pikepdf.Dictionary, pikepdf.Array)) and _TELLING.search(
                    whole.unparse(resolved=True)
                ):
                    told |= dict.fromkeys(_inside(whole))
    except pikepdf.PasswordError:
        return [Fault("the PDF asks for a password; save it without one")]
    except pikepdf.PdfError as reason:
        return [Fault(f"the PDF does not open: {reason}")]
    return [Fault(message) for message in list(told)[:_SHOWN]]


def _inside(found: pikepdf.Object) -> Iterator[str]:
    """Faults of one object with the direct ones in it; those it refers to come by themselves."""
    stack = [found]
    while stack:
        here = stack.pop()
        if isinstance(here, pikepdf.Dictionary):
            for key, value in here.items():
                yield from _entry(key, value)
                stack.append(value)
        elif isinstance(here, pikepdf.Array):
            stack += list(here)
        # An indirect object is judged where it stands.
        stack = [
            one
            for one in stack
            if isinstance(one, (pikepdf.Dictionary, pikepdf.Array)) and not one.is_indirect
        ]


def _entry(key: str, value: pikepdf.Object) -> Iterator[str]:
    if key in PDF_KEYS:
        yield f"the PDF holds {key}: what runs or lies hidden in it; {_MEND}"
    elif (
        key in ("/S", "/Subtype", "/Type")
        and isinstance(value, pikepdf.Name)
        and str(value) in PDF_NAMES
    ):
        yield f"the PDF holds {value}: what runs or lies hidden in it; {_MEND}"
    elif (
        key == "/OpenAction"
        and isinstance(value, pikepdf.Dictionary)
        and value.get("/S") != "/GoTo"
    ):
        yield f"the PDF does something when it is opened ({value.get('/S')}); {_MEND}"
    elif key == "/FS" and value == "/URL":
        yield f"the PDF leads to a file elsewhere; {_MEND}"
    elif key == "/URI" and isinstance(value, pikepdf.String):
        address = str(value)
        if not addresses.scheme(address) or addresses.link_fault(address):
            yield f"a link of the PDF leads to '{address[:60]}'; only https:, http:, mailto: and tel: are allowed"
