"""What tests share: one built site for all of them, copies to spoil, a browser on loopback."""

from __future__ import annotations

import functools
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

from guide.browser import launch, serve  # noqa: E402

# What a build needs; a copy of it can be spoilt without harm.
SOURCES = (
    *("docs", "overrides", "scripts", "mkdocs.yml"),
    *("requirements.txt", "tests/requirements.txt"),
)


def run(*command: str | Path, cwd: Path = ROOT, **options) -> subprocess.CompletedProcess[str]:
    """Run a command with this environment's Python first on the path and return what it said."""
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        **options,
    )


def pytest_addoption(parser: pytest.Parser) -> None:
    """While writing one test the site need not be built anew."""
    parser.addoption("--site", type=Path, help="a site built already, with its PDF, to test")
    parser.addoption("--slow", action="store_true", help="also what takes minutes")
    parser.addoption("--update-pictures", action="store_true", help="keep pages' new look")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--slow"):
        skip = pytest.mark.skip(reason="takes minutes: runs with --slow")
        for item in items:
            if "slow" in item.keywords:
                item.add_marker(skip)


@pytest.fixture(scope="session")
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site with its PDF, built once by the build command for all workers."""
    if site := request.config.getoption("--site"):
        return site.resolve()
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "popen-gw" in base.name else base
    site = shared / "built" / "site"
    with FileLock(shared / "built.lock"):
        if not site.is_dir():
            site.parent.mkdir(exist_ok=True)
            done = run(sys.executable, ROOT / "scripts/build.py", "--site", site)
            (site.parent / "log.txt").write_text(done.stdout + done.stderr, encoding="utf-8")
            if done.returncode:
                pytest.fail(f"the build failed:\n{done.stdout}\n{done.stderr}", pytrace=False)
    return site


def copy_sources(folder: Path, *, mini: bool = False) -> Path:
    """A copy of the guide's sources below ``folder``; ``mini`` with the two small pages of
    ``tests/mini``."""
    target = folder / "copy"
    target.mkdir()
    for name in SOURCES:
        source = ROOT / "tests/mini/docs" if mini and name == "docs" else ROOT / name
        if source.is_dir():
            ignore = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, target / name, symlinks=True, ignore=ignore)
        else:
            (target / name).parent.mkdir(exist_ok=True)
            shutil.copy2(source, target / name)
    if mini:
        shutil.copytree(ROOT / "docs/assets", target / "docs/assets")
        config = target / "mkdocs.yml"
        text = config.read_text(encoding="utf-8")
        text = text[: text.index("\nnav:")] + "\nnav:\n  - index.md\n  - sivu.md\n"
        config.write_text(text, encoding="utf-8")
    return target


@pytest.fixture
def copy_repo(tmp_path: Path) -> Callable[..., Path]:
    """Makes a copy of the guide's sources; see :func:`copy_sources`."""
    return functools.partial(copy_sources, tmp_path)


@pytest.fixture(scope="session")
def site_url(built: Path) -> Iterator[str]:
    """The built site on a loopback address."""
    with serve(built) as address:
        yield address


@pytest.fixture(scope="session")
def browser():
    """A real browser: the system's Chromium, else Playwright's own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()
