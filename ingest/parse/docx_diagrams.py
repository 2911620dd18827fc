"""The words of a SmartArt diagram in a DOCX document, as the list that it draws."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from ingest.parse.diagrams import DIAGRAM, diagram_lines
from ingest.parse.docx_text import FALLBACK
from ingest.parse.raw import RawList

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument
    from lxml.etree import _Element as Element


def diagrams(paragraph: Element, document: DocxDocument) -> Iterator[RawList]:
    """The diagrams that stand in a paragraph, each as a list; nothing where the file lacks their data."""
    for found in paragraph.iter(f"{DIAGRAM}relIds"):
        part = document.part.related_parts.get(found.get(qn("r:dm"), ""))
        if part is None or any(parent.tag == FALLBACK for parent in found.iterancestors()):
            continue
        lines = list(diagram_lines(parse_xml(part.blob)))
        if lines:
            yield RawList(lines)
