"""Drawings, feeds and pages of the EPUB: XML, read without entities, files or network."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from urllib.parse import unquote

from lxml import etree

from . import addresses, styles
from .allowed import EPUB, EPUB_ANYWHERE
from .elements import Rules, judge
from .faults import Fault

SVG = "http://www.w3.org/2000/svg"
XHTML = "http://www.w3.org/1999/xhtml"
_PREFIXES = {
    "http://www.w3.org/1999/xlink": "xlink",
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://www.idpf.org/2007/ops": "epub",
}
_DRAWING = Rules({})
_PAGE = Rules(EPUB, EPUB_ANYWHERE)
_DOCTYPE = re.compile(rb"<!DOCTYPE", re.I)
_PLAIN_DOCTYPE = re.compile(rb"<!DOCTYPE html>\s")


def drawing(data: bytes) -> list[Fault]:
    """Faults of an SVG file."""
    root, faults = _read(data)
    if root is None:
        return faults
    if root.tag != f"{{{SVG}}}svg":
        message = f'it is no drawing: begin with \'<svg xmlns="{SVG}" viewBox="0 0 100 100">\''
        return [*faults, Fault(message, ("<",))]
    return _all(faults, _elements(root, _DRAWING))


def feed(data: bytes) -> list[Fault]:
    """Faults of another XML file, which a browser shows: it must hold no page, drawing or style."""
    root, faults = _read(data)
    for element in root.iter() if root is not None else ():
        space = etree.QName(element).namespace if isinstance(element.tag, str) else ""
        if space in (SVG, XHTML):
            faults.append(
                Fault(f"<{etree.QName(element).localname}> makes a page of an XML file; remove it")
            )
    return _all(faults, ())


def epub_page(data: bytes, name: str, files: frozenset[str]) -> list[Fault]:
    """Faults of a page of the EPUB; ``name`` is its own, ``files`` all that are in the EPUB."""
    root, faults = _read(data, doctype=True)
    if root is None:
        return faults
    return _all(faults, _elements(root, _PAGE), _loaded(root, name, files))


def package(data: bytes, name: str, files: frozenset[str]) -> list[Fault]:
    """Faults of the EPUB's list of files: all of them its own, none with scripts."""
    root, faults = _read(data)
    for item in root.iter() if root is not None else ():
        if not isinstance(item.tag, str):
            continue
        address = item.get("href") or ""
        if address and _target(address, name) not in files:
            faults.append(Fault(f"'{address[:60]}' is not a file of the EPUB"))
        said = {"scripted", "remote-resources"} & set((item.get("properties") or "").split())
        faults += [Fault(f"the property '{word}' is not allowed") for word in sorted(said)]
        if etree.QName(item).localname == "bindings" or item.get("media-type", "").endswith(
            "javascript"
        ):
            faults.append(Fault("the EPUB may hold no script"))
    return _all(faults, ())


def _all(*parts: Iterable[Fault]) -> list[Fault]:
    return list(dict.fromkeys(chain.from_iterable(parts)))


def _read(data: bytes, *, doctype: bool = False) -> tuple[etree._Element | None, list[Fault]]:
    if _DOCTYPE.search(data) and not (
        doctype and len(_DOCTYPE.findall(data)) == 1 and _PLAIN_DOCTYPE.search(data)
    ):
        return None, [
            Fault("it declares a document type; remove the line '<!DOCTYPE …>'", ("<!DOCTYPE",))
        ]
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as reason:
        return None, [Fault(f"it is not well-formed XML: {reason.msg}; mend it", ("<",))]
    told = []
    # In another encoding the bytes do not show it.
    if root.getroottree().docinfo.doctype not in (("", "<!DOCTYPE html>") if doctype else ("",)):
        told.append(Fault("it declares a document type; remove the line '<!DOCTYPE …>'"))
    for node in root.getroottree().xpath("//processing-instruction()"):
        message = f"the instruction '<?{node.target} …?>' is not allowed; remove it"
        told.append(Fault(message, (f"<?{node.target}",)))
    return root, told


def _elements(root: etree._Element, rules: Rules) -> Iterator[Fault]:
    for element in root.iter(etree.Element, etree.Entity):
        if not isinstance(element.tag, str):
            yield Fault(
                f"'{element.text}' is not known in XML; write the character itself", (element.text,)
            )
            continue
        name = etree.QName(element)
        if name.namespace not in (SVG, XHTML):
            yield Fault(
                f"<{name.localname}> is of another kind of document ({name.namespace})",
                (f"<{name.localname}",),
            )
            continue
        drawn = name.namespace == SVG
        if drawn and name.localname == "style" and rules is _PAGE:
            # The build itself gives drawings of the EPUB their colours.
            yield from styles.faults(element.text or "")
            continue
        attributes = {_attribute(key): value for key, value in element.attrib.items()}
        yield from judge(name.localname, attributes, rules, drawn=drawn)
        parent = element.getparent()
        if drawn and parent is not None and etree.QName(parent).localname in ("title", "desc"):
            yield Fault(f"a drawing's words hold <{name.localname}>", (f"<{name.localname}",))


def _attribute(key: str) -> str:
    name = etree.QName(key)
    if not name.namespace:
        return str(name.localname)
    return f"{_PREFIXES.get(name.namespace, name.namespace)}:{name.localname}"


def _loaded(root: etree._Element, name: str, files: frozenset[str]) -> Iterator[Fault]:
    """Style sheets, pictures and links of a page lead to files of the EPUB; links out of it too."""
    for element in root.iter(f"{{{XHTML}}}link", f"{{{XHTML}}}img", f"{{{XHTML}}}a"):
        address = element.get("src") or element.get("href") or ""
        if element.tag == f"{{{XHTML}}}link" and element.get("rel") != "stylesheet":
            yield Fault(f'<link rel="{element.get("rel")}"> is not allowed')
        if address and not addresses.scheme(address) and _target(address, name) not in files:
            yield Fault(f"'{address[:60]}' is not a file of the EPUB")


def _target(address: str, name: str) -> str:
    path = unquote(address.partition("#")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
