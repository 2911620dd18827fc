"""Tables of a presentation: merged cells, and the header row that the table's style sets off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.parse.cells import split_lines
from ingest.parse.raw import RawCell, RawRow, RawTable
from ingest.parse.table_heads import mark_heads, names_columns

if TYPE_CHECKING:
    from pptx.table import Table, _Cell


def table_of(table: Table, page: int) -> RawTable:
    """The table as it is shown; its first row is a header where its style says so and it holds names."""
    rows = [RawRow([_cell(row, place) for place in range(len(row))], page) for row in _grid(table)]
    if rows:
        rows[0].header = bool(table.first_row) and names_columns(rows[0])
    mark_heads(rows)
    return RawTable(rows, begins=True)


def _grid(table: Table) -> list[list[_Cell]]:
    return [list(row.cells) for row in table.rows]


def _cell(row: list[_Cell], place: int) -> RawCell:
    cell = row[place]
    if cell.is_spanned:
        return RawCell([], covered="left" if cell._tc.hMerge else "above")
    texts = (paragraph.text.replace("\v", "\n") for paragraph in cell.text_frame.paragraphs)
    return RawCell([line for text in texts for piece in text.split("\n") for line in split_lines(piece)])
