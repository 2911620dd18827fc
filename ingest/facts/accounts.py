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
LEADING_ON = frozenset({"the"})
"""Words between what says how a date is meant and the date."""


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


def speaks_of_money(label: str, column: str, over: Iterable[str]) -> bool:
    """Whether a label or a head ends in a noun of money ("Staff costs"), or a statement of accounts is named over the table.

    Never where the label or the head counts something: "Library visits" under "Budget".
    """
    if any(
        "counted" in lists("measuring").labels(text) or lists("people").find(text) for text in (label, column)
    ):
        return ends_in_money(label) and not lists("counting").find(label)
    named = any("statement" in lists("money").labels(text) for text in over)
    return named or any(ends_in_money(text) and not lists("counting").find(text) for text in (label, column))


def ends_in_money(text: str) -> bool:
    """Whether the last word of a label is a noun of money."""
    end = len(words(text))
    return any(hit.last == end and "money" in hit.labels for hit in lists("money").find(text))


def year_ended(time: Time, over: Sequence[str]) -> Time:
    """A bare year over a column as the year that ends, or the day that is, in it: what stands over the table says which.

    "2018" under "Income for the year ended 31 March 2018" is 2017/18, under "Balance sheet at 31 March 2018" that day; a date
    that is said in another way ("report of 31 January 2019") changes nothing.
    """
    if time.kind is not Kind.YEAR or not time.end:
        return time
    for text in over:
        for item in times_in(text):
            how = _says_how(text[: item.start])
            if how and item.kind is Kind.DATE and item.end_date and _is_month_end(item.end_date):
                return _in_year(time, item, ends=how == "ended")
    return time


def _says_how(before: str) -> str:
    """ "ended" or "at", by the words that lead to a date; empty where they say neither."""
    lead = list(words(before))
    while lead and lead[-1].fold in LEADING_ON:
        lead.pop()
    found = [hit for hit in lists("year_end").find(before) if hit.last == len(lead)]
    return max(found, key=lambda hit: hit.last - hit.first).labels[0] if found else ""


def _is_month_end(day: str) -> bool:
    said = date.fromisoformat(day)
    return said.day == calendar.monthrange(said.year, said.month)[1]


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
