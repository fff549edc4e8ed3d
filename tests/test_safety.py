"""Nothing that runs, loads or leads astray is let into a page, and no innocent text is refused."""

from __future__ import annotations

import io
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import hostile
import pikepdf
import pytest

from guide.findings import Finding
from guide.safety import addresses, archives, judge, pdf, styles, xml
from guide.safety.faults import Fault
from guide.safety.locate import Sources
from guide.safety.site import Expected, content_faults, findings

NAMED = judge.Named(
    scripts=frozenset({"assets/a.js", "assets/worker.js"}),
    page_scripts={"sanasto/index.html": "assets/sanasto.js"},
    inline="{ let a = 1 }",
    styles=frozenset({"assets/a.css"}),
    policy="default-src 'none'",
    moved=frozenset({"vanha/index.html"}),
)
SETTINGS = '<script id="__config" type="application/json">{"search": "../assets/worker.js"}</script>'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'


def messages(faults: list[Fault]) -> str:
    return "\n".join(fault.message for fault in faults)


@pytest.mark.parametrize("name", hostile.MARKDOWN)
def test_what_writers_write_brings_no_markup_of_its_own(name: str) -> None:
    text, message = hostile.MARKDOWN[name]
    told = judge.content(hostile.rendered(text))
    if message:
        assert message in messages(told)
    else:  # plain text, as the browser shows below
        assert told == []


@pytest.mark.parametrize("name", hostile.LEFT)
def test_markdown_that_was_not_taken_is_told(name: str) -> None:
    text, message = hostile.LEFT[name]
    told = judge.content(hostile.rendered(text))
    assert message in messages(told)
    assert {fault.check for fault in told} == {"leftover"}


@pytest.mark.parametrize("name", hostile.INNOCENT)
def test_innocent_texts_pass(name: str) -> None:
    assert judge.content(hostile.rendered(hostile.INNOCENT[name])) == []


@pytest.mark.parametrize("text", ["-" * 200_000, "[" * 100_000, "{ " * 100_000, "* " * 100_000, "**" * 100_000, "@a-" * 60_000])
def test_long_runs_of_signs_are_judged_at_once(text: str) -> None:
    started = time.process_time()
    judge.content(f"<p>{text}</p>")
    assert time.process_time() - started < 3


def test_what_passes_runs_nothing_in_a_browser(browser) -> None:
    """Without any policy: every text that is not refused is opened, pointed at and clicked."""
    harmless = [text for text, message in hostile.MARKDOWN.values() if not message]
    texts = [hostile.rendered(text) for text in [*harmless, *hostile.INNOCENT.values()]]
    assert _count_runs(browser, texts) == 0
    # That the browser would run them: one that is refused.
    assert _count_runs(browser, [hostile.rendered(hostile.MARKDOWN["an image that runs"][0])]) > 0


def _count_runs(browser, texts: list[str]) -> int:
    page = browser.new_page()
    page.add_init_script("window.count = 0; window.ran = () => { window.count += 1 }")
    page.route("http://test.example/", lambda route: route.fulfill(body="".join(f"<div>{t}</div>" for t in texts), content_type="text/html; charset=utf-8"))
    page.goto("http://test.example/")
    page.evaluate(
        "document.querySelectorAll('*').forEach((e) => { for (const kind of ['mouseover', 'focus', 'click'])"
        " { const event = new MouseEvent(kind, { bubbles: true, cancelable: true });"
        " if (kind === 'click') e.addEventListener('click', (c) => c.preventDefault(), { once: true });"
        " e.dispatchEvent(event); } })"
    )
    page.wait_for_timeout(300)
    count = page.evaluate("window.count")
    page.close()
    return count


def whole(head: str = "", body: str = "", *, policy: str = NAMED.policy) -> str:
    return (
        f'<!doctype html>\n<html lang="fi"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy"'
        f' content="{policy}"><link rel="stylesheet" href="../assets/a.css">{head}</head><body>{body}'
        f'{SETTINGS}<script>{NAMED.inline}</script><script src="../assets/a.js"></script></body></html>'
    )


