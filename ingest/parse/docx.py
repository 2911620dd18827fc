"""DOCX read as blocks through python-docx: styles, numbering, tables, text boxes; headers and footers aside."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import docx
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from docx.oxml.text.paragraph import CT_P
from docx.text.paragraph import Paragraph

from ingest.parse.cells import split_lines
from ingest.parse.clean import clean, visible
from ingest.parse.docx_beside import beside_of
from ingest.parse.docx_numbers import Numbering
from ingest.parse.raw import (
    RawBlock,
    RawCell,
    RawDocument,
    RawHeading,
    RawLine,
    RawList,
    RawParagraph,
    RawRow,
    RawTable,
)

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument
    from lxml.etree import _Element as Element

_HEADING_STYLE = re.compile(r"^heading ?([1-9])$", re.IGNORECASE)
_TOC_STYLE = re.compile(r"^(?:toc|table of (?:contents|figures))\b", re.IGNORECASE)
_LIST_STYLE = re.compile(r"^list (?:bullet|number)(?: ([2-5]))?", re.IGNORECASE)
_UNHELPFUL_TITLE = re.compile(
    r"^(?:$|microsoft word|untitled|document ?\d*$|word document|template|[\w.-]{12,}$|\S+\.\w{3,4}$)", re.I
)
_BOX = qn("w:txbxContent")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read_docx(data: bytes) -> RawDocument:
    """The blocks of a Word document. Raises whatever python-docx raises on a broken file."""
    document = docx.Document(io.BytesIO(data))
    numbering = Numbering(document)
    blocks = _whole_lists(_blocks(document.element.body, document, numbering))
    title = clean(document.core_properties.title or "")
    titled = next((block.text for block in blocks if isinstance(block, RawHeading) and block.level == 0), "")
    blocks = [RawHeading(b.text, b.level or 1, b.page) if isinstance(b, RawHeading) else b for b in blocks]
    title = "" if _UNHELPFUL_TITLE.match(title) else title or titled
    return RawDocument("docx", blocks, title=title, beside=beside_of(document))


def _whole_lists(blocks: Iterable[RawBlock]) -> list[RawBlock]:
    """The blocks with neighbouring list paragraphs as one list."""
    out: list[RawBlock] = []
    for block in blocks:
        last = out[-1] if out else None
        if isinstance(block, RawList) and isinstance(last, RawList):
            last.lines.extend(block.lines)
        else:
            out.append(block)
    return out


def _blocks(parent: Element, document: DocxDocument, numbering: Numbering) -> Iterator[RawBlock]:
    for element in parent.iterchildren():
        if isinstance(element, CT_P):
            yield from _paragraph_blocks(element, document, numbering)
        elif isinstance(element, CT_Tbl):
            yield _table(element, document, numbering)
        elif element.tag == qn("w:sdt"):
            content = element.find(qn("w:sdtContent"))
            if content is not None:
                yield from _blocks(content, document, numbering)
        elif element.tag in (qn("w:ins"), qn("w:moveTo"), qn("w:customXml"), qn("w:smartTag")):
            yield from _blocks(element, document, numbering)


def _paragraph_blocks(element: CT_P, document: DocxDocument, numbering: Numbering) -> Iterator[RawBlock]:
    paragraph = Paragraph(element, document._body)
    block = _paragraph(paragraph, numbering)
    if block is not None:
        yield block
    for box in _boxes(element):
        yield from _blocks(box, document, numbering)


def _boxes(element: CT_P) -> Iterator[Element]:
    """The text boxes that hang on a paragraph, each once."""
    for box in element.iter(_BOX):
        if not any(parent.tag == _FALLBACK for parent in box.iterancestors()) and not any(
            parent.tag == _BOX for parent in box.iterancestors()
        ):
            yield box


def _paragraph(paragraph: Paragraph, numbering: Numbering) -> RawBlock | None:
    text = text_of(paragraph)
    mark = numbering.mark(paragraph)
    if not clean(text):
        return None
    style = style_name(paragraph)
    level = heading_level(paragraph)
    if style.lower() == "title":
        return RawHeading(text, 0)
    if level:
        prefix = f"{mark.text} " if mark and mark.text != "•" else ""
        return RawHeading(prefix + clean(text), level)
    if _TOC_STYLE.match(style):
        return RawParagraph(
            [(clean(text) if "\t" not in text else clean(text.replace("\t", " ..... ")), None)]
        )
    listed = _LIST_STYLE.match(style)
    depth = int(listed.group(1) or 1) - 1 if listed else 0
    if mark:
        return RawList([RawLine(clean(text), max(mark.level, depth), mark.text)])
    if listed and "bullet" in style.lower():
        return RawList([RawLine(clean(text), depth, "•")])
    caption = style.lower() == "caption"
    return RawParagraph([(clean(text), None)], caption=caption, bold=is_bold(paragraph))


def text_of(paragraph: Paragraph) -> str:
    """The text of a paragraph without what was deleted or stands in a text box; tabs and breaks kept."""
    pieces: list[str] = []
    for node in paragraph._p.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:noBreakHyphen")):
        if any(parent.tag in (_BOX, _FALLBACK, qn("w:moveFrom")) for parent in _within(node, paragraph._p)):
            continue
        if node.tag == qn("w:t"):
            pieces.append(node.text or "")
        elif node.tag == qn("w:noBreakHyphen"):
            pieces.append("-")
        elif (parent := node.getparent()) is not None and parent.tag == qn("w:r"):
            pieces.append("\t" if node.tag == qn("w:tab") else "\n")
    return visible("".join(pieces))


def _within(node: Element, top: CT_P) -> Iterator[Element]:
    parent = node.getparent()
    while parent is not None and parent is not top:
        yield parent
        parent = parent.getparent()


def style_name(paragraph: Paragraph) -> str:
    """The name of the paragraph's style, or an empty text."""
    style = paragraph.style
    return (style.name or "") if style is not None else ""


