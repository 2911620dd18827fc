"""Tables as browsers print them: cells show by the pieces of a shaded header or of the lines below the rows alone.

A header band of shaded boxes side by side, or a horizontal line drawn cell by cell, gives the columns exactly; no
upright line is needed. The rows below are taken while their words keep to these columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.parse.pdf_grid import Grid, GridCell
from ingest.parse.pdf_lines import rows_of
from ingest.parse.pdf_page import Box, Page, Word
from ingest.parse.pdf_strips import NARROWEST_PT, NEAR_PT, TALLEST_PT, line_heights, same_edges, strips

_NEW_ROW = 1.55  # of the size of type: a greater distance between lines begins a row
_FAR = 3.2  # of the size of type, where no line or shade parts the rows: what follows is no part of the table
_BEYOND = 1.35  # of the usual distance of rows, below the last line


@dataclass(slots=True)
class _Row:
    """A row while it is gathered: its words by column, a spanning one in its first column alone."""

    cells: list[list[Word]]
    top: float
    bottom: float
    spans: bool = False


def with_bodies(page: Page, grids: Sequence[Grid], words: Sequence[Word]) -> tuple[list[Grid], list[Word]]:
    """The grids, shaded header bands among them with the rows below; tables of piecewise lines; and the words left."""
    out, rest = _striped(page, list(grids), list(words))
    for band in _bands(page, out, rest):
        without = _extended(band, page, rest)
        if band not in out and len(band.rows) > 1:
            out.append(band)
        if band in out:
            rest = without
    for edges, heights in strips(page):
        grid = None if _is_taken(edges, heights, out) else _from_lines(edges, heights, page, rest)
        if grid is not None:
            out.append(grid)
            held = {id(word) for word in grid.words}
            rest = [word for word in rest if id(word) not in held]
    return sorted(out, key=lambda grid: grid.box.top), rest


def _striped(page: Page, grids: list[Grid], words: list[Word]) -> tuple[list[Grid], list[Word]]:
    """Rows that are shaded by turns, each a grid of its own, as one table with the rows between and above."""
    pieces = strips(page, fewest=1)
    for first in grids:
        edges = [*first.edges, first.box.x1]
        alike = [
            grid for grid in grids if len(grid.rows) == 1 and same_edges([*grid.edges, grid.box.x1], edges)
        ]
        lines = [
            y for found, levels in pieces if same_edges(found, edges) for y in levels if y < first.box.top
        ]
        if len(edges) < 3 or first not in alike or len(alike) + bool(lines) < 2:
            continue
        held = [word for grid in alike for word in grid.words]
        heights = sorted({*lines, *(y for grid in alike for y in (grid.box.top, grid.box.bottom))})
        table = _from_lines(edges, heights, page, [*words, *held])
        if table is not None and len(table.rows) > len(alike):
            taken = {id(word) for word in table.words}
            rest = [word for word in [*words, *held] if id(word) not in taken]
            return _striped(page, [*(grid for grid in grids if grid not in alike), table], rest)
    return grids, words


def _bands(page: Page, grids: Sequence[Grid], words: Sequence[Word]) -> Iterator[Grid]:
    """Header bands: grids that are shaded throughout, and shaded boxes side by side that no grid holds."""
    for grid in grids:
        if len(grid.edges) > 1 and len(grid.shaded_rows) == len(grid.rows) <= 3:
            yield grid
    boxes = [
        box for box, _ in page.shades if box.bottom - box.top < TALLEST_PT and box.x1 - box.x0 > NARROWEST_PT
    ]
    for run in _side_by_side(boxes):
        whole = Box(run[0].x0, run[0].top, run[-1].x1, run[0].bottom)
        if any(grid.box.top < whole.bottom and grid.box.bottom > whole.top for grid in grids):
            continue
        cells = [GridCell(box, [word for word in words if _in(word, box)]) for box in run]
        if sum(bool(cell.words) for cell in cells) > 1:
            yield Grid(page.number, whole, [list(cells)], [box.x0 for box in run], {0})


def _side_by_side(boxes: Sequence[Box]) -> Iterator[list[Box]]:
    run: list[Box] = []
    for box in sorted(boxes, key=lambda b: (round(b.top), round(b.bottom), b.x0)):
        last = run[-1] if run else None
        if last is not None and _level(last, box) and abs(box.x0 - last.x1) < NEAR_PT:
            run.append(box)
            continue
        if len(run) > 1:
            yield run
        run = [box]
    if len(run) > 1:
        yield run


def _level(one: Box, other: Box) -> bool:
    return abs(one.top - other.top) < NEAR_PT and abs(one.bottom - other.bottom) < NEAR_PT


def _in(word: Word, box: Box) -> bool:
    return box.holds((word.x0 + word.x1) / 2, word.y - 0.3 * word.style.size)


def _extended(band: Grid, page: Page, words: list[Word]) -> list[Word]:
    """Put the rows below the band to it; the words that stand in none of them."""
    edges = [*band.edges, band.box.x1]
    rows = _rows_below(edges, band.box.bottom, page, words)
    inside = band.words
    _add_rows(band, edges, rows)
    held = {id(word) for row in rows for cell in row.cells for word in cell} | {id(word) for word in inside}
    return [word for word in words if id(word) not in held]


def _add_rows(grid: Grid, edges: Sequence[float], rows: Sequence[_Row]) -> None:
    for row in rows:
        if row.spans:
            row.cells = [[word for held in row.cells for word in held], *([] for _ in row.cells[1:])]
        ends = [edges[-1], *edges[2:]] if row.spans else edges[1:]
        cells: list[GridCell | None] = [
            GridCell(Box(left, row.top, right, row.bottom), held)
            for left, right, held in zip(edges, ends, row.cells, strict=False)
        ]
        grid.rows.append([cells[0], *[None] * (len(cells) - 1)] if row.spans else cells)
        grid.box = Box(grid.box.x0, grid.box.top, grid.box.x1, max(grid.box.bottom, row.bottom))


def _rows_below(edges: Sequence[float], top: float, page: Page, words: Sequence[Word]) -> list[_Row]:
    """The rows from this height down whose words keep to the columns."""
    near = [
        word for word in words if edges[0] - 2 <= (word.x0 + word.x1) / 2 <= edges[-1] + 2 and word.y > top
    ]
    lines = [y for y in line_heights(edges, page) if y > top + 4]
    rows: list[_Row] = []
    last_y = top
    for line in rows_of(near):
        y, size = line[0].y, max(word.style.size for word in line)
        parted = any(last_y - 1 < height < y for height in lines) or not rows
        ruled = any(height > y - 1 for height in lines)
        crosses = _crosses(line, edges)
        if _ends(line, y - last_y, rows, edges, ruled=ruled, crosses=crosses, size=size):
            break
        cells = [[word for word in line if _column(word, edges) == n] for n in range(len(edges) - 1)]
        if parted or (not ruled and y - last_y > _NEW_ROW * size):
            rows.append(_Row([[] for _ in cells], min(word.top for word in line) - 2, y + 2))
        row = rows[-1]
        row.spans = row.spans or crosses
        row.bottom = max(word.bottom for word in line) + 1
        for number, held in enumerate(cells):
            row.cells[0 if crosses else number].extend(held)
        last_y = y
    return _without_tail(rows)


def _ends(
    line: Sequence[Word],
    gap: float,
    rows: Sequence[_Row],
    edges: Sequence[float],
    *,
    ruled: bool,
    crosses: bool,
    size: float,
) -> bool:
    """Whether the line below a table's rows is no more part of it. ``ruled``: a line of the table runs below it."""
    if ruled:
        return False
    if crosses or any(word.x0 < edges[0] - 2 or word.x1 > edges[-1] + 2 for word in line):
        return True
    if not rows:
        return gap > _FAR * size
    usual = median(size_of(row) for row in rows)
    pitch = median([b.bottom - a.bottom for a, b in pairwise(rows)] or [_FAR * size])
    return size > 1.12 * usual or gap > min(_FAR * size, max(_BEYOND * pitch, 2.2 * size))


