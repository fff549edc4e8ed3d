"""Links out of the guide: asked once and politely, judged over time. All on the loopback."""

from __future__ import annotations

import json
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from conftest import run
from guide.findings import CannotCheck
from guide.links import external
from guide.links.external import Answer, Record
from odd_server import HUGE, OddServer, certificate

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
PAUSED: list[float] = []

KINDS = {
    "ok": "ok",
    "ok-too#alku": "ok",
    "404": "gone",
    "410": "gone",
    "500": "failed",
    "503-then-200": "ok",
    "429-then-200": "ok",
    "429-always": "by-hand",
    "401": "by-hand",
    "403": "by-hand",
    "hang": "failed",
    "slow": "ok",
    "loop": "failed",
    "chain-3": "ok",
    "chain-12": "failed",
    "moved": "ok",
    "for-now": "ok",
    "deep/page": "ok",
    "reset": "failed",
    "truncated": "ok",  # the beginning is enough to know that the page is there
    "huge": "ok",
    "page#puuttuu": "fragment",
}


def ask(addresses: list[str], **options: object) -> dict[str, Answer]:
    assert all("://127.0.0.1:" in address for address in addresses)
    settings = {"timeout": 2, "interval": "10ms", "pause": 0.5, "sleep": PAUSED.append, **options}
    return external.ask(addresses, **settings)


@pytest.fixture(scope="module")
def asked() -> Iterator[tuple[OddServer, dict[str, Answer]]]:
    with OddServer() as server:
        PAUSED.clear()
        answers = ask([f"{server.address}/{name}" for name in KINDS])
        prefix = f"{server.address}/"
        yield server, {address.removeprefix(prefix): a for address, a in answers.items()}


@pytest.mark.xdist_group("external links")
@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_answer_is_known_for_what_it_is(name: str, asked: tuple) -> None:
    _, answers = asked
    assert answers[name].kind == KINDS[name], answers[name]


@pytest.mark.xdist_group("external links")
def test_each_address_is_asked_once_and_only_what_may_pass_again(asked: tuple) -> None:
    server, answers = asked
    # /ok is also where three redirects lead.
    for name in ("404", "410", "401", "403", "slow", "moved", "ok-too", "page", "truncated"):
        assert server.requests[name] == 1, (name, server.requests)
    assert server.requests["500"] == server.requests["503-then-200"] == 2
    assert PAUSED == [0.5]
    assert answers["503-then-200"].kind == "ok"


@pytest.mark.xdist_group("external links")
def test_retry_after_is_honoured_and_little_of_a_large_body_is_read(asked: tuple) -> None:
    server, _ = asked
    first, second = server.times["429-then-200"][:2]
    assert second - first >= 2
    assert server.sent < HUGE / 20


@pytest.mark.xdist_group("external links")
def test_at_most_two_requests_to_a_host_at_a_time() -> None:
    with OddServer() as server:
        answers = ask([f"{server.address}/slow-{number}" for number in range(8)])
        assert {answer.kind for answer in answers.values()} == {"ok"}
        assert server.most <= 2


@pytest.mark.xdist_group("external links")
def test_a_page_asked_for_with_a_fragment_is_not_asked_for_without_one_too() -> None:
    with OddServer() as server:
        names = ["page", "page#alku", "other", "other#puuttuu"]
        answers = ask([f"{server.address}/{name}" for name in names])
        kinds = [answers[f"{server.address}/{name}"].kind for name in names]
        assert kinds == ["ok", "ok", "ok", "fragment"]
        assert server.requests["page"] == server.requests["other"] == 1


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificate")
def test_a_certificate_nobody_signed_is_a_failure(tmp_path: Path) -> None:
    with OddServer(certificate(tmp_path)) as secure, OddServer() as server:
        answers = ask([f"{secure.address}/ok", f"{server.address}/ok"])
        assert answers[f"{secure.address}/ok"].kind == "failed"


def test_no_answer_from_anyone_is_no_verdict() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        with pytest.raises(CannotCheck, match="network seems to be away"):
            ask([f"http://127.0.0.1:{closed.getsockname()[1]}/"])


@pytest.mark.parametrize(
    "said", ["Network error: DNS resolution failed - check hostname spelling (error sending x)"]
)
def test_a_host_that_is_not_there_counts_as_gone(said: str) -> None:
    row = {"url": "https://a.example/", "status": {"text": said}, "span": {"line": 2}}
    report = {"success_map": {}, "timeout_map": {}, "excluded_map": {}, "error_map": {"x": [row]}}
    assert (
        external.read_report(report, ["https://a.example/"])["https://a.example/"].kind == "gone"
    )


GONE, FAILED = Answer("gone", "404 Not Found"), Answer("failed", "timeout")
OK, BY_HAND = Answer("ok", "200 OK", "https://a.fi/x"), Answer("by-hand", "403 Forbidden")


