"""Tables of an HTML page as grids: spans, header rows, tables within cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ingest.parse.raw import RawCell, RawLine, RawRow, RawTable

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Lines = Callable[["Element", list[RawTable]], list[RawLine]]
_MOST_SPAN = 50


def tables_of(element: Element, lines: Lines) -> Iterator[RawTable]:
    """The table, and after it those within its cells. ``lines`` reads a cell and puts tables in it to its list."""
    grid: list[dict[int, RawCell]] = []
    heads: list[bool] = []
    inner: list[RawTable] = []
    covered: dict[tuple[int, int], str] = {}
    for place, row in enumerate(_rows(element)):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        grid.append(_placed(cells, place, covered, lines, inner))
        heads.append(_is_head(row, cells))
    width = max((max(row, default=-1) + 1 for row in grid), default=0)
    width = max(width, max((x + 1 for y, x in covered if y < len(grid)), default=0))
    rows = [
        RawRow([_at(row, (y, x), covered) for x in range(width)], header=head)
        for y, (row, head) in enumerate(zip(grid, heads, strict=True))
    ]
    if rows and width:
        yield RawTable(rows)
    yield from inner


def _placed(
    cells: list[Element],
    place: int,
    covered: dict[tuple[int, int], str],
    lines: Lines,
    inner: list[RawTable],
) -> dict[int, RawCell]:
    """The cells of a row by column; what they span is put to ``covered``."""
    out: dict[int, RawCell] = {}
    column = 0
    for cell in cells:
        while (place, column) in covered:
            column += 1
        out[column] = RawCell(lines(cell, inner))
        across, down = _span(cell, "colspan"), _span(cell, "rowspan")
        for y in range(down):
            for x in range(across):
                if x or y:
                    covered[place + y, column + x] = "left" if x else "above"
        column += across
    return out


def _at(row: dict[int, RawCell], place: tuple[int, int], covered: dict[tuple[int, int], str]) -> RawCell:
    return row.get(place[1]) or RawCell([], covered=covered.get(place, ""))


def _is_head(row: Element, cells: list[Element]) -> bool:
    """Whether the row names columns: it stands in the head of the table, or all its filled cells are headers."""
    parent = row.getparent()
    if parent is not None and parent.tag == "thead":
        return True
    filled = [cell for cell in cells if cell.tag == "th" or "".join(map(str, cell.itertext())).strip()]
    return len(cells) > 1 and len(filled) > 0 and all(cell.tag == "th" for cell in filled)


def _rows(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child)


def _span(cell: Element, name: str) -> int:
    value = cell.get(name) or "1"
    return min(_MOST_SPAN, max(1, int(value))) if value.isdigit() else 1
