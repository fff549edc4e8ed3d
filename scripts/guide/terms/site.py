"""What the site has from the term bank: marks in the text, the glossary, files to take away."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .. import finnish, text_files
from ..findings import Finding
from ..markdown.terms import Mentions
from . import bank, exports


@dataclass(frozen=True)
class SiteTerms:
    """The bank and what was made from it for one build."""

    bank: bank.Bank
    mentions: Mentions

    def files(self) -> dict[str, bytes]:
        """The files beside the glossary, by their path in the site."""
        if not self.bank.terms:
            return {}
        return {f"{exports.FOLDER}/{name}": make(self.bank) for name, (_, make) in exports.FILES.items()}


def load(docs: Path) -> tuple[SiteTerms, list[Finding]]:
    """Read the bank of a site and make it ready from the committed word files.

    Raises :class:`~guide.findings.CannotCheck` without a term bank.
    """
    path = docs / "data" / "terms.yml"
    terms, findings = bank.load(path)
    shown = text_files.shown(path)
    mentions = Mentions(terms, finnish.committed())
    findings += missing_pages(terms, docs, shown)
    for term in mentions.uncovered:
        message = f"'{term.fi}' is new to the Finnish words; run: python3 scripts/update_finnish.py"
        findings.append(Finding(shown, terms.line(term), 1, bank.CHECK, "error", message))
    return SiteTerms(terms, mentions), findings


def missing_pages(found: bank.Bank, docs: Path, path: str) -> list[Finding]:
    """Terms that point to a page there is not."""
    return [
        Finding(
            path, found.line(term, "page"), 1, bank.CHECK, "error", f"there is no page {term.page}"
        )
        for term in found.terms
        if term.page and not (docs / term.page.split("#")[0]).is_file()
    ]
