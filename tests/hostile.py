"""Texts that try to bring markup of their own into a page, and innocent ones that look alike.

``ran()`` is what each tries to run. The second member is a part of the message that refuses it; where
it is empty, Markdown makes plain text of it, and a browser shows that nothing runs.
"""

from __future__ import annotations

from functools import cache

import markdown
from conftest import ROOT
from mkdocs.utils import yaml_load

from guide.markdown.comments import CommentExtension

BLOCK = "<script>ran()</script>"

# What writers write: Markdown with the guide's own extensions.
MARKDOWN: dict[str, tuple[str, str]] = {
    "a script": (BLOCK, "<script> is not allowed"),
    "a script in capitals": ("<SCRIPT>ran()</SCRIPT>", "<script> is not allowed"),
    "a script from elsewhere": ("<script src=//example.org/x.js></script>", "<script> is not allowed"),
    "a script over two lines": ("<script\n>ran()</script\n>", "<script> is not allowed"),
    "a script with a slash": ("<script/x>ran()</script>", "<script> is not allowed"),
    "a script in a sentence": ("Teksti <script>ran()</script> jatkuu.", "<script> is not allowed"),
    "a script between stray backticks": (f"a `b\n\n{BLOCK}\n\nc` d", "<script> is not allowed"),
    "a script in a fence that never ends": (f"```\n{BLOCK}", "<script> is not allowed"),
    "a script behind tildes": (f"~~~ x\n{BLOCK}", "<script> is not allowed"),
    "a script in a fence of a list": (f"- a\n\n        ```\n{BLOCK}\n", "<script> is not allowed"),
    "a script in a fence of two lengths": (f"````\n```\n{BLOCK}", "<script> is not allowed"),
    "a script in a fence with a backtick": (f"```x`y\n{BLOCK}\n```", "<script> is not allowed"),
    "a script between escaped backticks": (f"\\`{BLOCK}\\`", "<script> is not allowed"),
    "a script between unequal backticks": (f"`a`` {BLOCK} ``b`", ""),
    "a script behind a comment": (f"<!-- a --> --> {BLOCK}", "<script> is not allowed"),
    "a script behind an empty comment": (f"<!-->{BLOCK}", "<script> is not allowed"),
    "a script in a comment that never ends": (f"<!-- x\n\n{BLOCK}", "<script> is not allowed"),
    "a script in CDATA": (f"<![CDATA[ {BLOCK} ]]>", "the comment '[CDATA["),
    "a script in the title of a box": (f'!!! note "{BLOCK}"\n\n    x', "<script> is not allowed"),
    "a script in the title of details": (f'??? note "{BLOCK}"\n\n    x', "<script> is not allowed"),
    "a script in the title of a tab": (f'=== "{BLOCK}"\n\n    x', "<script> is not allowed"),
    "a script in an abbreviation": (f"*[VankL]: {BLOCK}\n\nVankL", ""),
    "quotes in an abbreviation": ('*[abc]: "><img src=x onerror=ran()>\n\nabc', ""),
    "a script in a footnote": (f"a[^1]\n\n[^1]: {BLOCK}", "<script> is not allowed"),
    "a script in a heading": (f"## A {BLOCK}", "<script> is not allowed"),
    "a script in a definition": (f"Termi\n:   {BLOCK}", "<script> is not allowed"),
    "a script in a cell": (f"| a |\n| --- |\n| {BLOCK} |", "<script> is not allowed"),
    "a script in a task": (f"- [ ] {BLOCK}", "<script> is not allowed"),
    "a script in an image's words": (f"![{BLOCK}](x.svg)", ""),
    "a script in an image's title": ('![a](x.svg "\\"><script>ran()</script>")', ""),
    "a script in a quotation": (f"> {BLOCK}", "<script> is not allowed"),
    "an open drawing that runs": ("<svg/onload=ran()>", "'onload' is not allowed"),
    "an image that runs": ("<img src=x onerror=ran()>", "'onerror' is not allowed"),
    "an image with slashes": ("<img/src=x/onerror=ran()>", "image without words"),
    "an image with a slash and a quote": ('<img/src="x"/onerror=ran()>', ""),
    "an image with a line feed": ("<img\nsrc=x\nonerror=ran()>", "'onerror' is not allowed"),
    "an attribute behind a greater sign": ('<span title=">" onclick="ran()">x</span>', "'onclick' is not allowed"),
    "an attribute behind a less sign": ('<span title="<" onclick="ran()">x</span>', "'onclick' is not allowed"),
    "an attribute in capitals": ("<span ONCLICK=ran()>x</span>", "'onclick' is not allowed"),
    "an attribute on a new line": ("<span\nonmouseover=ran()>x</span>", "'onmouseover' is not allowed"),
    "an attribute without a blank": ('<span title="a"onclick="ran()">x</span>', "<span> is opened 0 times"),
    "details that run when opened": ("<details open ontoggle=ran()><summary>a</summary></details>", "'ontoggle' is not"),
    "a field that runs": ("<input autofocus onfocus=ran()>", "'onfocus' is not allowed"),
    "a moving text": ("<marquee onstart=ran()>a</marquee>", "<marquee> is not allowed"),
    "a video": ("<video><source onerror=ran()></video>", "<video> is not allowed"),
    "a sound": ("<audio src=x onerror=ran()></audio>", "<audio> is not allowed"),
    "an address of a reference": ("[x][y]\n\n[y]: javascript:ran()", "begins with 'javascript:'"),
    "an address behind brackets": ("[a [b [c]]](javascript:ran())", "begins with 'javascript:'"),
    "an address of mixed case": ("[x](JaVaScRiPt:ran())", "begins with 'javascript:'"),
    "an address with a tab": ("[x](<java\tscript:ran()>)", ""),
    "an address with a tab by name": ("[x](java&Tab;script:ran())", "begins with 'javascript:'"),
    "an address with a line feed by number": ("[x](java&#10;script:ran())", "begins with 'javascript:'"),
    "an address with a colon by name": ("[x](javascript&colon;ran())", "begins with 'javascript:'"),
    "an address with a letter by number": ("[x](&#106;avascript:ran())", "begins with 'javascript:'"),
    "an address behind a control character": ("[x](&#1;javascript:ran())", "begins with 'javascript:'"),
    "an address in angle brackets": ("<javascript:ran()>", "<javascript:ran()> is not allowed"),
    "an address of VBScript": ("[x](vbscript:ran())", "begins with 'vbscript:'"),
    "an address of data": ("[x](data:text/html,<script>ran()</script>)", "begins with 'data:'"),
    "a picture of data": ("![x](data:image/svg+xml;base64,PHN2Zz4=)", "is loaded from outside"),
    "a picture from outside": ("![x](https://example.org/x.png)", "is loaded from outside"),
    "a picture from outside without a scheme": ("![x](//example.org/x.png)", "is loaded from outside"),
    "an address of a file": ("[x](file:///etc/passwd)", "begins with 'file:'"),
    "an address of another site without a scheme": ("[x](//example.org/)", "leads to another site"),
    "an address with backslashes": ("[x](/\\\\example.org)", "leads to another site"),
    "an address in an attribute list": ("[Sivu](x.md){: href=javascript:ran() }", "begins with 'javascript:'"),
    "a handler in an attribute list": ('[Sivu](x.md){: onclick="ran()" }', "'onclick' is not allowed"),
    "a handler in an attribute list without blanks": ("[Sivu](x.md){:#x onclick=ran()}", "'onclick' is not allowed"),
    "a handler in an attribute list behind a tab": ("[Sivu](x.md){ .a\tonclick=ran() }", "'onclick' is not allowed"),
    "a handler in an attribute list behind a brace": ("[Sivu](x.md){: class='}' onclick=ran() }", "'onclick' is not allowed"),
    "a handler of a heading": ("## Otsikko { onclick=ran() }", "'onclick' is not allowed"),
    "a handler of a cell": ("| a |\n| --- |\n| b { onclick=ran() } |", "'onclick' is not allowed"),
    "a handler of a paragraph": ("Teksti\n{: onmouseover=ran() }", "'onmouseover' is not allowed"),
    "a handler of a fence": ("```{ .x onclick=ran() }\na\n```", ""),
    "a style": ("Teksti\n{: style='color:red' }", "'style' is not allowed"),
    "a set of sources": ("![a](x.png){ srcset=//example.org/x.png }", "'srcset' is not allowed"),
    "a style element": ("<style>*{display:none}</style>", "<style> is not allowed"),
    "a base": ('<base href="//example.org">', "<base> is not allowed"),
    "a meta that leads on": ("<meta http-equiv=refresh content='0;url=//example.org'>", "<meta> is not allowed"),
    "a style sheet from outside": ("<link rel=stylesheet href=//example.org/x.css>", "<link> is not allowed"),
    "an import from outside": ("<link rel=import href=//example.org/x.html>", "<link> is not allowed"),
    "a page fetched ahead": ("<link rel=preload href=//example.org/x as=script>", "<link> is not allowed"),
    "a frame": ('<iframe src="https://example.org"></iframe>', "<iframe> is not allowed"),
    "a frame with its own text": ('<iframe srcdoc="<script>ran()</script>"></iframe>', "<iframe> is not allowed"),
    "an object": ("<object data=x.swf></object>", "<object> is not allowed"),
    "an embedded file": ("<embed src=x.swf>", "<embed> is not allowed"),
    "a template": (f"<template>{BLOCK}</template>", "<template> is not allowed"),
    "words for browsers without scripts": ("<noscript><p title='</noscript><img src=x onerror=ran()>'></noscript>", "is not allowed"),
    "a portal": ("<portal src=x></portal>", "<portal> is not allowed"),
    "a form": ("<form action=//example.org><input name=a></form>", "<form> is not allowed"),
    "a button that sends elsewhere": ("<button formaction=javascript:ran()>a</button>", "<button> is not allowed"),
    "a field to fill in": ("<input name=salasana>", "a field to fill in"),
    "a link in HTML": ('<a href="javascript:ran()">x</a>', "begins with 'javascript:'"),
    "a link in a formula": ('<math><maction xlink:href="javascript:ran()">x</maction></math>', "<math> is not allowed"),
    "a formula that breaks out": (
        '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=ran()&gt;">',
        "<math> is not allowed",
    ),
    "a drawing that breaks out": ("<svg><style><img src=x onerror=ran()></style></svg>", "'onerror' is not allowed"),
    "a drawing with a link": ('<svg><a xlink:href="javascript:ran()"><text>x</text></a></svg>', "<a> is not allowed in a"),
    "a drawing with a script": ("<svg><script>ran()</script></svg>", "<script> is not allowed in a drawing"),
    "a drawing with a page": ("<svg><foreignObject><iframe src=x></iframe></foreignObject></svg>", "<foreignObject> is not"),
    "a drawing that moves": ("<svg><animate onbegin=ran() attributeName=x dur=1s></svg>", "<animate> is not allowed"),
    "a drawing that sets": ('<svg><set attributeName=href to="javascript:ran()"/></svg>', "<set> is not allowed"),
    "a drawing with a picture": ("<svg><image href=//example.org/x.png /></svg>", "<image> is not allowed"),
    "a drawing that uses another": ('<svg><use href="//example.org/x.svg#a"/></svg>', "only refer to its own parts"),
    "a drawing that uses data": ('<svg><use href="data:image/svg+xml,x"/></svg>', "only refer to its own parts"),
    "a drawing filled from outside": ('<svg><path fill="url(//example.org/x)"/></svg>', "loads something"),
    "a drawing cut short": ('<svg viewBox="0 0 1 1"><title>Kuva<path d="M', "<svg> is opened 1 times and closed 0"),
    "a foot of the page that runs": ("<footer onclick=ran()>a</footer>", "<footer> is not allowed"),
    "the main part once more": ("<main onclick=ran()>a</main>", "<main> is not allowed"),
    "an article in an article": ("<article onclick=ran()>a</article>", "<article> is not allowed"),
    "a body that runs": ("<body onload=ran()>", "'onload' is not allowed on <body>"),
    "an element of its own": ("<x-kortti>a</x-kortti>", "<x-kortti> is not allowed"),
    "an instruction": ("<?php echo 1 ?>", "got into the page"),
    "an open tag": ("Sana <span>avoin", "<span> is opened 1 times and closed 0"),
    "a closed box of the page": ("</article>\n\nTeksti", "</article> is not allowed"),
    "one end too many": ("Teksti</div>", "<div> is opened 0 times and closed 1"),
    "an id of the theme": ("## Otsikko {#__config}", "'__config' is the theme's own"),
    "an attribute left open": ('<span title="avoin>teksti</span>\n\nToinen', "<span> is opened 0 times"),
    "an image left open": ("<img src=x onerror=ran() ", ""),
    "an e-mail address with a handler": ('<x@example.org"onclick=ran()>', ""),
    "an address with a handler": ('<http://example.org"onmouseover=ran()>', ""),
}

