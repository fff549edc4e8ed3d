"""Bad input: one clear message with its place, exit code 1, no traceback, the former site kept."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT, run
from guide import target

MARK = "the former site"


def write(root: Path, name: str, text: str) -> None:
    path = root / "docs" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def former_site(root: Path) -> None:
    target.mark(root / "site")
    (root / "site/index.html").write_text(MARK, encoding="utf-8")


def replace(root: Path, name: str, old: str, new: str) -> None:
    path = root / "docs" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def page(title: str, body: str = "Teksti.") -> str:
    return (
        f"---\ntitle: {title}\ndescription: Sivu, jonka testi on tehnyt kokeeksi.\nkind: about\n"
        f"---\n\n{body}\n"
    )


def latin_1(root: Path) -> None:
    path = root / "docs/sivu.md"
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1", errors="replace"))


def symlink(root: Path) -> None:
    (root / "docs/salaa.md").symlink_to(root / "mkdocs.yml")


def same_address(root: Path) -> None:
    write(root, "sivu/index.md", page("Toinen sivu"))


def cycle(root: Path) -> None:
    write(root, "osat/a.md", '--8<-- "osat/b.md"\n')
    write(root, "osat/b.md", '--8<-- "osat/a.md"\n')
    replace(root, "sivu.md", "## Vaiheet", '--8<-- "osat/a.md"\n\n## Vaiheet')


def edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda root: replace(root, name, old, new)


BAD = {
    "broken YAML in front matter": (
        edit("sivu.md", "title: Sivu", "title: [Sivu"), "docs/sivu.md:", "broken YAML"),
    "a key given twice": (
        edit("sivu.md", "kind: phase", "kind: phase\nkind: guide"), "docs/sivu.md:5:", "given twice"),
    "an unknown key": (
        edit("sivu.md", "kind: phase", "kind: phase\nnavi: x"), "docs/sivu.md:5:", "unknown key 'navi'"),
    "no title": (edit("sivu.md", "title: Sivu\n", ""), "docs/sivu.md:2:", "'title' is missing"),
    "no description": (
        edit("index.md", "description: ", "aliases: [x, y]\n# "), "docs/index.md:2:", "'description' is missing"),
    "no front matter": (edit("sivu.md", "---\n", ""), "docs/sivu.md:1:", "front matter"),
    "a title used twice": (
        edit("sivu.md", "title: Sivu", "title: Pieni opas"), "docs/sivu.md:2:", "taken by docs/index.md"),
    "broken YAML in data": (
        edit("data/statutes.yml", "- id: RiseL", "- id: [RiseL"), "docs/data/statutes.yml:", "broken YAML"),
    "an unknown key in data": (
        edit("data/sources.yml", "title:", "tittle:"), "docs/data/sources.yml:2:", "unknown key 'tittle'"),
    "an id used twice": (
        edit("data/statutes.yml", "- id: RiseL", "- id: VankL"), "docs/data/statutes.yml:10:", "taken already"),
    "Latin-1 bytes": (latin_1, "docs/sivu.md:11:", "not UTF-8"),
    "a missing image": (
        edit("sivu.md", "## Vaiheet", "![Kaavio](kaavio.png)\n\n## Vaiheet"), "docs/sivu.md:13:", "'kaavio.png'"),
    "an unknown statute": (
        edit("sivu.md", "[§ VankL 4:6–8]", "[§ Vankilalaki 4:6]"), "docs/sivu.md:17:", "unknown statute 'Vankilalaki'"),
    "a section of a wrong form": (
        edit("sivu.md", "[§ VankL 4:6–8]", "[§ VankL 6 §]"), "docs/sivu.md:17:", "is not a section"),
    "a link that does not say where it leads": (
        edit("sivu.md", "## Vaiheet", "[Tästä](index.md)\n\n## Vaiheet"), "docs/sivu.md:13:", "'Tästä' does not tell"),
    "an address as the text of a link": (
        edit("sivu.md", "## Vaiheet", "[https://kela.fi](https://kela.fi)\n\n## Vaiheet"), "docs/sivu.md:13:", "does not tell"),
    "an unknown source": (edit("sivu.md", "[@esimerkki-2025]", "[@toinen]"), "docs/sivu.md:21:", "unknown source"),
    "a missing snippet": (
        edit("index.md", "osat/huomaa.md", "osat/puuttuu.md"), "docs/index.md:13:", "'osat/puuttuu.md' does not exist"),
    "snippets in a circle": (cycle, "docs/sivu.md:13:", "circle"),
    "a snippet outside docs": (
        edit("index.md", "osat/huomaa.md", "../mkdocs.yml"), "docs/index.md:13:", "outside docs"),
    "a symbolic link out of docs": (symlink, "docs/salaa.md:1:", "symbolic link"),
    "a.md beside a/index.md": (same_address, "docs/sivu/index.md:1:", "same address as docs/sivu.md"),
    "a script": (
        edit("sivu.md", "## Vaiheet", "<script>alert(1)</script>\n\n## Vaiheet"), "docs/sivu.md:13:", "<script>"),
    "an event attribute": (
        edit("sivu.md", "## Vaiheet", '<span onclick="x()">a</span>\n\n## Vaiheet'), "docs/sivu.md:13:", "'onclick'"),
    "a heading beside the skeleton": (
        edit("sivu.md", "## Vaiheet", "## Omat vaiheet"), "docs/sivu.md:13:", "not in the skeleton"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_told_with_its_place_and_keeps_the_former_site(
    name: str, copy_repo: Callable[..., Path]
) -> None:
    spoil, place, message = BAD[name]
    root = copy_repo(mini=True)
    spoil(root)
    former_site(root)

    done = run(sys.executable, root / "scripts/build.py", "--no-pdf", cwd=root.parent)

    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    told = [line for line in said.split("\n") if line.startswith(place)]
    assert any(message in line for line in told), said
    assert "Traceback" not in said
    assert (root / "site/index.html").read_text(encoding="utf-8") == MARK
    assert not list(root.glob(".site-*"))


def test_a_good_build_replaces_the_former_site_from_any_folder(copy_repo: Callable[..., Path]) -> None:
    root = copy_repo(mini=True)
    former_site(root)
    done = run(sys.executable, root / "scripts/build.py", "--no-pdf", cwd=root.parent)
    assert done.returncode == 0, done.stdout + done.stderr
    assert MARK not in (root / "site/index.html").read_text(encoding="utf-8")
    assert "Site: 2 pages" in done.stdout
    assert not list(root.glob(".site-*"))


def test_a_long_page_is_a_warning_only(copy_repo: Callable[..., Path]) -> None:
    root = copy_repo(mini=True)
    paragraph = "Tämä kappale toistuu, jotta sivusta tulee hyvin pitkä.\n\n" * 5_000
    replace(root, "index.md", "## Alku", f"## Alku\n\n{paragraph}")
    done = run(sys.executable, root / "scripts/build.py", "--no-pdf", cwd=root)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "docs/index.md:1: warning: the page is 295 kB" in done.stderr


def test_a_folder_that_cannot_be_checked_is_exit_2(copy_repo: Callable[..., Path]) -> None:
    root = copy_repo(mini=True)
    for path in (root / "docs").rglob("*.md"):
        path.unlink()
    for name in ("check_pages.py", "check_statutes.py"):
        done = run(sys.executable, root / "scripts" / name, cwd=root)
        assert done.returncode == 2, done.stdout + done.stderr


def test_the_real_pages_and_citations_are_clean() -> None:
    for name in ("check_pages.py", "check_statutes.py"):
        done = run(sys.executable, ROOT / "scripts" / name)
        assert done.returncode == 0, done.stdout + done.stderr
