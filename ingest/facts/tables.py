"""Figures in tables: what a cell measures comes from its row, its column and what stands over the table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.facts import cues
from ingest.facts.found import Found, Statement
from ingest.facts.pairing import barred_for
from ingest.facts.table_words import COMPANY, due_date, kind_of_cell, row_scope, when_of_cell, with_unit
from ingest.metrics import METRICS, MetricMatch, age_metric, readings
from ingest.model import Cell, FactKind, Row
from ingest.quantities import Kind, Quantity, find

_LONG_CELL = 14  # words; a longer cell is prose
_CHANGE = re.compile(
    r"\b(?:change|variance|difference|movement|trend|direction|rag|increase|decrease|\+/-)\b", re.I
)
_TOTAL = re.compile(
    r"^\W*(?:(?:grand |overall |council |workforce )?totals?|whole council|all (?:staff|council|employees)|"
    r"council|overall|corporate)\b",
    re.I,
)
_AGE_BAND = re.compile(
    r"^\W*(?:aged?\s*)?(?:(?P<lo>\d{2})\s?(?:-|–|to)\s?(?P<hi>\d{2})|(?:under|below|<)\s?(?P<under>\d{2})|"
    r"(?:over|above|>)\s?(?P<over>\d{2})|"
    r"(?P<plus>\d{2})\s?(?:\+|(?:and|or|&) (?:over|above|older)))\W*(?:years?(?: old)?)?\W*$",
    re.I,
)


def is_prose_cell(text: str) -> bool:
    """Whether a cell holds sentences and is read as prose."""
    words = len(text.split())
    return words > 2 * _LONG_CELL or (words > _LONG_CELL and bool(re.search(r"[.;](?:\s|$)", text)))


def read_table(columns: Sequence[Cell], rows: Sequence[Row], context: Statement) -> Iterator[Found]:
    """Figures of the data cells of one table, row by row. Cells of prose are left to the prose reader."""
    heads = [cell.text for cell in columns]
    grouped = any(COMPANY.search(row.cells[0].text) for row in rows if row.cells)
    for row in rows:
        for found in _read_row(heads, row, context):
            yield _in_group(found, row) if grouped else found


def header_as_row(columns: Sequence[Cell]) -> Row | None:
    """A first row that was taken for a header although it holds values ("% BME | 12%")."""
    if len(columns) < 2 or not any(_values(cell.text) for cell in columns[1:]):
        return None
    start, end = columns[0].start, columns[-1].end
    return Row(text=" | ".join(cell.text for cell in columns), start=start, end=end, cells=tuple(columns))


def _read_row(heads: Sequence[str], row: Row, context: Statement) -> Iterator[Found]:
    label = _row_label(row)
    if re.search(r"\b(?:ref|no\.?)$", label, re.I):
        label = ""
    for number, cell in enumerate(row.cells):
        if not cell.text.strip() or is_prose_cell(cell.text) or (cell.text == label and number == 0):
            continue
        head = heads[number] if number < len(heads) else ""
        yield from _read_cell(cell, label, head, heads, row, context)


def _in_group(found: Found, row: Row) -> Found:
    """A figure of a table that lists companies beside the council: its total is the group."""
    if found.metric not in {"workforce.headcount", "workforce.fte"} or not row.cells:
        return found
    if re.search(r"\btotal\b", row.cells[0].text, re.I):
        return replace(found, scope="group")
    return replace(found, scope=found.scope.replace("part: ", "company "))


def _row_label(row: Row) -> str:
    """The text cells at the left of a row, up to the first figure."""
    words: list[str] = []
    for cell in row.cells:
        band = not words and _AGE_BAND.match(cell.text)
        if is_prose_cell(cell.text) or (not band and _values(cell.text) and (words or _is_bare(cell.text))):
            break
        if cell.text.strip():
            words.append(" ".join(cell.text.split()))
    return " ".join(words)


def _values(text: str) -> list[Quantity]:
    return [item for item in find(text) if not item.temporal]


def _is_bare(text: str) -> bool:
    """Whether a cell holds a figure and nothing else but its unit, a sign or a bracketed note."""
    rest = text
    for item in sorted(find(text), key=lambda found: -found.start):
        rest = rest[: item.start] + rest[item.end :]
    rest = re.sub(
        r"\(.*?\)|(?i:days?|fte|people|staff|%|per|employees|headcount|average|approx|around|about|circa|"
        r"over|under|at least)",
        "",
        rest,
    )
    return not re.search(r"[A-Za-z]{3,}", rest)


def _read_cell(
    cell: Cell, label: str, head: str, heads: Sequence[str], row: Row, context: Statement
) -> Iterator[Found]:
    values = _values(cell.text)
    if not values or not _is_bare(cell.text):
        return
    if _CHANGE.search(head) and not _is_change_metric(label):
        return
    for value in values[:2]:
        over = " ".join((label, head, context.lead, *context.headings))
        coerced = with_unit(value, cell.text, label, head, context)
        for match, source in _metrics(coerced, label, head, context):
            if not _proper(match, coerced, over, label if source == label else ""):
                continue
            yield _found(coerced, match, source, label, head, cell, row, context)


def _metrics(value: Quantity, label: str, head: str, context: Statement) -> list[tuple[MetricMatch, str]]:
    """The wordings that the cell answers to: in its row label, else its column, else its age band."""
    if band := _band(label, context):
        return [(band, label)]
    for source in (label, head):
        found = readings(source, value.kind, barred=barred_for(value))
        if not found:
            continue
        top = max(found, key=lambda item: item.weight)
        same = [
            item
            for item in found
            if item.base == top.base and item.metric != top.metric and item.base == "div.share"
        ]
        if top.weight > 1 or re.fullmatch(
            r"\W*(?:total |all )?(?:staff|employees|workforce|colleagues|people)(?: in post| total|"
            r" employed)?\W*",
            source,
            re.I,
        ):
            return [(top, source), *((item, source) for item in same)]
    return []


def _band(label: str, context: Statement) -> MetricMatch | None:
    """An age band as a row label ("25 to 34", "55+") where the table is about ages."""
    match = _AGE_BAND.match(label)
    if match is None or not re.search(r"\bage", context.surroundings + " " + label, re.I):
        return None
    lo, hi = match["lo"] or match["under"] or match["over"] or match["plus"], match["hi"]
    unit = "between" if hi else "under" if match["under"] else "over" if match["over"] else "from"

    metric_id = age_metric(float(lo), float(hi) if hi else None, unit)
    return MetricMatch(match.start(), match.end(), label.strip(), metric_id, 47, METRICS["age.share"].kinds)


def _is_change_metric(label: str) -> bool:
    return any(
        item.base in {"workforce.change_hist", "budget.saving"} for item in readings(label, Kind.PERCENT)
    )


def _proper(match: MetricMatch, value: Quantity, over: str, label: str) -> bool:
    """Whether the cell can be about the body's own staff or money."""
    stock = match.base in {"workforce.headcount", "workforce.fte"}
    if not stock and cues.about_residents(label) and not cues.about_staff(label):
        return False
    groups = {"div.share", "age.share", "workforce.parttime", "workforce.fulltime", "div.declared"}
    if match.base in groups and not cues.about_staff(over):
        return False
    if match.base == "workforce.headcount" and (value.value or 0) < 20 and value.kind is not Kind.PLACEHOLDER:
        return False
    if match.base == "workforce.change_hist" and value.kind is not Kind.PERCENT:
        return False
    if match.base.startswith("sickness.") and value.kind is Kind.DAYS and value.value is not None:
        if not re.search(r"sick|absen|lost", over, re.I):
            return False
        return (value.value < 40) == (match.base == "sickness.days_per_fte")
    return True


def _found(
    value: Quantity,
    match: MetricMatch,
    source: str,
    label: str,
    head: str,
    cell: Cell,
    row: Row,
    context: Statement,
) -> Found:
    statement = replace(context, text=row.text, start=row.start, end=row.end)
    kind = kind_of_cell(label, head, match, context)
    when = when_of_cell(head, label, cell.text) or (due_date(row, cell) if kind is FactKind.TARGET else None)
    scope = match.scope or cues.scope_of(" ".join((label, head, cell.text)))
    if scope == "council" and source is head and label and not _TOTAL.search(label):
        scope = row_scope(label)
    words = match.text if match.base.startswith(("div.", "age.")) and source is label else source
    return Found(statement, match.metric, value, kind, scope, " ".join(words.split()).strip(" -–:*"), when)
