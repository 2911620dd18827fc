"""Tables as files: CSV and workbooks that no spreadsheet will run anything of.

A cell that begins like a formula is kept as text: with a leading apostrophe in CSV, by its type in XLSX.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from starlette.responses import Response

from ingest.fact_model import Fact
from ingest.owners import owner
from web.facade import Card

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | float | int | None
Sheet = Sequence[Sequence[Value]]
FORMULA = re.compile(r"[=+\-@\t\r\n]|[＝＋－＠]")
NUMBER = re.compile(r"[-−+]?£?[\d,]*\.?\d+%?")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def sheet_response(data: bytes, name: str) -> Response:
    """The file as an attachment."""
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(data, media_type=TYPES[name.rpartition(".")[2]], headers=headers)


def as_csv(rows: Sheet) -> bytes:
    """Rows as CSV in UTF-8 with a mark, so that Excel reads pounds and dashes rightly."""
    text = io.StringIO()
    csv.writer(text).writerows([[_safe(value) for value in row] for row in rows])
    return text.getvalue().encode("utf-8-sig")


def _safe(value: Value) -> Value:
    if isinstance(value, str):
        value = CONTROL.sub("", value)
        if FORMULA.match(value.lstrip()) and not NUMBER.fullmatch(value):
            return "'" + value
    return value


def as_xlsx(sheets: dict[str, Sheet]) -> bytes:
    """Sheets as a workbook; the first row of each is its heading."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        _fill(book.create_sheet(title), rows)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Worksheet, rows: Sheet) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for y, row in enumerate(rows, 1):
        for x, value in enumerate(row, 1):
            cell = sheet.cell(y, x)
            cell.value = CONTROL.sub("", value)[:32_000] if isinstance(value, str) else value
            if isinstance(value, str):
                cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if y == 1:
                cell.font = Font(bold=True)
    for x, width in enumerate(_widths(rows), 1):
        sheet.column_dimensions[get_column_letter(x)].width = width
    sheet.freeze_panes = "A2"


def _widths(rows: Sheet) -> list[float]:
    columns = max((len(row) for row in rows), default=0)
    return [
        min(
            60.0,
            2.0 + max((len(str(row[x])) for row in rows if x < len(row) and row[x] is not None), default=8),
        )
        for x in range(columns)
    ]


FACT_HEADINGS = (
    "body", "metric", "measure", "part", "value", "high", "unit", "as_of", "period", "scope", "kind", "approx",
    "review", "author", "time", "quote", "title", "page", "document", "id",
)  # fmt: skip
SOURCE_HEADINGS = ("id", "title", "council", "period", "type", "status", "file", "digest")


def fact_rows(facts: Sequence[Fact], cards: Sequence[Card]) -> Sheet:
    """The facts table with headings; one row a fact, with the quote and where it stands."""
    titles = {card.id: card.title for card in cards}
    names = {body.id: body.name for body in map(owner, cards)}
    return [FACT_HEADINGS, *(_fact_row(fact, titles, names) for fact in facts)]


def _fact_row(fact: Fact, titles: Mapping[str, str], names: Mapping[str, str]) -> Sequence[Value]:
    place = fact.places[0]
    return (
        *(names.get(fact.body, fact.owner or fact.body), fact.metric, fact.measure, fact.part),
        *(fact.value, fact.high, fact.unit, fact.as_of, fact.period),
        *(fact.scope.value, fact.kind.value, fact.approx.value),
        *(fact.review.value if fact.review else None, fact.author or None, fact.reviewed_at or None),
        *(fact.quote, titles.get(place.document, ""), place.page, place.document, fact.id),
    )


def source_rows(cards: Sequence[Card]) -> Sheet:
    """The documents, for the sources sheet of a workbook."""
    rows: list[Sequence[Value]] = [SOURCE_HEADINGS]
    for card in cards:
        council = card.body.name if card.body else None
        rows.append(
            (card.id, card.title, council, card.period, card.type, card.status.value, card.file, card.digest)
        )
    return rows


def facts_csv(facts: Sequence[Fact], cards: Sequence[Card]) -> bytes:
    """The facts table as CSV."""
    return as_csv(fact_rows(facts, cards))


def facts_xlsx(facts: Sequence[Fact], cards: Sequence[Card]) -> bytes:
    """The facts table as a workbook with a sheet of sources."""
    used = {place.document for fact in facts for place in fact.places}
    sources = source_rows([card for card in cards if card.id in used])
    return as_xlsx({"Facts": fact_rows(facts, cards), "Sources": sources})
