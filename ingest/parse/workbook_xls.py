"""XLS, the binary workbook of Excel before 2007, read through xlrd, which knows number formats and hidden rows."""

from __future__ import annotations

import io
from typing import Literal

import xlrd
from xlrd.biffh import error_text_from_code

from ingest.model import Furniture
from ingest.parse.workbook_dates import shown_moment
from ingest.parse.workbook_sheet import Box, Sheet, SheetCell, Workbook, address
from ingest.parse.workbook_shown import shown

_BOLD = 700  # the weight of a bold font


def read_xls(data: bytes) -> Workbook:
    """The sheets of a workbook. Raises whatever xlrd raises on a broken or protected file."""
    book = xlrd.open_workbook(
        file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
    )
    beside = [Furniture("author", book.user_name)] if book.user_name else []
    return Workbook([_sheet(book, one) for one in book.sheets()], beside=beside)


def _sheet(book: xlrd.book.Book, source: xlrd.sheet.Sheet) -> Sheet:
    sheet = Sheet(source.name, hidden=bool(source.visibility))
    for row in range(source.nrows):
        for column in range(source.row_len(row)):
            cell = source.cell(row, column)
            place = row + 1, column + 1
            if cell.ctype == xlrd.XL_CELL_ERROR:
                sheet.faults.append(f"{address(*place)} ({error_text_from_code.get(int(cell.value), '#?')})")
            elif found := _cell(book, cell):
                sheet.cells[place] = found
    sheet.merged = [Box(top + 1, left + 1, bottom, right) for top, bottom, left, right in source.merged_cells]
    sheet.hidden_rows = {row + 1 for row, info in source.rowinfo_map.items() if info.hidden}
    sheet.hidden_columns = {column + 1 for column, info in source.colinfo_map.items() if info.hidden}
    return sheet


def _cell(book: xlrd.book.Book, cell: xlrd.sheet.Cell) -> SheetCell | None:
    look = book.xf_list[cell.xf_index or 0]
    strong = book.font_list[look.font_index].weight >= _BOLD or _is_filled(look)
    code = book.format_map[look.format_key].format_str
    stored = None
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        text = str(bool(cell.value)).upper()
    elif cell.ctype == xlrd.XL_CELL_DATE:
        text = _date(float(cell.value), code, 1 if book.datemode else 0)
    elif cell.ctype == xlrd.XL_CELL_NUMBER:
        stored = float(cell.value)
        text = shown(stored, code)
    else:
        text = str(cell.value).strip()
    return SheetCell(text, stored, strong) if text else None


def _is_filled(look: xlrd.formatting.XF) -> bool:
    """Whether the ground of a cell is one colour."""
    return look.background is not None and look.background.fill_pattern == 1


def _date(value: float, code: str, mode: Literal[0, 1]) -> str:
    """The date that a number of days stands for; a number that is none under the format stays itself."""
    try:
        moment = xlrd.xldate_as_datetime(value, mode)
    except (xlrd.XLDateError, OverflowError, ValueError):
        return shown(value, "")
    return shown_moment(moment.time() if value < 1 else moment, code)
