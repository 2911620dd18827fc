"""DOCX read as blocks through python-docx: styles, numbering, tables, text boxes; no headers or footers."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import docx
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from docx.oxml.text.paragraph import CT_P
from docx.text.paragraph import Paragraph

from ingest.parse.clean import clean
from ingest.parse.docx_diagrams import diagrams
from ingest.parse.docx_numbers import Numbering
from ingest.parse.docx_tables import table_blocks
from ingest.parse.docx_text import BOX, FALLBACK, Notes, notes_of, text_of
from ingest.parse.markers import split_marker
from ingest.parse.raw import RawBlock, RawDocument, RawHeading, RawLine, RawList, RawParagraph

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument
    from lxml.etree import _Element as Element

_HEADING_STYLE = re.compile(r"^heading ?([1-9])$", re.IGNORECASE)
_TOC_STYLE = re.compile(r"^(?:toc|table of (?:contents|figures))\b", re.IGNORECASE)
_LIST_STYLE = re.compile(r"^list (?:bullet|number)(?: ([2-5]))?", re.IGNORECASE)
_UNHELPFUL_TITLE = re.compile(
    r"^(?:$|microsoft word|untitled|document ?\d*$|word document|template|[\w.-]{12,}$|\S+\.\w{3,4}$)", re.I
)


def read_docx(data: bytes) -> RawDocument:
    """The blocks of a Word document. Raises whatever python-docx raises on a broken file."""
    document = docx.Document(io.BytesIO(data))
    reader = _Reader(document, Numbering(document), notes_of(document))
    blocks = _whole_lists(reader)
    title = clean(document.core_properties.title or "")
    titled = next((block.text for block in blocks if isinstance(block, RawHeading) and block.level == 0), "")
    blocks = [RawHeading(b.text, b.level or 1, b.page) if isinstance(b, RawHeading) else b for b in blocks]
    return RawDocument("docx", blocks, title="" if _UNHELPFUL_TITLE.match(title) else title or titled)


def _whole_lists(reader: _Reader) -> list[RawBlock]:
    """The blocks with neighbouring list paragraphs as one list, each followed by the notes that it marks."""
    out: list[RawBlock] = []
    notes: list[RawBlock] = []
    for block in reader.blocks(reader.document.element.body):
        last = out[-1] if out else None
        if isinstance(block, RawList) and isinstance(last, RawList):
            last.lines.extend(block.lines)
        elif _is_item(block) and _is_item(last):
            out.append(block)  # a list may be typed so: the notes wait for its end
        else:
            out.extend([*notes, block])
            notes = []
        notes.extend(reader.notes.take())
    return [*out, *notes]


def _is_item(block: RawBlock | None) -> bool:
    return isinstance(block, RawList) or (isinstance(block, RawParagraph) and bool(split_marker(block.text)))


@dataclass(frozen=True, slots=True)
class _Reader:
    """An open document with its numbering and its notes."""

    document: DocxDocument
    numbering: Numbering
    notes: Notes

    def blocks(self, parent: Element) -> Iterator[RawBlock]:
        """The blocks that an element holds, in order."""
        for element in parent.iterchildren():
            if isinstance(element, CT_P):
                yield from self._of_paragraph(element)
            elif isinstance(element, CT_Tbl):
                yield from table_blocks(element, self.blocks)
            elif element.tag == qn("w:sdt"):
                content = element.find(qn("w:sdtContent"))
                if content is not None:
                    yield from self.blocks(content)
            elif element.tag in (qn("w:ins"), qn("w:moveTo"), qn("w:customXml"), qn("w:smartTag")):
                yield from self.blocks(element)

    def _of_paragraph(self, element: CT_P) -> Iterator[RawBlock]:
        block = _paragraph(Paragraph(element, self.document._body), self.numbering, self.notes)
        if block is not None:
            yield block
        for box in _boxes(element):
            yield from self.blocks(box)
        yield from diagrams(element, self.document)


def _boxes(element: CT_P) -> Iterator[Element]:
    """The text boxes that hang on a paragraph, each once."""
    for box in element.iter(BOX):
        if not any(parent.tag in (FALLBACK, BOX) for parent in box.iterancestors()):
            yield box


def _paragraph(paragraph: Paragraph, numbering: Numbering, notes: Notes) -> RawBlock | None:
    text = text_of(paragraph._p, notes)
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
