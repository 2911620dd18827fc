"""A sheet without its hidden rows and columns, asked by row and column; merged cells know what covers them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.parse.workbook_sheet import Box, Sheet, SheetCell

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Area:
    """Some rows and columns of a grid, in order; those between that show nothing may be left out."""

    rows: Sequence[int]
    columns: Sequence[int]


@dataclass(slots=True)
class Grid:
    """The visible cells of a sheet. ``covered`` says of a place whether its merged cell is "left" or "above"."""

    cells: dict[Place, SheetCell]
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    covered: dict[Place, str] = field(default_factory=dict)
    under: set[Place] = field(default_factory=set)
    """Places that are covered by a cell that shows something."""

    def at(self, row: int, column: int) -> SheetCell | None:
        """What the cell shows, or None."""
        return self.cells.get((row, column))

    def filled(self, row: int, column: int) -> bool:
        """Whether something is shown here, by the cell itself or by the merged one over it."""
        return (row, column) in self.cells or (row, column) in self.under

    def own(self, row: int, area: Area) -> list[SheetCell]:
        """The cells of a row that show something themselves."""
        return [cell for column in area.columns if (cell := self.cells.get((row, column)))]

    def is_line(self, row: int, area: Area) -> bool:
        """Whether the row shows one cell only, alone or merged over others, and nothing reaches in from above."""
        above = any(
            (row, column) in self.under and self.covered[row, column] == "above" for column in area.columns
        )
        return len(self.own(row, area)) == 1 and not above

    def used(self, area: Area) -> Area:
        """The area without its empty rows and columns."""
        rows = [row for row in area.rows if any(self.filled(row, column) for column in area.columns)]
        columns = [column for column in area.columns if any(self.filled(row, column) for row in rows)]
        return Area(rows, columns)


def grid_of(sheet: Sheet) -> tuple[Grid, Area]:
    """The visible part of a sheet and its rows and columns that show something."""
    grid = Grid(
        {place: cell for place, cell in sheet.cells.items() if _is_visible(place, sheet)},
        sorted(sheet.hidden_rows),
        sorted(sheet.hidden_columns),
    )
    last_row = max((row for row, _ in sheet.cells), default=0)
    last_column = max((column for _, column in sheet.cells), default=0)
    for box in sheet.merged:
        _cover(grid, sheet, box, last_row, last_column)
    filled = grid.cells.keys() | grid.under
    return grid, Area(sorted({row for row, _ in filled}), sorted({column for _, column in filled}))


def _is_visible(place: Place, sheet: Sheet) -> bool:
    return place[0] not in sheet.hidden_rows and place[1] not in sheet.hidden_columns


def _cover(grid: Grid, sheet: Sheet, box: Box, last_row: int, last_column: int) -> None:
    """Mark what a merged range covers; one whose first cell is hidden shows its text in the next visible."""
    places = [
        (row, column)
        for row in range(box.top, min(box.bottom, last_row) + 1)
        for column in range(box.left, min(box.right, last_column) + 1)
        if _is_visible((row, column), sheet)
    ]
    cell = sheet.cells.get((box.top, box.left))
    if not places:
        return
    first = places[0]
    if cell is not None:
        grid.cells[first] = cell
    for place in places[1:]:
        grid.cells.pop(place, None)
        grid.covered[place] = "above" if place[1] == first[1] else "left"
        if cell is not None:
            grid.under.add(place)
