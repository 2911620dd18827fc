"""XLSX and XLSM read through openpyxl: cells as shown, merged and hidden ranges, saved results of formulas.

Macros, external links, charts and pictures are not opened.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

from lxml import etree
from openpyxl.reader.excel import ExcelReader

from ingest.model import Furniture
from ingest.parse.clean import clean
from ingest.parse.workbook_dates import shown_moment
from ingest.parse.workbook_sheet import Box, Sheet, SheetCell, Workbook, address
from ingest.parse.workbook_shown import shown

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CODES = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f+-]{6}|\d+|.)')  # fonts, colours, page numbers of a printed head


def read_xlsx(data: bytes) -> Workbook:
    """The sheets of a workbook. Raises whatever openpyxl raises on a broken file."""
    reader = ExcelReader(io.BytesIO(data), data_only=True, keep_links=False)
    reader.read()
    book = reader.wb
    parts = {sheet.name: rel.target for sheet, rel in reader.parser.find_sheets()}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [_sheet(one, _unsaved(archive, parts.get(one.title, ""))) for one in book.worksheets]
        company = _company(archive)
    beside = [
        *((Furniture("author", book.properties.creator),) if book.properties.creator else ()),
        *((Furniture("company", company),) if company else ()),
        *(line for one in book.worksheets if one.sheet_state == "visible" for line in _printed(one)),
    ]
    return Workbook(sheets, clean(book.properties.title or ""), list(dict.fromkeys(beside)))


def _sheet(source: Worksheet, unsaved: list[str]) -> Sheet:
    sheet = Sheet(source.title, hidden=source.sheet_state != "visible", unsaved=unsaved)
    for (row, column), cell in source._cells.items():  # as rows it would fill in every cell between
        if cell.value is None:
            continue
        if cell.data_type == "e":
            sheet.faults.append(f"{address(row, column)} ({cell.value})")
        elif text := _text(cell.value, cell.number_format):
            sheet.cells[row, column] = SheetCell(text, _stored(cell.value), _strong(cell))
    sheet.merged = [Box(r.min_row, r.min_col, r.max_row, r.max_col) for r in source.merged_cells.ranges]
    sheet.hidden_rows = {row for row, size in source.row_dimensions.items() if size.hidden}
    sheet.hidden_columns = {
        column
        for size in source.column_dimensions.values()
        if size.hidden and size.min
        for column in range(size.min, min(size.max or size.min, source.max_column) + 1)
    }
    return sheet


def _text(value: object, code: str) -> str:
    """The value as its cell shows it."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return shown(value, code)
    if isinstance(value, dt.datetime | dt.date | dt.time | dt.timedelta):
        return shown_moment(value, code)
    return str(value).strip()


def _stored(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _strong(cell: Any) -> bool:
    return bool(cell.has_style and (cell.font.b or cell.fill.fill_type == "solid"))


def _printed(source: Worksheet) -> list[Furniture]:
    """The head and foot that are printed with the sheet, without page numbers and dates."""
    out = []
    for place, lines in (("head", source.oddHeader), ("foot", source.oddFooter)):
        for part in (lines.left, lines.center, lines.right) if lines is not None else ():
            if part is not None and (text := clean(_CODES.sub(" ", part.text or ""))):
                out.append(Furniture(place, text))
    return out


def _unsaved(archive: zipfile.ZipFile, part: str) -> list[str]:
    """The addresses of formulas that the file holds without a result."""
    if part not in archive.namelist() or b"<f" not in archive.read(part):
        return []
    found: list[str] = []
    with archive.open(part) as stream:
        for _, cell in etree.iterparse(stream, tag=f"{_MAIN}c", resolve_entities=False, no_network=True):
            result = cell.findtext(f"{_MAIN}v") or cell.get("t") == "str"
            if cell.find(f"{_MAIN}f") is not None and not result:
                found.append(cell.get("r") or "")
            cell.clear()
    return found


def _company(archive: zipfile.ZipFile) -> str:
    """The company that the file's properties name."""
    if "docProps/app.xml" not in archive.namelist():
        return ""
    root = etree.fromstring(
        archive.read("docProps/app.xml"), etree.XMLParser(resolve_entities=False, no_network=True)
    )
    return clean(root.findtext("{*}Company") or "")
