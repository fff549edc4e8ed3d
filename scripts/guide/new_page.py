"""A new page with the headings of its kind, and its place in the menu."""

from __future__ import annotations

import re
from datetime import date

from .skeleton import SKELETONS

NAME = re.compile(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*/)+[a-z0-9]+(?:-[a-z0-9]+)*\.md")
KINDS = (
    "phase",
    "guide",
    "reference",
    "model",
    "tool",
    "training",
    "client-sheet",
    "about",
    "chapter",
)
_HINTS = {
    "Lyhyesti": "3–5 lyhyttä luettelokohtaa, joilla kiireinen lukija pärjää.",
    "Mitä työntekijä tekee": "Tehtävälista: jokainen rivi alkaa merkeillä - [ ]",
}
_HINT = "Kirjoita tähän. Poista otsikko, jos siihen ei ole sanottavaa."
_REQUIRED_HINT = "Kirjoita tähän. Tämä otsikko on pakollinen."


class Refused(Exception):
    """The page cannot be made; the message says why and what would do."""


def check_name(name: str) -> str:
    """``name`` (path below ``docs``) when it may be an address, else :class:`Refused`."""
    if name.startswith("docs/"):
        raise Refused(
            f"'{name}' cannot be an address: leave 'docs/' out, as in {name.removeprefix('docs/')}"
        )
    if not NAME.fullmatch(name):
        raise Refused(
            f"'{name}' cannot be an address: a chapter's folder and a name in small letters a–z, "
            "digits and hyphens, as in asumisen-tuki/uusi-sivu.md (ä is written a, ö o)"
        )
    return name


def page_text(kind: str, title: str, description: str, today: date, months: int = 12) -> str:
    """Markdown of the page: front matter and the headings of ``kind``, hints as comments."""
    front = [
        "---",
        f"title: {_quoted(title)}",
        f"description: {_quoted(description)}",
        f"kind: {kind}",
        f"reviewed: {today.isoformat()}",
        f"review_months: {months}",
        "---",
    ]
    skeleton = SKELETONS.get(kind)
    headings = skeleton.headings if skeleton else ("Lyhyesti",)
    parts = ["\n".join(front)]
    for heading in headings:
        needed = bool(skeleton) and heading in skeleton.required
        hint = _HINTS.get(heading, _REQUIRED_HINT if needed else _HINT)
        parts.append(f"## {heading}\n\n<!-- {hint} -->")
    return "\n\n".join(parts) + "\n"


def _quoted(text: str) -> str:
    """``text`` as a YAML string that no colon or quote in it can break."""
    escaped = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def in_menu(config: str, name: str) -> str:
    """``mkdocs.yml`` with the page after the last one of its folder in ``nav``.

    Only that one line is added, so comments and order stay as their writers left them.
    """
    head, mark, nav = config.partition("\nnav:")
    folder = name.rsplit("/", 1)[0]
    line = re.compile(
        rf"^(?P<indent>[ ]*)- (?:[^\n:]+: )?{re.escape(folder)}/[^/\n]+\.md[ ]*$", re.M
    )
    rows = list(line.finditer(nav))
    if not mark or not rows:
        raise Refused(
            f"no page of {folder}/ is in the menu yet; add the chapter to 'nav' of mkdocs.yml"
        )
    if any(row[0].split(" ")[-1] == name for row in rows):
        raise Refused(f"{name} is in the menu already")
    last = rows[-1]
    return f"{head}{mark}{nav[: last.end()]}\n{last['indent']}- {name}{nav[last.end() :]}"
