"""Pages of a small guide look as they did: pictures of them, coarse enough for any machine.

After a change of look that is wanted: ``pytest tests/test_pdf_pictures.py --update-pictures``, and
look at the new pictures before they are committed.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pypdfium2
import pytest
from guide.pdf import press
from guide.pdf.book import Part
from PIL import Image, ImageChops
from small_guide import FIRST, FORM, SITED, TASKS, leaf, printed

FOLDER = Path(__file__).parent / "pictures"
DPI = 40
# A picture is compared in squares of so many pixels, by their mean of 256 greys.
SQUARE = 16
# A line that has moved by its own height makes a square of text this much lighter or darker.
MOST = 10

ROWS = "".join(f"<tr><td>Asia {n}</td><td>Kuka hoitaa ja milloin</td><td>{n} §</td></tr>" for n in range(7))
RICH = f"""
<p>Asukas maksaa <strong>vuokran</strong> ja <em>saa avaimet</em>. Katso <a href="../">luvun alku</a> ja
<a href="https://www.kela.fi/tuki/">Kelan ohje</a>.<sup><a class="footnote-ref" href="#fn:1">1</a></sup></p>
<h2 id="mita">Mitä teen nyt</h2>
<ol><li>Soita vuokranantajalle.</li><li>Kirjaa sovittu päivä.<ul><li>kuka</li><li>milloin</li></ul></li></ol>
<div class="admonition tip"><p class="admonition-title">Hyvä tietää</p><p>Sovi asiasta ajoissa.</p></div>
<div class="admonition warning"><p class="admonition-title">Varo</p><p>Määräaika on lyhyt.</p></div>
<div class="admonition note"><p class="admonition-title">Esimerkki</p><p>Keksitty asiakas muuttaa.</p></div>
<table><thead><tr><th>Asia</th><th>Kuka</th><th>Säännös</th></tr></thead><tbody>{ROWS}</tbody></table>
<h3 id="lista">Lista</h3><ul class="task-list">{TASKS[: TASKS.index("Tehtävä 5")]}Viimeinen</li></ul>
<blockquote><p>Koti on lupaus jatkosta.</p></blockquote>
<div class="footnote"><ol><li id="fn:1"><p>Luettu 24.11.2026.</p></li></ol></div>
<h2 id="saadokset-ja-lahteet">Säädökset ja lähteet</h2><ul><li>Laki kodista</li><li>Opas kodista</li></ul>
"""
PAGE = leaf("eka/koti/", "Koti", RICH)
CHAPTER = dataclasses.replace(FIRST, part=Part("Ensin", FIRST.opening, (PAGE,)))
EDITIONS = [
    ("luku", press.CHAPTER, CHAPTER, 4),
    ("isoteksti", press.LARGE, CHAPTER, 4),
    ("tuloste", press.HANDOUT, dataclasses.replace(FORM, html=RICH.replace("../", "../../eka/")), 1),
    ("lomake", press.HANDOUT, FORM, 1),
]


def pictures(path: Path) -> list[Image.Image]:
    with pypdfium2.PdfDocument(path) as document:
        return [page.render(scale=DPI / 72, grayscale=True).to_pil() for page in document]


def unlike(now: Image.Image, then: Image.Image) -> int:
    """By how many greys the squares differ that differ most."""
    if now.size != then.size:
        return 255
    squares = (now.width // SQUARE, now.height // SQUARE)
    small = [picture.resize(squares, Image.Resampling.BOX) for picture in (now, then)]
    return ImageChops.difference(*small).getextrema()[1]


@pytest.mark.parametrize(("name", "form", "subject", "count"), EDITIONS, ids=[row[0] for row in EDITIONS])
def test_pages_look_as_they_did(
    tmp_path: Path, request: pytest.FixtureRequest, name: str, form: press.Form, subject, count: int
) -> None:
    path, done = printed(tmp_path, form, subject, SITED)
    assert done.faults == ()
    made = pictures(path)[:count]
    files = [FOLDER / f"{name}-{number}.png" for number, _ in enumerate(made, 1)]
    if request.config.getoption("--update-pictures"):
        FOLDER.mkdir(exist_ok=True)
        for picture, file in zip(made, files, strict=True):
            picture.quantize(16).save(file, optimize=True)
    found = {file.name: unlike(now, Image.open(file).convert("L")) for now, file in zip(made, files, strict=True)}
    assert {name: greys for name, greys in found.items() if greys > MOST} == {}


@pytest.mark.parametrize("spoil", ["a line lower", "a box without its colour"])
def test_a_page_that_looks_different_is_noticed(spoil: str) -> None:
    then = Image.open(FOLDER / "luku-3.png").convert("L")
    if spoil == "a line lower":
        now = ImageChops.offset(then, 0, round(DPI / 72 * 16))
    else:
        now = then.point(lambda grey: 255 if grey > 200 else grey)
    assert unlike(now, then) > MOST
