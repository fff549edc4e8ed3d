"""Pages of one kind are built alike, so that a reader knows where to look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from . import markdown_text
from .findings import Finding
from .pages import Page


@dataclass(frozen=True)
class Skeleton:
    """The ``##`` headings of a kind, in their order; ``free`` allows own ones after the first."""

    headings: tuple[str, ...]
    required: frozenset[str]
    free: bool = False


_PROCESS = Skeleton(
    (
        "Lyhyesti",
        "Milloin tämä on ajankohtaista",
        "Kuka päättää ja kuka vastaa",
        "Vaiheet",
        "Määräajat",
        "Mitä tämä merkitsee asumiselle",
        "Mitä työntekijä tekee",
        "Vältä nämä virheet",
        "Lisätietoa",
    ),
    frozenset({"Lyhyesti", "Mitä työntekijä tekee"}),
)
_MODEL = Skeleton(
    (
        "Lyhyesti",
        "Kohderyhmä",
        "Toimijat",
        "Vaiheet",
        "Mikä sai toimimaan",
        "Tulokset ja näyttö",
        "Siirtäminen muualle",
        "Tilanne nyt",
        "Lisätietoa",
    ),
    frozenset({"Lyhyesti", "Kohderyhmä", "Toimijat", "Tulokset ja näyttö", "Tilanne nyt"}),
)
SKELETONS = {
    "phase": _PROCESS,
    "guide": _PROCESS,
    "reference": Skeleton(("Lyhyesti",), frozenset({"Lyhyesti"}), free=True),
    "model": _MODEL,
}

_HEADING = re.compile(r"^##[ \t]+(.+?)[ \t]*(?:\{[^{}]*\})?[ \t]*$", re.M)


def headings_in_order(page: Page) -> Iterator[Finding]:
    """Findings where a page leaves the skeleton of its kind."""
    skeleton = SKELETONS.get(page.meta.get("kind", ""))
    if not skeleton:
        return
    found = [(m[1], m.start()) for m in _HEADING.finditer(markdown_text.prose(page.text))]
    titles = [title for title, _ in found]

    def finding(line: int, message: str) -> Finding:
        return Finding(page.shown, line, 1, "skeleton", "error", message)

    kind = page.meta["kind"]
    for heading in skeleton.headings:
        if heading in skeleton.required and heading not in titles:
            yield finding(page.first_line, f"a page of kind '{kind}' needs the heading '## {heading}'")
    if titles and titles[0] != skeleton.headings[0] and skeleton.headings[0] in titles:
        line = markdown_text.place(page.text, found[0][1], page.first_line)[0]
        yield finding(line, f"the first heading must be '## {skeleton.headings[0]}'")
    last = -1
    for title, offset in found:
        line = markdown_text.place(page.text, offset, page.first_line)[0]
        if title not in skeleton.headings:
            if not skeleton.free:
                known = " · ".join(skeleton.headings)
                yield finding(line, f"'## {title}' is not in the skeleton ({known}); make it '### {title}'")
            continue
        position = skeleton.headings.index(title)
        if position < last:
            yield finding(line, f"'## {title}' must stand before '## {skeleton.headings[last]}'")
        last = max(last, position)