PAGES = {
    "a script of its own": (whole(body="<script>ran()</script>"), "a script stands in the page: 'ran()'"),
    "ours with more to it": (whole(body="<script>{ let a = 1 };ran()</script>"), "a script stands in the page"),
    "ours as a module": (whole(body='<script type="module">{ let a = 1 }</script>'), "a script stands in the page"),
    "a script of another page": (whole(body='<script src="../assets/sanasto.js"></script>'), "is not one of this page"),
    "a script from outside": (whole(body='<script src="https://example.org/assets/a.js"></script>'), "loaded from outside"),
    "a script from outside without scheme": (whole(body='<script src="//example.org/a.js"></script>'), "loaded from outside"),
    "a script that is nowhere": (whole(body='<script src="../x/../x.js"></script>'), "is not one of this page"),
    "a script with words": (whole(body='<script src="../assets/a.js">ran()</script>'), "may hold nothing else"),
    "a search from outside": (whole(body=SETTINGS.replace("../assets", "//example.org")), "the search would run"),
    "settings that are a script": (whole(body=SETTINGS.replace("{", "ran({")), "settings cannot be read"),
    "settings of no search": (whole(body=SETTINGS.replace("search", "haku")), "settings cannot be read"),
    "another kind of data": (whole(body='<script type="importmap">{}</script>'), "a script stands in the page"),
    "no policy": (whole().replace("Content-Security-Policy", "refresh"), "0 content security policies"),
    "another policy": (whole(policy="default-src *"), "policy is not the guide's"),
    "a policy in capitals": (whole(head='<META HTTP-EQUIV="content-security-POLICY" content="">'), "2 content security"),
    "a page that leads on": (whole(head='<meta http-equiv="refresh" content="0; url=../b/">'), "may not lead on"),
    "a page that says who asks": (whole(head='<meta name="referrer" content="unsafe-url">'), "is not allowed"),
    "a style sheet from outside": (whole(head='<link rel="stylesheet" href="https://example.org/a.css">'), "loaded from outside"),
    "another style sheet": (whole(head='<link rel="stylesheet" href="x.css">'), "style sheet 'x.css' is not"),
    "a style sheet by two names": (whole(head='<link rel="icon stylesheet" href="x.css">'), "is not allowed"),
    "a script fetched ahead": (whole(head='<link rel="preload" as="script" href="x.js">'), "only fonts"),
    "a manifest": (whole(head='<link rel="manifest" href="x.json">'), '<link rel="manifest"> is not allowed'),
    "an icon from outside": (whole(head='<link rel="icon" href="https://example.org/a.svg">'), "loaded from outside"),
    "a style": (whole(head="<style>*{}</style>"), "<style> is not allowed"),
    "a base": (whole(head='<base href="/">'), "<base> is not allowed"),
    "a comment": (whole(body="<!-- a -->"), "the comment 'a'"),
    "a form that sends away": (whole(body='<form action="https://example.org/"></form>'), "loaded from outside"),
    "a frame": (whole(body="<iframe></iframe>"), "<iframe> is not allowed"),
    "a handler of the body": (whole().replace("<body>", "<body onload=ran()>"), "'onload' is not allowed on <body>"),
    "no document type": (whole().replace("<!doctype html>", ""), "does not begin with <!doctype html>"),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_a_page_runs_what_the_guide_names_and_nothing_else(name: str) -> None:
    page, message = PAGES[name]
    assert judge.page(whole(), "a/index.html", NAMED) == []
    assert message in messages(judge.page(page, "a/index.html", NAMED))


def test_pages_with_a_script_of_their_own_and_pages_that_lead_on_may_do_so() -> None:
    own = whole(body='<script src="../assets/sanasto.js"></script>')
    assert judge.page(own, "sanasto/index.html", NAMED) == []
    on = whole(head='<meta http-equiv="refresh" content="0; url=../b/">')
    assert judge.page(on, "vanha/index.html", NAMED) == []
    away = on.replace("../b/", "https://example.org/")
    assert "may not lead on" in messages(judge.page(away, "vanha/index.html", NAMED))
    below = replace(NAMED, root="/opas/")
    rooted = whole().replace("../assets", "/opas/assets")
    assert judge.page(rooted, "404.html", below) == []
    assert judge.page(rooted, "404.html", NAMED) != []


@pytest.mark.parametrize(
    ("address", "scheme"),
    [
        ("velat/#a:b", ""), ("./a:b", ""), ("#javascript:x", ""), ("?a=javascript:x", ""), ("", ""),
        ("HTTPS://kela.fi", "https"), (" \x01JavaScript:x", "javascript"), ("j\na\tv\rascript:x", "javascript"),
        ("//x", "//"), ("\\\\x", "//"), ("/\\x", "//"), ("\t/\n/x", "//"), ("blob:x", "blob"),
    ],
)  # fmt: skip
def test_addresses_are_read_as_browsers_read_them(address: str, scheme: str) -> None:
    assert addresses.scheme(address) == scheme


@pytest.mark.parametrize(
    ("sheet", "message"),
    [
        ("p{color:red;background:url(x.svg)}", ""),
        ("@font-face{src:url('../fonts/a.woff2')}", ""),
        ("p{background:url(\"data:image/svg+xml,%3Csvg/%3E\")}", ""),
        ("a::after{content:'https://' attr(href)}", ""),
        ("@import 'x.css';", "@import"),
        ("@\\69mport url(//example.org)", "@import"),
        ("p{background:url(//example.org/x)}", "'//example.org/x'"),
        ("p{background:u\\72l(https://example.org)}", "https://example.org"),
        ("p{background:image-set('https://example.org/a.png' 1x)}", "https://example.org"),
        ("@media print{p{background:URL( 'HTTP://example.org' )}}", "HTTP://example.org"),
        ("p{background:url(data:text/html,x)}", "data:text/html"),
        ("p{--a:url(//example.org)}", "//example.org"),
        ("p{width:expression(ran())}", "expression"),
        ("p{behavior:url(x.htc)}", "behavior"),
        ("p{-moz-binding:url(x.xml#a)}", "-moz-binding"),
    ],
)  # fmt: skip
def test_a_style_sheet_loads_nothing_from_outside(sheet: str, message: str) -> None:
    told = styles.faults(sheet, icons=True)
    assert (message in messages(told) and told) if message else not told


def test_pictures_stand_in_our_own_style_sheet_alone() -> None:
    assert styles.faults('p{background:url("data:image/svg+xml,x")}')


@pytest.mark.parametrize(
    ("inner", "message"),
    [
        ("<title>a</title><path d='M0 0' class='b'/>", ""),
        ("<defs><marker id='n'/></defs><path marker-end='url(#n)'/>", ""),
        ("<script>ran()</script>", "<script> is not allowed in a drawing"),
        ("<SCRIPT>ran()</SCRIPT>", "<SCRIPT> is not allowed in a drawing"),
        ("<path onclick='ran()'/>", "'onclick' is not allowed"),
        ("<a xlink:href='javascript:ran()'/>", "<a> is not allowed"),
        ("<use xlink:href='x.svg#a'/>", "only refer to its own parts"),
        ("<image xlink:href='data:x'/>", "<image> is not allowed"),
        ("<foreignObject/>", "<foreignObject> is not allowed"),
        ("<style>@import 'x'</style>", "<style> is not allowed"),
        ("<path style='fill:url(//x)'/>", "'style' is not allowed"),
        ("<path fill='url(http://x/#a)'/>", "loads something"),
        ("<path fill=\"url( '#a' )\" aria-label='a \\ b'/>", ""),
        ("<path fill='u\\72l(//x)'/>", "loads something"),
        ("<h:script xmlns:h='http://www.w3.org/1999/xhtml'>ran()</h:script>", "<script> is not allowed"),
        ("<h:iframe xmlns:h='urn:x'/>", "another kind of document"),
        ("<title><path/></title>", "words hold <path>"),
        ("<?xml-stylesheet href='x'?>", "instruction '<?xml-stylesheet"),
        ("<path>", "not well-formed"),
        ("<text>&kuva;</text>", "not well-formed"),
    ],
)  # fmt: skip
def test_a_drawing_is_shapes_and_words(inner: str, message: str) -> None:
    told = xml.drawing(f"{SVG}{inner}</svg>".encode())
    assert (message in messages(told) and told) if message else not told


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE svg [<!ENTITY a "b">]>',
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://example.org/x.dtd">',
        '<?xml version="1.0"?><!DOCTYPE svg SYSTEM "file:///etc/passwd">',
    ],
)
def test_a_drawing_brings_no_document_type(head: str) -> None:
    text = f"{head}{SVG}</svg>"
    assert "document type" in messages(xml.drawing(text.encode()))
    assert "document type" in messages(xml.drawing(text.replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16")))


def test_another_xml_file_is_no_page() -> None:
    assert xml.feed(b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><a/></feed>') == []
    page = b'<feed><s:script xmlns:s="http://www.w3.org/1999/xhtml">ran()</s:script></feed>'
    assert "makes a page" in messages(xml.feed(page))
    assert "instruction" in messages(xml.feed(b'<?xml-stylesheet href="x.xsl"?><feed/>'))


def make_pdf(path: Path, change=lambda document: None) -> Path:
    with pikepdf.new() as document:
        document.add_blank_page()
        change(document)
        document.save(path)
    return path


def act(**entries):
    """A link on the first page that does this."""

    def change(document: pikepdf.Pdf) -> None:
        action = pikepdf.Dictionary(**entries)
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
        document.pages[0].Annots = document.make_indirect(pikepdf.Array([note]))

    return change


def opened(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.Named, N=pikepdf.Name.Print)


def opened_at_a_page(document: pikepdf.Pdf) -> None:
    place = [document.pages[0].obj, pikepdf.Name.Fit]
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=place)


def named_script(document: pikepdf.Pdf) -> None:
    script = document.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="ran()"))
    document.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=["a", script]))


