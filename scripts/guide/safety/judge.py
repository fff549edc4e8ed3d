"""The text of a page, and a whole page, against the lists: HTML in, faults out."""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from . import addresses, leftovers
from .allowed import (
    CONTENT,
    CONTENT_FIELDS,
    COPY_ANYWHERE,
    LINK_RELATIONS,
    META_NAMES,
    PAGE,
    SVG,
)
from .elements import Rules, attribute_fault, judge
from .faults import Fault

_CONTENT = Rules(CONTENT)
_PAGE = Rules(PAGE)
_COPY = Rules(PAGE, COPY_ANYWHERE)
# Elements that never have an end tag, and those of a drawing that may do without.
_VOID = frozenset({"br", "hr", "img", "input"})
_SVG_TAGS = frozenset(tag.lower() for tag in SVG)
# Of a drawing those that always hold something, so that they are never closed in their own tag.
_SVG_CLOSED = frozenset({"svg", "title", "desc", "text"})
# What the words of a drawing may hold: in its title a browser would read a page again.
_WORDS: dict[str, tuple[str, ...]] = {
    "title": (),
    "desc": (),
    "text": ("tspan", "title"),
    "tspan": ("tspan", "title"),
}
_END = re.compile(r"</([a-z][a-z0-9]*)\s*>", re.I)
_ALIGNED = frozenset({"left", "center", "right"})
_REFRESH = re.compile(r"0; url=(.+)")
# What stands around the text when it is judged: none of it may be closed, or swallowed, by the text.
_BEFORE = "<!doctype html><body><main><article>"
_AFTER = "</article></main><footer></footer>"


@dataclass(frozen=True)
class Named:
    """What the guide itself made, by its address below the site: nothing else may run or style.

    ``scripts`` any page may load, ``page_scripts`` only the page (its file) they are for;
    ``inline`` is the one script that stands in pages. ``moved`` are the pages that lead on.
    """

    scripts: frozenset[str] = frozenset()
    page_scripts: Mapping[str, str] = field(default_factory=dict)
    inline: str = ""
    styles: frozenset[str] = frozenset()
    policy: str = ""
    moved: frozenset[str] = frozenset()
    root: str = "/"

    @property
    def all_scripts(self) -> frozenset[str]:
        return self.scripts | set(self.page_scripts.values())


def content(html: str) -> list[Fault]:
    """Faults of a page's text as Markdown rendered it: markup, then what was left unrendered."""
    tree = LexborHTMLParser(f"{_BEFORE}{html}{_AFTER}")
    body = tree.body
    around = _around(tree)
    faults = list(_unclosed(tree, html, around))
    for outer in filter(None, (tree.root, body)):  # a second <body> gives its attributes to the first
        faults += [attribute_fault(outer.tag or "", name) for name in outer.attributes]
    for node, drawn in _walk(body.child if body else None):
        if _is_remark(node):
            faults.append(_remark(node))
        elif node.is_element_node and node.mem_id not in around:
            faults += _element(node, _CONTENT, drawn=drawn)
            if not drawn:
                faults += _in_content(node)
    return list(dict.fromkeys([*faults, *leftovers.faults(body)]))


def _around(tree: LexborHTMLParser) -> frozenset[int]:
    """What was put around the text: the first <main> with its <article>, the <footer> at the end."""
    main = tree.body.child if tree.body else None
    last = tree.body.last_child if tree.body else None
    nodes = (tree.root, tree.head, tree.body, main, main.child if main else None, last)
    return frozenset(node.mem_id for node in nodes if node is not None)


def page(html: str, name: str, named: Named, *, copy: bool = False) -> list[Fault]:
    """Faults of a finished page; ``name`` is its file below the site, ``copy`` that it is of the
    copy to take along, where a link may have lost its address."""
    tree = LexborHTMLParser(html)
    faults = (
        []
        if re.match(r"\s*<!doctype html>", html, re.I)
        else [Fault("it does not begin with <!doctype html>")]
    )
    policies = 0
    for node, drawn in _walk(_first(tree)):
        if _is_remark(node):
            faults.append(_remark(node))
        elif node.is_element_node:
            faults += _element(node, _COPY if copy else _PAGE, drawn=drawn)
            if drawn:
                continue
            if node.tag == "script":
                faults += _script(node, name, named)
            elif node.tag == "link":
                faults += _link(node, name, named)
            elif node.tag == "meta":
                policies += (
                    node.attributes.get("http-equiv") or ""
                ).lower() == "content-security-policy"
                faults += _meta(node, name, named)
    if policies != 1:
        faults.append(Fault(f"it carries {policies} content security policies, not one"))
    return list(dict.fromkeys(faults))


