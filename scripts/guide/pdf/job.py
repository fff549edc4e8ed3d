"""Where the print document meets MkDocs, mkdocs-with-pdf and WeasyPrint. One job per build.

The plugin runs with every page excluded: it renders the cover, calls :func:`render` through
``pdf_event_hook`` and hands the answer to WeasyPrint. What WeasyPrint complains of is kept and
makes the build fail at its end, in words instead of a traceback.
"""

from __future__ import annotations

import gc
import logging
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import lxml.html
import weasyprint
from mkdocs.exceptions import PluginError

from .. import dates
from ..downloads import Download
from ..environment import ROOT
from ..terms.bank import Bank
from ..verify import PDF
from . import assemble, book, chapter, contents, figures, head, index, layout, qr, record
from . import finish as finishing

if TYPE_CHECKING:
    from .editions import Editions

STYLES = Path("overrides/pdf/print.css")
# Screen and print share the colours and the look of the drawings.
TOKENS = Path("docs/assets/stylesheets/tokens.css")
DRAWINGS = Path("docs/assets/stylesheets/diagrams.css")
OPTIONS = {
    "pdf_variant": finishing.VARIANT,
    "pdf_tags": True,
    "optimize_images": True,
    "jpeg_quality": 85,
    "dpi": 200,
}
# Beginnings of complaints that are no fault of the document. These come from the site's stand-in
# font, which is in the shared style sheet and never used in print; it needs a font of the machine.
HARMLESS = (
    "Font-face 'Guide fallback' cannot be loaded",
    *(f"Ignored `{name}" for name in ("size-adjust", "ascent-", "descent-", "line-gap-override")),
)


class Complaints(logging.Filter):
    """Keeps warnings of the print engine from being lost and from ending in a traceback.

    A filter rather than a handler: the plugin counts records by a filter of its own and raises a
    bare RuntimeError in strict mode, and this one stands before it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def filter(self, entry: logging.LogRecord) -> bool:
        message = entry.getMessage()
        if entry.levelno >= logging.WARNING and not message.startswith(HARMLESS):
            self.found.append(message)
        return False


@dataclass
class Job:
    """One build's print document on its way."""

    config: Any
    edition: book.Edition
    terms: Bank
    complaints: Complaints = field(default_factory=Complaints)
    nav: Any = None
    tree: tuple[book.Part | book.Leaf, ...] = ()


# The plugin loads its hook anew for each build, so the job waits here.
_jobs: list[Job] = []


def begin(config: Any, version: str, terms: Bank) -> Job:
    """Set WeasyPrint's options, hand the cover what it prints. Call before the plugin starts."""
    edition = book.Edition(
        title=config.site_name,
        subtitle=config.site_description or "",
        author=config.site_author or "",
        language=config.theme["language"],
        time=dates.build_time(ROOT),
        version=version,
        site=config.site_url or "",
    )
    job = Job(config, edition, terms)
    weasyprint.DEFAULT_OPTIONS.update(OPTIONS)
    for logger in (weasyprint.LOGGER, logging.getLogger("mkdocs.with-pdf")):
        logger.filters[:] = [f for f in logger.filters if not isinstance(f, Complaints)]
        logger.addFilter(job.complaints)
    config.extra["edition"] = {
        "subtitle": edition.subtitle,
        "date": head.long_date(edition.time),
        "version": version,
        "site": edition.site,
        "qr": qr.code(edition.site) if edition.site else "",
    }
    _jobs[:] = [job]
    return job


def collect(job: Job) -> None:
    """Take all pages, once every one of them has its final HTML."""
    job.tree = book.from_nav(job.nav.items)
    checked = chapter.span(leaf.reviewed for leaf in book.leaves(job.tree))
    job.config.extra["edition"] |= {"checked": checked, "licence": chapter.LICENCE}


def render(cover: str, back: str) -> str:
    """The print document as HTML text; called by the plugin with its rendered covers."""
    job = _jobs[-1]
    # The plugin has raised the level to errors alone.
    weasyprint.LOGGER.setLevel(logging.WARNING)
    gc.disable()  # as in layout.places
    front, last = map(lxml.html.fragment_fromstring, (cover, back))
    try:
        made = assemble.document(job.tree, job.edition, front, _press(job), terms=job.terms)
    except book.BookFault as fault:
        raise PluginError(f"The PDF was not made: {fault}") from None
    made.find("body").append(last)
    places = layout.places(assemble.to_text(made), OPTIONS)
    contents.fill_in(made, places)
    index.fill_in(made, places)
    text = assemble.to_text(made)
    weasyprint.DEFAULT_OPTIONS["pdf_identifier"] = record.keep(made, text, job.tree)
    return text


def _press(job: Job) -> book.Press:
    rules, tokens, own = (
        (ROOT / p).read_text(encoding="utf-8") for p in (DRAWINGS, TOKENS, STYLES)
    )
    return book.Press(
        stylesheet=(ROOT / STYLES).as_uri(),
        files=Path(job.config.docs_dir).as_uri(),
        drawings=figures.styles(rules, tokens, own),
    )


def finish(job: Job) -> None:
    """Finish the book; fail the build where the print engine had something to say."""
    if not job.complaints.found:
        finishing.finish(Path(job.config.site_dir) / PDF)
        return
    unlike = dict.fromkeys(job.complaints.found)
    lines = [f"  {job.complaints.found.count(line)} × {line}" for line in unlike]
    raise PluginError("\n".join(["The print engine was not content with the PDF:", *lines]))


def editions(job: Job, *, everything: bool) -> Editions:
    """Begin with the editions that are printed beside the book."""
    from . import editions as made  # it needs this module's options

    found = made.plan(job.tree, job.edition, _press(job), everything=everything)
    return made.Editions(found, Path(job.config.site_dir))


def finish_editions(job: Job, found: Editions) -> list[Download]:
    """Wait for the editions and tell what was made. Raises PluginError when one has a fault."""
    from . import editions as made

    if faults := found.finish():
        raise PluginError("\n".join(["Not all editions could be made:", *faults]))
    return [made.book(found.site, job.tree), *found.downloads()]


def print_files(page: Any) -> list[tuple[str, str]]:
    """Words and address of what a page offers for printing: itself, its chapter, the book."""
    from . import editions as made
    from . import handout

    around = page.ancestors[-1].children if page.ancestors else []
    opening = next((p for p in around if p.is_page and p.is_index), None)
    files = []
    if page.meta.get("kind") in handout.KINDS:
        name = made.handout_file(handout.slug(page.url))
        files.append(("Tulosta tämä sivu", name))
    if opening and opening.meta.get("kind") == "chapter":
        name = made.chapter_file(chapter.slug(opening.url))
        files.append(("Tulosta koko luku", name))
    else:
        files.append(("Tulosta koko opas", PDF.as_posix()))
    return files


def version(root: Path) -> str:
    """The commit the build is made from, seven letters; empty in a copy without history."""
    command = ["git", "-C", str(root), "rev-parse", "HEAD"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return done.stdout.strip()[:7]
