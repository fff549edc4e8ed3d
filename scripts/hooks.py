"""MkDocs events. Thin: the work is done in ``guide``; here it meets the builder."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from guide import addresses, changes, dates, downloads, end_block, feedback, library
from guide import line_breaks, models, organisations, review, site_map, source_checks, target
from guide.environment import ROOT
from guide.findings import CannotCheck, exit_code, render
from guide.markdown.comments import CommentExtension
from guide.markdown.sources import SourceExtension
from guide.markdown.statutes import StatuteExtension
from guide.markdown.terms import TermExtension
from guide.pack import offline, site as packed
from guide.search.site import Search, is_source
from guide.terms import site as site_terms

SCRIPTS = Path(__file__).resolve().parent
# What stands in for the search in a browser without scripts.
LISTS = ("sanasto.md", "tietoa/sivukartta.md")
COPY_TITLE = "Koko sivusto ZIP-tiedostona"

# One build's library; MkDocs gives hooks no other place to keep things between events.
_state: dict[str, Any] = {}


class Unfit(Abort):
    """The machine or the command is at fault, not the sources."""

    exit_code = 2


def on_startup(command: str, dirty: bool) -> None:
    """A preview is built into a temporary folder of MkDocs' own."""
    _state["preview"] = command == "serve"


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Check the sources before anything is built, and hand the data to the extensions."""
    # MkDocs takes a hook's folder off the path again; mkdocs-with-pdf looks for its own hook there.
    if str(SCRIPTS) not in sys.path:
        sys.path.insert(0, str(SCRIPTS))
    try:
        os.environ["SOURCE_DATE_EPOCH"] = str(dates.build_time(ROOT))
        if not _is_judged(config):
            target.check(config.site_dir, ROOT, [Path(config.docs_dir)])
    except (CannotCheck, target.Refused) as reason:
        raise Unfit(str(reason)) from None
    try:
        found = library.load(Path(config.docs_dir))
        terms, term_findings = site_terms.load(Path(config.docs_dir))
    except CannotCheck as reason:
        raise Abort(str(reason)) from None
    moved, moved_findings = addresses.load(Path(config.docs_dir) / "data")
    changed, changed_findings = changes.load(Path(config.docs_dir) / "data", found.pages)
    findings = source_checks.check(found) + term_findings + moved_findings + changed_findings
    if findings:
        print(render(findings), file=sys.stderr)
    # The link check wants the site whatever the sources say, to see all links at once.
    if exit_code(findings) and "GUIDE_BUILD_ANYWAY" not in os.environ:
        raise Abort("The sources have errors; see above. Nothing was built.")
    _state["library"] = found
    _state["terms"] = terms
    _state["moved"] = moved
    _state["changed"] = changed
    config.extra["feed"] = changes.FEED if changed else None
    _state["search"] = Search(Path(config.docs_dir), terms.bank)
    _state["term links"] = TermExtension(terms.mentions)
    # As objects: names would be imported before MkDocs knows this folder.
    config.markdown_extensions += [
        CommentExtension(),
        StatuteExtension(register=found.statutes),
        SourceExtension(sources=found.sources),
        _state["term links"],
    ]
    # Only then is WeasyPrint there to be imported; in a preview nothing of print runs.
    if "with-pdf" in config.plugins:
        from guide.pdf import job

        _state["print"] = job.begin(config, job.version(ROOT), terms.bank)
    else:
        config.extra["pdf"] = None  # the templates offer no file that is not made
    return config


def _is_judged(config: MkDocsConfig) -> bool:
    return _state.get("preview", False) or os.environ.get(target.JUDGED) == config.site_dir


def on_pre_build(config: MkDocsConfig) -> None:
    """MkDocs cleans the folder now: the next build shall know that it may, also after a stop."""
    if not _is_judged(config):
        target.mark(Path(config.site_dir))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """The print styles lie among the theme's files, but the site has no use for them.

    The term bank in the formats of others lies beside the glossary; pages that have moved leave
    a page that leads on; the changes have a feed.
    """
    unused = [f for f in files if f.src_uri.startswith("pdf/") or is_source(f.src_uri)]
    for file in unused:
        files.remove(file)
    made = {**_state["terms"].files(), **addresses.files(_state["moved"])}
    made |= changes.files(_state["changed"], _state["library"].pages)
    for name, content in made.items():
        files.append(File.generated(config, name, content=content))
    return files


def on_nav(nav: Any, config: MkDocsConfig, files: Files) -> None:
    """The book has the order of the navigation; search shows its chapters."""
    sections = [(item.title, [c.url for c in item.children if c.is_page]) for item in nav if item.children]
    titles = {page.name: page.title for page in _state["library"].pages}
    _state["map"] = site_map.from_nav(nav, titles)
    _state["search"].chapters = [(title, urls[0]) for title, urls in sections if urls]
    if found := _state.get("print"):
        found.nav = nav


@event_priority(-100)
def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    """All pages have their content now: the book takes it; templates get their filter."""
    env.filters["breakable"] = line_breaks.breakable
    known = {page.name: page for page in _state["library"].pages}
    env.globals["lists"] = [known[name] for name in LISTS if name in known]
    if found := _state.get("print"):
        from guide.pdf import job

        job.collect(found)
        _state["editions"] = job.editions(found, everything="EDITIONS" in os.environ)


@event_priority(-50)
def on_post_build(config: MkDocsConfig) -> None:
    """After the plugins: search gets its Finnish, faults of print are fatal, the site is packed."""
    _or_abort(_state["search"].finish, Path(config.site_dir))
    if found := _state.get("print"):
        from guide.pdf import job

        job.finish(found)
        files = job.finish_editions(found, _state["editions"])
    else:
        files = []
    site = Path(config.site_dir)
    downloads.fill(site, files)
    _or_abort(packed.finish, site, config.extra)
    offline.make(site, int(os.environ["SOURCE_DATE_EPOCH"]))
    downloads.fill(site, [downloads.Download("kopio", offline.ADDRESS, COPY_TITLE)], last=True)


def on_build_error(error: Exception) -> None:
    """What prints in processes of its own stops too."""
    if found := _state.get("editions"):
        found.stop()


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Add what the build writes: lists where a page asks for them, the block at the page's end."""
    found = _state["library"]
    source = next(p for p in found.pages if p.name == page.file.src_uri)
    page.meta["aliases"] = source.meta.get("aliases", [])
    _state["term links"].page = page.file.src_uri
    text = end_block.fill_lists(downloads.place(markdown), found)
    text = changes.fill_list(text, _state["changed"], found.pages)
    text = _state["terms"].fill_lists(text, {p.name: p.title for p in found.pages})
    text = text.replace(models.MARKER, models.model_table(found.model_rows.value))
    text = site_map.fill(text, _state["map"], page.file.src_uri)
    text = organisations.fill(text, found.organisation_rows.value)
    late = review.notice(source, int(os.environ["SOURCE_DATE_EPOCH"]))
    return text + end_block.end_block(source, found) + late


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Former addresses of headings still work; what changed since the last edition is marked."""
    html = _state["search"].take_page(html, page.url, page.meta)
    marked = changes.mark(html, page.file.src_uri, _state["changed"])
    return addresses.keep_headings(marked, page.url, _state["moved"])


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any) -> None:
    """What templates need beyond MkDocs' own: how to answer the page, news, files for printing."""
    pages = _state["library"].pages
    context["answers"] = feedback.answers(
        next(p for p in pages if p.name == page.file.src_uri),
        config.site_name,
        address=page.canonical_url or "",
        repository=config.repo_url or "",
        pages=pages,
    )
    if page.is_homepage:
        context["news"] = changes.newest(_state["changed"], pages)
        context["history"] = next((p.url for p in pages if p.name == changes.HISTORY), "")
    if _state.get("print"):
        from guide.pdf import job

        context["print_files"] = job.print_files(page)


@event_priority(-100)
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Our search worker takes the place of the theme's."""
    return _or_abort(_state["search"].place, output)


@event_priority(-100)
def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """The same for the page of wrong addresses."""
    is_page = template_name == "404.html"
    return _or_abort(_state["search"].place, output_content) if is_page else output_content


def _or_abort(action: Any, *arguments: Any) -> Any:
    try:
        return action(*arguments)
    except CannotCheck as reason:
        raise Abort(str(reason)) from None
