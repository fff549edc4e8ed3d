"""The lists of what may be published, as data: begun from what the built guide holds, plus what its
Markdown may make. What is on no list is refused; nothing is ever rewritten.
"""

from __future__ import annotations

from collections.abc import Mapping

from .. import target

Lists = Mapping[str, frozenset[str]]


def _rows(text: str) -> dict[str, frozenset[str]]:
    """Lines of names and what belongs to each of them; a name may stand on several lines."""
    rows: dict[str, frozenset[str]] = {}
    for line in text.strip().splitlines():
        names, _, rest = line.partition(": ")
        for name in names.rstrip(":").split():
            rows[name] = rows.get(name, frozenset()) | set(rest.split())
    return rows


# Attributes any element may have.
ANYWHERE = frozenset(
    "class id lang title role hidden tabindex aria-label aria-labelledby aria-describedby aria-hidden"
    " aria-current aria-pressed data-definition data-names data-unchecked data-files"
    " data-search-exclude".split()
)

# What Markdown and the lists made of data put into the text of a page, with each one's own attributes.
CONTENT: Lists = _rows("""
abbr blockquote br code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr kbd:
p pre q s section span strong sub summary sup table tbody thead tr ul:
a: href rel name
div: data-tabs
h1 h2 h3 h4 h5 h6: data-haku
img: src alt width height loading
input: type disabled checked name
label: for
li: value
ol: start type
span: markdown data-linenos
td th: align
""")

# And what the templates put around it.
PAGE: Lists = {
    **CONTENT,
    **_rows("""
article aside footer head header main nav:
body: dir data-md-color-scheme data-md-color-primary data-md-color-accent
button: type data-copy data-filter
div: data-tabs data-md-component data-md-scrollfix data-md-type
form: name action
header main: data-md-component
html:
input: type disabled checked name required placeholder autocomplete autocapitalize autocorrect
input: spellcheck data-md-component data-md-toggle
link: rel href type as crossorigin
meta: charset http-equiv content name property
option: value
script: src type data-search
select:
time: datetime
title:
ul: data-md-component data-md-scrollfix
"""),
}
# A link of the copy for a memory stick that has lost its address.
COPY_ANYWHERE = ANYWHERE | {"data-puuttuu"}

# Where the content of a page has a field: a task to tick, a tab to choose.
CONTENT_FIELDS = frozenset({"checkbox", "radio"})

# Drawings: shapes, words and colours.
SVG: Lists = _rows("""
svg: viewBox width height preserveAspectRatio version focusable xmlns xmlns:xlink xmlns:svg
g defs title desc:
path: d pathLength
rect: x y width height rx ry
circle: cx cy r
ellipse: cx cy rx ry
line: x1 y1 x2 y2
polyline polygon: points
text tspan: x y dx dy textLength lengthAdjust
use: href xlink:href x y width height
linearGradient: x1 y1 x2 y2 gradientUnits gradientTransform spreadMethod
radialGradient: cx cy r fx fy gradientUnits gradientTransform spreadMethod
stop: offset stop-color stop-opacity
marker: markerWidth markerHeight markerUnits refX refY orient viewBox
clipPath: clipPathUnits
mask: x y width height maskUnits maskContentUnits
pattern: x y width height patternUnits patternTransform viewBox
symbol: viewBox
""")
SVG_ANYWHERE = ANYWHERE | frozenset(
    "fill fill-opacity fill-rule stroke stroke-width stroke-linecap stroke-linejoin stroke-dasharray"
    " stroke-dashoffset stroke-miterlimit stroke-opacity opacity transform clip-path clip-rule mask"
    " marker-start marker-mid marker-end color display visibility vector-effect paint-order"
    " font-family font-size font-style font-weight letter-spacing word-spacing text-anchor"
    " text-decoration dominant-baseline alignment-baseline baseline-shift xml:lang xml:space".split()
)

# Where a link may lead; whatever else an element loads is of the site itself.
LINK_SCHEMES = frozenset({"https", "http", "mailto", "tel"})
ADDRESSES = frozenset(
    "href src action xlink:href formaction poster srcset data cite background ping longdesc"
    " profile usemap manifest".split()
)
# What a page may name of others without loading it.
OUTSIDE_RELATIONS = frozenset({"license", "canonical"})
LINK_RELATIONS = OUTSIDE_RELATIONS | frozenset(
    {"stylesheet", "icon", "apple-touch-icon", "preload", "next", "prev", "alternate feed"}
)
META_NAMES = frozenset(
    "referrer viewport description author generator robots twitter:card citation_title"
    " citation_author citation_inbook_title citation_language citation_date".split()
)

# Kinds of files a site may hold; how each is judged: guide/safety/site.py.
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp"})
KINDS = PICTURES | frozenset(
    ".html .css .js .json .xml .svg .pdf .epub .zip .woff2 .csv .txt .tbx .ttl .xlsx .conf .map .gz".split()
)
NAMES = frozenset({"_headers", "_redirects", "CNAME", target.MARK})

# The EPUB: a page's text by XML, no form, no tab.
EPUB_ANYWHERE = ANYWHERE | {"epub:type", "xml:lang"}
EPUB: Lists = {
    **{name: row for name, row in CONTENT.items() if name not in ("input", "label")},
    **_rows("""
html head title body nav section:
link: rel type href
meta: charset
"""),
}
EPUB_KINDS = PICTURES | frozenset({".xhtml", ".css", ".svg", ".opf", ".xml"})

# PDF: keys and names of actions, annotations and files a reader's program would act on.
PDF_KEYS = frozenset(
    "/JS /JavaScript /AA /EF /EmbeddedFiles /XFA /RichMediaContent /RichMediaSettings".split()
)
PDF_NAMES = frozenset(
    "/JavaScript /Launch /GoToR /GoToE /SubmitForm /ImportData /ResetForm /Rendition /RichMedia"
    " /RichMediaExecute /EmbeddedFile /FileAttachment /Movie /Sound /Screen /3D /GoTo3DView"
    " /Thread /SetOCGState /Hide /GoToDp".split()
)
