"""The term bank as search needs it: the names of each term, and where it is explained."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from ..terms.bank import Bank, Term

GLOSSARY = "sanasto/"


def entries(bank: Bank) -> list[dict[str, Any]]:
    """An index document for each term, in place of the glossary's long letters."""
    return [
        {
            "location": f"{GLOSSARY}#{term.id}",
            "title": escape(term.full),
            "text": escape(term.definition),
            "names": ", ".join(filter(None, (term.sv, term.en))),
            "kind": "term",
        }
        for term in bank.terms
    ]


def names(term: Term) -> tuple[list[str], list[str]]:
    """Names the guide itself uses of a term, and those readers may type besides."""
    own = [name for name in (term.fi, term.short) if name]
    avoided = [avoid.form for avoid in term.avoid]
    typed = [name for name in (*term.aliases, *avoided, term.sv, term.en) if name]
    typed = [name for name in dict.fromkeys(typed) if name not in own]
    return own, typed


def table(bank: Bank, targets: Mapping[str, str]) -> list[list[Any]]:
    """Rows of id, where the term is explained, own names, typed names.

    ``targets`` give the index location by a term's id; a term without one leads to the glossary.
    """
    return [
        [
            term.id,
            targets.get(term.id, f"{GLOSSARY}#{term.id}"),
            *("|".join(group) for group in names(term)),
        ]
        for term in bank.terms
    ]


def family_pairs(bank: Bank) -> Iterable[tuple[str, str]]:
    """Words of one family, as far as they are single words."""
    for term in bank.terms:
        base = term.fi.lower()
        for word in term.family:
            if " " not in base and " " not in word:
                yield base, word.lower()