def size_of(row: _Row) -> float:
    """The largest type in the row."""
    return max(word.style.size for cell in row.cells for word in cell)


def _without_tail(rows: list[_Row]) -> list[_Row]:
    """The rows up to the last with text in two columns."""
    while rows and (rows[-1].spans or sum(map(bool, rows[-1].cells)) < 2):
        rows.pop()
    return rows


def _crosses(line: Sequence[Word], edges: Sequence[float]) -> bool:
    """Whether a word, or the space between two of one phrase, lies across a column's edge."""
    inner = edges[1:-1]
    if any(word.x0 < edge - 2 and word.x1 > edge + 2 for word in line for edge in inner):
        return True
    close = [(a.x1, b.x0) for a, b in pairwise(line) if b.x0 - a.x1 < 0.5 * a.style.size]
    return any(end <= edge <= start for end, start in close for edge in inner)


def _column(word: Word, edges: Sequence[float]) -> int:
    middle = (word.x0 + word.x1) / 2
    return min(max(sum(edge <= middle for edge in edges) - 1, 0), len(edges) - 2)


def _is_taken(edges: Sequence[float], heights: Sequence[float], grids: Sequence[Grid]) -> bool:
    return any(
        grid.box.top - 3 < heights[-1]
        and grid.box.bottom + 3 > heights[0]
        and grid.box.x0 < edges[-1] - 3
        and grid.box.x1 > edges[0] + 3
        for grid in grids
    )


def _from_lines(edges: list[float], heights: list[float], page: Page, words: Sequence[Word]) -> Grid | None:
    """A table of these columns: the row over the first line, and the rows below."""
    first = _rows_over(edges, heights, words)
    rows = [*first, *_rows_below(edges, heights[0], page, words)]
    if len(rows) < 2:
        return None
    box = Box(edges[0], rows[0].top, edges[-1], heights[0])
    grid = Grid(page.number, box, [], list(edges[:-1]))
    _add_rows(grid, edges, rows)
    return grid


def _rows_over(edges: Sequence[float], heights: Sequence[float], words: Sequence[Word]) -> list[_Row]:
    """The row that a table's first line closes, and header rows above it at the distance of rows."""
    y, pitch = heights[0], heights[1] - heights[0]
    above = [
        word for word in words if edges[0] - 2 <= (word.x0 + word.x1) / 2 <= edges[-1] + 2 and word.y < y + 1
    ]
    rows: list[_Row] = []
    last = y
    for line in reversed(rows_of(above)):
        gap = last - line[0].y
        fresh = not rows or gap > _NEW_ROW * max(word.style.size for word in line)
        cells = [[word for word in line if _column(word, edges) == n] for n in range(len(edges) - 1)]
        if _crosses(line, edges) or gap > _BEYOND * pitch or (fresh and sum(map(bool, cells)) < 2):
            break
        if fresh:
            rows.insert(0, _Row([[] for _ in cells], 0.0, line[0].y + 2))
        rows[0].cells = [[*more, *held] for more, held in zip(cells, rows[0].cells, strict=True)]
        rows[0].top = min(word.top for word in line) - 2
        last = line[0].y
    return rows if len(rows) <= 3 else rows[-1:]
