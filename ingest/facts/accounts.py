"""What accounts say once for many tables: that figures are pounds, and on which day their years end."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from ingest.facts.draft import Time
from ingest.facts.word_lists import lists
from ingest.model import Block, BlockKind, Document
from ingest.phrases import words
from ingest.quantities import Kind, Quantity
from ingest.quantities_cell import mark_of, times_in

FEWEST_TABLES = 2
NEAR_WORDS = 2
"""Words before a date in which it is said that a year ends then: "for the year ended"."""


def money_scale(document: Document) -> float | None:
    """What the figures of a paper's tables are multiplied by to be pounds, where all that print a mark of money agree."""
    scales = [
        {mark.scale for text in _heads(block) if (mark := mark_of(text)) and mark.unit == "gbp"}
        for _, section in document.walk()
        for block in section.blocks
        if block.kind is BlockKind.TABLE
    ]
    marked = [found for found in scales if found]
    agreed = set().union(*marked)
    return agreed.pop() if len(agreed) == 1 and len(marked) >= FEWEST_TABLES else None


def _heads(block: Block) -> Iterator[str]:
    for row in block.heads:
        yield from (cell.text for cell in row.cells)


def speaks_of_money(near: Iterable[str], over: Iterable[str]) -> bool:
    """Whether a label ends in a noun of money ("Staff costs"), or what stands over a table has one ("Balance sheet")."""
    return any(ends_in_money(text) for text in near) or any(lists("money").find(text) for text in over)


def ends_in_money(text: str) -> bool:
    """Whether the last word of a label is a noun of money."""
    last = words(text)[-1:]
    return bool(last) and any(hit.last == len(words(text)) for hit in lists("money").find(text))


def year_ended(time: Time, over: Sequence[str]) -> Time:
    """A bare year over a column as the year that ends, or the day that is, in it: what stands over the table names one.

    "2018" under "Income for the year ended 31 March 2018" is 2017/18, under "Balance sheet at 31 March 2018" that day.
    """
    if time.kind is not Kind.YEAR or not time.end:
        return time
    for text in over:
        for item in times_in(text):
            if item.kind is Kind.DATE and item.end_date and _is_month_end(item.end_date):
                return _in_year(time, item, ends=_says_ended(text, item))
    return time


def _is_month_end(day: str) -> bool:
    said = date.fromisoformat(day)
    return said.day == calendar.monthrange(said.year, said.month)[1]


def _says_ended(text: str, item: Quantity) -> bool:
    before = words(text[: item.start])[-NEAR_WORDS:]
    return any(word.fold in ("ended", "ending") for word in before)


def _in_year(time: Time, item: Quantity, *, ends: bool) -> Time:
    said = date.fromisoformat(item.end_date or "")
    year = int(time.end[:4])
    last = date(year, said.month, calendar.monthrange(year, said.month)[1])
    if not ends:
        return Time(last.isoformat(), last.isoformat(), last.isoformat(), Kind.DATE, time.place)
    first = date(year - 1, said.month, calendar.monthrange(year - 1, said.month)[1]) + timedelta(days=1)
    financial = (first.month, first.day) == (4, 1)
    text = f"{year - 1}/{year % 100:02}" if financial else f"year to {last.isoformat()}"
    kind = Kind.FINANCIAL_YEAR if financial else Kind.SPAN
    return Time(text, first.isoformat(), last.isoformat(), kind, time.place)
