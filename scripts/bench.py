#!/usr/bin/env python3
"""Print how fast the check of terms is; of a built site, how fast it is and how its search answers.

A benchmark to read, not a test: machines differ. ``--growth`` is one all the same: it compares a
machine with itself, and ends with 1 when a build's cost rises faster than the guide grows.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from guide.environment import ROOT, use_environment

use_environment(tests=True)

from playwright.sync_api import sync_playwright  # noqa: E402

from guide import browser, finnish, growth, lighthouse, reading  # noqa: E402
from guide.findings import CannotCheck  # noqa: E402
from guide.search import bench  # noqa: E402
from guide.search.site import INDEX  # noqa: E402
from guide.terms import bank, check, titles, vocabulary  # noqa: E402
from guide.terms.matcher import Matcher  # noqa: E402
from guide.terms.patterns import TOKEN, Pattern, pattern  # noqa: E402

DOCS = ROOT / "docs"
SMALL, LARGE = 20, 1000
TIMES = (1, 2, 4)  # as large a guide is built by --growth
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


def terms(rounds: int) -> None:
    """The check of terms over all pages, and what a large bank costs."""
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

def search(site: Path) -> None:
    """The search of a built site: sizes, speed in a browser, answers beside the theme's own."""
    queries = ROOT / "tests/search/queries.csv"
    with queries.open(encoding="utf-8", newline="") as lines:
        asked = [row["query"] for row in csv.DictReader(lines)]
    index = json.loads((site / INDEX).read_text(encoding="utf-8"))
    tables = json.dumps(index["config"]["guide"], ensure_ascii=False)
    scripts = sum(packed(path.read_bytes()) for path in site.glob("assets/javascripts/search/*"))
    print(f"search: {len(index['docs'])} sections, {len(asked)} queries; packed: scripts {scripts} B,")
    print(f"  tables {packed(tables.encode())} B, index with them {packed((site / INDEX).read_bytes())} B")
    with sync_playwright() as playwright, browser.serve(site) as address:
        took = bench.speed(browser.launch(playwright), site, address, asked)
    print(f"  worker ready {took.ready:.0f} ms; set up {bench.SLOW} times slowed {took.slowed:.0f} ms")
    print(f"  a query: median {took.median:.1f} ms, p95 {took.p95:.1f} ms")
    print(f"  {'':12}  S@1   S@5   MRR  nothing")
    for name, result in bench.scores(ROOT / "tests/search/score.mjs", site, queries).items():
        f = result["all"]
        print(f"  {name:12} {f['first']:5} {f['five']:5} {f['mrr']:.3f} {f['nothing']:5}")


def pages(site: Path) -> None:
    """What Lighthouse says of five pages, on a phone's settings."""
    with browser.serve(site, compressed=True) as address:
        for page, scores in lighthouse.scores(address):
            told = ", ".join(f"{name} {score:.2f}" for name, score in scores.items())
            print(f"lighthouse, /{page}: {told}")


def grown() -> int:
    """Builds of the guide with more and more pages: what each costs, how fast that rises."""
    costs = []
    print("   pages   CPU s" + "".join(f"{name:>9}" for name in growth.TOLD[1:]) + "  (MB)")
    for times in TIMES:
        with tempfile.TemporaryDirectory() as folder:
            root = growth.copy_of_sources(ROOT, Path(folder) / "guide")
            growth.grow(root, times)
            costs.append(growth.measured(root))
        cost = costs[-1]
        told = "".join(f"{getattr(cost, name) / 1e6:9.2f}" for name in growth.TOLD[1:])
        print(f"{cost.pages:8}{cost.cpu:8.1f}{told}", flush=True)
    found = growth.exponents(costs)
    rise = "".join(f"{found[name]:9.2f}" for name in growth.TOLD[1:])
    print(f"exponent{found['cpu']:8.2f}{rise}")
    for fault in (faults := growth.too_fast(found)):
        print(fault)
    return int(bool(faults))


def packed(data: bytes) -> int:
    """Bytes as a server sends them."""
    return len(gzip.compress(data, mtime=0))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="the best of so many (default: 5)")
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="a built site to search")
    parser.add_argument("--lighthouse", action="store_true", help="also five pages by Lighthouse")
    parser.add_argument(
        "--growth", action="store_true", help="instead: builds of the guide at one, two, four times its size"
    )
    options = parser.parse_args()
    if options.growth:
        try:
            return grown()
        except CannotCheck as reason:
            print(reason, file=sys.stderr)
            return 2
    terms(options.rounds)
    if (options.site / INDEX).is_file():
        search(options.site.resolve())
        if options.lighthouse:
            pages(options.site.resolve())
    else:
        print(f"search: {options.site} is not built; run scripts/build.py first")
    return 0


if __name__ == "__main__":
    sys.exit(main())
