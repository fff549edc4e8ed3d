"""A style sheet: it may load files of the site, and icons that stand in it; nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import tinycss2
from tinycss2.ast import Node

from . import addresses
from .faults import Fault

_LOADING = frozenset({"image-set", "-webkit-image-set", "cross-fade", "image", "src"})
_RUNNING = frozenset({"behavior", "-moz-binding"})
_ICON = re.compile(r"data:image/(?:svg\+xml|png)[;,]", re.I)
_MEND = "put the file into docs/assets and name it by its path"
# Far quicker than reading the sheet as tokens, which is done only when one of these is there.
_TELLING = re.compile(r"url|\\|import|expression|image|src|behavior|binding|cross-fade", re.I)


def faults(sheet: str, *, icons: bool = False) -> list[Fault]:
    """Faults of a style sheet; ``icons``: pictures may stand in it as ``data:``, as in our own."""
    if not _TELLING.search(sheet):
        return []
    nodes = tinycss2.parse_component_value_list(sheet)
    return list(dict.fromkeys(_faults(nodes, icons=icons)))


def _faults(nodes: Iterable[Node], *, icons: bool, loading: bool = False) -> Iterator[Fault]:
    for node in nodes:
        if node.type == "url" or (node.type == "string" and loading):
            yield from _address(node.value, icons=icons)
        elif node.type == "at-keyword" and node.lower_value == "import":
            yield Fault(f"a style sheet loads another with '@import'; {_MEND}", ("@import",))
        elif node.type == "ident" and node.lower_value in _RUNNING:
            yield Fault(f"'{node.value}' runs a script in some browsers; remove it", (node.value,))
        elif node.type == "function":
            if node.lower_name == "expression":
                yield Fault(
                    "'expression()' runs a script in some browsers; remove it", ("expression",)
                )
            inner = node.lower_name == "url" or node.lower_name in _LOADING
            yield from _faults(node.arguments, icons=icons, loading=inner)
        elif node.type in ("{} block", "() block", "[] block"):
            yield from _faults(node.content, icons=icons)


def _address(address: str, *, icons: bool) -> Iterator[Fault]:
    if icons and _ICON.match(address):
        return
    if addresses.own_fault(address):
        yield Fault(f"a style sheet loads '{address[:60]}'; {_MEND}", (address[:60],))
