"""The print document: what the screen can do by a click, paper shows; every link has its place."""

from __future__ import annotations

import lxml.html
import pytest

from guide.pdf import assemble, blocks, figures, headings, links, notes, record, tables
from guide.pdf.book import BookFault, Edition, Leaf, Part, Press

EDITION = Edition("Opas", "Alaotsikko.", "Tekijät", "fi", 1_764_000_000)


def leaf(url: str, html: str = "", *, title: str = "Sivu", lead: str = "") -> Leaf:
    return Leaf(f"{url}index.md", url, title, "guide", html, lead)


def book(*nodes: Part | Leaf, site: str = "") -> lxml.html.HtmlElement:
    cover = lxml.html.fragment_fromstring('<section class="cover"><p>Opas</p></section>')
    edition = Edition(**{**vars(EDITION), "site": site})
    return assemble.document(nodes, edition, cover, Press("print.css", "file:///docs"))


def treated(step, html: str) -> str:
    content = lxml.html.fragment_fromstring(html, create_parent="div")
    step(content)
    return (
        lxml.html.tostring(content, encoding="unicode")
        .removeprefix("<div>")
        .removesuffix("</div>")
    )


BLOCKS = {
    "heading links go": (
        blocks.drop_screen_parts,
        '<h2>A<a class="headerlink" href="#a">¶</a></h2>',
        "<h2>A</h2>",
    ),
    "an abbreviation is plain text": (
        blocks.drop_screen_parts,
        '<p>Maksaa <abbr title="Kansaneläkelaitos">Kela</abbr>.</p>',
        "<p>Maksaa Kela.</p>",
    ),
    "a drawing keeps its styles": (
        blocks.drop_screen_parts,
        "<svg><style>.d{}</style></svg><style>p{}</style>",
        "<svg><style>.d{}</style></svg>",
    ),
    "entries of a glossary are items of its list": (
        blocks.drop_screen_parts,
        "<dl><div><dt>sana</dt><dd>selite</dd></div></dl>",
        "<dl><dt>sana</dt><dd>selite</dd></dl>",
    ),
    "a closed box stands open": (
        blocks.open_details,
        '<details class="note"><summary>Lisää</summary><p>Teksti</p></details>',
        '<div class="note admonition"><p class="admonition-title">Lisää</p><p>Teksti</p></div>',
    ),
    "each tab stands under its own name": (
        blocks.title_tabs,
        '<div class="tabbed-set"><input><div class="tabbed-labels"><label>Yksi</label>'
        '<label>Kaksi</label></div><div class="tabbed-content"><div class="tabbed-block"><p>a</p>'
        '</div><div class="tabbed-block"><p>b</p></div></div></div>',
        '<div class="tabs"><div class="admonition tab"><p class="admonition-title">Yksi</p>'
        '<p>a</p></div><div class="admonition tab"><p class="admonition-title">Kaksi</p>'
        "<p>b</p></div></div>",
    ),
    "a task is an item with a mark": (
        blocks.mark_tasks,
        '<ul><li class="task-list-item"><label class="task-list-control"><input type="checkbox">'
        "<span></span></label> Soita</li></ul>",
        '<ul><li class="task-list-item open">Soita</li></ul>',
    ),
    "a done task has another mark": (
        blocks.mark_tasks,
        '<ul><li class="task-list-item"><label class="task-list-control"><input type="checkbox" '
        "checked></label> Soita</li></ul>",
        '<ul><li class="task-list-item done">Soita</li></ul>',
    ),
    "an item of one paragraph is text": (
        blocks.tidy_items,
        "<ul><li><p>Yksi</p><ul><li>Sisempi</li></ul></li></ul>",
        "<ul><li>Yksi<ul><li>Sisempi</li></ul></li></ul>",
    ),
    "an item of several paragraphs is marked": (
        blocks.tidy_items,
        "<ul><li><p>Yksi</p><p>Kaksi</p></li></ul>",
        '<ul><li class="loose"><p>Yksi</p><p>Kaksi</p></li></ul>',
    ),
    "an item of text and a box begins with a paragraph": (
        blocks.tidy_items,
        "<ol><li>Yksi <b>kaksi</b><hr></li></ol>",
        '<ol><li class="loose"><p>Yksi <b>kaksi</b></p><hr></li></ol>',
    ),
    "a section sign stays with its number": (
        blocks.glue,
        "<p>VankL 4:6 § ja § 7, s. 12, ks. sivu</p>",
        "<p>VankL 4:6_§ ja §_7, s._12, ks. sivu</p>".replace("_", "\N{NO-BREAK SPACE}"),
    ),
    "a footnote stands where it is referred to": (
        notes.to_the_foot,
        '<p>Lause<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>.</p>'
        '<div class="footnote"><ol><li id="fn:1"><p>Viite.</p></li></ol></div>',
        '<p>Lause<span class="foot-note"><span>Viite.</span></span>.</p>',
    ),
}


