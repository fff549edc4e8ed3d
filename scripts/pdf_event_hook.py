"""The name and place mkdocs-with-pdf looks for; see :mod:`guide.pdf.job`."""

from __future__ import annotations

import logging
from typing import Any

from guide.pdf import job


def inject_link(output_content: str, pdf_path: str, page: Any, logger: logging.Logger) -> str:
    """Leave the site's pages as they are; their link to the PDF is the theme's matter."""
    return output_content


def pre_pdf_render(soup: Any, logger: logging.Logger) -> str:
    """Takes the covers the plugin rendered; the book is printed later, see ``job.finish``."""
    return job.render(*(str(soup.select_one(f"section.{name}")) for name in ("cover", "back-cover")))
