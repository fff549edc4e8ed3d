"""What the file says about itself."""

from __future__ import annotations

from datetime import UTC, datetime

from lxml.html import HtmlElement
from lxml.html.builder import HEAD, LINK, META, TITLE

from .book import Edition

MONTHS = "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu".split()


def head(edition: Edition, stylesheet: str) -> HtmlElement:
    """Title, author, subject, key words, dates; WeasyPrint writes them into the PDF."""
    moment = datetime.fromtimestamp(edition.time, UTC).isoformat()
    named = {
        "author": edition.author,
        "description": edition.subtitle,
        "keywords": ", ".join(edition.keywords),
        "dcterms.created": moment,
        "dcterms.modified": moment,
    }
    made = HEAD(META(charset="utf-8"), TITLE(edition.title))
    made.extend(META(name=name, content=value) for name, value in named.items() if value)
    made.append(LINK(rel="stylesheet", href=stylesheet))
    return made


def long_date(time: int) -> str:
    """Seconds since 1970 as ``24. marraskuuta 2026``, by universal time."""
    date = datetime.fromtimestamp(time, UTC)
    return f"{date.day}. {MONTHS[date.month - 1]}kuuta {date.year}"
