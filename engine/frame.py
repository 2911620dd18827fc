"""The only module of the engine that knows pandas: one DataFrame at the end."""

from __future__ import annotations

import pandas as pd

from engine.projection import Table


def table_frame(table: Table) -> pd.DataFrame:
    """A column for each measure, unrounded; text columns stay text."""
    cells = list(zip(*table.rows, strict=True)) if table.rows else [()] * len(table.columns)
    return pd.DataFrame(
        {column.name: list(values) for column, values in zip(table.columns, cells, strict=True)}
    )
