"""An address once published is there or leads on, whatever has been renamed since."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT, run
from guide import addresses
from guide.addresses import Redirect

NOW = {"./", "a/", "a/#alku", "b/", "b/#uusi"}


@pytest.mark.parametrize(
    ("published", "redirects", "said"),
    [
        pytest.param("a/#alku", [], "", id="still there"),
        pytest.param("c/", [], "the published page 'c/' is gone", id="page gone"),
        pytest.param(
            "a/#loppu", [], "the published heading 'a/#loppu' is gone", id="heading gone"
        ),
        pytest.param("c/", [("c/", "b/")], "", id="page redirected"),
        pytest.param("c/#x", [("c/", "b/")], "", id="headings go with their page"),
        pytest.param("b/#vanha", [("b/#vanha", "b/#uusi")], "", id="heading redirected"),
        pytest.param(
            "b/#vanha",
            [("b/", "a/")],
            "still there",
            id="a live page does not excuse its headings",
        ),
        pytest.param("c/", [("c/", "d/")], "'d/' does not exist", id="redirect to nothing"),
        pytest.param("c/", [("c/", "d/"), ("d/", "a/")], "redirected itself", id="chain"),
        pytest.param(
            "c/", [("c/", "b/#poissa")], "does not exist", id="redirect to a missing heading"
        ),
        pytest.param(
            "a/", [("c/#x", "a/")], "cannot be reached", id="heading of a page that is gone"
        ),
    ],
)
def test_a_vanished_address_fails_unless_it_is_redirected(
    published: str, redirects: list[tuple[str, str]], said: str
) -> None:
    rows = [Redirect(old, new) for old, new in redirects]
    findings = list(addresses.check({published: 1}, NOW, rows, "list"))
    assert bool(findings) == bool(said)
    assert said in " ".join(finding.message for finding in findings)


def test_a_page_that_is_gone_is_told_once_and_not_for_each_of_its_headings() -> None:
    findings = list(addresses.check({"c/": 1, "c/#x": 2, "c/#y": 3}, NOW, [], "list"))
    assert [finding.line for finding in findings] == [1]


def test_a_moved_page_and_renamed_headings_lead_on_in_the_built_site(
    copy_repo: Callable[..., Path],
) -> None:
    root = copy_repo(mini=True)
    rows = {
        "luku/vanha/": "sivu/",
        "sivu/#entinen": "sivu/#vaiheet",
        "sivu/#muualla": "#alku",
    }
    text = "".join(
        f'- id: "{old}"\n  to: "{new}"\n  since: "2026-11-24"\n' for old, new in rows.items()
    )
    (root / "docs/data/redirects.yml").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", root / "out"]
    done = run(*command, cwd=root)
    assert done.returncode == 0, done.stderr
    moved = (root / "out/luku/vanha/index.html").read_text(encoding="utf-8")
    assert 'content="0; url=../../sivu/"' in moved and 'href="../../sivu/"' in moved
    assert (root / "out/_redirects").read_text(encoding="utf-8") == "/luku/vanha/ /sivu/ 301\n"
    assert (root / "out/redirects.map").read_text(encoding="utf-8") == "/luku/vanha/ /sivu/;\n"
    page = (root / "out/sivu/index.html").read_text(encoding="utf-8")
    assert re.search(r'<span id="entinen"></span>\s*<h2[^>]* id="vaiheet"', page)
    assert re.search(r'<p id="muualla">.*href="\.\./#alku"', page)
    assert "vanha" not in (root / "out/sitemap.xml").read_text(encoding="utf-8")


def test_every_published_address_of_the_guide_is_reachable(built: Path) -> None:
    done = run(sys.executable, ROOT / "scripts/check_addresses.py", "--site", built)
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_empty_or_missing_list_is_not_taken_for_clean(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("", encoding="utf-8")
    for path in (empty, tmp_path / "none.txt"):
        with pytest.raises(addresses.CannotCheck):
            addresses.read(path)
