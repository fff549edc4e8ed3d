"""All that must hold before a build is worth starting."""

from __future__ import annotations

from . import citation_checks, models, page_checks, print_checks
from .findings import Finding
from .library import Library


def check(library: Library) -> list[Finding]:
    """Findings of reading, of the pages, of their citations and of the table of models."""
    findings = [*library.findings, *page_checks.check(library), *print_checks.check(library)]
    # With a broken data file every citation would look unknown: one message is enough.
    if not any(finding.path.endswith(".yml") for finding in library.findings):
        findings += [*citation_checks.check(library), *models.check(library)]
    return findings