@pytest.mark.parametrize(("step", "html", "made"), BLOCKS.values(), ids=BLOCKS)
def test_paper_shows_what_the_screen_hides(step, html: str, made: str) -> None:
    assert treated(step, html) == made


@pytest.mark.parametrize(
    ("source", "level", "made"),
    [
        ("h2 h3 h3 h2", 1, "h2 h3 h3 h2"),
        ("h2 h3 h2", 3, "h4 h5 h4"),
        ("h2 h4 h4 h3 h2", 2, "h3 h4 h4 h4 h3"),
        ("h3 h2", 1, "h2 h2"),
    ],
)
def test_heading_levels_follow_the_book_and_none_is_skipped(
    source: str, level: int, made: str
) -> None:
    html = "".join(f"<{tag}>x</{tag}>" for tag in source.split())
    content = lxml.html.fragment_fromstring(html, create_parent="div")
    headings.shift(content, level, "sivu.md")
    assert " ".join(element.tag for element in content) == made


def test_a_heading_too_deep_is_named() -> None:
    content = lxml.html.fragment_fromstring("<h2>a</h2><h3>Syvä</h3>", create_parent="div")
    with pytest.raises(BookFault, match=r"sivu\.md: the heading 'Syvä'"):
        headings.shift(content, 5, "sivu.md")


PLACES = links.Places([leaf(""), leaf("luku/"), leaf("luku/sivu/")], "https://opas.example", "")


@pytest.mark.parametrize(
    ("href", "url", "found"),
    [
        ("../", "luku/sivu/", "#luku"),
        ("./", "luku/sivu/", "#luku/sivu"),
        ("../../", "luku/sivu/", "#etusivu"),
        ("../sivu/#kohta", "luku/sivu/", "#luku/sivu:kohta"),
        ("#kohta", "", "#etusivu:kohta"),
        ("luku/", "", "#luku"),
        ("../assets/kuva.svg", "luku/", "https://opas.example/assets/kuva.svg"),
        ("https://www.kela.fi/x?y=1#z", "luku/", "https://www.kela.fi/x?y=1#z"),
        ("mailto:a@example.fi", "luku/", "mailto:a@example.fi"),
        ("javascript:void(0)", "luku/", None),
        ("file:///etc/passwd", "luku/", None),
    ],
)
def test_links_lead_to_the_very_place(href: str, url: str, found: str | None) -> None:
    assert PLACES.find(href, url) == found


def test_without_a_site_address_a_file_is_not_linked() -> None:
    assert links.Places([leaf("")]).find("assets/kuva.svg", "") is None


def in_book(html: str) -> str:
    made = book(leaf("", "", title="Alku"), leaf("a/", html), leaf("b/", '<h2 id="k">Kohta</h2>'))
    (section,) = made.xpath("//section[@data-page='a/index.md']")
    return assemble.to_text(section).decode().partition("</h1>")[2].partition("</section>")[0]


@pytest.mark.parametrize(
    ("html", "made"),
    [
        (
            '<a href="../b/#k">Kohta</a>.',
            '<a href="#b:k">Kohta</a>&nbsp;<span class="at stop" data-target="#b:k">(s.&nbsp;888).</span>',
        ),
        (
            '<li><a href="../b/">B</a></li>',
            '<li><a href="#b">B</a>&nbsp;<span class="at" data-target="#b">(s.&nbsp;888)</span></li>',
        ),
        ('<a class="term" href="../b/">sana</a>', '<a class="term" href="#b">sana</a>'),
        ('<a href="../x.svg">Kuva</a>', "<span>Kuva</span>"),
        (
            '<a href="https://www.kela.fi/tuki/">Tuki</a>',
            '<a class="outside" href="https://www.kela.fi/tuki/">Tuki</a> '
            '<span class="address">(kela.fi/tuki)</span>',
        ),
        (
            '<a href="https://www.finlex.fi/x">vankeuslaki (767/2005)</a>',
            '<a href="https://www.finlex.fi/x" class="outside">vankeuslaki (767/2005)</a>',
        ),
        (
            '<a class="statute" href="https://www.finlex.fi/x">lain '
            '<span class="nowrap">4 §</span></a>',
            '<a class="statute outside" href="https://www.finlex.fi/x">lain 4&nbsp;§</a>',
        ),
        (
            '<a href="../b/"><strong>B</strong></a>x',
            '<a href="#b">B</a>&nbsp;<span class="at" data-target="#b">(s.&nbsp;888)</span>x',
        ),
    ],
)
def test_paper_tells_where_a_link_leads(html: str, made: str) -> None:
    assert parts(in_book(html)) == parts(made)


