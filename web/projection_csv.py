"""A projection's path as CSV: unrounded values beside what people read, each row with where the figures come from."""

from __future__ import annotations

from collections.abc import Sequence

from web.exports import Sheet, Value, as_csv
from web.projection_view import called, sentence
from web.scenario_record import Record
from web.scenario_years import year_names

ABOUT = ("unit", "council", "paper", "page", "status", "date", "question", "finding", "link")


def projection_csv(record: Record) -> bytes:
    """The table of the path; without one, the results."""
    heads, rows = _table(record)
    about = _about(record)
    return as_csv([[*heads, *ABOUT], *([*row, *about] for row in rows)])


def _table(record: Record) -> tuple[Sequence[str], Sheet]:
    result, years = record.result, year_names(record.result)
    table = result.get("table") or {}
    if table.get("rows"):
        columns = table["columns"]
        heads = [sentence(str(column.get("label") or column["name"])) for column in columns]
        units = [str(column.get("unit") or "") for column in columns]
        shown = [f"{head}, as shown" for head, unit in zip(heads, units, strict=True) if unit]
        rows: list[Sequence[Value]] = []
        for values, displays in zip(table["rows"], table["displays"], strict=True):
            plain = [years.get(value, value) if isinstance(value, str) else value for value in values]
            rows.append([*plain, *(text for text, unit in zip(displays, units, strict=True) if unit)])
        return [*heads, *shown], rows
    return (
        ("Figure", "Value", "Unit", "As shown"),
        [
            (
                sentence(called(str(item["label"]), result)),
                float(item["value"]),
                str(item["unit"]),
                str(item["display"]),
            )
            for item in result.get("results") or ()
        ],
    )


def _about(record: Record) -> Sequence[Value]:
    start = record.start or next(iter(record.sources), None)
    papers = "; ".join(dict.fromkeys(item.paper for item in record.sources))
    pages = "; ".join(dict.fromkeys(str(item.page) for item in record.sources if item.page))
    states = "; ".join(dict.fromkeys(item.status for item in record.sources))
    link = record.site + record.address if record.address else ""
    return (
        str(record.result.get("unit", "")),
        *("; ".join(record.councils), papers, pages, states, start.date if start else ""),
        *(record.question, record.finding, link),
    )