def heading_level(paragraph: Paragraph) -> int:
    """1 to 9 when the paragraph is a heading by its style, by what that is based on, or by its outline."""
    style = paragraph.style
    while style is not None:
        if found := _HEADING_STYLE.match(style.name or ""):
            return int(found.group(1))
        outline = style.element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if outline is not None and int(outline.get(qn("w:val"), "9")) < 9:
            return int(outline.get(qn("w:val"))) + 1
        style = style.base_style
    outline = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    value = int(outline.get(qn("w:val"), "9")) if outline is not None else 9
    return value + 1 if value < 9 else 0


def is_bold(paragraph: Paragraph) -> bool:
    """Whether every run with text is bold, by itself or by the paragraph's style."""
    style = paragraph.style
    by_style = bool(style is not None and style.font.bold)
    runs = [run for run in paragraph.runs if run.text.strip()]
    return bool(runs) and all(run.bold or (run.bold is None and by_style) for run in runs)


def _table(element: CT_Tbl, document: DocxDocument, numbering: Numbering) -> RawTable:
    rows: list[RawRow] = []
    for row in element.tr_lst:
        cells: list[RawCell] = []
        properties = row.trPr
        header = properties is not None and properties.find(qn("w:tblHeader")) is not None
        cells.extend(RawCell([]) for _ in range(row.grid_before))
        for cell in row.tc_lst:
            merged = cell.vMerge is not None and cell.vMerge != "restart"
            cells.append(RawCell([] if merged else list(_cell_lines(cell, document, numbering))))
            cells.extend(RawCell([]) for _ in range(cell.grid_span - 1))
        rows.append(RawRow(cells, header=header and not rows))
    return RawTable(rows)


def _cell_lines(cell: Element, document: DocxDocument, numbering: Numbering) -> Iterator[RawLine]:
    for block in _blocks(cell, document, numbering):
        if isinstance(block, RawList):
            yield from block.lines
        elif isinstance(block, RawTable):
            for row in block.rows:
                if text := " – ".join(line.text for inner in row.cells for line in inner.lines):
                    yield RawLine(text)
        elif isinstance(block, RawParagraph | RawHeading):
            yield from split_lines(block.text)
