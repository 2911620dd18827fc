"""A table as its figures are read in it: what its whole shape says, and the cell at hand with its paths."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ingest.facts import parts
from ingest.facts.draft import Setting
from ingest.facts.grid import Grid, GridRow
from ingest.facts.measures import measures, told
from ingest.facts.others import known
from ingest.facts.sums_sheet import number_of
from ingest.facts.times import first_time, is_future
from ingest.model import Cell
from ingest.phrases import words
from ingest.quantities_cell import cell_figures, mark_of

FEWEST_IN_BRACKETS = 3
MOSTLY = 0.6
_LEAVING_OFF = frozenset({"by", "from", "of", "for", "with", "to", "in"})


@dataclass(frozen=True, slots=True)
class Table:
    """A table with what its whole shape says: whether columns measure, whether it lists parts, whether it looks ahead.

    ``lists_comparators``: some of its rows are what the others are set beside ("England"). ``spending`` are the columns
    that print most of their figures in brackets, which there mean what is spent, not what is below nought.
    """

    grid: Grid
    setting: Setting
    note: str
    about: str
    corner_measures: bool
    columns_measure: bool
    has_total: bool
    bodies: bool
    own_row: bool
    ahead: bool
    lists_comparators: bool = False
    spending: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Spot:
    """One cell with its paths."""

    row: GridRow
    column: str
    cell: Cell
    others: str
    left: str = ""
    spent: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell measures and of which part; ``place`` says which labels gave the measure."""

    measure: str
    part: str
    place: str
    own: str = ""
    over: str = ""


def table_of(grid: Grid, setting: Setting, note: str) -> Table:
    """A grid with what its heads, its labels and the words over it say of all its cells."""
    grid = replace(grid, rows=tuple(_grouped(row, grid, setting.paper.own) for row in grid.rows))
    over = (told(grid.corner), setting.caption, setting.heading)
    heads = [grid.columns[column] for column in grid.figures]
    ahead = sum(is_future(first_time([("column", head)]), setting.paper.written) for head in heads)
    own = setting.paper.own
    return Table(
        grid=grid,
        setting=setting,
        note=note,
        about=" ; ".join(text for text in over if text),
        corner_measures=mark_of(grid.corner) is not None and len(words(told(grid.corner))) > 1,
        columns_measure=2 * sum(bool(told(head)) and measures(told(head)) for head in heads) > len(heads),
        has_total=any(parts.is_total(row.label, own) for row in grid.rows),
        bodies=_lists_bodies(grid, setting),
        own_row=any(parts.is_own(row.label, own) and not parts.is_total(row.label) for row in grid.rows),
        ahead=bool(heads) and 2 * ahead > len(heads),
        lists_comparators=any(parts.comparator_in(row.label) for row in grid.rows),
        spending=frozenset(column for column in grid.figures if _is_spending(column, grid)),
    )


def _is_spending(column: int, grid: Grid) -> bool:
    """Whether most figures of a column stand in brackets."""
    texts = [row.row.cells[column].text for row in grid.rows if column < len(row.row.cells)]
    figures = [text.strip() for text in texts if cell_figures(text)]
    bracketed = [text for text in figures if text.startswith("(") and text.endswith(")")]
    return len(bracketed) >= FEWEST_IN_BRACKETS and len(bracketed) >= MOSTLY * len(figures)


def _grouped(row: GridRow, grid: Grid, own: tuple[str, ...]) -> GridRow:
    """The row without a group that it is no piece of: a heading that leaves off ("Funded by"), or the rows that stand
    over a total and do not come to it, since it is the total of all.
    """
    if not row.groups:
        return row
    last = words(row.groups[-1])[-1:]
    hanging = bool(last) and last[0].fold in _LEAVING_OFF
    members = [
        other for other in grid.rows if other.groups == row.groups and not parts.is_total(other.label, own)
    ]
    beyond = parts.is_total(row.label, own) and len(members) > 1 and not _comes_to(row, members, grid)
    return replace(row, groups=()) if hanging or beyond else row


def _comes_to(total: GridRow, members: list[GridRow], grid: Grid) -> bool:
    """Whether a total is the sum of these rows in one of the columns, or has no figure to tell it by."""
    told_by = False
    for column in grid.figures:
        printed, *added = [number_of(row, "", column, "") for row in (total, *members)]
        sure = [number for number in added if number is not None]
        if printed is None or printed.empty or len(sure) < len(added):
            continue
        told_by = True
        slack = (printed.step + sum(number.step for number in sure)) / 2
        if abs(sum(number.value for number in sure) - printed.value) <= slack:
            return True
    return not told_by


def _lists_bodies(grid: Grid, setting: Setting) -> bool:
    """Whether the rows are bodies: their head says so, they are formed so, or another table of the paper lists them."""
    labels = [row.label for row in grid.rows if row.label]
    return (bool(labels) and 2 * known(labels, setting.paper.others) >= len(labels)) or parts.lists_bodies(
        told(grid.corner), labels
    )


def head_at_left(column: int, table: Table) -> str:
    """The head that measures next to the left of one that only says when or of what stage."""
    columns = table.grid.columns
    if not table.columns_measure or told(columns[column]):
        return ""
    return next(
        (
            columns[n]
            for n in range(column - 1, -1, -1)
            if n in table.grid.figures and measures(told(columns[n]))
        ),
        "",
    )


def bands_ages(table: Table) -> bool:
    """Whether the rows of a table are bands of age: what stands over them says so."""
    over = f"{table.grid.corner} ; {table.setting.caption} ; {table.setting.heading}"
    return any(word.fold in ("age", "aged") for word in words(over))
