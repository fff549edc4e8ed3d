"""How a reader answers a page: cites it, tells of a fault, proposes another wording."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from . import dates
from .pages import Page

# What the guide is called where a page is cited.
SUBTITLE = "opas työntekijöille"
# Where readers find what to do when nobody has told the site its repository.
_ADVICE = ("tietoa/paivittaminen.md", "ilmoita-virheesta")
_FORM = "virhe.yml"  # .github/ISSUE_TEMPLATE/
_TEMPLATE = "Virhe"  # .gitlab/issue_templates/


@dataclass(frozen=True)
class Answers:
    """What the tools of a page need; ``report`` may be below the site, others leave it.

    ``report`` and ``edit`` are empty where there is nowhere to lead to; ``checked`` is the day the
    page's facts were checked, as the reader sees it, or empty.
    """

    guide: str
    checked: str
    citation: str
    report: str
    edit: str


def answers(
    page: Page, site: str, *, address: str, repository: str, pages: Iterable[Page]
) -> Answers:
    """The tools of ``page`` on the site of that name; ``address`` and ``repository`` may be empty."""
    report = fault_report(repository, page.title, address or f"docs/{page.name}")
    if not report:
        report = next((f"{p.url}#{_ADVICE[1]}" for p in pages if p.name == _ADVICE[0]), "")
    guide, checked = f"{site} – {SUBTITLE}", dates.finnish(page.meta.get("reviewed", ""))
    cited = citation(page.title, guide, checked, address)
    return Answers(guide, checked, cited, report, edit_address(repository, page.name))


def citation(title: str, guide: str, checked: str, address: str = "") -> str:
    """How a page is cited, in one line.

    >>> citation("Velat", "Opas", "24.11.2026", "https://example.org/velat/")
    'Velat. Opas. Tiedot tarkistettu 24.11.2026. https://example.org/velat/'
    """
    ended = title if title.endswith(("?", "!", ".")) else f"{title}."
    dated = [f"Tiedot tarkistettu {checked}."] if checked else []
    return " ".join([ended, f"{guide}.", *dated, address]).strip()


def fault_report(repository: str, title: str, address: str) -> str:
    """The address of a new issue that names the page already; empty without a repository.

    ``repository`` is ``repo_url`` of mkdocs.yml, ``address`` that of the page, or its file.
    """
    if not repository:
        return ""
    subject = f"Virhe sivulla: {title}"
    page = f"{title}, {address}"
    base = repository.rstrip("/")
    if _is_gitlab(repository):
        fields = {"issue[title]": subject, "issuable_template": _TEMPLATE}
        return f"{base}/-/issues/new?{urlencode(fields)}"
    return f"{base}/issues/new?{urlencode({'template': _FORM, 'title': subject, 'page': page})}"


def edit_address(repository: str, name: str, branch: str = "main") -> str:
    """The address where a page's file (``name`` below ``docs``) is edited in a browser."""
    if not repository:
        return ""
    between = "-/edit" if _is_gitlab(repository) else "edit"
    return f"{repository.rstrip('/')}/{between}/{branch}/docs/{name}"


def _is_gitlab(repository: str) -> bool:
    return "gitlab" in (urlsplit(repository).hostname or "")
