"""The words of a SmartArt diagram on a slide, as the list that it draws."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree

from ingest.parse.diagrams import DIAGRAM, diagram_lines
from ingest.parse.raw import RawList

if TYPE_CHECKING:
    from pptx.shapes.graphfrm import GraphicFrame

_DATA = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}dm"


def diagram_blocks(frame: GraphicFrame, page: int) -> Iterator[RawList]:
    """The diagrams in a frame; nothing where the file lacks their data."""
    for found in frame._element.iter(f"{DIAGRAM}relIds"):
        held = found.get(_DATA, "")
        if held not in frame.part.rels or frame.part.rels[held].is_external:
            continue
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        lines = list(diagram_lines(etree.fromstring(frame.part.related_part(held).blob, parser)))
        for line in lines:
            line.page = page
        if lines:
            yield RawList(lines)
