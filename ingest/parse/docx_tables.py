"""Tables of a DOCX document: merged cells, header rows, rows and cells within content controls."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

from docx.oxml.ns import qn
from docx.oxml.table import CT_Row, CT_Tbl, CT_Tc

from ingest.parse.cells import split_lines
from ingest.parse.raw import RawBlock, RawCell, RawHeading, RawLine, RawList, RawParagraph, RawRow, RawTable
from ingest.parse.tables import nested_lines

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_Kind = TypeVar("_Kind", CT_Row, CT_Tc)
Blocks = Callable[["Element"], Iterator[RawBlock]]
_WRAPPERS = tuple(qn(f"w:{name}") for name in ("sdt", "sdtContent", "ins", "customXml", "smartTag", "moveTo"))


def table_blocks(element: CT_Tbl, blocks: Blocks) -> Iterator[RawBlock]:
    """The table, and after it the tables within its cells. ``blocks`` reads what an element holds."""
    rows: list[RawRow] = []
    inner: list[RawTable] = []
    for row in _children(element, CT_Row):
        if row.trPr is not None and row.trPr.find(qn("w:del")) is not None:
            continue
        header = row.trPr is not None and _is_on(row.trPr.find(qn("w:tblHeader")))
        cells = list(_cells(row, blocks, inner))
        rows.append(RawRow(cells, header=header and all(above.header for above in rows)))
    yield RawTable(rows)
    yield from inner


def _children(element: Element, kind: type[_Kind]) -> Iterator[_Kind]:
    for child in element.iterchildren():
        if isinstance(child, kind):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, kind)


def _is_on(mark: Element | None) -> bool:
    return mark is not None and mark.get(qn("w:val"), "1") in ("1", "true", "on")


def _cells(row: CT_Row, blocks: Blocks, inner: list[RawTable]) -> Iterator[RawCell]:
    """The cells of a row, one for each column of the grid."""
    for _ in range(row.grid_before):
        yield RawCell([])
    for cell in _children(row, CT_Tc):
        if _goes_on(cell, "w:vMerge"):
            yield RawCell([], covered="above")
        elif _goes_on(cell, "w:hMerge"):
            yield RawCell([], covered="left")
        else:
            yield RawCell(list(_lines(blocks(cell), inner)))
        for _ in range(cell.grid_span - 1):
            yield RawCell([], covered="left")


def _goes_on(cell: CT_Tc, name: str) -> bool:
    """Whether the cell is part of the merged one before it."""
    mark = cell.find(f"{qn('w:tcPr')}/{qn(name)}")
    return mark is not None and mark.get(qn("w:val"), "continue") == "continue"


def _lines(blocks: Iterator[RawBlock], inner: list[RawTable]) -> Iterator[RawLine]:
    for block in blocks:
        if isinstance(block, RawList):
            yield from block.lines
        elif isinstance(block, RawTable):
            yield from nested_lines(block, inner)
        elif isinstance(block, RawParagraph | RawHeading):
            yield from split_lines(block.text)