@pytest.mark.parametrize(
    ("answers", "hours", "level", "said"),
    [
        pytest.param([OK], 24, "", "", id="good"),
        pytest.param([GONE], 24, "warning", "asked again", id="gone once"),
        pytest.param([GONE, GONE], 24, "error", "broken", id="gone twice"),
        pytest.param([GONE, OK, GONE], 24, "warning", "asked again", id="gone, back, gone"),
        pytest.param([FAILED, FAILED], 96, "warning", "asked again", id="two failures"),
        pytest.param([FAILED] * 3, 35, "warning", "asked again", id="three in less than 72 h"),
        pytest.param([FAILED] * 3, 36, "error", "broken", id="three in 72 h"),
        pytest.param([FAILED, OK, FAILED, FAILED], 48, "warning", "asked again", id="healed"),
        pytest.param([BY_HAND] * 5, 48, "warning", "by hand", id="robots never let in"),
        pytest.param([GONE, BY_HAND, GONE], 24, "error", "broken", id="by hand heals nothing"),
        pytest.param([GONE, FAILED, GONE], 24, "warning", "asked again", id="not twice in a row"),
    ],
)
def test_only_what_fails_for_long_enough_is_broken(
    answers: list[Answer], hours: int, level: str, said: str
) -> None:
    records: dict[str, Record] = {}
    for number, answer in enumerate(answers):
        now = NOW + timedelta(hours=hours * number)
        places, told = {"https://a.fi/x": ["docs/a.md"]}, {"https://a.fi/x": answer}
        records, findings = external.judge(places, told, records, now)
    assert [finding.level for finding in findings] == ([level] if level else [])
    assert all(said in finding.message for finding in findings)


@pytest.mark.parametrize(
    ("final", "permanent", "said"),
    [
        ("https://a.fi/x", False, ""),
        ("https://a.fi/y", False, ""),
        ("https://a.fi/y", True, "update: https://a.fi/x has moved for good to https://a.fi/y"),
        ("https://a.fi/", True, "suspect"),
        ("https://b.fi", False, "suspect"),
    ],
)
def test_a_redirect_is_told_when_someone_should_act(
    final: str, permanent: bool, said: str
) -> None:
    answer = Answer("ok", "200 OK", final, permanent)
    told = external.verdict("https://a.fi/x", Record(), answer, NOW)
    assert bool(told) == bool(said)
    assert said in " ".join(told or ())


def test_fragments_are_not_asked_where_only_a_browser_could_see_them() -> None:
    assert external._asked("https://www.finlex.fi/a#sec_1") == "https://www.finlex.fi/a"
    assert external._asked("https://notfinlex.fi.example/a#b").endswith("#b")


def test_state_is_read_back_and_a_broken_one_is_not_taken_for_none(tmp_path: Path) -> None:
    path = tmp_path / "new/state.json"
    assert external.read_state(path) == {}
    records = {"https://a.fi/ä": Record(first_failure="2026-11-24T06:00:00+00:00", failures=2)}
    external.write_state(path, records)
    assert external.read_state(path) == records
    for text in ("{", "[]", '{"addresses": {"x": {"unknown": 1}}}'):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(CannotCheck, match="cannot be read"):
            external.read_state(path)


@pytest.mark.xdist_group("external links")
def test_the_command_asks_the_built_site_and_tells_the_line_of_the_source(
    copy_repo: Callable[..., Path], tmp_path: Path
) -> None:
    with OddServer() as server:
        root = copy_repo(mini=True)
        page = root / "docs/sivu.md"
        links = f"[a]({server.address}/404) [b]({server.address}/ok) [c]({server.address}/ok)"
        text = page.read_text(encoding="utf-8").replace("## Vaiheet", f"{links}\n\n## Vaiheet")
        page.write_text(text, encoding="utf-8")
        # Made by hand: a real page has links that lead out of this machine.
        names = ["404", "ok", "ok", "ok#alku"]
        made = "".join(f'<a href="{server.address}/{name}">x</a>' for name in names)
        (root / "out/sivu").mkdir(parents=True)
        for name, body in (("index.html", "x"), ("sivu/index.html", made)):
            whole = f"<title>x</title><article><p>{body}</p></article>"
            (root / "out" / name).write_text(whole, encoding="utf-8")
        state = tmp_path / "state.json"
        command = [sys.executable, root / "scripts/check_links.py", "--external"]
        command += ["--site", root / "out", "--state", state, "--pause", "0.1", "--format", "json"]
        line = text[: text.index(links)].count("\n") + 1
        for level, code in (("warning", 0), ("error", 1)):
            done = run(*command, cwd=root)
            assert done.returncode == code, done.stderr
            rows = json.loads(done.stdout)
            assert [(row["path"], row["line"], row["level"]) for row in rows] == [
                ("docs/sivu.md", line, level)
            ]
        assert server.requests["ok"] == 2
        saved = json.loads(state.read_text(encoding="utf-8"))["addresses"]
        assert {name.rsplit("/", 1)[1] for name in saved} == {"404", "ok", "ok#alku"}
