"""The scripts of the pages, tested with Node's own runner where Node is on the machine."""

import os
import shutil
from pathlib import Path

import pytest
from conftest import ROOT, run

NODE = shutil.which("node")
# A search without limits would never end.
MOST_SECONDS = 600
FILES = sorted((ROOT / "tests/js").glob("*.test.mjs"))


@pytest.mark.skipif(not NODE, reason="Node is not installed")
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_scripts_pass_their_tests(file):
    done = run(NODE, "--test", file, timeout=MOST_SECONDS)
    assert done.returncode == 0, done.stdout


def answer_queries(site: Path, count: int, timeout: int) -> None:
    """Named and ``count`` seeded queries to the engine and the index that readers get."""
    wanted = {**os.environ, "SITE": str(site), "QUERIES": str(count)}
    file = ROOT / "tests/js/queries.test.mjs"
    done = run(NODE, "--test", file, env=wanted, timeout=timeout)
    assert done.returncode == 0, done.stdout


@pytest.mark.skipif(not NODE, reason="Node is not installed")
def test_the_built_search_answers_whatever_is_asked(built):
    answer_queries(built, 500, MOST_SECONDS)


@pytest.mark.slow
@pytest.mark.skipif(not NODE, reason="Node is not installed")
def test_the_built_search_answers_many_thousand_queries(built):
    answer_queries(built, 20_000, 3600)
