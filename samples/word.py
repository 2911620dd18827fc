"""Write a sample paper as DOCX with python-docx: real styles, automatic numbering, bullets in cells."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Pt

from samples.markup import Block, Paper

FIXED = datetime(2024, 1, 2, 9, 0, 0)  # a file that holds the time of its making can never be made twice


def write(paper: Paper, path: Path) -> None:
    """Write the paper to this path as DOCX."""
    document = docx.Document()
    document.styles["Normal"].font.name = "Arial"
    document.styles["Normal"].font.size = Pt(11.5)
    _properties(document, paper)
    for block in paper.blocks:
        _add(document, block, paper)
    buffer = io.BytesIO()
    document.save(buffer)
    path.write_bytes(_timeless(buffer))


def _timeless(buffer: io.BytesIO) -> bytes:
    """The same archive with every member dated alike."""
    out = io.BytesIO()
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            new.writestr(zipfile.ZipInfo(name, FIXED.timetuple()[:6]), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _properties(document: Any, paper: Paper) -> None:
    """Title, author, fixed dates, header and footer."""
    core = document.core_properties
    core.title, core.author, core.last_modified_by = (
        paper.meta["title"],
        paper.meta["council"],
        paper.meta["council"],
    )
    core.created = core.modified = FIXED
    section = document.sections[0]
    section.header.paragraphs[0].text = paper.meta.get("header", "")
    section.footer.paragraphs[0].text = paper.meta["footer"]


def _add(document: Any, block: Block, paper: Paper) -> None:
    """Add one block to the document."""
    match block.kind:
        case "heading":
            document.add_heading(block.text, block.level)
        case "cover":
            document.add_paragraph(paper.meta["council"], style="Subtitle")
            document.add_paragraph(paper.meta["title"], style="Title")
            document.add_paragraph(paper.meta["subtitle"], style="Subtitle")
        case "numbered":
            _runs(document.add_paragraph(style="List Number"), block.text)
        case "list":
            _list(document, block)
        case "table":
            _table(document, block)
        case "picture":
            _runs(document.add_paragraph(style="Caption"), f"[{block.text}]")
        case "caption":
            _runs(document.add_paragraph(style="Caption"), block.text)
        case "quote":
            _runs(document.add_paragraph(style="Quote"), block.text)
        case "pagebreak":
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        case _:
            _runs(document.add_paragraph(), block.text)


def _runs(paragraph: Any, text: str) -> None:
    """Fill the paragraph, bold where the markup says so."""
    for number, part in enumerate(re.split(r"\*\*(.+?)\*\*", text)):
        if part:
            paragraph.add_run(part).bold = True if number % 2 else None


def _list(document: Any, block: Block) -> None:
    """Bullets, or numbers that begin again at 1 without disturbing the numbered paragraphs."""
    number = None if block.items[0][1] == "-" else _restarted(document)
    for level, marker, text in block.items:
        style = "List Bullet" if marker == "-" else "List Number"
        paragraph = document.add_paragraph(style=f"{style} 2" if level else style)
        if marker != "-" and number is not None:
            settings = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            settings.get_or_add_ilvl().val = 0
            settings.get_or_add_numId().val = number
        _runs(paragraph, text)


def _restarted(document: Any) -> int:
    """A new numbering that looks like the List Number style and starts at 1."""
    numbering = document.part.numbering_part.element
    used = document.styles["List Number"].element.pPr.numPr.numId.val
    new = numbering.add_num(numbering.num_having_numId(used).abstractNumId.val)
    new.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(new.numId)


def _table(document: Any, block: Block) -> None:
    """A ruled table; a header row is marked as one so that Word repeats it."""
    table = document.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
    for number, row in enumerate(block.rows):
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            _cell(cell, text, bold=block.header and number == 0)
    if block.header:
        settings = table.rows[0]._tr.get_or_add_trPr()
        settings.append(settings.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))
    if block.widths:
        full = (
            document.sections[0].page_width
            - document.sections[0].left_margin
            - document.sections[0].right_margin
        )
        for row in table.rows:
            for cell, share in zip(row.cells, block.widths, strict=True):
                cell.width = full * share // 100
    document.add_paragraph()


def _cell(cell: Any, text: str, *, bold: bool) -> None:
    """Fill a cell with its paragraphs and bullets."""
    for number, line in enumerate(text.split("<br>")):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        if line.startswith("- "):
            paragraph.style, line = "List Bullet", line[2:]
        _runs(paragraph, f"**{line}**" if bold and line else line)
