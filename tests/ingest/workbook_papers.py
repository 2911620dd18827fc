"""Workbooks made for tests: XLSX by openpyxl, ODS by hand, and what a reader makes of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from ingest.model import Block, BlockKind, Document
from ingest.parse.formats import Format
from ingest.parse.sniff import Limits
from ingest.parse.structure import assemble
from ingest.parse.workbook import read_workbook

BOLD = Font(bold=True)


def sheet(*rows: Sequence[object], name: str = "Budget", bold: Sequence[int] = ()) -> Worksheet:
    """The only sheet of a new workbook with these rows, None for an empty cell; some rows, from 1, in bold."""
    made = openpyxl.Workbook().active
    assert isinstance(made, Worksheet)
    made.title = name
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            made.cell(number, column, value)
            if number in bold:
                made.cell(number, column).font = BOLD
    return made


def saved(made: Worksheet) -> bytes:
    out = io.BytesIO()
    assert made.parent is not None
    made.parent.save(out)
    return out.getvalue()


def document(data: bytes, kind: Format = Format.XLSX, file: str = "budget.xlsx") -> Document:
    return assemble(read_workbook(data, file, kind, Limits()), digest="0" * 64, file=file)


def paper(made: Worksheet) -> Document:
    return document(saved(made))


def blocks(found: Document, kind: BlockKind = BlockKind.TABLE) -> list[Block]:
    return [block for _, section in found.walk() for block in section.blocks if block.kind is kind]


def texts(table: Block) -> list[list[str]]:
    """The data rows as shown."""
    return [[cell.text for cell in row.cells] for row in table.rows]


def paths(table: Block) -> list[list[str]]:
    """The header path over each column."""
    return [[cell.text for cell in table.column_path(place)] for place in range(len(table.columns))]


def ods(content: str, styles: str = "", **parts: str) -> bytes:
    """An OpenDocument spreadsheet with this body; further parts by name, "META_INF/…" for META-INF."""
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (
            ("office", "office"),
            ("table", "table"),
            ("text", "text"),
            ("style", "style"),
            ("fo", "xsl-fo-compatible"),
        )
    )
    body = (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{content}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", body)
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_INF", "-INF").replace("_xml", ".xml"), text)
    return out.getvalue()


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path
