"""Where the tables of a sheet lie: areas parted by empty columns and empty rows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ingest.parse.workbook_grid import Area, Grid


def areas(grid: Grid, area: Area) -> Iterator[Area]:
    """The parts of a sheet in reading order: side by side first, then from top to bottom."""
    for block in _side_by_side(grid, area):
        for band in _bands(grid, block):
            yield from _side_by_side(grid, band)


def _bands(grid: Grid, area: Area) -> Iterator[Area]:
    """The area cut at its empty rows."""
    filled = [row for row in area.rows if any(grid.filled(row, column) for column in area.columns)]
    for rows in _runs(filled, grid.hidden_rows):
        yield Area(rows, area.columns)


def _runs(filled: Sequence[int], hidden: Sequence[int]) -> list[list[int]]:
    """The rows or columns as runs without an empty one between; hidden ones between do not count."""
    out: list[list[int]] = []
    for place in filled:
        between = place - out[-1][-1] - 1 if out else 1
        if between and between > bisect_left(hidden, place) - bisect_left(hidden, out[-1][-1] if out else 0):
            out.append([place])
        else:
            out[-1].append(place)
    return out


def _side_by_side(grid: Grid, area: Area) -> list[Area]:
    """The area cut at those empty columns that part two tables; columns left out for looks part none."""
    filled = [column for column in area.columns if any(grid.filled(row, column) for row in area.rows)]
    groups: list[list[int]] = []
    for run in _runs(filled, grid.hidden_columns):
        if groups and not _part(grid, Area(area.rows, groups[-1]), Area(area.rows, run)):
            groups[-1] += run
        else:
            groups.append(run)
    return [grid.used(Area(area.rows, columns)) for columns in groups]


def _part(grid: Grid, left: Area, right: Area) -> bool:
    """Whether what stands right of an empty column is a thing of its own.

    It is none when it opens with figures, which need the labels at the left, or when it is one column under
    a name in the header row of the left.
    """
    opening = [cell for row in right.rows if (cell := grid.at(row, right.columns[0]))]
    if 2 * sum(cell.is_figure for cell in opening) >= max(1, len(opening) - 1):
        return False
    wide = [row for row in left.rows if len(grid.own(row, left)) > 1]
    if not wide:
        return not _labels(grid, left, right)
    first = next((row for row in right.rows if grid.own(row, right)), 0)
    return len(right.columns) > 1 or first != wide[0]


def _labels(grid: Grid, left: Area, right: Area) -> bool:
    """Whether a single column at the left labels most rows of the right, as a label column does."""
    said = [row for row in left.rows if grid.own(row, left)]
    both = sum(bool(grid.own(row, right)) for row in said)
    return 2 * both >= len(said)
