"""Pages two on a sheet in the order in which a folded stack of sheets is read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf

# Pages that can be folded and stapled by hand: 18 sheets. A longer chapter becomes several stacks.
MOST = 72


def stacks(pages: int, most: int = MOST) -> list[int]:
    """How many pages each stack has: multiples of four, as equal as can be, ``most`` at most."""
    fours = -(-pages // 4)
    count = -(-fours * 4 // most)
    each, over = divmod(fours, count)
    return [4 * (each + (number < over)) for number in range(count)]


def sides(pages: int, most: int = MOST) -> Iterator[tuple[int, int]]:
    """Left and right page of each side of the sheets, from 1, front and back in turn.

    Numbers above ``pages`` stand for empty pages.
    """
    start = 0
    for size in stacks(pages, most):
        for sheet in range(size // 2):
            outer, inner = size - sheet, sheet + 1
            left, right = (outer, inner) if sheet % 2 == 0 else (inner, outer)
            yield start + left, start + right
        start += size


def impose(path: Path, most: int = MOST) -> None:
    """Put the pages of the PDF at ``path`` in pairs on sheets twice as wide, in its place."""
    with pikepdf.open(path) as source, pikepdf.new() as target:
        _, _, width, height = (float(edge) for edge in source.pages[0].mediabox)
        for pair in sides(len(source.pages), most):
            target.add_blank_page(page_size=(2 * width, height))
            sheet = target.pages[-1]
            # By hand: pikepdf's own overlay gives random names, and so other bytes each time.
            forms, lines = pikepdf.Dictionary(), []
            for place, number in enumerate(pair):
                if number <= len(source.pages):
                    form = source.pages[number - 1].as_form_xobject()
                    forms[f"/P{place}"] = target.copy_foreign(form)
                    lines.append(f"q 1 0 0 1 {place * width:.3f} 0 cm /P{place} Do Q")
            sheet.Resources = pikepdf.Dictionary(XObject=forms)
            sheet.Contents = target.make_stream("\n".join(lines).encode())
        for name, value in source.docinfo.items():
            target.docinfo[name] = str(value)
        target.Root.Lang = source.Root.get("/Lang", "fi")
        target.trailer.ID = target.copy_foreign(source.make_indirect(source.trailer.ID))
        target.save(
            path.with_suffix(".sheets"),
            static_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
    path.with_suffix(".sheets").replace(path)
