"""A new page made by the command passes the checks as it is and is in the menu."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from conftest import run
from guide import new_page, pages, schema, skeleton

TODAY = date(2026, 11, 24)
DESCRIPTION = 'Kokeiltu sivu: "lainaus", kaksoispiste ja \\ kestävät.'
CONFIG = (
    "site_name: x\nnav:\n  - a.md\n  - Luku:\n"
    "      - luku/index.md  \n      - Nimi: luku/b.md\n  - c.md\n"
)


@pytest.mark.parametrize("kind", new_page.KINDS)
def test_a_new_page_of_any_kind_has_a_whole_front_matter_and_skeleton(
    kind: str, tmp_path: Path
) -> None:
    path = tmp_path / "luku/uusi.md"
    path.parent.mkdir()
    path.write_text(new_page.page_text(kind, "Otsikko: osa", DESCRIPTION, TODAY), encoding="utf-8")
    page, findings = pages.read(path, tmp_path)
    assert not findings
    assert not list(skeleton.headings_in_order(page))
    assert (page.title, page.meta["description"]) == ("Otsikko: osa", DESCRIPTION)
    assert not list(schema.check("page", page.front, "x", "x"))


@pytest.mark.parametrize(
    "name",
    [
        "luku/Iso.md",
        "luku/pää.md",
        "../x.md",
        "/x/y.md",
        "luku/a b.md",
        "luku/a",
        "a.md",
        "docs/luku/a.md",
    ],
)
def test_a_name_that_makes_no_good_address_is_refused(name: str) -> None:
    with pytest.raises(new_page.Refused, match="cannot be an address"):
        new_page.check_name(name)


def test_the_menu_gets_one_line_after_the_last_page_of_the_folder() -> None:
    made = new_page.in_menu(CONFIG, "luku/uusi.md")
    assert made.replace("      - luku/uusi.md\n", "") == CONFIG
    assert made.index("luku/b.md") < made.index("luku/uusi.md") < made.index("- c.md")


@pytest.mark.parametrize("name", ["muu/uusi.md", "luku/b.md"])
def test_a_page_without_a_chapter_or_in_the_menu_already_is_refused(name: str) -> None:
    with pytest.raises(new_page.Refused):
        new_page.in_menu(CONFIG, name)


def test_the_command_makes_a_page_that_passes_the_checks_and_never_overwrites(
    copy_repo: Callable[..., Path],
) -> None:
    root = copy_repo(mini=True)
    config = root / "mkdocs.yml"
    config.write_text(
        config.read_text(encoding="utf-8") + "  - Luku:\n      - luku/index.md\n", "utf-8"
    )
    command = [sys.executable, root / "scripts/new_page.py", "luku/uusi.md"]
    command += ["--title", "Uusi sivu", "--description", DESCRIPTION]
    environ_step = run(*command, cwd=root)
    assert environ_step.returncode == 0, environ_step.stderr
    checked = run(sys.executable, root / "scripts/check_pages.py", cwd=root)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    again = run(*command, cwd=root)
    assert again.returncode == 1 and "there already" in again.stderr
