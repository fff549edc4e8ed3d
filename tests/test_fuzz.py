"""Sources as nobody would write them: whatever happens to a page or a data file, the guide answers
soon and in words, and what it accepts it prints whole.

A quick run in every test run, always of the same cases; a long one of new cases with ``--slow``.
What they find becomes a case of ``test_hostile_sources.py``.
"""

from __future__ import annotations

import re
import shutil
import time
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from conftest import ROOT
from guide import facts, markdown_text, preparation, rendering, review, text_files, yaml_lines
from guide.config_checks import load as load_config
from guide.findings import CannotCheck, exit_code, render
from guide.safety import judge

SECONDS = 10
TODAY = date(2026, 11, 24)
SHARED = {
    "deadline": None,
    "database": None,
    "suppress_health_check": list(HealthCheck),
}
QUICK = settings(max_examples=250, derandomize=True, **SHARED)
LONG = settings(max_examples=10_000, print_blob=True, **SHARED)

# Pieces of markup, whole and half, that meet the text anywhere.
PIECES = st.sampled_from(
    "``` ~~~ ````\n ` `` * ** _ __ ~~ [ ] ( ) [^ [^1] [^1]: [§ [@ ] }} {{ {% { } {: .x } { onclick=x } "
    "<!-- --> <! <? ]]> <b> </b> <span> <span </span> <script> </script> <svg> &lt; &#60; & &; "
    "--8<-- 8<- | |-|-| --- === ### #\n !!! ??? === \"x\" *[x]: : >\t > - + 1. 10) \\ \\` \\[ "
    "http://x javascript:x data:x [x](y) ![x](y) [x][y] [y]: <x:y> \u00ad \u200b \u202e \ufeff \u2028 "
    "\u0301 ä Ä 😀 \ue000 \ufffd \x7f \x85 \t \n \n\n \r \r\n \0 \x02 \x03 wzxhzdk:0 klzzwxh:0".split(" ")
    + ['--8<-- "osat/huomaa.md"', '\n--8<-- "osat/huomaa.md"\n', "<!-- luettelo: säädökset -->", "[§ VankL 4:6]"]
    + [" " * 400, "a" * 70, "\n    ", "\n\n- ", "\n\n## ", "\n| a | b |\n| --- | --- |\n", "    ", "[[[[[[[[[[", "**" * 20]
)
FREE = st.text(max_size=12)
PLACES = st.floats(0, 1, exclude_max=True)


@dataclass(frozen=True)
class Edit:
    """A change of a text at ``place`` (a share of its length): ``cut`` letters go, ``put`` comes."""

    place: float
    cut: int
    put: str


# Addresses, citations, attributes, snippets, definitions of links, notes and short forms, kinds of boxes.
NOT_READ = re.compile(
    r"\]\([^)]*\)|\[[§@^][^\]]*\]|\{[^}]*\}|^.*8<.*$|^\*?\[.*\]:.*$|^(?:!!!|\?\?\?)\+? *\w+", re.M
)

EDITS = st.lists(
    st.builds(Edit, PLACES, st.integers(0, 40), PIECES | FREE),
    min_size=1,
    max_size=4,
)


@dataclass(frozen=True, repr=False)
class Guide:
    """A small guide on the disk whose page and data the tests spoil, and its pages as they were."""

    docs: Path
    pages: tuple[str, ...]
    data: dict[str, str]
    renderer_options: list


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory):
    docs = tmp_path_factory.mktemp("guide") / "docs"
    shutil.copytree(ROOT / "tests/mini/docs", docs)
    small = (docs / "sivu.md").read_text(encoding="utf-8")
    rich = (ROOT / "tests/mini/rikas.md").read_text(encoding="utf-8")
    data = {path.name: path.read_text(encoding="utf-8") for path in sorted((docs / "data").iterdir())}
    config, _ = load_config(ROOT)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_files, "ROOT", docs.parent)
        yield Guide(docs, (small, rich), data, config.value["markdown_extensions"])


