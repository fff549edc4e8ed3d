"""All sources of the guide read and checked, before anything is built of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from . import addresses, changes, library, source_checks
from .addresses import Redirect
from .changes import Change
from .findings import Finding
from .library import Library
from .page_text import Material
from .terms import site as site_terms
from .terms.site import SiteTerms


@dataclass(frozen=True)
class Prepared:
    """What a build is made of; ``findings`` tell what is wrong with it."""

    library: Library
    terms: SiteTerms
    redirects: list[Redirect]
    changes: list[Change]
    findings: list[Finding]

    def material(self, built_at: int) -> Material:
        """What pages are filled from, for a build at ``built_at`` (seconds since 1970)."""
        return Material(self.library, self.terms, self.changes, (), built_at)


def prepare(docs: Path) -> Prepared:
    """Read and check ``docs``; raises :class:`~.findings.CannotCheck` where there are no pages."""
    loaded = library.load(docs)
    terms, term_findings = site_terms.load(docs)
    redirects, redirect_findings = addresses.load(docs / "data")
    changed, change_findings = changes.load(docs / "data", loaded.pages)
    findings = source_checks.check(loaded) + term_findings + redirect_findings + change_findings
    return Prepared(loaded, terms, redirects, changed, findings)
