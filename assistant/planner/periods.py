"""Periods and dates as the ledger and readings write them, counted in months so that they can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

YEAR = 12
_MONTHS = {
    name: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}
_LEADS = frozenset("average from to by end of as at".split())
_TAILS = frozenset("average so far".split())


@dataclass(frozen=True, slots=True)
class Period:
    """``first`` month counted from year 0, and how many ``months``: none for a date, which stands at its end."""

    first: int
    months: int

    @property
    def end(self) -> int:
        """The month after the last one."""
        return self.first + self.months


@lru_cache(maxsize=4096)
def period(text: str) -> Period | None:
    """The months that a text stands for: "2025/26", "Q2 2025/26", "2025-09-30", "2025-10/2026-03", "April to June 2025"."""
    said = text.lower().replace(",", " ").replace("–", "-").split()
    while said and said[0] in _LEADS:
        said = said[1:]
    if len(said) > 2 and said[-2] == "at":
        said = said[:-2]
    while said and said[-1] in _TAILS:
        said = said[:-1]
    match said:
        case [one]:
            return _year(one) or _dates(one) or _date(one)
        case ["year", "to", end] | ["12", "months", "to", end]:
            last = _date(end)
            return Period(last.first - YEAR, YEAR) if last and last.months == 0 else None
        case [first, "to", last] if (start := _year(first)) and (end_year := _year(last)):
            return Period(start.first, end_year.end - start.first)
        case [first, "to", last] | [first, "to", _, last] if (start := _year(first)) and last in _MONTHS:
            return Period(start.first, (_MONTHS[last] - 1 - start.first) % YEAR + 1)
        case [piece, year] if (whole := _year(year)) and "/" in year:
            return _piece(piece, whole)
        case [month, year] | [_, month, year] if month in _MONTHS and _digits(year, 4):
            return Period(int(year) * YEAR + _MONTHS[month] - 1, 1)
        case [first, "to", last, year] if first in _MONTHS and last in _MONTHS and _digits(year, 4):
            return _named_months(_MONTHS[first], _MONTHS[last], int(year))
    return None


def years_between(start: str, end: str) -> float | None:
    """The years from the end of one period to the end of another; None when either cannot be read."""
    first, last = period(start), period(end)
    return None if first is None or last is None else (last.end - first.end) / YEAR


def _year(text: str) -> Period | None:
    """A financial year, or two with a dash between them."""
    first, slash, second = text.partition("/")
    if slash and _digits(first, 4) and _digits(second, 2):
        return Period(int(first) * YEAR + 3, YEAR)
    start, dash, end = text.partition("-")
    if dash and "/" in start and "/" in end and (one := _year(start)) and (other := _year(end)):
        return Period(one.first, other.end - one.first)
    return None


def _dates(text: str) -> Period | None:
    """Two months with a stroke between them: "2025-10/2026-03"."""
    first, stroke, last = text.partition("/")
    start, end = (_month(first), _month(last)) if stroke else (None, None)
    return Period(start, end - start + 1) if start is not None and end is not None else None


def _month(text: str) -> int | None:
    year, dash, month = text.partition("-")
    return int(year) * YEAR + int(month) - 1 if dash and _digits(year, 4) and _digits(month, 2) else None


def _date(text: str) -> Period | None:
    """A day, the end of a month, or a calendar year. A day in the first half of a month counts as its beginning."""
    match text.split("-"):
        case [year] if _digits(year, 4):
            return Period(int(year) * YEAR, YEAR)
        case [year, month] if _digits(year, 4) and _digits(month, 2):
            return Period(int(year) * YEAR + int(month), 0)
        case [year, month, day] if _digits(year, 4) and _digits(month, 2) and _digits(day, 2):
            return Period(int(year) * YEAR + int(month) - (0 if int(day) > 15 else 1), 0)
    return None


def _piece(name: str, year: Period) -> Period | None:
    """A quarter or a half of a year."""
    lengths = {"q": 3, "h": 6}
    if len(name) != 2 or name[0] not in lengths or not name[1].isdigit():
        return None
    months, number = lengths[name[0]], int(name[1])
    fits = 1 <= number <= YEAR // months
    return Period(year.first + months * (number - 1), months) if fits else None


def _named_months(first: int, last: int, year: int) -> Period:
    end = year * YEAR + last - 1
    start = year * YEAR + first - 1 - (YEAR if first > last else 0)
    return Period(start, end - start + 1)


def _digits(text: str, count: int) -> bool:
    return len(text) == count and text.isascii() and text.isdigit()
