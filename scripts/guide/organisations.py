"""Who does what: the tables of organisations, made from their data for the page that asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from . import markdown_text

UNSURE = "tarkistettava"
HEAD = ["Toimija", "Tehtävä vapautuvan asumisessa", "Miten tavoittaa"]
DATED_HEAD = ["Toimija", "Mitä se on tehnyt", "Miten tavoittaa", "Tieto nähty"]


def organisation_table(rows: Iterable[Mapping[str, Any]]) -> str:
    """One Markdown table of ``rows`` (``docs/data/organisations.yml``), then their facts.

    Where no row rests on a statute, a last column tells how old the newest text seen is.
    Empty when there are no rows.
    """
    rows = list(rows)
    if not rows:
        return ""
    dated = not any("statutes" in row for row in rows)
    cells = [_cells(row, dated) for row in rows]
    facts = dict.fromkeys(fact for row in rows for fact in row.get("facts", []))
    trace = f"\n\n<!-- {', '.join(facts)} -->" if facts else ""
    return markdown_text.table(DATED_HEAD if dated else HEAD, cells) + trace


def _cells(row: Mapping[str, Any], dated: bool) -> list[str]:
    duty, year = markdown_text.literal(row["duty"]), row.get("seen", "")[:4]
    unsure = row["state"] == UNSURE
    notes = [f"tieto {year}"] if unsure and not dated else []
    notes += [*row.get("statutes", []), *(f"[@{source}]" for source in row.get("sources", []))]
    if notes:
        duty += f" ({'; '.join(notes)})"
    cells = [markdown_text.literal(row["name"]), duty, markdown_text.literal(row["reach"])]
    return [*cells, f"{year}, tarkista" if unsure else year] if dated else cells


def of_kinds(rows: Iterable[Mapping[str, Any]], kinds: Iterable[str]) -> list[Mapping[str, Any]]:
    """The rows of some kinds; all of them where no kind is named."""
    kinds = set(kinds)
    return [row for row in rows if not kinds or row["kind"] in kinds]
