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

# Fonts, where marked content begins and ends, text: WeasyPrint writes letters as hexadecimal codes,
# so none of these can stand within a text.
_TOKEN = re.compile(
    rb"/(?P<font>\w+) [-.\d]+ Tf|/MCID (?P<mark>\d+)\s*>>\s*BDC|(?P<begin>BMC|BDC)\b"
    rb"|(?P<end>EMC)\b|\[(?P<text>[^\]]*)\]\s*TJ"
)
_CODES = re.compile(rb"<([0-9a-fA-F]+)>")

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


def marked_texts(document: pikepdf.Pdf) -> dict[tuple[int, int], str]:
    """The text of each piece of marked content, by the object number of its page and its own."""
    known: dict[tuple[int, int], dict[int, str]] = {}
    found: dict[tuple[int, int], str] = {}
    for page in document.pages:
        fonts = {}
        for name, font in page.Resources.get("/Font", {}).items():
            if font.objgen not in known:
                known[font.objgen] = _letters(font)
            fonts[name[1:].encode()] = known[font.objgen]
        number = page.objgen[0]
        for mark, text in _marked(page.Contents.read_bytes(), fonts):
            found[number, mark] = found.get((number, mark), "") + text
    return found


def _marked(content: bytes, fonts: dict[bytes, dict[int, str]]) -> Iterator[tuple[int, str]]:
    letters: dict[int, str] = {}
    marks: list[int | None] = []
    for token in _TOKEN.finditer(content):
        match token.lastgroup:
            case "font":
                letters = fonts.get(token["font"], {})
            case "mark":
                marks.append(int(token["mark"]))
            case "begin":
                marks.append(None)
            case "end" if marks:
                marks.pop()
            case "text" if marks and marks[-1] is not None:
                codes = b"".join(bytes.fromhex(c.decode()) for c in _CODES.findall(token["text"]))
                yield marks[-1], _decode(codes, letters)


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
