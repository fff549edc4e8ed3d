"""Markdown made HTML, with words instead of a traceback where it is nested without end."""

from __future__ import annotations

from markdown import Markdown

from ..findings import CannotCheck

TOO_DEEP = "marks, quotes or lists are nested too deep to be read; take some of them away"


def convert(markdown: Markdown, text: str, shown: str = "") -> str:
    """The HTML of ``text``; ``shown`` names its file. Raises :class:`~guide.findings.CannotCheck`."""
    try:
        return markdown.reset().convert(text)
    except RecursionError:
        raise CannotCheck(f"{shown}: {TOO_DEEP}" if shown else TOO_DEEP) from None
