"""Periods and dates as whole months, read in one place: financial years, quarters, halves, months, days, "12 months to".

Months are counted from the year 0. A date is a boundary between two months: 31 March 2025 and 1 April 2025 are one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ingest.phrases import words
from ingest.quantities import MOMENTS, Kind, Quantity, find

Months = tuple[int, int]
YEAR = 12
_MIDDLE = 15
_HALVES = {"h1": 0, "first half": 0, "h2": 6, "second half": 6}
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_QUARTER = frozenset({"q", "quarter"})
_TOWARDS = frozenset({"to", "ended", "ending"})
_OPEN = frozenset({"since", "until", "from", "before", "after"})
_SAYS_YEAR = frozenset({"year", "12", "twelve"})


@dataclass(frozen=True, slots=True)
class Period:
    """``first`` month counted from year 0, and how many ``months``: none for a date, which stands at its end."""

    first: int
    months: int

    @property
    def end(self) -> int:
        """The month after the last one."""
        return self.first + self.months


def period(when: str) -> Period | None:
    """What ``months`` reads, as one thing."""
    said = months(when)
    return None if said is None else Period(*said)


@lru_cache(maxsize=16_384)
def months(when: str) -> Months | None:
    """The first month and how many there are, 0 for a date; None when no time or only one end of one is said.

    "2024/25" is April 2024 and 12, "2025-03-31" the boundary before April 2025 and 0.
    """
    text = " ".join(when.split())
    return _of_days(text) or _of_iso_months(text) or _of_year_to(text) or _of_words(text)


def ends(when: str) -> int | None:
    """The month that begins when a period ends, or at which a date stands."""
    said = months(when)
    return None if said is None else said[0] + said[1]


def years_between(one: str, other: str) -> float | None:
    """Years from the end of one time to the end of another; from one year to the next it is 1."""
    first, last = ends(one), ends(other)
    return None if first is None or last is None else (last - first) / YEAR


def same(one: str, other: str) -> bool:
    """Whether two texts say the same months, however each is written."""
    said = months(one)
    return said == months(other) if said is not None else one.strip().lower() == other.strip().lower()


def within(inner: Months, outer: Months) -> bool:
    """Whether a date or period lies in a period; the day on which the period begins is still the day before it."""
    begins_inside = inner[0] > outer[0] if inner[1] == 0 else inner[0] >= outer[0]
    return outer[1] > 0 and begins_inside and inner[0] + inner[1] <= outer[0] + outer[1]


@lru_cache(maxsize=16_384)
def narrowed(when: str, label: str) -> str:
    """The months of a year that a label names ("Oct to Dec", "Q3"), as "2024-10/2024-12"; the time as it was when it names none."""
    year = months(when)
    if year is None or year[1] != YEAR:
        return when
    said = tuple(word.fold for word in words(label))
    named = [_NAMES.index(word[:3]) for word in said if word[:3] in _NAMES]
    quarter = months(f"{label} {when}") if _QUARTER & set(said) else None
    if named and all(word[:3] in _NAMES or word in _TOWARDS for word in said):
        first, last = ((month - year[0]) % YEAR for month in (named[0], named[-1]))
        quarter = (year[0] + first, last - first + 1) if first <= last else None
    return _written(quarter) if quarter and quarter[1] < YEAR and within(quarter, year) else when


def _written(said: Months) -> str:
    """Months as "2024-10/2024-12"."""
    first, last = divmod(said[0], YEAR), divmod(said[0] + said[1] - 1, YEAR)
    return f"{first[0]}-{first[1] + 1:02}/{last[0]}-{last[1] + 1:02}"


def _of_days(text: str) -> Months | None:
    """A day, or two joined by "/"."""
    first, slash, last = text.partition("/")
    start, end = _day(first), _day(last) if slash else None
    if start is None or (slash and end is None):
        return None
    begins = _boundary(start)
    return (begins, 0) if end is None else (begins, max(_boundary(end) - begins, 0))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()) if len(text.strip()) == len("2025-03-31") else None
    except ValueError:
        return None


def _boundary(day: date) -> int:
    return day.year * YEAR + day.month - (0 if day.day > _MIDDLE else 1)


def _of_iso_months(text: str) -> Months | None:
    """ "2025-04", or two joined by "/"."""
    numbers = [_month(piece) for piece in text.split("/")]
    if not numbers or len(numbers) > 2 or None in numbers:
        return None
    first, last = numbers[0] or 0, numbers[-1] or 0
    return (first, last - first + 1) if first <= last else None


def _month(text: str) -> int | None:
    """A month of a year; "2011-12" is the financial year that it looks like."""
    year, _, month = text.strip().partition("-")
    plain = len(year) == 4 and len(month) == 2 and year.isdigit() and month.isdigit()
    if not plain or not 1 <= int(month) <= YEAR or int(month) == (int(year) + 1) % 100:
        return None
    return int(year) * YEAR + int(month) - 1


def _of_year_to(text: str) -> Months | None:
    """ "12 months to 2025-09": the year up to a month or day that is written as numbers."""
    lead, to, last = text.rpartition(" to ")
    said = {word.fold for word in words(lead)}
    end = (_of_days(last) or _of_iso_months(last)) if to and said & _SAYS_YEAR else None
    return None if end is None else (sum(end) - YEAR, YEAR)


def _of_words(text: str) -> Months | None:
    """What the date grammar of papers reads, with halves, a year up to a date, and a quarter behind its year."""
    said = [item for item in find(text) if item.kind in MOMENTS]
    main = next((item for item in said if item.start_date), None)
    if main is None:
        return None
    before = tuple(word.fold for word in words(text[: main.start]))
    if before and before[-1] in _OPEN:
        return None
    quarter = next((item for item in said if item.kind is Kind.QUARTER and not item.start_date), None)
    if quarter is not None:
        joined = next(
            (item for item in find(f"{quarter.text} {main.text}") if item.kind is Kind.QUARTER), None
        )
        main = joined if joined is not None and joined.start_date else main
    found = _covered(main)
    if main.kind is Kind.FINANCIAL_YEAR and (half := _half(text)) is not None:
        return found[0] + half, YEAR // 2
    after = tuple(word.fold for word in words(text[main.end :]))
    if main.kind is Kind.FINANCIAL_YEAR and len(after) > 1 and after[0] == "to" and after[-1][:3] in _NAMES:
        return found[0], (_NAMES.index(after[-1][:3]) - found[0]) % YEAR + 1  # the year so far
    if before and before[-1] in _TOWARDS and _SAYS_YEAR & set(before):
        return found[0] + found[1] - YEAR, YEAR
    return found


def _covered(item: Quantity) -> Months:
    first = date.fromisoformat(item.start_date or "")
    last = date.fromisoformat(item.end_date or item.start_date or "")
    begins = _boundary(first)
    return (begins, 0) if first == last else (begins, _boundary(last) - begins)


def _half(text: str) -> int | None:
    said = f" {' '.join(text.lower().split())} "
    return next((start for name, start in _HALVES.items() if f" {name} " in said), None)
