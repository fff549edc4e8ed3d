"""Pictures of the guide for others: the card that goes with a shared link, the icon of a phone.

Each is a small page that a browser draws; what it is drawn from stands in the guide already: the
colours, the front page's picture, the icon. A fingerprint in the PNG tells whether it is of today.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from .feedback import SUBTITLE

FOLDER = Path("docs/assets/images")
_COLOURS = re.compile(r":root \{.*?\}", re.S)
_TEMPLATE_NOTE = re.compile(r"\{#.*?#\}\s*", re.S)


@dataclass(frozen=True)
class Picture:
    """A PNG below :data:`FOLDER`: its page as HTML, width and height in pixels."""

    name: str
    html: str
    width: int
    height: int

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.html.encode()).hexdigest()


def all_pictures(root: Path) -> list[Picture]:
    """The pictures as the files below ``root`` ask for them. Fonts are asked for beside the page."""
    colours = _COLOURS.search((root / "docs/assets/stylesheets/tokens.css").read_text("utf-8"))
    drawing = (root / "overrides/partials/home-picture.html").read_text("utf-8")
    icon = (root / FOLDER / "favicon.svg").read_text("utf-8")
    card = _CARD.format(
        colours=colours[0] if colours else "",
        drawing=_TEMPLATE_NOTE.sub("", drawing),
        subtitle=SUBTITLE.capitalize(),
    )
    # A phone rounds the corners itself.
    square = icon.replace(' rx="6"', "")
    return [
        Picture("jakokuva.png", card, 1200, 630),
        Picture("puhelinkuvake.png", _ICON.format(icon=square), 180, 180),
    ]


_ICON = """<!doctype html><meta charset="utf-8">
<style>html, body {{ margin: 0 }} svg {{ display: block; width: 180px; height: 180px }}</style>
{icon}
"""

_CARD = """<!doctype html><html lang="fi"><meta charset="utf-8">
<style>
@font-face {{ font-family: Own; src: url("atkinson-hyperlegible-next-regular.woff2") }}
@font-face {{ font-family: Own; font-weight: 700; src: url("atkinson-hyperlegible-next-bold.woff2") }}
{colours}
body {{
  display: grid; grid-template-columns: 1fr 430px; gap: 40px; align-items: center;
  box-sizing: border-box; width: 1200px; height: 630px; padding: 40px 70px 40px 80px; margin: 0;
  font-family: Own; color: var(--ink); background: var(--paper);
  border-bottom: 18px solid var(--spruce);
}}
h1 {{ margin: 0 0 28px; font-size: 82px; line-height: 1.08; letter-spacing: -0.01em }}
p {{ margin: 0; font-size: 36px; line-height: 1.35; color: var(--spruce) }}
.home__picture {{
  width: 430px; fill: none; stroke: var(--spruce); stroke-width: 2.5;
  stroke-linecap: round; stroke-linejoin: round;
}}
.home__light {{ fill: var(--ochre-tint); stroke: none }}
.home__leaf, .home__stop {{ fill: var(--paper) }}
.home__stop--now {{ fill: var(--spruce) }}
</style>
<body><div><h1>Vapautuvien asumisen tuki</h1><p>{subtitle}</p></div>{drawing}</body></html>
"""