def resolved(address: str, name: str, root: str = "/") -> str:
    """The file below the site an address of the page ``name`` names."""
    path = unquote(address.partition("#")[0].partition("?")[0])
    if path.startswith("/"):
        return posixpath.normpath(path.removeprefix(root).lstrip("/"))
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))


def _first(tree: LexborHTMLParser) -> LexborNode | None:
    """The first node of the document: something may stand before <html>."""
    node = tree.root
    while node is not None and node.prev is not None:
        node = node.prev
    return node


def _walk(first: LexborNode | None) -> Iterator[tuple[LexborNode, bool]]:
    """Nodes from ``first`` on and all below, in order, each with whether it is part of a drawing."""
    stack = [(first, False)] if first is not None else []
    while stack:
        node, drawn = stack.pop()
        if node.next is not None:
            stack.append((node.next, drawn))
        drawn = drawn or node.tag == "svg"
        yield node, drawn
        if node.child is not None:
            stack.append((node.child, drawn))


def _element(node: LexborNode, rules: Rules, *, drawn: bool) -> Iterator[Fault]:
    attributes = {name: value or "" for name, value in node.attributes.items()}
    telling = (node.text(strip=True)[:80],) if node.tag == "a" else ()
    for fault in judge(node.tag or "", attributes, rules, drawn=drawn):
        yield Fault(fault.message, (*fault.needles, *telling))
    above = node.parent.tag if node.parent is not None else ""
    if drawn and node.tag not in _WORDS.get(above or "", (node.tag,)):
        message = f"<{above}> of a drawing holds <{node.tag}>; only words may stand there. Is a tag not closed?"
        yield Fault(message, (f"<{node.tag}", f"<{above}"))


def _in_content(node: LexborNode) -> Iterator[Fault]:
    attributes = node.attributes
    if node.tag == "img" and "alt" not in attributes:
        yield Fault("an image without words; write '![Mitä kuvassa on](kuva.svg)'", ("<img",))
    if node.tag == "input" and attributes.get("type") not in CONTENT_FIELDS:
        yield Fault(
            "a field to fill in is not allowed in a page's text; write '____' for paper",
            ("<input",),
        )
    if "align" in attributes and attributes["align"] not in _ALIGNED:
        yield Fault(
            f"align='{attributes['align']}' is no alignment; write '| ---: |' in the table",
            ("align",),
        )
    name = attributes.get("id") or ""
    if name.startswith("__") and not name.startswith("__tabbed"):
        yield Fault(
            f"the id '{name}' is the theme's own; choose another, as in '{{ #velat }}'", (name,)
        )


def _is_remark(node: LexborNode) -> bool:
    """A comment, or an instruction (``<?x ?>``), which some browsers take for one."""
    return node.is_comment_node or not node.tag


def _remark(node: LexborNode) -> Fault:
    words = " ".join((node.comment_content or "<?").split())[:60]
    message = f"the comment '{words}' got into the page; close it as in '<!-- RP-014 -->', or write '&lt;' for '<'"
    return Fault(message, ("<!--", "<?", "<![", words[:20]))


def _unclosed(tree: LexborHTMLParser, html: str, around: frozenset[int]) -> Iterator[Fault]:
    """Tags left open or closed once too often: they would take hold of what follows the text."""
    ends = Counter(tag.lower() for tag in _END.findall(html))
    starts: Counter[str] = Counter()
    for node, drawn in _walk(tree.root):
        if node.mem_id in around or not node.is_element_node:
            continue
        if not drawn or node.tag in _SVG_CLOSED:
            starts[node.tag or ""] += 1
    for tag in _VOID:
        starts.pop(tag, None)
    for tag in sorted(starts | ends):
        opened, closed = starts[tag], ends[tag]
        if tag in CONTENT or tag in _SVG_CLOSED:
            if opened != closed:
                message = f"<{tag}> is opened {opened} times and closed {closed} times; write </{tag}> where it ends"
                yield Fault(message, (f"<{tag}", f"</{tag}"))
        elif closed and not opened and tag not in _SVG_TAGS:
            yield Fault(f"</{tag}> is not allowed in a page; remove it", (f"</{tag}",))
    last = tree.body.last_child if tree.body else None
    if last is None or last.tag != "footer" or last.child is not None:
        message = "a tag or a quotation mark in it is left open and swallows what follows; close it"
        yield Fault(message, ("<svg", "<span", '="', "<"))


