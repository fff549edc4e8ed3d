"""How fast and how well the search of a built site answers, in the browser a reader has.

Needs what the tests need: Playwright with a Chromium, and Node for the scores.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import material

SLOW = 6  # how many times a cheap phone is slower, as Lighthouse takes it
ROUNDS = 5

# The worker as the theme starts it: time until it is ready, then for every query there and back.
# The index is at hand before the clock starts, as its way depends on the reader's connection.
ASK = """async ({ worker, queries, rounds }) => {
  const index = await (await fetch("search/search_index.json")).json();
  const one = (hand, message) => new Promise((done) => {
    hand.onmessage = ({ data }) => done(data);
    hand.postMessage(message);
  });
  const ready = [];
  let hand;
  for (let round = 0; round < rounds; round++) {
    hand?.terminate();
    const start = performance.now();
    hand = new Worker(worker);
    await one(hand, { type: 0, data: { ...index, options: { suggest: false } } });
    ready.push(performance.now() - start);
  }
  const times = [];
  for (const query of queries) {
    const start = performance.now();
    await one(hand, { type: 2, data: query });
    times.push(performance.now() - start);
  }
  return { ready, times };
}"""

# A slowed processor slows the page alone, not its workers: the engine is set up in the page.
SET_UP = """async ({ engine }) => {
  const index = await (await fetch("search/search_index.json")).json();
  const script = document.createElement("script");
  script.src = engine;
  const start = performance.now();
  await new Promise((done) => { script.onload = done; document.head.append(script); });
  new guideSearch.Engine(index);
  return performance.now() - start;
}"""


@dataclass(frozen=True)
class Speed:
    """Milliseconds: until the worker is ready, on a slowed processor too; a query's."""

    ready: float
    slowed: float
    median: float
    p95: float


def speed(browser: Any, site: Path, address: str, queries: list[str]) -> Speed:
    """Measure the search of ``site``, served at ``address``; medians of several rounds."""
    worker, engine = (
        next(path.relative_to(site).as_posix() for path in site.glob(f"assets/javascripts/search/{n}.*"))
        for n in ("worker", "engine")
    )
    page = browser.new_page()
    page.goto(address)
    asked = page.evaluate(ASK, {"worker": worker, "queries": queries, "rounds": ROUNDS})
    slowed = []
    for _ in range(ROUNDS):
        page.goto(address)
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOW})
        slowed.append(page.evaluate(SET_UP, {"engine": engine}))
    page.close()
    return Speed(
        ready=statistics.median(asked["ready"]),
        slowed=statistics.median(slowed),
        median=statistics.median(asked["times"]),
        p95=statistics.quantiles(asked["times"], n=20)[-1],
    )


def scores(scorer: Path, site: Path, queries: Path) -> dict[str, dict]:
    """What ``tests/search/score.mjs`` says of our worker and of the theme's own, by their name."""
    scripts = Path(material.__file__).parent / "templates/assets/javascripts/workers"
    theirs = next(scripts.glob("search.*.min.js"))
    node = shutil.which("node")
    if not node:
        return {}
    found = {}
    for name, also in (("the guide's", []), ("the theme's", [f"--worker={theirs}"])):
        command = [node, scorer, site, queries, "--json", *also]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        found[name] = json.loads(done.stdout)
    return found
