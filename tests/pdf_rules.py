"""The rules every tagged PDF of the guide keeps: PDF/UA-1 for readers, PDF/A-2a for archives."""

from __future__ import annotations

from pathlib import Path

import page

STANDARDS = {
    "PDF/UA-1": page.ValidationProfile.PDF_UA_1,
    "PDF/A-2a": page.ValidationProfile.PDF_A_2A,
}
# False alarms. Of compressed data whose last byte is 13 it takes that byte for a part of the line
# end that follows; veraPDF, the reference, counts right (test_pdf_judges.py).
MISTAKEN = {"PDFA2A-STREAM-LENGTH-001"}


def broken(path: Path) -> list[str]:
    """Each rule the PDF breaks, with its standard."""
    return [
        f"{path.name} as {name}: {failure.rule_id} {failure.message}"
        for name, profile in STANDARDS.items()
        for failure in page.validate_pdf(path, profile=profile).failures
        if failure.rule_id not in MISTAKEN
    ]
