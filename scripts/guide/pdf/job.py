"""Where the print document meets MkDocs, mkdocs-with-pdf and WeasyPrint. One job per build.

The plugin runs with every page excluded: it renders the covers and calls :func:`render` through
``pdf_event_hook``. What WeasyPrint complains of makes the build fail at its end, in words instead
of a traceback.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import lxml.html
from mkdocs.exceptions import PluginError

from .. import dates, git
from ..downloads import Download
from ..environment import ROOT
from ..terms.bank import Bank
from ..verify import PDF
from . import assemble, book, chapter, contents, figures, head, index, layout, qr, record
from . import finish as finishing

if TYPE_CHECKING:
    from .editions import Editions

# Screen and print share the colours and the look of the drawings.
TOKENS = Path("docs/assets/stylesheets/tokens.css")
DRAWINGS = Path("docs/assets/stylesheets/diagrams.css")
# What the plugin prints. It would lay the book out beside all that MkDocs holds, with no moment
# between layout and writing to let go of anything; the book itself comes in finish().
STAND_IN = "<!DOCTYPE html><html><body></body></html>"


@dataclass
class Job:
    """One build's print document on its way."""

    config: Any
    edition: book.Edition
    terms: Bank
    nav: Any = None
    tree: tuple[book.Part | book.Leaf, ...] = ()
    text: bytes = b""
    identifier: bytes = b""


# The plugin loads its hook anew for each build, so the job waits here.
_jobs: list[Job] = []


def begin(config: Any, version: str, terms: Bank) -> Job:
    """Hand the cover what it prints. Call before the plugin starts."""
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
    """Make the print document around the plugin's rendered covers; what the plugin may print."""
    job = _jobs[-1]
    front, last = map(lxml.html.fragment_fromstring, (cover, back))
    try:
        made = assemble.document(job.tree, job.edition, front, _press(job), terms=job.terms)
    except book.BookFault as fault:
        raise PluginError(f"The PDF was not made: {fault}") from None
    made.find("body").append(last)
    places = layout.apart(layout.places, assemble.to_text(made))
    contents.fill_in(made, places)
    index.fill_in(made, places)
    job.text = assemble.to_text(made)
    job.identifier = record.keep(made, job.text, job.tree)
    return STAND_IN


def _press(job: Job) -> book.Press:
    rules, tokens, own = (
        (ROOT / p).read_text(encoding="utf-8") for p in (DRAWINGS, TOKENS, layout.STYLES)
    )
    return book.Press(
        stylesheet=(ROOT / layout.STYLES).as_uri(),
        files=Path(job.config.docs_dir).as_uri(),
        drawings=figures.styles(rules, tokens, own),
    )


def finish(job: Job) -> None:
    """Print the book; fail the build where the print engine had something to say."""
    path = Path(job.config.site_dir) / PDF
    options = {"pdf_identifier": job.identifier}
    _, complaints = layout.apart(layout.write, job.text, path, options)
    if complaints:
        lines = [f"  {times} × {line}" for line, times in Counter(complaints).items()]
        raise PluginError("\n".join(["The print engine was not content with the PDF:", *lines]))
    finishing.finish(path)


def editions(job: Job, *, everything: bool) -> Editions:
    """Begin with the editions that are printed beside the book."""
    from . import editions as made  # it needs this module's options

    try:
        found = made.plan(job.tree, job.edition, _press(job), everything=everything)
    except book.BookFault as fault:
        raise PluginError(str(fault)) from None
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
    return git.answer(root, "rev-parse", "HEAD")[:7]
