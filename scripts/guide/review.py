"""When each page is due to be read through again."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from . import dates
from .findings import Finding
from .pages import Page

CHECK = "review"
SOON = timedelta(days=30)


def add_months(day: date, months: int) -> date:
    """The same day ``months`` later; the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def due(page: Page) -> date | None:
    """The day by which the page must be read again; None when it has never been reviewed."""
    reviewed, months = page.meta.get("reviewed"), page.meta.get("review_months")
    return add_months(date.fromisoformat(reviewed), months) if reviewed and months else None


def check(pages: Iterable[Page], today: date) -> Iterator[Finding]:
    """Pages overdue, due within 30 days, never reviewed, or reviewed in the future.

    All are warnings: the calendar alone never makes a build or a test fail.
    """
    for page in pages:
        day = due(page)
        key = "reviewed" if "reviewed" in page.meta else "title"
        if day is None:
            message = "never reviewed; read it through and give 'reviewed' and 'review_months'"
        elif date.fromisoformat(page.meta["reviewed"]) > today:
            message = f"reviewed on {page.meta['reviewed']}, which is still to come; mend the date"
        elif day < today:
            late = (today - day).days
            message = f"overdue since {day} ({late} days); read it through, change 'reviewed'"
        elif day <= today + SOON:
            message = f"due on {day} (in {(day - today).days} days)"
        else:
            continue
        yield Finding(page.shown, page.front.line(key), 1, CHECK, "warning", message)


def notice(page: Page, built_at: int) -> str:
    """Markdown of the reader's notice on a page built after it was due, else an empty string.

    ``built_at`` is the build's time in seconds since 1970, so that a build can be repeated.
    """
    day = due(page)
    if day is None or datetime.fromtimestamp(built_at, UTC).date() <= day:
        return ""
    reviewed = dates.finnish(page.meta["reviewed"])
    return (
        '\n\n!!! note "Sivu odottaa tarkistusta"\n'
        f"    Tiedot on tarkistettu viimeksi {reviewed}, ja uusi tarkistus on myöhässä.\n"
        "    Varmista pykälät Finlexistä ja muut tiedot viranomaiselta ennen kuin nojaat niihin.\n"
    )
