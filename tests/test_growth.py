"""A guide can be made larger to see what its build costs, and a cost that rises too fast is told."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from guide import addresses, growth, library, source_checks
from guide.findings import CannotCheck
from guide.finnish import lexicon
from guide.pages import Page

TEXT = """\
## Vankila ja asunnon vuokra

Vankila kertoo asukkaalle vuokran ([§ VankL 4:6], [@esimerkki-2025 s. 3]). <!-- vuokran RP-001 -->

- [ ] [Vuokran maksaminen](vuokran-maksu.md#vuokran) ja `vuokran` <span class="nowrap">asunnon</span>
  osoitteessa example.org/vuokran{: .vuokran }

--8<-- "osat/vuokran.md"

```
vuokran
```
"""


@pytest.mark.parametrize(
    ("costs", "slope"),
    [
        ((5.0, 5.0, 5.0), 0.0),
        ((3.0, 6.0, 12.0), 1.0),
        ((3.0, 12.0, 48.0), 2.0),
        ((1.0, 2.0**0.5, 2.0), 0.5),
        # Of three that are on no line: that of the first and the last.
        ((1.0, 3.0, 4.0), 1.0),
    ],
)
def test_the_exponent_is_the_power_by_which_costs_rise(costs: Sequence[float], slope: float) -> None:
    assert growth.exponent([150, 300, 600], costs) == pytest.approx(slope)
    assert growth.exponent([1, 2, 4], [1000 * cost for cost in costs]) == pytest.approx(slope)


def series(power: float, **others: float) -> list[growth.Cost]:
    """Costs of guides of 100, 200 and 400 pages that rise by ``power``, ``others`` by their own."""
    return [
        growth.Cost(pages, **{name: 7.0 * pages ** others.get(name, power) for name in growth.TOLD})
        for pages in (100, 200, 400)
    ]


@pytest.mark.parametrize("name", growth.JUDGED)
def test_each_judged_cost_that_rises_faster_than_it_may_is_told(name: str) -> None:
    assert growth.too_fast(growth.exponents(series(1.09, html=2.0, copy=2.0))) == []
    told = growth.too_fast(growth.exponents(series(0.9, **{name: 1.25})))
    assert told == [f"{name} rises as the pages to the power of 1.25; at most 1.1 is allowed"]


def test_half_of_the_words_of_a_copy_are_new_and_nothing_else_is_touched() -> None:
    known = lexicon.committed()
    words = set()
    for number in range(2, 6):
        text, made = growth.with_new_words(TEXT, number, known)
        assert made
        for word, readings in made.items():
            assert not known.knows(word)
            part = next(part for part in growth.PARTS if word.startswith(part))
            old = known.readings(word.removeprefix(part))
            assert [r.lemma for r in readings] == [f"{part}|{r.lemma}" for r in old]
            assert [r.seams[0] for r in readings] == [len(part)] * len(old)
            text = text.replace(word, word.removeprefix(part))
        assert text == TEXT
        assert not words & made.keys(), "a word of another copy"
        words |= made.keys()


def test_only_running_text_gets_new_words() -> None:
    text, made = growth.with_new_words(TEXT, 2, lexicon.committed())
    changed = [(a, b) for a, b in zip(TEXT.split(), text.split(), strict=True) if a != b]
    assert changed
    assert all(new.strip("([").removesuffix(",") in made for _, new in changed), changed


def grown(root: Path, times: int) -> list[Page]:
    """The pages of the sources after they have grown; all of them keep the rules."""
    before = {path: path.read_bytes() for path in (root / "docs").rglob("*.md")}
    growth.grow(root, times)
    assert all(path.read_bytes() == content for path, content in before.items())
    found = library.load(root / "docs")
    moved, findings = addresses.load(root / "docs/data")
    assert [*source_checks.check(found), *findings] == []
    assert not {row.old for row in moved} & {page.url for page in found.pages}
    return found.pages


def test_the_guide_grows_by_its_content_and_keeps_the_rules(copy_repo: Callable[..., Path]) -> None:
    root = copy_repo()
    first = library.load(root / "docs").pages
    content = [page for page in first if growth.may_be_copied(page)]
    assert len(content) > 0.8 * len(first)
    pages = grown(root, 3)
    assert len(pages) == len(first) + 2 * len(content)
    menu = (root / "mkdocs.yml").read_text(encoding="utf-8")
    for page in content:
        assert all(f" {growth.copy_name(page.name, n)}\n" in menu for n in (2, 3)), page.name


def test_a_guide_that_has_grown_builds_and_tells_its_cost(copy_repo: Callable[..., Path]) -> None:
    root = copy_repo(mini=True)
    one = growth.measured(growth.copy_of_sources(root, root.parent / "one"))
    more = growth.copy_of_sources(root, root.parent / "more")
    grown(more, 3)
    three = growth.measured(more)
    assert (more / "site/sivu-3/index.html").is_file()
    assert three.pages == one.pages + 2
    for field in dataclasses.fields(growth.Cost):
        assert getattr(one, field.name) > 0, field.name
    for name in ("index", "packed", "html", "copy"):
        assert getattr(three, name) > getattr(one, name), name


def test_a_build_that_fails_is_no_measure(copy_repo: Callable[..., Path]) -> None:
    root = copy_repo(mini=True)
    (root / "docs/sivu.md").write_text("ei alkutietoja\n", encoding="utf-8")
    with pytest.raises(CannotCheck, match="docs/sivu.md:1: "):
        growth.measured(root)