def attached(document: pikepdf.Pdf) -> None:
    document.attachments["a.exe"] = b"x"


def acting_field(document: pikepdf.Pdf) -> None:
    document.pages[0].AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.GoTo))


def told_apart(document: pikepdf.Pdf) -> None:
    act(S=document.make_indirect(pikepdf.Name.Launch), F="a.exe")(document)


NAME = pikepdf.Name
PDFS = {
    "a plain one": (lambda document: None, ""),
    "a link": (act(S=NAME.URI, URI="https://www.kela.fi/"), ""),
    "a mail address": (act(S=NAME.URI, URI="mailto:opas@example.org"), ""),
    "words that look like it": (act(S=NAME.URI, URI="https://example.org/JavaScript/JS/Launch"), ""),
    "opened at a page": (opened_at_a_page, ""),
    "a script": (act(S=NAME.JavaScript, JS="ran()"), "holds /J"),
    "a script by name": (named_script, "holds /J"),
    "a script's address": (act(S=NAME.URI, URI="javascript:ran()"), "leads to 'javascript:"),
    "an address of data": (act(S=NAME.URI, URI="data:text/html,x"), "leads to 'data:"),
    "an address of a file": (act(S=NAME.URI, URI="file:///c:/a.exe"), "leads to 'file:"),
    "a program": (act(S=NAME.Launch, F="a.exe"), "holds /Launch"),
    "a program told apart": (told_apart, "holds /Launch"),
    "another file": (act(S=NAME.GoToR, F="b.pdf"), "holds /GoToR"),
    "a file within": (act(S=NAME.GoToE), "holds /GoToE"),
    "a form that is sent": (act(S=NAME.SubmitForm, F="https://example.org"), "holds /SubmitForm"),
    "data that is read": (act(S=NAME.ImportData, F="x"), "holds /ImportData"),
    "a film": (act(S=NAME.Rendition), "holds /Rendition"),
    "what comes next": (act(S=NAME.GoTo, Next=pikepdf.Dictionary(S=NAME.Launch)), "holds /Launch"),
    "opened with an action": (opened, "when it is opened"),
    "an action of a page": (acting_field, "holds /AA"),
    "a file attached": (attached, "holds /E"),
}  # fmt: skip