def _script(node: LexborNode, name: str, named: Named) -> Iterator[Fault]:
    attributes = dict(node.attributes)
    text = node.text()
    if "src" in attributes:
        wanted = resolved(attributes["src"] or "", name, named.root)
        own = named.page_scripts.get(name)
        if addresses.scheme(attributes["src"] or "") or (
            wanted not in named.scripts and wanted != own
        ):
            yield Fault(
                f"the script '{attributes['src']}' is not one of this page; name it in mkdocs.yml, extra.page_scripts",
                (attributes["src"] or "", "<script"),
            )
        found = attributes.get("data-search")
        if found and resolved(found, name, named.root) not in named.scripts:
            yield Fault(f"the script '{found}' is not one of the guide's", (found,))
        if text.strip() or set(attributes) - {"src", "data-search"}:
            yield Fault("a script with an address may hold nothing else", ("<script",))
    elif attributes == {"id": "__config", "type": "application/json"}:
        yield from _settings(text, name, named)
    elif attributes or text != named.inline:
        yield Fault(
            f"a script stands in the page: '{' '.join(text.split())[:60]}'; remove it, no page may bring its own",
            (text.strip().split("\n")[0][:40], "<script"),
        )


def _settings(text: str, name: str, named: Named) -> Iterator[Fault]:
    """The theme's settings: data, and the worker of the search among them is ours."""
    try:
        found = json.loads(text)
        worker = found["search"]
    except (ValueError, TypeError, KeyError) as reason:
        yield Fault(f"the theme's settings cannot be read: {reason}", ("__config",))
        return
    if (
        not isinstance(worker, str)
        or addresses.scheme(worker)
        or resolved(worker, name, named.root) not in named.scripts
    ):
        yield Fault(f"the search would run '{worker}', which is not the guide's", (str(worker),))


def _link(node: LexborNode, name: str, named: Named) -> Iterator[Fault]:
    attributes = node.attributes
    relation = " ".join((attributes.get("rel") or "").lower().split())
    address = attributes.get("href") or ""
    needles = (address, f'rel="{relation}"', "<link")
    if relation not in LINK_RELATIONS:
        yield Fault(f'<link rel="{relation}"> is not allowed; remove it', needles)
    elif relation == "stylesheet" and resolved(address, name, named.root) not in named.styles:
        yield Fault(
            f"the style sheet '{address}' is not the guide's; name it in mkdocs.yml, extra.styles",
            needles,
        )
    elif relation == "preload" and attributes.get("as") != "font":
        yield Fault("only fonts may be fetched ahead", needles)


def _meta(node: LexborNode, name: str, named: Named) -> Iterator[Fault]:
    attributes = node.attributes
    wanted, said = (attributes.get("http-equiv") or "").lower(), attributes.get("content") or ""
    if wanted == "content-security-policy":
        if said != named.policy:
            yield Fault(
                "its content security policy is not the guide's", ("Content-Security-Policy",)
            )
    elif wanted == "refresh":
        target = _REFRESH.fullmatch(said)
        if name not in named.moved or not target or addresses.own_fault(target[1]):
            message = "a page may not lead on by itself; add a row to docs/data/redirects.yml"
            yield Fault(message, ("http-equiv", "refresh"))
    elif "http-equiv" in attributes:
        yield Fault(f'<meta http-equiv="{wanted}"> is not allowed; remove it', ("http-equiv",))
    elif "name" in attributes:
        about = (attributes["name"] or "").lower()
        if about not in META_NAMES or (about == "referrer" and said != "no-referrer"):
            yield Fault(
                f'<meta name="{about}" content="{said[:40]}"> is not allowed', (f'name="{about}"',)
            )
    elif "property" in attributes and not (attributes["property"] or "").startswith("og:"):
        yield Fault(f'<meta property="{attributes["property"]}"> is not allowed', ("property=",))
