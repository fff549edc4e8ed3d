"""What runs at the code hosts is well formed, may do little, and names what is there."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path

import pytest
import yaml

from conftest import ROOT, run

BIN = Path(sys.executable).parent
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
SCRIPT = re.compile(r"python3 (scripts/\w+\.py)((?: --[a-z-]+)*)")
FORMS = sorted(
    set((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml"))
    - {ROOT / ".github/ISSUE_TEMPLATE/config.yml"}
)


def tool(name: str) -> str:
    return shutil.which(name, path=str(BIN)) or name


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("schema", "paths"),
    [
        ("vendor.github-workflows", WORKFLOWS),
        ("custom.github-workflows-require-timeout", WORKFLOWS),
        ("vendor.github-issue-forms", FORMS),
        ("vendor.github-issue-config", [ROOT / ".github/ISSUE_TEMPLATE/config.yml"]),
        ("vendor.gitlab-ci", [ROOT / ".gitlab-ci.yml"]),
    ],
)
def test_files_of_the_code_hosts_have_the_form_their_schemas_ask_for(
    schema: str, paths: list[Path]
) -> None:
    assert paths
    options = ["--data-transform", "gitlab-ci"] if schema.endswith("gitlab-ci") else []
    done = run(tool("check-jsonschema"), *options, "--builtin-schema", schema, *paths)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_linter_of_workflows_has_nothing_to_say() -> None:
    done = run(
        tool("zizmor"),
        "--offline",
        "--no-progress",
        "--config",
        ROOT / ".github/zizmor.yml",
        *WORKFLOWS,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("permissions:\n      contents: read", "permissions: write-all", "excessive-permissions"),
        ("actions/checkout@v6.0.2", "someone/checkout@v1", "unpinned-uses"),
        ("pull_request:", "pull_request_target:", "dangerous-triggers"),
        ("python3 scripts/test.py", "echo ${{ github.head_ref }}", "template-injection"),
    ],
)
def test_the_linter_sees_a_workflow_made_unsafe(
    old: str, new: str, rule: str, tmp_path: Path
) -> None:
    path = tmp_path / "test.yml"
    text = read(ROOT / ".github/workflows/test.yml")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    config = ROOT / ".github/zizmor.yml"
    done = run(tool("zizmor"), "--offline", "--no-progress", "--config", config, path)
    assert done.returncode != 0
    assert rule in done.stdout


def test_every_action_is_named_by_exact_version_or_hash() -> None:
    for path in WORKFLOWS:
        for action in re.findall(r"uses: (\S+)", read(path)):
            assert re.search(r"@(v\d+\.\d+\.\d+|[0-9a-f]{40})$", action), (path.name, action)


def test_only_jobs_that_publish_may_write_anything() -> None:
    writing = set()
    for path in WORKFLOWS:
        whole = yaml.safe_load(read(path))
        assert whole["permissions"] == {}, path.name
        for name, job in whole["jobs"].items():
            if "write" in job["permissions"].values():
                writing.add((path.name, name))
    assert writing == {("publish.yml", "deploy"), ("publish.yml", "edition")}


@pytest.mark.parametrize(
    "name",
    [".gitlab-ci.yml", ".pre-commit-config.yaml", *(str(p.relative_to(ROOT)) for p in WORKFLOWS)],
)
def test_every_command_named_there_exists_with_its_options(name: str) -> None:
    used = set(SCRIPT.findall(read(ROOT / name)))
    assert used
    for script, options in used:
        help_text = read(ROOT / script) + read(ROOT / "scripts/guide/cli.py")
        assert (ROOT / script).is_file(), script
        for option in options.split():
            assert f'"{option}"' in help_text, (script, option)


def test_hooks_before_commit_run_every_check_that_needs_no_clock_or_network() -> None:
    hooks = yaml.safe_load(read(ROOT / ".pre-commit-config.yaml"))["repos"][0]["hooks"]
    named = {hook["entry"].split("/")[-1] for hook in hooks}
    checks = {path.name for path in (ROOT / "scripts").glob("check_*.py")}
    assert named == checks - {"check_review_dates.py"}


def test_owners_are_asked_for_every_chapter() -> None:
    owners = read(ROOT / ".github/CODEOWNERS")
    for folder in (path for path in (ROOT / "docs").iterdir() if path.is_dir()):
        assert f"/docs/{folder.name}/" in owners, folder.name


def test_both_code_hosts_ask_the_same_of_a_change() -> None:
    github = read(ROOT / ".github/pull_request_template.md")
    assert github == read(ROOT / ".gitlab/merge_request_templates/Default.md")


def test_the_archive_is_told_what_the_guide_is() -> None:
    record = json.loads(read(ROOT / ".zenodo.json"))
    config = read(ROOT / "mkdocs.yml")
    assert record["creators"][0]["name"] == re.search(r"^site_author: (.+)$", config, re.M)[1]
    assert record["title"].startswith(re.search(r"^site_name: (.+)$", config, re.M)[1])
    assert record["license"] == "cc-by-4.0"
