#!/usr/bin/env python3
"""Print how fast the check of terms is. A benchmark to read, not a test: machines differ."""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Sequence

from guide.environment import ROOT, use_environment

use_environment(tests=True)

from guide import finnish, reading  # noqa: E402
from guide.terms import bank, check, titles, vocabulary  # noqa: E402
from guide.terms.matcher import Matcher  # noqa: E402
from guide.terms.patterns import TOKEN, Pattern, pattern  # noqa: E402

DOCS = ROOT / "docs"
SMALL, LARGE = 20, 1000
# Words of the trade, put together to make large banks whose forms the text does not have.
FIRST = "vuokra asunto vankila tuki talous hoito perhe nuoriso päihde velka koti kunta".split()
LAST = "aukio benji daalia fasaani gorilla hilleri joutsen kataja lokki muikku norsu".split()


def best(action: Callable[[], object], rounds: int) -> float:
    """The shortest time of several rounds, in seconds: the one with least of other work in it."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


def synthetic(count: int) -> list[Pattern]:
    """Patterns of terms no page uses: half of one word, half of two."""
    made, lexicon = [], finnish.with_analyser()
    names = [f"{a}{b}" for b in LAST for a in FIRST]
    names += [f"{a}n {b}" for b in LAST for a in ("hyvä", "vanha", "pitkä", "pieni")]
    dice = random.Random(1)
    while len(names) < count:
        names.append(f"{dice.choice(FIRST)}{dice.choice(FIRST)}{dice.choice(LAST)}")
        names = list(dict.fromkeys(names))
    for name in names[:count]:
        made.append(pattern(name, lexicon))
    return made


def matching(patterns: Sequence[Pattern], texts: list[str]) -> float:
    """Seconds for one pass with a fresh matcher: no word of the text is known beforehand."""
    lexicon = finnish.with_analyser()
    lexicon.knows("")  # reads the file of words, which is not matching
    matcher = Matcher(patterns, lexicon)
    start = time.perf_counter()
    for text in texts:
        matcher.find(text)
    return time.perf_counter() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="the best of so many (default: 5)")
    rounds = parser.parse_args().rounds
    found, _ = bank.load(DOCS / "data" / "terms.yml")
    sources = list(vocabulary.texts(DOCS))
    texts = [block.text for source in sources for block in source.blocks]
    words = sum(1 for text in texts for _ in TOKEN.finditer(text))
    print(f"{words} words on {len(sources)} pages, {len(found.terms)} terms; best of {rounds}")

    lexicon = finnish.with_analyser()
    own = [pattern(a.form, lexicon, a.inflects, a.case) for t in found.terms for a in t.avoid]
    seconds = min(matching(own, texts) for _ in range(rounds))
    print(f"matching, the guide's bank: {words / seconds:,.0f} words a second")

    large = synthetic(LARGE)
    for patterns in (large[:SMALL], large):
        matching(patterns, texts)
    few = min(matching(large[:SMALL], texts) for _ in range(rounds))
    many = min(matching(large, texts) for _ in range(rounds))
    print(f"matching, {SMALL} terms: {words / few:,.0f}; {LARGE} terms: {words / many:,.0f}")
    print(f"cost of {LARGE} against {SMALL} terms: {many / few:.2f} times")

    render = best(lambda: [reading.from_markdown(s.text) for s in sources], 1)
    print(f"reading Markdown: {words / render:,.0f} words a second")
    names = vocabulary.known_titles(DOCS)

    def whole() -> None:
        checker = check.Checker(found, finnish.with_analyser(), titles.Titles(names))
        for source in sources:
            list(checker.check(source))

    print(f"whole check with the bank made ready: {best(whole, min(rounds, 2)):.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
