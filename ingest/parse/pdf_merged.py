"""Which places of a ruled table are parts of a merged cell."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.parse.pdf_grid import Grid
from ingest.parse.raw import RawRow

_EDGE_PT = 6.0


def mark_covered(grid: Grid, rows: Sequence[RawRow]) -> None:
    """Say of the places without a cell which merged one they belong to."""
    for number, row in enumerate(grid.rows):
        for column, cell in enumerate(row):
            if cell is None:
                left = next((c for c in reversed(row[:column]) if c is not None), None)
                across = left is not None and left.box.x1 > grid.edges[column] + _EDGE_PT
                above = number > 0 and (
                    grid.rows[number - 1][column] or rows[number - 1].cells[column].covered
                )
                rows[number].cells[column].covered = "left" if across else "above" if above else ""
