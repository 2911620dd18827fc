"""A comparison as a pandas DataFrame, for people who program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.model import Comparison

if TYPE_CHECKING:
    import pandas


def comparison_frame(comparison: Comparison) -> pandas.DataFrame:
    """One row a cell: body, topic, state (found, not_stated, not_loaded, not_comparable), text, labels of its evidence."""
    import pandas

    cells = [
        (body, topic, cell.state, cell.text, " ".join(cell.evidence))
        for body, row in zip(comparison.rows, comparison.cells, strict=True)
        for topic, cell in zip(comparison.columns, row, strict=True)
    ]
    return pandas.DataFrame(cells, columns=["body", "topic", "state", "text", "evidence"])
