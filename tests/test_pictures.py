"""What a shared link and a phone's home screen show: pictures of today's look, small, of the right size."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, run
from lxml import html
from PIL import Image

from guide import pictures

PICTURES = pictures.all_pictures(ROOT)


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_a_picture_is_of_today_and_small(picture: pictures.Picture) -> None:
    path = ROOT / pictures.FOLDER / picture.name
    image = Image.open(path)
    assert image.size == (picture.width, picture.height)
    assert image.text["Source"] == picture.fingerprint, "run scripts/update_pictures.py"
    assert path.stat().st_size < 40_000


def told(page: Path) -> dict[str, str]:
    """What the head of a page tells of itself to others."""
    metas = html.parse(page).xpath("//head/meta[@content]")
    return {meta.get("property") or meta.get("name"): meta.get("content") for meta in metas}


def test_a_shared_page_tells_its_name_and_no_picture_without_an_address(built: Path) -> None:
    page = told(built / "valvottu-koevapaus/asunto/index.html")
    assert page["og:title"] == "Asunto koevapauden edellytyksenä"
    assert page["og:description"] == page["description"]
    assert not page.keys() & {"og:image", "og:url"}
    assert page["twitter:card"] == "summary"
    assert told(built / "index.html")["og:title"] == "Vapautuvien asumisen tuki – opas työntekijöille"
    icon = html.parse(built / "404.html").xpath("//link[@rel='apple-touch-icon']/@href")
    assert (built / icon[0].lstrip("/")).is_file()


def test_a_guide_with_an_address_shows_its_card(copy_repo: Callable[..., Path]) -> None:
    root = copy_repo(mini=True)
    config = root / "mkdocs.yml"
    config.write_text(f"site_url: https://x.fi/opas\n{config.read_text('utf-8')}", encoding="utf-8")
    done = run(sys.executable, "-m", "mkdocs", "build", "--strict", cwd=root)
    assert done.returncode == 0, done.stderr
    page = told(root / "site/sivu/index.html")
    assert page["og:url"] == "https://x.fi/opas/sivu/"
    assert (root / "site" / page["og:image"].removeprefix("https://x.fi/opas/")).is_file()
    assert page["twitter:card"] == "summary_large_image"
