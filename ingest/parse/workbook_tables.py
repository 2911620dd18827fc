"""The blocks of a sheet: its heading, then tables with their captions above and notes below, lines between."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.parse.cells import split_lines
from ingest.parse.raw import RawBlock, RawCell, RawHeading, RawLine, RawParagraph, RawRow, RawTable
from ingest.parse.workbook_areas import areas
from ingest.parse.workbook_grid import Area, Grid, grid_of
from ingest.parse.workbook_heads import has_figures, head_count, is_strong_head, spread
from ingest.parse.workbook_sheet import Sheet, address

_CAPTION_WORDS = 25
_LABEL_WORDS = 4  # a last row that shows only so many words is a label with a blank, not a note


@dataclass(slots=True)
class _Table:
    """A table while its parts are gathered."""

    area: Area
    heads: int
    strong: bool

    def fits(self, area: Area) -> bool:
        """Whether these columns begin with the table's labels and end within it."""
        return self.area.columns[0] == area.columns[0] and area.columns[-1] <= self.area.columns[-1]

    def add(self, area: Area) -> None:
        columns = sorted({*self.area.columns, *area.columns})
        self.area = Area([*self.area.rows, *area.rows], columns)


@dataclass(slots=True)
class _Reader:
    """Goes through the areas of one sheet in order."""

    grid: Grid
    found: list[_Table | RawParagraph] = field(default_factory=list)
    waiting: list[tuple[int, Area]] = field(default_factory=list)
    """Lines that may be a caption, a note, or the label of a group of rows."""

    def take(self, area: Area) -> None:
        """Take in the next area."""
        lead = self._lead(area)
        rows = area.rows[len(lead) :]
        if not rows or len(area.columns) == 1:
            self.waiting += [(row, area) for row in area.rows]
            return
        tail = self._tail(Area(rows, area.columns))
        body = self.grid.used(Area(rows[: len(rows) - len(tail)], area.columns))
        lines = [(row, area) for row in lead]
        before = self._continued(body, len(lines))
        if before is not None:
            before.add(Area([row for row, _ in (*self.waiting, *lines)], body.columns))
            before.add(body)
            self.waiting = []
        else:
            self.waiting += lines
            self.lines(captions=True)
            heads = head_count(self.grid, body)
            self.found.append(_Table(body, heads, is_strong_head(self.grid, body)))
        self.waiting += [(row, area) for row in tail]

    def _lead(self, area: Area) -> list[int]:
        """The first rows that are lines of text over the table."""
        count = 0
        while count < len(area.rows) and (
            self._is_line_above(area.rows[count], area) or self._is_title(area, count)
        ):
            count += 1
        return list(area.rows[:count])

    def _is_line_above(self, row: int, area: Area) -> bool:
        """Whether the row is one line of text, not a name merged over some of the columns at the right."""
        spans = [column for column in area.columns if self.grid.covered.get((row, column)) == "left"]
        return self.grid.is_line(row, area) and (not spans or bool(self.grid.at(row, area.columns[0])))

    def _is_title(self, area: Area, place: int) -> bool:
        """Whether the row holds a title and, far to its right, a unit: the next row, with a name in each column,
        is the header.
        """
        if place + 1 >= len(area.rows):
            return False
        row, after = (self.grid.own(area.rows[place + step], area) for step in (0, 1))
        begin = [self.grid.at(area.rows[place + step], area.columns[0]) for step in (0, 1)]
        spans = any(self.grid.covered.get((area.rows[place], c)) for c in area.columns[2:])
        words = not any(cell.is_figure for cell in (*row, *after))
        return bool(all(begin) and words and not spans and 2 * len(row) < len(after) == len(area.columns))

    def _tail(self, area: Area) -> list[int]:
        """The last rows that are notes: one cell of more than a few words, or merged over the table."""
        count = len(area.rows)
        while count > 1 and self.grid.is_line(row := area.rows[count - 1], area):
            cell = self.grid.own(row, area)[0]
            merged = any(self.grid.covered.get((row, column)) for column in area.columns)
            if cell.is_figure or not (merged or len(cell.text.split()) > _LABEL_WORDS):
                break
            count -= 1
        return list(area.rows[count:])

    def _continued(self, body: Area, lines: int) -> _Table | None:
        """The table that goes on here after empty rows: this area names no columns, and fits under it."""
        last = next((one for one in reversed(self.found) if isinstance(one, _Table)), None)
        texts = len(self.waiting) + lines
        if last is None or not last.fits(body) or texts > 1 or self.found[-1] is not last:
            return None
        if texts and any(len(self._text(row, area).split()) > _CAPTION_WORDS for row, area in self.waiting):
            return None
        if has_figures(self.grid, last.area) and not has_figures(self.grid, body):
            return None
        own = head_count(self.grid, body, strong_above=last.strong and last.heads > 0)
        return None if own else last

    def lines(self, *, captions: bool) -> None:
        """Write the waiting lines as paragraphs, short ones over a table as its captions."""
        for row, area in self.waiting:
            for cell in self.grid.own(row, area):
                parts = [line.text for line in split_lines(cell.text.replace("\n", " "))]
                text = " ".join(parts)
                short = len(text.split()) <= _CAPTION_WORDS and not text.endswith(".")
                self.found.append(RawParagraph([(text, None)], caption=captions and short))
        self.waiting = []

    def _text(self, row: int, area: Area) -> str:
        return " ".join(cell.text for cell in self.grid.own(row, area))


def blocks_of(sheet: Sheet) -> list[RawBlock]:
    """The sheet's name as a heading and what it shows; nothing for a sheet that shows nothing."""
    grid, whole = grid_of(sheet)
    if not whole.rows:
        return []
    reader = _Reader(grid)
    for area in areas(grid, whole):
        reader.take(area)
    reader.lines(captions=False)
    blocks: list[RawBlock] = [RawHeading(sheet.name, 1)] if sheet.name else []
    blocks += [_raw(grid, one, sheet.name) if isinstance(one, _Table) else one for one in reader.found]
    return blocks


def _raw(grid: Grid, table: _Table, sheet: str) -> RawTable:
    """The table with its header rows marked, unless it is nothing but these."""
    heads = table.heads if table.heads < len(table.area.rows) else 0
    area = grid.used(table.area)
    spread(grid, area, heads)
    return RawTable(
        [
            RawRow([_cell(grid, row, column, sheet) for column in area.columns], header=place < heads)
            for place, row in enumerate(area.rows)
        ]
    )


def _cell(grid: Grid, row: int, column: int, sheet: str) -> RawCell:
    cell = grid.at(row, column)
    ref = f"{sheet}!{address(row, column)}" if sheet else address(row, column)
    covered = grid.covered.get((row, column), "")
    if cell is None:
        return RawCell([], covered=covered, ref=ref)
    if cell.stored is not None:
        return RawCell([RawLine(cell.text)], covered=covered, ref=ref, stored=cell.stored)
    lines = [line for text in cell.text.split("\n") for line in split_lines(text)]
    return RawCell(lines, covered=covered, ref=ref)
