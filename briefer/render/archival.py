"""What WeasyPrint leaves open before a tagged PDF is PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) at once.

A finisher works on the objects of the PDF just before they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydyf import PDF

_END = b"</rdf:RDF>"
_EMPTY = re.compile(rb"^(<\w+>) <>$", re.MULTILINE)
_PDFUA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the document conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def finish(document: object, pdf: PDF) -> None:
    """A PDF/A-3a of WeasyPrint's → one that says it is PDF/UA-1 too, and keeps that: header cells have a scope."""
    _declare_accessible(pdf)
    _give_scope(pdf)
    _map_each_glyph(pdf)
    _end_streams_plainly(pdf)
    if "AF" in pdf.catalog:  # WeasyPrint names each attachment twice
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])


def _declare_accessible(pdf: PDF) -> None:
    """PDF/A wants its metadata readable as they stand, with the schema of each property that is not one of its own (6.6.2)."""
    metadata = pdf.objects[_number(pdf.catalog["Metadata"])]
    metadata.compress = False
    metadata.stream = [part.replace(_END, _PDFUA + _END) for part in metadata.stream]


def _give_scope(pdf: PDF) -> None:
    """A header cell above the body heads its column, any other its row (ISO 14289-1, 7.5)."""
    for cell in _elements(pdf, "/TH"):
        row = pdf.objects[_number(cell["P"])]
        group = pdf.objects[_number(row["P"])]
        cell["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"


def _map_each_glyph(pdf: PDF) -> None:
    """A letter that a font draws as several glyphs is mapped from the first; the others become a joiner (6.2.11.7)."""
    for font in pdf.objects:
        if isinstance(font, dict) and "ToUnicode" in font:
            mapping = pdf.objects[_number(font["ToUnicode"])]
            mapping.stream = [_EMPTY.sub(rb"\1 <200d>", part) for part in mapping.stream]


def _end_streams_plainly(pdf: PDF) -> None:
    """A stream whose last byte is a carriage return is left uncompressed: some readers take it for a part of the line's end."""
    for stream in pdf.objects:
        if getattr(stream, "compress", False) and stream.data.endswith(b"\r\nendstream"):
            stream.compress = False


def _elements(pdf: PDF, kind: str) -> Iterator[dict[str, Any]]:
    for thing in pdf.objects:
        if isinstance(thing, dict) and thing.get("Type") == "/StructElem" and thing.get("S") == kind:
            yield thing


def _number(reference: bytes) -> int:
    return int(reference.split()[0])
