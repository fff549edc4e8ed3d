#!/usr/bin/env python3
"""Draw the pictures of the guide anew: the card of a shared link, the icon of a phone.

Needed after a change of colours, of the front page's picture or of the icon; a test tells. The
PNGs are committed, so that a build needs no browser.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from pathlib import Path

from guide.environment import ROOT, use_environment

use_environment(tests=True, say=print)

from PIL import Image, PngImagePlugin  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402

from guide import browser, pictures  # noqa: E402

COLOURS = 64  # few flat colours with soft edges


def main() -> int:
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        for font in (ROOT / "docs/assets/fonts").glob("*.woff2"):
            shutil.copy(font, folder)
        chromium = browser.launch(playwright)
        page = chromium.new_page()
        for picture in pictures.all_pictures(ROOT):
            path = ROOT / pictures.FOLDER / picture.name
            path.write_bytes(drawn(picture, page, Path(folder) / "page.html"))
            print(f"{path.relative_to(ROOT).as_posix()}: {path.stat().st_size} bytes")
        chromium.close()
    return 0


def drawn(picture: pictures.Picture, page: Page, file: Path) -> bytes:
    """The picture as a small PNG that carries its fingerprint."""
    file.write_text(picture.html, encoding="utf-8")
    page.set_viewport_size({"width": picture.width, "height": picture.height})
    page.goto(file.as_uri())
    page.evaluate("document.fonts.ready")
    image = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS)
    told = PngImagePlugin.PngInfo()
    told.add_text("Source", picture.fingerprint)
    made = io.BytesIO()
    image.save(made, "PNG", optimize=True, pnginfo=told)
    return made.getvalue()


if __name__ == "__main__":
    sys.exit(main())
