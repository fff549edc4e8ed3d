"""In large print a table whose words have no room becomes cards."""

from __future__ import annotations

import lxml.html
import pytest
from guide.pdf import press, tables
from guide.pdf.book import LINE
from guide.pdf.dom import classes, text
from lxml.html import HtmlElement

LARGE = press.LARGE.line
CROWDED = """<div><table><thead><tr><th>Malli</th><th>Toimijat</th><th>Näyttö</th><th>Vaihe</th>
<th>Tila</th></tr></thead><tbody>
<tr id="a"><td><a href="#x" id="b">Ensimmäinen</a> nimi</td><td>hyvinvointialue ja
<em>kuntayhtymät</em> yhdessä</td><td><ul><li>ulkopuolinen</li><li>vaikuttavuusarviointi</li></ul></td>
<td></td><td>ei tiedossa</td></tr>
<tr><td></td><td>järjestö</td><td>omailmoitus</td><td>vapautuminen</td><td>päättynyt</td></tr>
</tbody></table>Perässä.</div>"""


def set_columns(html: str, line: int) -> HtmlElement:
    content = lxml.html.fragment_fromstring(html)
    tables.set_columns(content, line)
    return content


def test_a_row_becomes_a_card_that_names_its_columns() -> None:
    content = set_columns(CROWDED, LARGE)
    assert not list(content.iter("table"))
    first, second = content.xpath(".//div[@class='card']")
    assert first.get("id") == "a"
    assert [text(part) for part in first] == [
        "Ensimmäinen nimi",
        "Toimijat: hyvinvointialue ja kuntayhtymät yhdessä",
        "Näyttö: ulkopuolinenvaikuttavuusarviointi",
        "Vaihe:",
        "Tila: ei tiedossa",
    ]
    assert classes(first[0]) == ["card-title"]
    assert first[0].find("a").get("id") == "b"
    assert [e.tag for e in first[2]] == ["p", "ul"]
    assert [classes(part) for part in (first[3], second[0])] == [["to-write"], ["to-write"]]
    assert text(second[0]) == "Malli:"


def test_what_follows_the_table_stays() -> None:
    assert set_columns(CROWDED, LARGE).text_content().endswith("Perässä.")


ROW = "<tr><td>kyllä</td><td>ei</td><td>ehkä</td><td>joskus</td><td>aina</td></tr>"
ROOMY = f"<div><table>{ROW.replace('td', 'th')}{ROW * 3}</table></div>"


@pytest.mark.parametrize(("html", "line"), [(CROWDED, LINE), (ROOMY, LARGE), (ROOMY, LINE)])
def test_a_table_that_holds_its_words_stays_one(html: str, line: int) -> None:
    assert len(list(set_columns(html, line).iter("table"))) == 1
