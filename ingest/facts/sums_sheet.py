"""The figures of a table as lines to be added up: its rows, or, turned round, its columns."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.fact_model import Approx
from ingest.facts.grid import Grid, GridRow, grid_of, is_prose
from ingest.model import Block, Cell
from ingest.quantities_cell import cell_figures, is_nil, mark_of, times_in

_DASHES = frozenset("-–—")
_MOST_LINES = 150


@dataclass(frozen=True, slots=True)
class Num:
    """A printed figure: ``value`` in the column's scale, ``step`` one unit of its last digit, its span and its text.

    ``share`` when it is in percent; ``empty`` when the cell prints nothing, or a dash, and counts as nought.
    """

    value: float
    step: float
    start: int
    end: int
    text: str
    share: bool = False
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row, or a column: its label, the headings over it, and a figure (None: unknown) at each place along it."""

    label: str
    groups: tuple[str, ...]
    nums: tuple[Num | None, ...]
    start: int = 0
    end: int = 0

    @property
    def path(self) -> str:
        """Headings and label as one."""
        return ", ".join((*self.groups, self.label))


@dataclass(frozen=True, slots=True)
class Sheet:
    """Lines with what stands across them. ``down`` when the lines are rows, so that sums run down columns.

    ``sure`` is False when the table may not be whole: figures among its heads, or a part on another page.
    """

    lines: tuple[Line, ...]
    across: tuple[str, ...]
    about: str
    down: bool
    sure: bool = True

    def known(self, line: int) -> list[Num]:
        """The figures of a line that are printed."""
        return [num for num in self.lines[line].nums if num is not None and not num.empty]

    def is_share(self, line: int) -> bool:
        """Whether most of a line's figures are in percent."""
        known = self.known(line)
        return 2 * sum(num.share for num in known) > len(known)


def sheets_of(block: Block, about: str, *, whole: bool) -> tuple[Sheet, ...]:
    """A table as rows and as columns; none when it holds too few figures to be added up."""
    grid = grid_of(block)
    columns = [column for column in grid.figures if _holds_figures(grid, column)]
    if not columns or len(grid.rows) < 2 or len(grid.rows) > _MOST_LINES:
        return ()
    table = [[number_of(row, grid.columns[column], column, about) for column in columns] for row in grid.rows]
    over = f"{grid.corner} ; {about}"
    sure = whole and not any(_is_data(head.cells) for head in block.heads)
    rows = tuple(
        Line(row.label, row.groups, tuple(nums), row.row.start, row.row.end)
        for row, nums in zip(grid.rows, table, strict=True)
    )
    heads = [tuple(part for part in grid.columns[column].split(" ; ") if part) or ("",) for column in columns]
    turned = tuple(
        Line(head[-1], head[:-1], tuple(nums[place] for nums in table)) for place, head in enumerate(heads)
    )
    across = tuple(grid.columns[column].replace(" ; ", ", ") for column in columns)
    down = Sheet(rows, across, over, True, sure)
    return down, Sheet(turned, tuple(row.path for row in rows), over, False, sure)


def _holds_figures(grid: Grid, column: int) -> bool:
    texts = [row.row.cells[column].text for row in grid.rows if column < len(row.row.cells)]
    return any(cell_figures(text) for text in texts)


def _is_data(cells: tuple[Cell, ...]) -> bool:
    """Whether a head row holds bare figures, as a row of data does that was taken for a head."""
    bare = [cell.text for cell in cells[1:] if cell_figures(cell.text) and not any(times_in(cell.text))]
    return len(bare) * 2 > len(cells) - 1


def number_of(row: GridRow, head: str, column: int, about: str) -> Num | None:
    """The figure of a row in a column; None where it cannot be known. ``head`` and ``about`` may mark it as a share."""
    if column >= len(row.row.cells):
        return None
    cell = row.row.cells[column]
    text = cell.text.strip()
    if not text or is_nil(text) or set(text) <= _DASHES:
        return Num(0.0, 0.0, cell.start, cell.end, text, empty=not is_nil(text))
    figure = next(iter(cell_figures(cell.text)), None)
    if figure is None or is_prose(text) or figure.high is not None or figure.approx is not Approx.NONE:
        return None
    marked = next((mark for mark in map(mark_of, (head, row.label)) if mark), None) or mark_of(about)
    share = figure.unit in ("share", "points") or (
        not figure.unit and marked is not None and marked.unit == "share"
    )
    step = figure.scale * 10.0**-figure.decimals
    return Num(figure.value, step, cell.start + figure.start, cell.start + figure.end, text, share)
