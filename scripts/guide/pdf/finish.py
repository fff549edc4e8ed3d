"""The last step of a tagged PDF: what WeasyPrint cannot say of it, said with pikepdf.

One file keeps two standards, PDF/UA-1 for readers and PDF/A-2a for archives; WeasyPrint declares
one. Its tags keep the rules, yet leave a screen reader with page numbers among the text, tables
cut in two and boxes of drawings outside the page: see :mod:`tidy`.
"""

from __future__ import annotations

from pathlib import Path

import pikepdf
from lxml import etree

from . import record, tidy

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF"
# PDF/A allows names beyond its own only with a schema that declares them.
_UA = etree.fromstring("""
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
    <pdfuaid:part>1</pdfuaid:part>
  </rdf:Description>
  <rdf:Description rdf:about=""
      xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
      xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
      xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
    <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
      <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
      <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
      <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
      <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
        <pdfaProperty:name>part</pdfaProperty:name>
        <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
        <pdfaProperty:category>internal</pdfaProperty:category>
        <pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>
      </rdf:li></rdf:Seq></pdfaSchema:property>
    </rdf:li></rdf:Bag></pdfaExtension:schemas>
  </rdf:Description>
</rdf:RDF>
""")


def finish(path: Path, zoom: float = 1.0) -> None:
    """Mend the tags of the PDF at ``path`` and declare both standards, in its place.

    ``zoom``: what WeasyPrint was told to enlarge the page by. The same file gives the same bytes.
    """
    half = path.with_suffix(".finish")
    with pikepdf.open(path) as document:
        known = record.read(bytes(document.trailer.ID[0]))
        tidy.tidy(document, known, zoom)
        drop_glyph_lists(document)
        declare(document)
        document.save(
            half,
            min_version="1.7",
            deterministic_id=True,  # keeps the first half, by which the record is found
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            linearize=True,  # a browser shows the first page before it has the last
        )
    half.replace(path)


def drop_glyph_lists(document: pikepdf.Pdf) -> None:
    """PDF 1.4 wants a list of the glyphs of each font. Later versions do not, and the standards
    refuse one that leaves out a glyph that is in the font, drawn or not, as WeasyPrint's does."""
    for part in document.objects:
        if isinstance(part, pikepdf.Dictionary) and "/CIDSet" in part:
            del part.CIDSet


def declare(document: pikepdf.Pdf) -> None:
    """Add PDF/UA-1 to what the file says it keeps; WeasyPrint has written the PDF/A part."""
    packet = etree.fromstring(document.Root.Metadata.read_bytes())
    packet.find(f".//{_RDF}").extend(etree.fromstring(etree.tostring(_UA)))
    made = etree.tostring(packet.getroottree(), encoding="utf-8")
    document.Root.Metadata = document.make_stream(
        made, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML
    )
