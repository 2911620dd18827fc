"""Spans and financial years by rule, never by the clock.

A span is its whole months divided by 12 plus left-over days divided by 365. A month is whole at the same day
of a later month, or at that month's last day where it has no such day. A start on the last day of a month is
counted from month-end to month-end: 28 February to 10 May is two months (to 30 April) and ten days. Counted
from the 28th instead, 28 February to 30 March would be longer than 28 February to 31 March.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

_YEAR = re.compile(r"(\d{4})[/-](\d{2}|\d{4})|(\d{2})[/-](\d{2})")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
# A year of two digits is of this century below 70, as ``ingest.quantities_dates`` reads it in papers.
_LAST_CENTURY = 70


def as_date(text: str) -> date:
    """An ISO date, or the last day (31 March) of a financial year such as "2026/27"; raises ValueError."""
    if _ISO.fullmatch(text):
        return date.fromisoformat(text)
    return financial_year(text)[1]


def financial_year(text: str) -> tuple[date, date]:
    """First and last day of "2026/27", "2026-27" or "26/27"; raises ValueError when the halves do not follow on."""
    match = _YEAR.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is neither a date such as 2027-03-31 nor a year such as 2026/27")
    first = int(match[1]) if match[1] else _century(int(match[3]))
    then = match[2] or match[4]
    second = int(then) if len(then) == 4 else first - first % 100 + int(then)
    if second < first:
        second += 100
    if second != first + 1:
        raise ValueError(f"{text!r} is not a financial year: its second part must follow on from the first")
    return date(first, 4, 1), date(second, 3, 31)


def year_name(text: str | None) -> str | None:
    """ "25/26" and "2025-26" as "2025/26"; anything that is no financial year as it is written."""
    try:
        return year_of(financial_year(text)[0]) if text else text
    except ValueError:
        return text


def is_year(text: str | None) -> bool:
    """Whether the text is a financial year in one of its spellings."""
    try:
        return bool(text) and bool(financial_year(text or ""))
    except ValueError:
        return False


def year_of(day: date) -> str:
    """The financial year that holds a day: 30 September 2023 is "2023/24"."""
    first = day.year if (day.month, day.day) >= (4, 1) else day.year - 1
    return f"{first}/{(first + 1) % 100:02d}"


def span(start: date, end: date) -> float:
    """Years from start to end, negative backwards: 30 September 2023 to 31 March 2027 is 3.5."""
    if end < start:
        return -span(end, start)
    months = (end.year - start.year) * 12 + end.month - start.month
    if _month_end(start) and _month_end(end):
        return months / 12
    if shift(start, months) > end:
        months -= 1
    left = (end - shift(start, months)).days
    return months / 12 + left / 365


def after(start: date, years: float) -> date:
    """The date so many years on: whole months first, then days of 1/365 year."""
    months = int(years * 12 + 1e-9)
    days = round((years - months / 12) * 365)
    moved = shift(start, months)
    try:
        return moved + timedelta(days=days)
    except OverflowError as error:
        raise ValueError(f"{years:g} years from {start} is past the last date there is") from error


def shift(start: date, months: int) -> date:
    """The same day so many months on; a month-end stays a month-end. Raises ValueError past year 9999."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        raise ValueError(f"the year {year} is outside the calendar")
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, last if _month_end(start) else min(start.day, last))


def spoken(day: date) -> str:
    """ "30 September 2023"."""
    return f"{day.day} {day:%B} {day.year}"


def _century(year: int) -> int:
    return year + (2000 if year < _LAST_CENTURY else 1900)


def _month_end(day: date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]
