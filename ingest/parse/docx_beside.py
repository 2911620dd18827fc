"""What stands beside the text of a Word document: its headers and footers, and the properties of the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.text.paragraph import CT_P
from docx.text.paragraph import Paragraph

from ingest.model import Furniture
from ingest.parse.clean import clean

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument
    from docx.section import Section, _BaseHeaderFooter
    from lxml.etree import _Element as Element

_WATERMARK = "{urn:schemas-microsoft-com:vml}textpath"
_COMPANY = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}Company"


def beside_of(document: DocxDocument) -> list[Furniture]:
    """Heads, feet, watermarks, title, subject, author and company, each once; what cannot be read is left out."""
    try:
        found = [*_running(document), *_properties(document), *_company(document)]
    except (KeyError, ValueError, AttributeError):  # a header or property that points to nothing
        return []
    return list(dict.fromkeys(found))


def _running(document: DocxDocument) -> Iterator[Furniture]:
    even = document.settings.odd_and_even_pages_header_footer
    for section in document.sections:
        for place, part in _parts(section, even=even):
            if not part.is_linked_to_previous:
                yield from (Furniture(place, text) for text in _texts(part))


def _parts(section: Section, *, even: bool) -> Iterator[tuple[str, _BaseHeaderFooter]]:
    yield from (("head", section.header), ("foot", section.footer))
    if section.different_first_page_header_footer:
        yield from (("head", section.first_page_header), ("foot", section.first_page_footer))
    if even:
        yield from (("head", section.even_page_header), ("foot", section.even_page_footer))


def _texts(part: _BaseHeaderFooter) -> Iterator[str]:
    """Its paragraphs, those in tables and boxes too, the descriptions of its pictures, and its watermark."""
    element = part._element
    for node in element.iter(qn("w:p"), qn("wp:docPr"), _WATERMARK):
        whole = Paragraph(node, part).text if isinstance(node, CT_P) else _described(node)
        yield from (clean(piece) for piece in whole.split("\t") if any(map(str.isalpha, piece)))


def _described(node: Element) -> str:
    return node.get("string") or node.get("descr") or ""


def _properties(document: DocxDocument) -> Iterator[Furniture]:
    said = document.core_properties
    pairs = (("title property", said.title), ("subject", said.subject), ("author", said.author))
    yield from (Furniture(place, clean(text)) for place, text in pairs if text and clean(text))


def _company(document: DocxDocument) -> Iterator[Furniture]:
    for part in document.part.package.iter_parts():
        if str(part.partname) == "/docProps/app.xml":
            text = clean(parse_xml(part.blob).findtext(_COMPANY) or "")
            yield from [Furniture("company", text)] if text else []
