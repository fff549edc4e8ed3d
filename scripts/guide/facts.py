"""Facts, and how pages show which of them back a sentence or a table: an HTML comment after it.

``<!-- RP-014, KV-072 -->`` names rows of ``docs/data/facts.yml``; ``<!-- KV-006–KV-009 -->`` names
a run of them. Free words may stand beside the ids (``<!-- KV-037; toinen sarake oma neuvo -->``).
A fact that may not be printed is named only where the page itself says that the matter is open or
past: ``<!-- RP-171: avoin -->``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from . import markdown_text
from .findings import Finding
from .library import MODELS_FILE, ORGANISATIONS_FILE, Library
from .yaml_lines import Document

CHECK = "facts"
TRACED_KINDS = ("phase", "guide", "reference", "model")
NOT_PRINTED = ("tarkistettava", "korvattu")
ONLY_WITH = {"by": "korvattu", "open": "osin"}
SAID_SO = re.compile(r"\b(avoin|avoimet|tarkist|korvat|vanh|histori)", re.I)
EXAMPLE = "<!-- RP-014, KV-072 -->"

_ID = re.compile(r"(?:RP-S\d\d|(?:RP|KV|AS|YT)-\d{3}|M\d\d)(?!\d)")
# Whatever somebody could have meant as an id: kv-14, RP 014, YT–002, RP014, M5, a lone RP.
_LIKE_ID = re.compile(
    r"(?<![\w-])(?:(?i:RP|KV|AS|YT)[ \-‐-―]?(?i:S?)\d+|M-?\d+|(?:RP|KV|AS|YT)(?![\w-]))(?!\d)"
)
_RUN = re.compile(rf"({_ID.pattern})\s?[–-]\s?({_ID.pattern}|S?\d{{2,3}})(?!\d)")


@dataclass(frozen=True)
class Mention:
    """A fact named in a comment; ``note`` is what the comment says of it after a colon."""

    id: str
    offset: int
    note: str = ""


def mentions(comment: str) -> list[Mention]:
    """The facts a comment names, runs spelled out, in order."""
    return [mention for mention, _ in _read(comment) if mention]


def malformed(comment: str) -> list[tuple[int, str]]:
    """Offset and text of what looks like a fact's id but is not written as one."""
    return [fault for _, fault in _read(comment) if fault]


def _read(comment: str) -> Iterator[tuple[Mention | None, tuple[int, str] | None]]:
    start = 0
    for part in comment.split(";"):
        before, _, after = part.partition(":")
        done = 0
        for match in _LIKE_ID.finditer(part):
            if match.start() < done:
                continue  # the second id of a run
            offset = start + match.start()
            # What follows the colon is said of the ids before it; "avoin: RP-171" will do too.
            note = after if match.start() < len(before) else part
            run = _RUN.match(part, match.start())
            done = run.end() if run else match.end()
            if run:
                ids = _spelled_out(*run.groups())
            else:
                ids = [match[0]] if _ID.fullmatch(match[0]) else []
            if not ids:
                yield None, (offset, part[match.start() : done])
            for id_ in ids:
                yield Mention(id_, offset, note.strip()), None
        start += len(part) + 1


def _spelled_out(first: str, last: str) -> list[str]:
    """``RP-139``, ``RP-142`` or ``142`` → the ids from first to last; none if they do not fit."""
    stem, begin = re.fullmatch(r"(\D+)(\d+)", first).groups()
    last_stem, end = re.fullmatch(r"(\D*)(\d+)", last).groups()
    if last_stem not in (stem, "", "S" * stem.endswith("S")) or len(end) != len(begin):
        return []
    return [f"{stem}{number:0{len(begin)}}" for number in range(int(begin), int(end) + 1)]


def check_data(rows: Document, shown: str) -> Iterator[Finding]:
    """What the schema cannot see: keys that do not fit the state, and unusable successors."""
    states = {row["id"]: row["state"] for row in rows.value}
    for number, row in enumerate(rows.value):
        line = rows.line(number)
        for key, state in ONLY_WITH.items():
            if key in row and row["state"] != state:
                text = f"{row['id']}: '{key}' belongs to the state '{state}' alone"
                yield Finding(shown, rows.line(number, key), 1, CHECK, "error", text)
        for id_ in row.get("by", []):
            if states.get(id_, "korvattu") in NOT_PRINTED:
                text = f"{row['id']} is superseded by '{id_}', which {_why_not(states, id_)}"
                yield Finding(shown, line, 1, CHECK, "error", text)


def check_text(text: str, shown: str, first_line: int, rows: Document) -> Iterator[Finding]:
    """Findings of the comments in one text."""
    facts = {row["id"]: row for row in rows.value}
    states = {id_: row["state"] for id_, row in facts.items()}
    for start, comment in markdown_text.comments(text):
        # The words begin after "<!--" and its spaces, which comments() has stripped.
        start += len(re.match(r"<!--\s*", text[start:])[0])

        def finding(offset: int, message: str) -> Finding:
            line, column = markdown_text.place(text, start + offset, first_line)  # noqa: B023
            return Finding(shown, line, column, CHECK, "error", message)

        for offset, written in malformed(comment):
            yield finding(offset, f"'{written}' is not a fact's id; write as in '{EXAMPLE}'")
        for mention in mentions(comment):
            if mention.id not in facts:
                yield finding(mention.offset, f"unknown fact '{mention.id}'; {_known()}")
            elif states[mention.id] in NOT_PRINTED and not SAID_SO.search(mention.note):
                yield finding(mention.offset, _refusal(facts[mention.id], states))


def check(found: Library, rows: Document) -> Iterator[Finding]:
    """Findings of all pages, of the snippets they share and of the data that becomes text."""
    for page in found.pages:
        comments = [text for part in page.parts() for _, text in markdown_text.comments(part)]
        named = any(map(mentions, comments))
        if page.meta.get("kind") in TRACED_KINDS and not named:
            text = f"no comment names the facts behind the page; add them, as in '{EXAMPLE}'"
            yield Finding(page.shown, page.first_line, 1, CHECK, "warning", text)
    for passage in found.passages():
        yield from check_text(passage.text, passage.shown, passage.first_line, rows)
    tables = ((MODELS_FILE, found.model_rows), (ORGANISATIONS_FILE, found.organisation_rows))
    for shown, table in tables:
        for number, row in enumerate(table.value):
            trace = f"<!-- {', '.join(row.get('facts', []))} -->"
            yield from check_text(trace, shown, table.line(number, "facts"), rows)


def _refusal(fact: dict[str, object], states: dict[str, str]) -> str:
    id_ = fact["id"]
    if fact["state"] == "korvattu":
        better = ", ".join(fact["by"])
        return f"{id_} is superseded; use {better}, or say so: '<!-- {id_}: korvattu -->'"
    return (
        f"{id_} {_why_not(states, id_)}; leave it out, or where the page says that the matter "
        f"is open: '<!-- {id_}: avoin -->'"
    )


def _why_not(states: dict[str, str], id_: str) -> str:
    if id_ not in states:
        return "is not in docs/data/facts.yml"
    superseded = states[id_] == "korvattu"
    return "is superseded itself" if superseded else "is not certain enough to print"


def _known() -> str:
    return f"take the id from docs/data/facts.yml, as in '{EXAMPLE}'"
