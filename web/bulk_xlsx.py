"""The first sheet of a workbook that people edited, as rows of text; one that unpacks to too much is refused."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

from openpyxl import load_workbook

MOST_BYTES = 60_000_000


def rows_of_xlsx(data: bytes, limit: int) -> list[list[str]]:
    """Its rows, at most so many; raises ValueError for what is no workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(item.file_size for item in packed.infolist()) > MOST_BYTES:
                raise ValueError("it unpacks to too much")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        return [[_text(value) for value in row] for row in sheet.iter_rows(max_row=limit, values_only=True)]
    except (zipfile.BadZipFile, KeyError, IndexError, OSError) as fault:
        raise ValueError("it is no workbook") from fault


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return f"{value:.15g}" if isinstance(value, float) else str(value)
