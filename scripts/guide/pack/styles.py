"""One style sheet of many: the theme's without what no page uses, then ours; comments and blanks out.

A selector goes when one of its classes, ids or tags is named nowhere in pages and scripts. That
never takes a rule in use, since a name that is nowhere cannot match. The theme's rules for
languages written from right to left go too: Finnish is not one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import tinycss2
from tinycss2.ast import AtRule, Node, QualifiedRule

from .names import Names

GROUPS = ("media", "supports", "container", "layer")
_STRING = r"\"[^\"]*\"|'[^']*'"
_DEFINED = re.compile(
    rf"(?<![\w-])(--[\w-]+):(?:[^;{{}}()\"']|\((?:[^()\"']|{_STRING})*\)|{_STRING})*;?"
)
_RIGHT_TO_LEFT = "[dir=rtl]"
_ASKED = re.compile(r"var\(\s*(--[\w-]+)")


def bundle(theme: str, own: Sequence[str], names: Names) -> str:
    """The style sheet of the site."""
    ours = "".join(map(small, own))
    theirs = pruned(theme, names)
    return without_unused_variables(theirs, ours) + ours + "\n"


def small(sheet: str) -> str:
    """A style sheet without comments and needless blanks."""
    return "".join(_written(rule, None) for rule in _rules(sheet))


def pruned(sheet: str, names: Names) -> str:
    """A style sheet without rules that can match nothing."""
    return "".join(_written(rule, names) for rule in _rules(sheet))


def unused(sheet: str, names: Names) -> list[str]:
    """The selectors of a sheet that can match nothing, as written."""
    return list(_unused(_rules(sheet), names))


def _unused(rules: Sequence[Node], names: Names) -> Iterator[str]:
    for rule in rules:
        if isinstance(rule, AtRule) and rule.lower_at_keyword in GROUPS and rule.content:
            yield from _unused(_rules(rule.content), names)
        elif isinstance(rule, QualifiedRule):
            for selector in _selectors(rule.prelude):
                if not _may_match(selector, names):
                    yield _text(selector)


def without_unused_variables(sheet: str, others: str) -> str:
    """The sheet without custom properties that neither it nor the other text asks for."""
    while True:
        asked = set(_ASKED.findall(sheet)) | set(_ASKED.findall(others))
        kept = _DEFINED.sub(lambda found: found[0] if found[1] in asked else "", sheet)
        if kept == sheet:
            return re.sub(r"[^{}]*\{\}", "", sheet)
        sheet = kept


def _rules(source: str | list[Node]) -> list[Node]:
    return tinycss2.parse_rule_list(source, skip_comments=True, skip_whitespace=True)


def _written(rule: Node, names: Names | None) -> str:
    if isinstance(rule, QualifiedRule):
        selectors = _selectors(rule.prelude)
        if names:
            selectors = [each for each in selectors if _may_match(each, names)]
        head = ",".join(map(_text, selectors))
        return f"{head}{{{_text(rule.content)}}}" if selectors else ""
    if not isinstance(rule, AtRule):
        raise ValueError(f"not a style rule: {rule.serialize()}")
    head = f"@{rule.at_keyword} {_text(rule.prelude)}".strip()
    if rule.content is None:
        return f"{head};"
    if rule.lower_at_keyword in GROUPS:
        inner = "".join(_written(each, names) for each in _rules(rule.content))
        return f"{head}{{{inner}}}" if inner else ""
    return f"{head}{{{_text(rule.content)}}}"


def _selectors(prelude: Sequence[Node]) -> list[list[Node]]:
    parts: list[list[Node]] = [[]]
    for token in prelude:
        if token == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _may_match(selector: Sequence[Node], names: Names) -> bool:
    """Looks at the selector's own compounds, not into :is() and the like."""
    if _RIGHT_TO_LEFT in tinycss2.serialize(selector):
        return False
    before = None
    for token in selector:
        if token.type == "hash" and token.value not in names.marks:
            return False
        if token.type == "ident" and before != ":":
            known = names.marks if before == "." else names.tags
            if token.value not in known and token.value.lower() not in known:
                return False
        before = token
    return True


def _text(tokens: Sequence[Node]) -> str:
    """Tokens as text: comments out, blanks made one, none where a sign parts the words anyway."""
    kept: list[Node] = [token for token in tokens if token.type != "comment"]
    text = tinycss2.serialize(kept)
    strings: list[str] = []

    def hide(found: re.Match[str]) -> str:
        strings.append(found[0])
        return f"\x00{len(strings) - 1}\x00"

    text = re.sub(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'", hide, text)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r" ?([;{},]) ?", r"\1", text)
    text = re.sub(r"([\w-]): (?=[^{}]*(?:;|$))", r"\1:", text)
    text = re.sub(r";(?=$|\})", "", text)
    return re.sub("\x00(\\d+)\x00", lambda found: strings[int(found[1])], text)