def edited(text: str, edits: list[Edit]) -> tuple[str, list[str]]:
    """The text after the edits, and its paragraphs that none of them met."""
    blocks = re.split(r"(\n[ \t]*\n)", text)
    touched = set()
    done = len(text)
    for edit in sorted(edits, key=lambda edit: edit.place, reverse=True):
        offset = int(edit.place * len("".join(blocks)))
        end = min(done, offset + edit.cut)
        start = 0
        for number, block in enumerate(blocks):
            # An edit at the end of a paragraph joins it to the next.
            if start <= end and offset <= start + len(block):
                touched.add(number)
            start += len(block)
        text = text[:offset] + edit.put + text[end:]
        done = offset
    return text, [block for number, block in enumerate(blocks) if number not in touched]


def words(block: str) -> set[str]:
    """Words of a paragraph that a reader must see: no code, comments, citations, addresses."""
    return set(re.findall(r"[^\W\d_]{4,}", NOT_READ.sub(" ", markdown_text.prose(block))))


def shown(content: str) -> str:
    tree = html.fragment_fromstring(content, create_parent="div")
    return unescape(" ".join([tree.text_content(), *tree.xpath("//@alt | //@title")]))


def check_page(guide: Guide, text: str, untouched: list[str]) -> None:
    path = guide.docs / "sivu.md"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    started = time.process_time()
    try:
        prepared = preparation.prepare(guide.docs)
        list(review.check(prepared.library.pages, TODAY))
        list(facts.check(prepared.library, yaml_lines.Document([], {})))
        accepted = not exit_code(prepared.findings)
        assert accepted or "docs/" in render(prepared.findings)
        if accepted:
            page = next(page for page in prepared.library.pages if page.name == "sivu.md")
            renderer = rendering.Renderer(prepared.material(0), guide.renderer_options)
            content = renderer.content(page)
            if judge.content(content):
                return
            seen = shown(content)
            lost = [word for block in untouched for word in words(block) if word not in seen]
            assert not lost, (lost, text)
    except CannotCheck as reason:
        assert str(reason)
    assert time.process_time() - started < SECONDS


def check_data(guide: Guide, number: int, edits: list[Edit], page: str) -> None:
    """The same with one of the data files spoilt; it is mended afterwards."""
    name = sorted(guide.data)[number % len(guide.data)]
    path = guide.docs / "data" / name
    try:
        path.write_bytes(edited(guide.data[name], edits)[0].encode("utf-8", "surrogatepass"))
        check_page(guide, page, [])
    finally:
        path.write_text(guide.data[name], encoding="utf-8")


def body(text: str) -> tuple[str, str]:
    """Front matter and text of a page."""
    end = text.index("---\n", 4) + 4
    return text[:end], text[end:]


@QUICK
@given(which=st.integers(0, 1), edits=EDITS)
def test_a_spoilt_page_is_refused_or_printed_whole(guide: Guide, which: int, edits: list[Edit]) -> None:
    front, text = body(guide.pages[which])
    spoilt, untouched = edited(text, edits)
    check_page(guide, front + spoilt, untouched)


@QUICK
@given(edits=EDITS)
def test_spoilt_front_matter_is_told(guide: Guide, edits: list[Edit]) -> None:
    front, text = body(guide.pages[0])
    check_page(guide, edited(front, edits)[0] + text, [])


@QUICK
@given(number=st.integers(0, 9), edits=EDITS)
def test_spoilt_data_is_told(guide: Guide, number: int, edits: list[Edit]) -> None:
    check_data(guide, number, edits, guide.pages[0])


@pytest.mark.slow
@LONG
@given(which=st.integers(0, 1), edits=EDITS)
def test_many_spoilt_pages(guide: Guide, which: int, edits: list[Edit]) -> None:
    front, text = body(guide.pages[which])
    spoilt, untouched = edited(text, edits)
    check_page(guide, front + spoilt, untouched)


@pytest.mark.slow
@LONG
@given(edits=EDITS, number=st.integers(0, 9))
def test_many_spoilt_data_files(guide: Guide, edits: list[Edit], number: int) -> None:
    front, text = body(guide.pages[0])
    check_data(guide, number, edits, edited(front, edits)[0] + text)