@pytest.mark.parametrize("name", PDFS)
def test_a_pdf_leads_and_does_nothing_else(name: str, tmp_path: Path) -> None:
    change, message = PDFS[name]
    told = pdf.faults(make_pdf(tmp_path / "a.pdf", change))
    assert (message in messages(told) and told) if message else not told


def test_a_name_written_by_numbers_is_read(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf", act(S=NAME.JavaScript, JS="ran()"))
    with pikepdf.open(path) as document:
        document.save(path.with_name("b.pdf"), object_stream_mode=pikepdf.ObjectStreamMode.disable)
    data = path.with_name("b.pdf").read_bytes()
    spelt = data.replace(b"/JavaScript", b"/J#61v#61Script").replace(b"/JS", b"/J#53")
    assert spelt != data
    path.write_bytes(spelt)
    assert "holds /J" in messages(pdf.faults(path))


def test_a_pdf_nobody_can_look_into_is_refused(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf")
    with pikepdf.open(path) as document:
        document.save(tmp_path / "b.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    assert "password" in messages(pdf.faults(tmp_path / "b.pdf"))
    (tmp_path / "c.pdf").write_bytes(b"<script>ran()</script>")
    assert "does not open" in messages(pdf.faults(tmp_path / "c.pdf"))


PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml"'
    ' media-type="application/xhtml+xml"/></manifest></package>'
)
XHTML = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" lang="fi">'
    '<head><title>a</title><link rel="stylesheet" type="text/css" href="style.css"/></head><body><p>a</p></body></html>'
)
EPUBS = {
    "a plain one": ({}, ""),
    "a link": ({"a.xhtml": ("<p>a", '<p><a href="https://www.kela.fi/">b</a>')}, ""),
    "a script": ({"a.xhtml": ("<p>a", "<p><script>ran()</script>")}, "<script> is not allowed"),
    "a handler": ({"a.xhtml": ("<p>", '<p onclick="ran()">')}, "'onclick' is not allowed"),
    "a script's address": ({"a.xhtml": ("<p>a", '<p><a href="javascript:ran()">b</a>')}, "begins with 'javascript:'"),
    "a picture from outside": ({"a.xhtml": ("<p>a", '<p><img alt="" src="https://example.org/x"/>')}, "loaded from outside"),
    "a picture that is nowhere": ({"a.xhtml": ("<p>a", '<p><img alt="" src="x.png"/>')}, "is not a file of the EPUB"),
    "a style sheet from outside": ({"a.xhtml": ('href="style.css"', 'href="//example.org"')}, "loaded from outside"),
    "a form": ({"a.xhtml": ("<p>a", "<p><input/>")}, "<input> is not allowed"),
    "an entity": ({"a.xhtml": ("<!DOCTYPE html>", '<!DOCTYPE html [<!ENTITY a "b">]>')}, "document type"),
    "another name space": ({"a.xhtml": ("<p>a", '<p><x xmlns="urn:x"/>')}, "another kind of document"),
    "an import": ({"style.css": ("p{}", "@import 'x';")}, "@import"),
    "an icon in the style sheet": ({"style.css": ("p{}", "p{background:url(data:image/png,x)}")}, "loads 'data:"),
    "scripts announced": ({"package.opf": ("media-type", 'properties="svg scripted" media-type')}, "'scripted' is not"),
    "a file from outside": ({"package.opf": ('"a.xhtml"', '"https://example.org/a.xhtml"')}, "is not a file of the EPUB"),
}  # fmt: skip


@pytest.mark.parametrize("name", EPUBS)
def test_an_epub_holds_pages_and_nothing_that_runs(name: str, tmp_path: Path) -> None:
    changes, message = EPUBS[name]
    files = {"a.xhtml": XHTML, "style.css": "p{}", "package.opf": PACKAGE}
    with zipfile.ZipFile(tmp_path / "a.epub", "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        for file, text in files.items():
            old, new = changes.get(file, ("", ""))
            assert old in text
            archive.writestr(f"EPUB/{file}", text.replace(old, new, 1) if old else text)
    told = [fault for _, fault in archives.epub(tmp_path / "a.epub")]
    assert (message in messages(told) and told) if message else not told


def test_an_epub_holds_no_file_of_another_kind(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.epub", "w") as archive:
        archive.writestr("EPUB/a.js", "ran()")
    assert archives.epub(tmp_path / "a.epub")[0][0] == "EPUB/a.js"


def site_of(tmp_path: Path, files: dict[str, bytes | str]) -> list[Finding]:
    for name, data in files.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    expected = Expected({"a/index.html": "a.md", "404.html": ""}, NAMED)
    return findings(tmp_path / "site", expected, Sources(tmp_path))


GOOD = {"a/index.html": whole(), "404.html": whole().replace("../assets", "/assets")}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.html", whole()), ("a/x.htm", "x"), ("x.xhtml", "x"), ("x.js", "x"), ("assets/sanasto.mjs", "x"),
        ("x.css", "p{}"), ("x.swf", "x"), ("x.docx", "x"), ("x.zip", "x"), ("x.gz", "x"), ("x.conf", "x"),
        ("x", "x"), ("x.xml", '<?xml-stylesheet href="x"?><a/>'), ("x.svg", f"{SVG}<script/></svg>"),
        ("X.HTML", whole()), ("x.Svg", f"{SVG}<script/></svg>"), ("x.pdf", "x"), ("x.epub", "x"),
    ],
)  # fmt: skip
def test_a_site_holds_the_kinds_of_files_the_guide_makes(name: str, data: str, tmp_path: Path) -> None:
    assert site_of(tmp_path, {**GOOD, "assets/a.js": "1", "assets/a.css": "p{}", "kuva.png": "x"}) == []
    told = site_of(tmp_path, {name: data})
    assert [finding.path for finding in told] == [name]
    assert told[0].level == "error"


def test_the_copy_holds_the_pages_of_the_site_and_no_others(tmp_path: Path) -> None:
    from guide.pack import offline

    def copy(**files: str) -> bytes:
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as archive:
            for name, text in {"a/index.html": whole(), "assets/a.js": "1", **files}.items():
                archive.writestr(f"{offline.FOLDER}/{name}", text)
        return held.getvalue()

    files = {**GOOD, "assets/a.js": "1", "assets/a.css": "p{}"}
    index = {"search/search_index.js": "var __index = {};"}
    lost = whole(body=f'<a {offline.MISSING}>x</a>')
    assert site_of(tmp_path, {**files, offline.ADDRESS: copy(**index, **{"b/index.html": lost})}) == []
    for bad in ({"assets/a.js": "2"}, {"x.js": "1"}, {"b/index.html": whole(body="<iframe></iframe>")}):
        told = site_of(tmp_path, {**files, offline.ADDRESS: copy(**bad)})
        assert [finding.path for finding in told] == [f"{offline.ADDRESS}/{next(iter(bad))}"]


@pytest.mark.parametrize(
    ("files", "html", "place"),
    [
        ({"docs/a.md": "Yksi\n\n<script>ran()</script>\n"}, "<script>ran()</script>", ("docs/a.md", 3)),
        ({"docs/a.md": "`<script>`\n\n<script>\n"}, "<script></script>", ("docs/a.md", 3)),
        ({"docs/a.md": 'A\n\n--8<-- "osat/b.md"\n', "docs/osat/b.md": "B\n<iframe>\n"}, "<iframe></iframe>", ("docs/osat/b.md", 2)),
        ({"docs/a.md": "A", "docs/data/sources.yml": "- a\n- <object>\n"}, "<object></object>", ("docs/data/sources.yml", 2)),
        ({"docs/a.md": "A", "mkdocs.yml": "a\nb: <embed>\n"}, "<embed>", ("mkdocs.yml", 2)),
        ({"docs/a.md": "A", "overrides/main.html": "x\n\n<portal>\n"}, "<portal></portal>", ("overrides/main.html", 3)),
        ({"docs/a.md": "[Kela](java&#10;script:x)\n"}, '<a href="java&#10;script:x">Kela</a>', ("docs/a.md", 1)),
        ({"docs/a.md": "A\n\n[§ VankL 4\n"}, "<p>[§ VankL 4</p>", ("docs/a.md", 3)),
        ({"docs/a.md": "A"}, "<marquee></marquee>", ("docs/a.md", 1)),
    ],
)  # fmt: skip
def test_a_fault_is_told_at_its_source(files: dict, html: str, place: tuple, tmp_path: Path) -> None:
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    told = Sources(tmp_path).findings(content_faults(html, "a.md"))
    assert {(finding.path, finding.line) for finding in told} == {place}
