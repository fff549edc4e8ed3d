"""Words and where they stand on a page of a PDF, read with pikepdf alone.

Reads what WeasyPrint writes: composite fonts with two-byte codes and a ToUnicode map. It is for
checking a list of contents at each build, not for PDFs of other makers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf

_PAIR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_SINGLE = re.compile(rb"beginbfchar(.*?)endbfchar", re.S)

Matrix = tuple[float, float, float, float, float, float]


def runs(page: pikepdf.Page) -> Iterator[tuple[float, float, str]]:
    """``x``, ``y`` (points from the lower left corner) and text of each piece, as drawn."""
    fonts = {name: _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    matrix: Matrix = (1, 0, 0, 1, 0, 0)
    kept: list[Matrix] = []
    letters: dict[int, str] = {}
    place = matrix
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "q":
                kept.append(matrix)
            case "Q":
                matrix = kept.pop()
            case "cm":
                matrix = _times(_numbers(operands), matrix)
            case "Tm":
                place = _times(_numbers(operands), matrix)
            case "Tf":
                letters = fonts.get(str(operands[0]), {})
            case "Tj" | "TJ":
                pieces = operands[0] if isinstance(operands[0], pikepdf.Array) else operands
                codes = b"".join(bytes(p) for p in pieces if isinstance(p, pikepdf.String))
                yield place[4], place[5], _decode(codes, letters)


def _decode(codes: bytes, letters: dict[int, str]) -> str:
    pairs = (codes[i : i + 2] for i in range(0, len(codes), 2))
    return "".join(letters.get(int.from_bytes(pair, "big"), "") for pair in pairs)


def _letters(font: pikepdf.Object) -> dict[int, str]:
    table = font.get("/ToUnicode")
    data = table.read_bytes() if table is not None else b""
    pairs = (pair for block in _SINGLE.findall(data) for pair in _PAIR.findall(block))
    return {int(code, 16): bytes.fromhex(to.decode()).decode("utf-16-be") for code, to in pairs}


def _numbers(operands: pikepdf.Array) -> Matrix:
    a, b, c, d, e, f = map(float, operands)
    return a, b, c, d, e, f


def _times(m: Matrix, n: Matrix) -> Matrix:
    """First ``m``, then ``n``."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )
