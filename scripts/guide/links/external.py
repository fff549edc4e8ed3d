"""Links out of the guide, asked politely and judged over several runs.

One failed answer proves little: servers rest, refuse robots and move. So each run adds to a
record of every address, and only what has failed for long enough is called broken.
"""

from __future__ import annotations

import html
import json
import re
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

from lxml import html as lxml_html

from ..findings import CannotCheck, Finding
from ..pages import Page
from .tools import tool

CHECK = "external-link"
OPTIONS = [
    "--verbose",  # redirects are told only with it
    "--format=json",
    "--no-progress",
    "--include-fragments=anchor-only",
    "--host-concurrency=2",
    "--max-retries=1",
]
# Their pages are made by a script in the browser: a fragment is not in what the server sends.
NO_FRAGMENTS = ("finlex.fi",)
PERMANENT = (301, 308)
GONE = (404, 410)
BY_HAND = (401, 403, 429)
ENOUGH_RUNS, ENOUGH_TIME = 3, timedelta(hours=72)
PAUSE = 60.0  # seconds before those that were busy are asked again


@dataclass(frozen=True)
class Answer:
    """What one address said in one run.

    ``kind`` is ``ok``, ``gone`` (404, 410, no such host), ``failed``, ``by-hand`` (the server
    does not let robots in) or ``fragment`` (the page is there, the passage is not); ``final`` the
    address that answered in the end, ``permanent`` whether the way there is meant to last.
    """

    kind: str
    said: str = ""
    final: str = ""
    permanent: bool = False
    again: bool = False  # busy or broken for the moment: worth another try


@dataclass(frozen=True)
class Record:
    """What all runs know of one address; times as ISO 8601 in UTC, empty when there is none."""

    first_failure: str = ""
    failures: int = 0  # in a row
    gone: int = 0  # in a row
    last_good: str = ""
    final: str = ""
    said: str = ""


def collect(site: Path, pages: Iterable[Page]) -> dict[str, list[str]]:
    """Every outside address of the built pages, once, with the sources of the pages it is on."""
    found: dict[str, list[str]] = {}
    for page in pages:
        path = site / page.url / "index.html"
        if not path.is_file():
            raise CannotCheck(f"{path} is missing; build the site first")
        tree = lxml_html.document_fromstring(path.read_text(encoding="utf-8"))
        for href in tree.xpath("//article//a/@href"):
            if href.startswith(("https://", "http://")):
                places = found.setdefault(_asked(href), [])
                if page.shown not in places:
                    places.append(page.shown)
    return found


def _asked(address: str) -> str:
    """The address as it is asked: without a fragment where none can be seen."""
    host = urlsplit(address).hostname or ""
    blind = any(host == name or host.endswith(f".{name}") for name in NO_FRAGMENTS)
    return urldefrag(address)[0] if blind else address


def ask(
    addresses: Iterable[str],
    *,
    lychee: Path | None = None,
    timeout: int = 30,
    interval: str = "500ms",
    pause: float = PAUSE,
    sleep: Callable[[float], None] = time.sleep,
) -> dict[str, Answer]:
    """Ask every address once, and after ``pause`` seconds again those that were busy.

    A page asked for with a fragment is not asked for without one too. lychee itself waits as
    long as a Retry-After header says. Raises :class:`CannotCheck` when nobody answered at all.
    """
    wanted = sorted(set(addresses))
    with_fragment = {urldefrag(address)[0]: address for address in wanted if "#" in address}
    options = [f"--timeout={timeout}", f"--host-request-interval={interval}"]
    answers = _run([a for a in wanted if a not in with_fragment], lychee, options)
    busy = [address for address, answer in answers.items() if answer.again]
    if busy:
        sleep(pause)
        answers |= _run(busy, lychee, options)
    if answers and not any(a.kind in ("ok", "fragment", "by-hand") for a in answers.values()):
        one = next(iter(answers.values())).said
        raise CannotCheck(f"no address answered, the network seems to be away ({one})")
    for address in set(wanted) & set(with_fragment):
        answer = answers[with_fragment[address]]
        answers[address] = replace(answer, kind="ok") if answer.kind == "fragment" else answer
    return answers


def _run(addresses: list[str], given: Path | None, options: list[str]) -> dict[str, Answer]:
    if not addresses:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "addresses.html"  # as a page: in plain text some would be cut short
        links = "\n".join(f'<a href="{html.escape(address)}">x</a>' for address in addresses)
        path.write_text(f"<!doctype html><title>x</title>\n{links}\n", encoding="utf-8")
        command = [tool("lychee", given), *OPTIONS, *options, path.name]
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
        )
    try:
        report = json.loads(done.stdout)
    except json.JSONDecodeError:
        reason = done.stderr.strip()[:300]
        raise CannotCheck(f"lychee's report cannot be read: {reason}") from None
    answers = read_report(report, addresses)
    if missing := [address for address in addresses if address not in answers]:
        raise CannotCheck(f"lychee said nothing of {missing[0]} ({len(missing)} in all)")
    return answers


def read_report(report: dict, addresses: list[str]) -> dict[str, Answer]:
    """lychee's report as answers; the line of a row tells which address it is about."""
    answers = {}
    for part in ("success_map", "error_map", "timeout_map", "excluded_map"):
        for rows in report[part].values():
            for row in rows:
                # lychee may spell an address in another way; its line is ours.
                number = (row.get("span") or {}).get("line", 0) - 2
                address = addresses[number] if 0 <= number < len(addresses) else row["url"]
                answers[address] = _answer(part, row, address)
    return answers


def _answer(part: str, row: dict, address: str) -> Answer:
    status = row.get("status") or {}
    code, said = status.get("code", 0), status.get("text", "not asked")
    said = said.removeprefix("Rejected status code: ").partition(" (error sending")[0]
    steps = (row.get("redirects") or {}).get("redirects", [])
    final = steps[-1]["url"] if steps else address
    permanent = bool(steps) and all(step["code"] in PERMANENT for step in steps)
    if part == "success_map":
        return Answer("ok", said, final, permanent)
    if part == "excluded_map" or code in BY_HAND:
        return Answer("by-hand", said, final, again=code == 429)
    if "fragment" in said.lower():
        return Answer("fragment", said, final)
    if code in GONE or "DNS resolution failed" in said:
        return Answer("gone", said, final)
    return Answer("failed", said, final, again=code >= 500)


def after(record: Record, answer: Answer, now: datetime) -> Record:
    """The record with one more answer; what must be seen by hand neither heals nor fails it."""
    stamp = now.astimezone(UTC).isoformat(timespec="seconds")
    if answer.kind in ("ok", "fragment"):
        return Record(last_good=stamp, final=answer.final, said=answer.said)
    if answer.kind == "by-hand":
        return replace(record, said=answer.said)
    return replace(
        record,
        first_failure=record.first_failure or stamp,
        failures=record.failures + 1,
        gone=record.gone + 1 if answer.kind == "gone" else 0,
        said=answer.said,
    )


def verdict(address: str, record: Record, answer: Answer, now: datetime) -> tuple[str, str] | None:
    """Level and message for one address after this run; None when all is well."""
    if answer.kind == "by-hand":
        return "warning", f"check by hand: {address} ({answer.said}; robots are not let in)"
    if answer.kind == "fragment":
        return "warning", f"the page is there, the passage is not: {address}"
    if answer.kind == "ok":
        return _moved(address, answer)
    since = datetime.fromisoformat(record.first_failure)
    long = record.failures >= ENOUGH_RUNS and now - since >= ENOUGH_TIME
    if record.gone >= 2 or long:
        good = f", last good {record.last_good[:10]}" if record.last_good else ""
        runs = f"{record.failures} runs since {record.first_failure[:10]}{good}"
        return "error", f"broken: {address} ({answer.said}; {runs})"
    return "warning", f"failed, asked again in the next run: {address} ({answer.said})"


def _moved(address: str, answer: Answer) -> tuple[str, str] | None:
    asked, final = urlsplit(urldefrag(address)[0]), urlsplit(urldefrag(answer.final)[0])
    if asked == final:
        return None
    if final.path in ("", "/") and asked.path not in ("", "/"):
        return "warning", f"suspect: {address} now leads to the front page {answer.final}"
    if answer.permanent:
        return "warning", f"update: {address} has moved for good to {answer.final}"
    return None


def read_state(path: Path) -> dict[str, Record]:
    """The records of earlier runs; none where there is no file yet."""
    if not path.is_file():
        return {}
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))["addresses"]
        return {address: Record(**row) for address, row in rows.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise CannotCheck(f"{path} cannot be read ({fault}); remove it to begin anew") from None


def write_state(path: Path, records: dict[str, Record]) -> None:
    """Write the records, whole or not at all."""
    rows = {address: asdict(record) for address, record in sorted(records.items())}
    text = json.dumps({"addresses": rows}, ensure_ascii=False, indent=1)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(f"{text}\n", encoding="utf-8")
    fresh.replace(path)


def judge(
    places: dict[str, list[str]],
    answers: dict[str, Answer],
    before: dict[str, Record],
    now: datetime,
) -> tuple[dict[str, Record], list[Finding]]:
    """The new records and the findings; addresses no longer in the guide are forgotten."""
    records = {
        address: after(before.get(address, Record()), answers[address], now) for address in places
    }
    return records, list(_findings(places, answers, records, now))


def _findings(
    places: dict[str, list[str]],
    answers: dict[str, Answer],
    records: dict[str, Record],
    now: datetime,
) -> Iterator[Finding]:
    for address, pages in places.items():
        told = verdict(address, records[address], answers[address], now)
        if not told:
            continue
        level, message = told
        more = f" (and {len(pages) - 1} more pages)" if len(pages) > 1 else ""
        yield Finding(pages[0], 1, 1, CHECK, level, message + more)


def at_source(finding: Finding, root: Path, files: Iterable[str]) -> Finding:
    """The finding at the line where its address is written, when a source file has it."""
    address = re.search(r"https?://\S+", finding.message)
    if not address:
        return finding
    needle = re.compile(re.escape(urldefrag(address[0])[0]) + r"(?![\w/-])")
    for name in [*files, finding.path]:
        path = root / name
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        for number, line in enumerate(lines, start=1):
            if match := needle.search(line):
                return replace(finding, path=name, line=number, column=match.start() + 1)
    return finding
