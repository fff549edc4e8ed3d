"""From paper to the site: its address as a square a phone's camera reads."""

from __future__ import annotations

import segno

QUIET = 2  # modules of white around; the styles add more
DARK = "#17513c"


def code(address: str) -> str:
    """The address as a drawing (inline SVG); its title says in words where it leads."""
    return segno.make(address, error="m", micro=False).svg_inline(
        title=f"QR-koodi, joka vie osoitteeseen {address}",
        border=QUIET,
        dark=DARK,
        omitsize=True,
        svgclass="qr",
        lineclass=None,
    )
