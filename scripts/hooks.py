"""MkDocs events. Thin: the work is done in ``guide``; here it meets the builder."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from guide import addresses, changes, config_checks, dates, downloads, feedback, line_breaks
from guide import page_text, paths, preparation, rendering, site_map, target
from guide.environment import ROOT
from guide.findings import CannotCheck, Finding, exit_code, render
from guide.markdown import convert
from guide.pack import offline, site as packed
from guide.pages import Page as GuidePage
from guide.safety import site as safety
from guide.safety.locate import Sources
from guide.search.site import Search, is_source
from guide.snippets import SnippetFault

SCRIPTS = Path(__file__).resolve().parent
# What stands in for the search in a browser without scripts.
LISTS = ("sanasto.md", "tietoa/sivukartta.md")
COPY_TITLE = "Koko sivusto ZIP-tiedostona"
# Folders of overrides/ whose files are not for readers.
NOT_OF_THE_SITE = ("pdf/", "epub/", "partials/")

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
        prepared = preparation.prepare(Path(config.docs_dir))
    except CannotCheck as reason:
        raise Abort(str(reason)) from None
    findings = [*config_checks.check(ROOT), *prepared.findings]
    _tell(findings, "The sources have errors; see above. Nothing was built.")
    _state["sources"] = Sources(ROOT)
    _state["content faults"] = []
    _state["library"] = prepared.library
    _state["pages"] = {page.name: page for page in prepared.library.pages}
    _state["terms"] = prepared.terms
    _state["moved"] = prepared.redirects
    _state["changed"] = prepared.changes
    config.extra["feed"] = changes.FEED if prepared.changes else None
    _state["search"] = Search(Path(config.docs_dir), prepared.terms.bank)
    _state["material"] = prepared.material(int(os.environ["SOURCE_DATE_EPOCH"]))
    # As objects: names would be imported before MkDocs knows this folder.
    own, _state["term links"] = rendering.guide_extensions(_state["material"])
    config.markdown_extensions += own
    # Only then is WeasyPrint there to be imported; in a preview nothing of print runs.
    if "with-pdf" in config.plugins:
        from guide.pdf import job

        _state["print"] = job.begin(config, job.version(ROOT), prepared.terms.bank)
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
    """Print styles and parts of pages lie among the theme's files; the site has no use for them.

    The term bank in the formats of others lies beside the glossary; pages that have moved leave
    a page that leads on; the changes have a feed.
    """
    unused = [f for f in files if is_source(f.src_uri)]
    unused += [
        f for f in files if f.src_uri.startswith(NOT_OF_THE_SITE) and f.src_dir != config.docs_dir
    ]
    for file in unused:
        files.remove(file)
    made = {**_state["terms"].files(), **addresses.files(_state["moved"])}
    made |= changes.files(_state["changed"], _state["library"].pages)
    for name, content in made.items():
        _or_abort(paths.inside, Path(config.site_dir), name)
        files.append(File.generated(config, name, content=content))
    _state["files"] = {file.dest_uri: file.src_uri for file in files.documentation_pages()}
    return files


def on_nav(nav: Any, config: MkDocsConfig, files: Files) -> None:
    """The book has the order of the navigation; search shows its chapters."""
    sections = [(item.title, [c.url for c in item.children if c.is_page]) for item in nav if item.children]
    titles = {page.name: page.title for page in _state["library"].pages}
    tree = site_map.from_nav(nav, titles)
    _state["material"] = replace(_state["material"], map=tree)
    _state["search"].chapters = [(title, urls[0]) for title, urls in sections if urls]
    if found := _state.get("print"):
        found.nav = nav


@event_priority(-100)
def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    """All pages have their content now: the book takes it; templates get their filter.

    What templates print is text unless they say that it is markup.
    """
    findings = _state["sources"].findings(_state["content faults"])
    _tell(findings, "The pages have errors; see above. Nothing was built.")
    env.autoescape = True
    env.filters["breakable"] = line_breaks.breakable
    redirects = list(addresses.check_redirects(_addresses(files), _state["moved"]))
    _tell(redirects, "The redirects have errors; see above. Nothing was built.")
    pages = _state["pages"]
    env.globals["lists"] = [pages[name] for name in LISTS if name in pages]
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
    named = _or_abort(packed.finish, site, config.extra, Path(config.theme.custom_dir))
    offline.make(site, int(os.environ["SOURCE_DATE_EPOCH"]))
    downloads.fill(site, [downloads.Download("kopio", offline.ADDRESS, COPY_TITLE)], last=True)
    named = replace(
        named,
        scripts=named.scripts | _state["search"].scripts.keys(),
        moved=frozenset(name for name in addresses.files(_state["moved"]) if name.endswith(".html")),
        root=urlsplit(config.site_url or "/").path,
    )
    made = {**_state["files"], "404.html": ""}
    findings = safety.findings(site, safety.Expected(made, named), _state["sources"])
    _tell(findings, "The built files may not be published; see above.")


def on_build_error(error: Exception) -> None:
    """The page's clock and what prints in processes of its own stop too."""
    convert.end()
    if found := _state.get("editions"):
        found.stop()


def on_page_read_source(page: Page, config: MkDocsConfig) -> str:
    """The page as the library has read it: once, with its limits, by the guide's own YAML."""
    return page_text.source(_page(page))


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Add what the build writes: lists where a page asks for them, the block at the page's end."""
    source = _page(page)
    page.meta["aliases"] = source.meta.get("aliases", [])
    _state["term links"].page = source.name
    try:
        text = page_text.filled(markdown, source, _state["material"])
        convert.begin(source.shown)  # until on_page_content
        return text
    except SnippetFault as fault:
        raise Abort(f"{source.shown}: {fault.message}") from None


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The text is judged; former addresses of headings still work; what changed since the last
    edition is marked."""
    convert.end()
    _state["content faults"] += safety.content_faults(html, page.file.src_uri)
    html = _state["search"].take_page(html, page.url, page.meta)
    marked = changes.mark(html, page.file.src_uri, _state["changed"])
    return addresses.keep_headings(marked, page.url, _state["moved"])


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any) -> None:
    """What templates need beyond MkDocs' own: how to answer the page, news, files for printing."""
    pages = _state["library"].pages
    context["answers"] = feedback.answers(
        _page(page),
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


def _page(page: Page) -> GuidePage:
    """The guide's record of one of MkDocs' pages."""
    name = page.file.src_uri
    if name not in _state["pages"]:
        raise Abort(f"docs/{name}: MkDocs makes a page of this file, the guide does not; rename or remove it")
    return _state["pages"][name]


def _addresses(files: Files) -> set[str]:
    """Every address of the site as it will be: pages and their headings."""
    found = set()
    for file in files.documentation_pages():
        address = file.page.url or addresses.FRONT
        waiting = list(file.page.toc)
        found.add(address)
        while waiting:
            heading = waiting.pop()
            found.add(f"{address}#{heading.id}")
            waiting += heading.children
    return found


def _tell(findings: list[Finding], end: str) -> None:
    """Print findings; with an error among them the build ends so."""
    if findings:
        print(render(findings), file=sys.stderr)
    # The link check wants the site whatever the sources say, to see all links at once.
    if exit_code(findings) and "GUIDE_BUILD_ANYWAY" not in os.environ:
        raise Abort(end)


def _or_abort(action: Any, *arguments: Any) -> Any:
    try:
        return action(*arguments)
    except CannotCheck as reason:
        raise Abort(str(reason)) from None
