"""The glossary page: every term with its other names and languages, in Finnish order."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from html import escape
from itertools import groupby

from ..end_block import finnish_order
from .bank import Avoid, Bank, Term

LANGUAGES = {"sv": "ruotsiksi", "en": "englanniksi"}
_LIKE = str.maketrans("éèêáàâíìóòúùüšžñ", "eeeaaaiioouuyszn")
_ANCHORS = {"Å": "ruotsalainen-o", "Ä": "a-pisteet", "Ö": "o-pisteet"}


def initial(name: str) -> str:
    """The letter under which a term stands."""
    return name[0].lower().translate(_LIKE).upper()


def render(bank: Bank, titles: Mapping[str, str], page: str = "sanasto.md") -> str:
    """The list as Markdown: a heading for each letter, and below it a description list.

    ``titles`` are those of the pages by their path; ``page`` is where the list stands.
    """
    ordered = sorted(bank.terms, key=lambda term: finnish_order(term.fi))
    backwards: dict[str, list[str]] = {}
    for term in bank.terms:
        for other in term.related:
            backwards.setdefault(other, []).append(term.id)
    parts = []
    for letter, group in groupby(ordered, key=lambda term: initial(term.fi)):
        entries = [
            _entry(term, bank, titles, page, [*term.related, *backwards.get(term.id, [])])
            for term in group
        ]
        anchor = _ANCHORS.get(letter, letter.lower())
        parts.append(f"## {letter} {{#kirjain-{anchor}}}\n\n" + _list(entries))
    return "\n\n".join(parts)


def _list(entries: list[str]) -> str:
    return '<dl class="glossary">\n' + "\n".join(entries) + "\n</dl>"


def _entry(
    term: Term, bank: Bank, titles: Mapping[str, str], page: str, related: list[str]
) -> str:
    rows = [f'<dd class="glossary__definition">{escape(term.definition)}</dd>'] * bool(
        term.definition
    )
    names = [_foreign(term, language) for language in LANGUAGES if getattr(term, language)]
    if names:
        rows.append(f'<dd class="glossary__languages">{"; ".join(names)}</dd>')
    if term.avoid:
        rows.append(f'<dd class="glossary__avoid" data-unchecked>{_avoided(term.avoid)}</dd>')
    seen = [bank.by_id[other] for other in dict.fromkeys(related) if other in bank.by_id]
    if seen:
        links = ", ".join(f'<a href="#{t.id}">{escape(t.fi)}</a>' for t in seen)
        rows.append(f'<dd class="glossary__related">Katso myös: {links}</dd>')
    where = term.page.split("#")[0]
    if where in titles:
        address = f"{_address(where, page)}{term.page[len(where) :]}"
        link = f'<a href="{address}">{escape(titles[where])}</a>'
        rows.append(f'<dd class="glossary__page">Lue lisää: {link}</dd>')
    if term.state != "checked":
        rows.append('<dd class="glossary__state">Termi tai määritelmä on tarkistettavana.</dd>')
    short = f' <span class="glossary__short">({escape(term.short)})</span>' if term.short else ""
    return (
        f'<div class="glossary__entry" data-names="{escape("|".join(search_names(term)))}">\n'
        f'<dt id="{term.id}"><dfn>{escape(term.fi)}</dfn>{short}</dt>\n'
        + "\n".join(rows)
        + "\n</div>"
    )


def search_names(term: Term) -> list[str]:
    """All by which a reader may look for a term, in lower case."""
    avoided = [avoid.form for avoid in term.avoid]
    names = (term.fi, term.short, term.sv, term.en, *term.aliases, *avoided, *term.family)
    return list(dict.fromkeys(name.lower() for name in names if name))


def _foreign(term: Term, language: str) -> str:
    doubt = " (vastine vahvistamatta)" if language in term.unconfirmed else ""
    text = escape(getattr(term, language))
    return f'{LANGUAGES[language]} <span lang="{language}">{text}</span>{doubt}'


def _avoided(forms: tuple[Avoid, ...]) -> str:
    """The forms with their reasons; forms with the same reason stand together."""
    parts = []
    for (level, reason), group in groupby(forms, key=lambda avoid: (avoid.level, avoid.reason)):
        words = ", ".join(f"<s>{escape(avoid.form)}</s>" for avoid in group)
        lead = "Älä käytä" if level == "error" else "Harkitse"
        parts.append(f"{lead}: {words}." + (f" {escape(reason)}" if reason else ""))
    if len(parts) == 1:
        return parts[0]
    return "<ul>" + "".join(f"<li>{part}</li>" for part in parts) + "</ul>"


def _address(target: str, page: str) -> str:
    """From the address of ``page`` to that of ``target``, both with directory addresses."""

    def folder(name: str) -> str:
        stem = name.removesuffix(".md")
        return posixpath.dirname(stem) if posixpath.basename(stem) == "index" else stem

    path = posixpath.relpath(folder(target) or ".", folder(page) or ".")
    return f"{path}/"