def parts(html: str) -> list[tuple]:
    """What counts of a piece of HTML, whatever the order of its attributes."""
    html = html.replace("&nbsp;", "\xa0").replace("\xad", "")
    content = lxml.html.fragment_fromstring(html, create_parent="div")
    return [
        (e.tag, e.get("href"), e.get("data-target"), sorted(e.classes), e.text, e.tail)
        for e in content.iter()
    ]


def test_a_link_to_nowhere_stops_the_book() -> None:
    with pytest.raises(BookFault, match="lead nowhere: a:ei"):
        book(leaf("a/", '<a href="#ei">x</a>'))


def test_the_same_id_twice_stops_the_book() -> None:
    with pytest.raises(BookFault, match="stand twice in the print document: a:x"):
        book(leaf("a/", '<p id="x">1</p><p id="x">2</p>'))


def test_a_section_and_its_index_page_are_one_chapter_and_pages_are_numbered() -> None:
    chapter = Part(
        "Luku",
        leaf("l/", "<h2>Alku</h2>", title="Luvun otsikko", lead="Johdanto."),
        (
            leaf("l/a/", "<h2>Kohta</h2>", title="Sivu A"),
            Part("Osa", None, (leaf("l/o/", title="B"),)),
        ),
    )
    made = book(leaf("", title="Etusivu"), chapter)
    kept = record.of(made, (leaf("", title="Etusivu"), chapter))
    assert [(level, words) for level, words, _ in kept.headings] == [
        (1, "Sisällys"),
        (1, "Etusivu"),
        (1, "1 Luvun otsikko"),
        (2, "Alku"),
        (2, "1.1 Sivu A"),
        (3, "Kohta"),
        (2, "1.2 Osa"),
        (3, "B"),
    ]
    assert kept.contents == ["etusivu", "l", "l/a", "osa-1-2"]
    assert [anchor for _, anchor in kept.pages] == ["etusivu", "l", "l/a", "l/o"]
    assert made.xpath("//p[@class='lead']")[0].text == "Johdanto."


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["Asia", "Kuka"], ["a", "pitkä selitys " * 20]], "the long column gets the room"),
        ([["x" * 30, "y"], ["a", "b"]], "a long word fits"),
        ([["a"], ["b"]], "one column"),
    ],
)
def test_columns_fill_the_table_and_hold_their_longest_word(
    rows: list[list[str]], said: str
) -> None:
    widths = tables.shares(rows)
    assert sum(widths) == pytest.approx(100)
    for column, width in enumerate(widths):
        longest = max(len(word) for row in rows for word in row[column].split())
        assert width / 100 * tables.LINE >= min(longest, tables.LINE) * 0.99 or len(widths) == 1, (
            said
        )


def test_a_drawing_has_its_words_its_own_ids_and_its_colours() -> None:
    svg = (
        '<figure><svg><title id="t">Nimi</title><desc>Kuvaus.</desc><linearGradient id="g"/>'
        '<path class="d" fill="url(#g)"/></svg></figure>'
    )
    style = figures.styles(
        ".d{stroke:var(--spruce)}", ":root{--spruce: #111;} dark{--spruce: #eee;}"
    )
    assert style == ".d{stroke:#111}"
    content = lxml.html.fragment_fromstring(svg * 2, create_parent="div")
    figures.prepare(content, leaf("a/"), PLACES, style)
    first, second = content.iter("svg")
    assert first.findtext("title") == "Nimi. Kuvaus."
    assert first.findtext("style") == style
    assert {e.get("id") for e in first.iter()} & {e.get("id") for e in second.iter()} == {None}
    assert first.find("path").get("fill") == f"url(#{first.find('lineargradient').get('id')})"


@pytest.mark.parametrize(
    "html", ["<svg><path/></svg>", '<img src="x.png">', '<img src="x.png" alt=" ">']
)
def test_a_picture_without_words_stops_the_book(html: str) -> None:
    with pytest.raises(BookFault, match=r"a/index\.md"):
        book(leaf("a/", html))


def test_a_variable_nobody_sets_is_named() -> None:
    with pytest.raises(BookFault, match="--no-such"):
        figures.styles("a{fill:var(--no-such)}", "")