# Written so that it should have become something.
LEFT: dict[str, tuple[str, str]] = {
    "a citation that never ends": ("Laki [§ VankL 4:6 sanoo", "'[§ VankL 4:6 sanoo'"),
    "a citation that never begins": ("Laki § VankL 4:6] sanoo", "a '[' is missing"),
    "a citation by entity": ("Laki [&sect; VankL 4:6]", "the citation cannot be read"),
    "a citation in a heading": ("## Otsikko [§ VankL 4:6", "the citation cannot be read"),
    "a source that never ends": ("Luku [@esimerkki-2025 on", "the source cannot be read"),
    "a source in capitals": ("Luku [@Esimerkki-2025]", "the source cannot be read"),
    "a source behind a blank": ("Luku [@ esimerkki-2025]", "the source cannot be read"),
    "a source with an underscore": ("Luku [@esimerkki_2025]", "the source cannot be read"),
    "a source that never begins": ("Luku @esimerkki-2025] on", "a '[' is missing"),
    "a footnote that is nowhere": ("Luku[^9] on", "the footnote is nowhere"),
    "a snippet without a name": ('--8<-- ""', "the snippet was not taken"),
    "attributes too early": ("Sana {: .luokka } jatkuu", "the list of attributes was not taken"),
    "an id too early": ("Sana {#velat} jatkuu.", "the list of attributes was not taken"),
    "an open comment": ("Sopikaa &lt;!-- kuka tekee", "the comment is not closed"),
    "the end of a comment": ("Sopikaa --> kuka", "for an arrow write '→'"),
    "bold that never ends": ("Sovi **Paikka ja aika", "the bold passage is not closed"),
    "bold that never begins": ("Sovi paikka** ja aika", "the bold passage is not closed"),
    "bold by underscores": ("Sovi __paikka ja aika", "the bold passage is not closed"),
    "a box without a kind": ('Teksti\n\n!!! "Huomaa"\n    Sisältö', "the box was not taken"),
    "details of no kind": ('??? "Lisää', "the box was not taken"),
    "a tab whose title does not end": ('Teksti\n\n=== "Nuori\n    Sisältö', "the tab was not taken"),
}

