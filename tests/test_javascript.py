"""The scripts of the pages, tested with Node's own runner where Node is on the machine."""

import shutil

import pytest
from conftest import ROOT, run

NODE = shutil.which("node")
FILES = sorted((ROOT / "tests/js").glob("*.test.mjs"))


@pytest.mark.skipif(not NODE, reason="Node is not installed")
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_scripts_pass_their_tests(file):
    done = run(NODE, "--test", file)
    assert done.returncode == 0, done.stdout
