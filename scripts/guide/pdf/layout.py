"""The first of two layouts, made to learn on which page each anchor comes."""

from __future__ import annotations

import gc
import logging
import multiprocessing
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import weasyprint


def places(text: str, options: Mapping[str, Any]) -> dict[str, int]:
    """The page, from 1, of every anchor of the document ``text``; ``options`` of WeasyPrint.

    In a process of its own, which gives back all its memory: a book's layout takes hundreds of
    megabytes, and the next one need not stand beside it. What the engine complains of is left to
    the second layout, which says the same again.
    """
    # New rather than a copy of this one, which holds all of the site's pages.
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_places, text, dict(options)).result()


def _places(text: str, options: dict[str, Any]) -> dict[str, int]:
    weasyprint.LOGGER.setLevel(logging.CRITICAL)
    # Millions of boxes that live to the end: looking for garbage costs an eighth of the time.
    gc.disable()
    pages = weasyprint.HTML(string=text).render(**options).pages
    return {name: number for number, page in enumerate(pages, 1) for name in page.anchors}