INNOCENT = {
    "a script in code": "Merkintä `<script>` ei ole tekstiä.",
    "a script in a fence": f"```html\n{BLOCK}\n<img src=x onerror=ran()>\n```",
    "a script in an indented block": f"Esimerkki:\n\n    {BLOCK}",
    "a script by entities": "Merkintä &lt;script&gt; ei ole tekstiä.",
    "a handler as a word": "Sana onclick ja määre onload=x ovat tekstiä.",
    "a comparison": "Jos a < b ja c > d, niin e & f.",
    "an arrow": "Hakemus → päätös, 1 <-> 2 ja a=>b.",
    "an address as words": "Osoite, joka alkaa javascript:, ei toimi. Eikä data:text/html.",
    "a mail address": "Kirjoita [oppaan tekijöille](mailto:opas@example.org?subject=Hei%20siellä).",
    "a mail address by itself": "Kirjoita <opas@example.org>.",
    "a telephone number": "Soita [hätänumeroon](tel:112).",
    "an address by itself": "Katso <https://www.kela.fi/a?b=1&c=2>.",
    "a link out": "Katso [Kelan sivu](https://www.kela.fi/asumistuki?a=1&b=%22x%22).",
    "a link in": "Katso [velat](../asumisen-tuki/velat.md#maaraajat).",
    "a link of the site's root": "Katso [etusivu](/).",
    "a heading with an id": "## Velat { #velat .tarkea }",
    "lines to write on": "Nimi: ____________ Päivä: ______\n\n\\_\\_\\_",
    "bold and slanted": "**Tärkeää** ja *kursiivia* ja ***molempia***, snake_case_nimi ja 2 * 3 * 4.",
    "stars for notes": "Hinta* on arvio, ks. \\* alla. Arvosana: ***.",
    "brackets": "Lisäys [sic] ja viite [1], katso @-merkki ja § 5.",
    "a section by words": "Vankeuslain 4 luvun 6 §:n mukaan (4 luku, 6 §).",
    "braces": "Joukko {1, 2, 3} ja { } ja {a}.",
    "signs of Markdown in code": "`[§ VankL 4:6]`, `[@x]`, `[^1]`, `{: .a }`, `--8<--`, `**a`, `<!--`.",
    "exclamations": "!!!\n\nVau!!! Mitä??? Oho.",
    "lines of equals": "Otsikko\n===\n\nTeksti",
    "a table with sides": "| a | b |\n| :--- | ---: |\n| 1 | 2 |",
    "a box": '!!! note "Huomaa & muista"\n\n    Teksti.',
    "details": '??? note "Lisää"\n\n    Teksti.',
    "tabs": '=== "Nuori"\n\n    a\n\n=== "Aikuinen"\n\n    b',
    "tasks": "- [ ] Tekee\n- [x] Tehty",
    "a footnote": "Luku[^1].\n\n[^1]: Selitys.",
    "an abbreviation": "*[HTL]: hallintolaki < muut\n\nHTL sanoo.",
    "a definition": "Termi\n:   Selitys.",
    "a comment": "Lause. <!-- RP-014 --> Toinen.",
    "a numbered list": "5. viides\n6. kuudes",
    "a picture": '![Kaavio: a < b & "c"](kaavio.svg "Otsikko")',
    "a picture with a size": "![Kaavio](kaavio.svg){ width=300 }",
    "small HTML": 'H<sub>2</sub>O, <kbd>Ctrl</kbd>, <abbr title="a > b">x</abbr>, <span lang="sv">ja</span>.<br>Uusi.',
    "a figure": '<figure markdown class="x">\n![a](a.svg)\n<figcaption>Teksti</figcaption>\n</figure>',
    "a drawing": (
        '<svg viewBox="0 0 9 9" xmlns="http://www.w3.org/2000/svg" role="img"><title>Kuva</title>'
        '<defs><linearGradient id="v"><stop offset="0" stop-color="red"/></linearGradient></defs>'
        '<g transform="scale(2)"><path fill="url(#v)" d="M0 0h9"/><use href="#v"/></g></svg>'
    ),
}


@cache
def _extensions() -> tuple[list[str], dict[str, dict]]:
    names, options = [], {}
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for row in yaml_load(text)["markdown_extensions"]:
        name = next(iter(row)) if isinstance(row, dict) else row
        names.append(name)
        if isinstance(row, dict):
            options[name] = dict(row[name])
    options["pymdownx.snippets"]["base_path"] = [str(ROOT / "docs")]
    return names, options


def rendered(text: str) -> str:
    """A text as the guide's Markdown makes HTML of it."""
    names, options = _extensions()
    return markdown.markdown(text, extensions=[*names, CommentExtension()], extension_configs=options)
