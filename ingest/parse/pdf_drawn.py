"""Tables and columns that stand side by side are told apart by the order in which they were drawn.

A table is drawn row by row. Where all that stands at one side of a gutter was drawn before all at the other, and
one side row by row, a table ends there; where rows between columns of text are drawn across, they are a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.parse.pdf_segments import Segment, column_of

_FEWEST_ROWS = 3
_FEWEST_CELLS = 3
_SHORT = 4  # words in a cell

Row = list[Segment]


def parting(rows: Sequence[Row], gutters: Sequence[float]) -> float | None:
    """The gutter with a table at one side, and at the other another table or a column, or None."""
    for gutter in gutters:
        inner = _without_captions(rows, gutter)
        left = [s for row in inner for s in row if s.x1 <= gutter]
        right = [s for row in inner for s in row if s.x0 >= gutter]
        if not _drawn_apart(left, right):
            continue
        if _row_by_row(left, gutters) or _row_by_row(right, gutters):
            return gutter
    return None


def _without_captions(rows: Sequence[Row], gutter: float) -> Sequence[Row]:
    """The rows from the first with several cells at one side: captions above were perhaps drawn together."""
    sides = [(sum(s.x1 <= gutter for s in row), sum(s.x0 >= gutter for s in row)) for row in rows]
    return rows[next((number for number, side in enumerate(sides) if max(side) > 1), 0) :]


def _drawn_apart(one: Sequence[Segment], other: Sequence[Segment]) -> bool:
    if not one or not other:
        return False
    first, second = [s.order for s in one], [s.order for s in other]
    return max(first) < min(second) or max(second) < min(first)


def _row_by_row(segments: Sequence[Segment], gutters: Sequence[float]) -> bool:
    """Whether these are rows of two cells or more that were drawn one row after the other."""
    rows: dict[int, list[Segment]] = {}
    for segment in segments:
        rows.setdefault(segment.row, []).append(segment)
    full = [row for _, row in sorted(rows.items()) if len({column_of(s, gutters) for s in row}) > 1]
    if len(full) < _FEWEST_ROWS or len(full) < 0.5 * len(rows):
        return False
    return all(_last(upper) < _first(lower) for upper, lower in pairwise(full))


def rows_across(rows: Sequence[Row]) -> tuple[int, int] | None:
    """The first and past-last of rows of short cells that were drawn across, where the others were not; or None."""
    best: tuple[int, int] | None = None
    start = 0
    for number in range(1, len(rows) + 1):
        if number < len(rows) and _follows(rows[number - 1], rows[number]):
            continue
        if number - start >= _FEWEST_ROWS and (best is None or number - start > best[1] - best[0]):
            best = start, number
        start = number
    return best if best != (0, len(rows)) else None


def _follows(upper: Row, lower: Row) -> bool:
    """Whether two rows of short cells were drawn whole, the lower after the upper."""
    cells = len(upper) >= _FEWEST_CELLS and len(lower) >= _FEWEST_CELLS
    short = all(len(s.words) <= _SHORT for s in [*upper[1:], *lower[1:]])
    return cells and short and _last(upper) < _first(lower)


def _first(row: Sequence[Segment]) -> int:
    return min(s.order for s in row)


def _last(row: Sequence[Segment]) -> int:
    return max(s.order for s in row)
