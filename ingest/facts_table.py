"""Facts as a table: a pandas frame, CSV and XLSX, none of which can run as a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ingest.fact_model import Fact
from ingest.metrics import name

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "id",
    "body",
    "metric",
    "name",
    "value",
    "high",
    "unit",
    "as_of",
    "period",
    "scope",
    "kind",
    "approx",
    "decimals",
    "measure",
    "part",
    "owner",
    "quote",
    "document",
    "page",
    "places",
    "conflicts_with",
    "review",
    "author",
    "time",
)
SOURCE_COLUMNS = ("fact", "document", "page", "start", "end", "quote")
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
_LONGEST_CELL = 32_000  # a spreadsheet cell holds 32,767 characters


def frame(facts: Sequence[Fact]) -> pd.DataFrame:
    """One row a fact, typed: numbers are floats (NaN for a blank), pages nullable integers, the rest text."""
    import pandas as pd  # slow to import, and most callers never ask for a frame

    table = pd.DataFrame([_row(fact) for fact in facts], columns=list(COLUMNS))
    return table.astype({"value": "float64", "high": "float64", "page": "Int64", "decimals": "int64"})


def to_csv(facts: Sequence[Fact]) -> str:
    """The table as CSV with a header; text that a spreadsheet would run is opened by an apostrophe."""
    import pandas as pd

    table = frame(facts)
    for column in table.columns:
        if not pd.api.types.is_numeric_dtype(table[column].dtype):
            table[column] = [harmless(value) if isinstance(value, str) else value for value in table[column]]
    return table.to_csv(index=False, lineterminator="\r\n")


def to_xlsx(facts: Sequence[Fact]) -> bytes:
    """A workbook with typed cells: sheet "Facts", and sheet "Sources" with every place of every fact."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook(write_only=False)
    sheets = (
        ("Facts", COLUMNS, [list(_row(fact).values()) for fact in facts]),
        ("Sources", SOURCE_COLUMNS, _sources(facts)),
    )
    book.remove(book.worksheets[0])
    for title, columns, rows in sheets:
        sheet = book.create_sheet(title)
        sheet.append(list(columns))
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for number, row in enumerate(rows, start=2):
            for at, value in enumerate(row, start=1):
                cell = sheet.cell(row=number, column=at)
                if isinstance(value, str):
                    cell.value = _printable(value)
                    cell.data_type = "s"  # text, whatever it begins with
                elif value is not None:
                    cell.value = value
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_RUNS) else text


def _printable(text: str) -> str:
    """Text without the control characters that a workbook refuses, and short enough for a cell."""
    return "".join(letter for letter in text if letter in "\n\t" or ord(letter) >= 32)[:_LONGEST_CELL]


def _row(fact: Fact) -> dict[str, str | float | int | None]:
    place = fact.places[0] if fact.places else None
    return {
        "id": fact.id,
        "body": fact.body,
        "metric": fact.metric,
        "name": name(fact.metric) if fact.metric else "",
        "value": fact.value,
        "high": fact.high,
        "unit": fact.unit,
        "as_of": fact.as_of,
        "period": fact.period,
        "scope": fact.scope.value,
        "kind": fact.kind.value,
        "approx": fact.approx.value,
        "decimals": fact.decimals,
        "measure": fact.measure,
        "part": fact.part,
        "owner": fact.owner,
        "quote": place.quote if place else "",
        "document": place.document if place else "",
        "page": place.page if place else None,
        "places": "; ".join(
            f"{item.document} {f'p. {item.page}' if item.page else item.start}" for item in fact.places
        ),
        "conflicts_with": " ".join(fact.conflicts_with),
        "review": fact.review.value if fact.review else None,
        "author": fact.author or None,
        "time": fact.reviewed_at or None,
    }


def _sources(facts: Sequence[Fact]) -> list[list[str | float | int | None]]:
    return [
        [fact.id, place.document, place.page, place.start, place.end, place.quote]
        for fact in facts
        for place in fact.places
    ]
