"""Dates, months, years, financial years, quarters and spans of them, as UK councils write them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.quantities_model import Kind, Quantity

_MONTHS = {
    name.lower(): i for i in range(1, 13) for name in (calendar.month_name[i], calendar.month_abbr[i])
} | {"sept": 9}
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR4 = r"(?:19|20)\d{2}"
_YEAR = rf"(?:{_YEAR4}|['’]?\d{{2}}(?!\d|[.,]\d|%))"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:\s?(?:st|nd|rd|th))?"
_DASH = r"\s?(?:-|–|—|to|until)\s?"
_NOT_INSIDE = r"(?<![\w£/.,-])"
_PEOPLE_AHEAD = r"(?!\s+(?:staff|employees|people|colleagues|workers|posts|FTE|days|residents|homes)\b)"
_YEAR_PREP = re.compile(
    r"(?:\b(?:in|by|since|during|from|until|till|to|of|after|act|acts|act of|since|before|for|and)\s|[-–(])$",
    re.I,
)


def find_dates(text: str) -> list[Quantity]:
    """Every date-like quantity of ``text``; may overlap, the earlier in the list is the better reading."""
    return [quantity for reader in _READERS for quantity in reader(text)]


def _make(
    match: re.Match[str], kind: Kind, start: str | None, end: str | None, *, flagged: bool = False
) -> Quantity:
    return Quantity(
        match.start(), match.end(), match.group(), kind, start_date=start, end_date=end, flagged=flagged
    )


def _full_year(text: str) -> int:
    digits = re.sub(r"\D", "", text)
    number = int(digits)
    return number if len(digits) == 4 else 2000 + number if number < 70 else 1900 + number


def _month(text: str) -> int:
    return _MONTHS[text.lower().rstrip(".")]


def _iso(year: int, month: int, day: int) -> str | None:
    """ISO date, or None when there is no such day."""
    if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def _month_end(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}"


def _month_spans(text: str) -> Iterator[Quantity]:
    """ "April 2022-March 23", "March/April 2024", "June to August 2024", "1 April 2022 to 31 March 2023"."""
    pattern = re.compile(
        rf"{_NOT_INSIDE}(?:({_DAY})\s+)?({_MONTH})\s*({_YEAR})?(?:{_DASH}|"
        rf"/)(?:({_DAY})\s+)?({_MONTH})[\s-]*({_YEAR})",
        re.I,
    )
    for m in pattern.finditer(text):
        last = _full_year(m[6])
        first_month, last_month = _month(m[2]), _month(m[5])
        first = _full_year(m[3]) if m[3] else last - (first_month > last_month)
        start = _iso(first, first_month, int(re.sub(r"\D", "", m[1])) if m[1] else 1)
        end = _iso(last, last_month, int(re.sub(r"\D", "", m[4]))) if m[4] else _month_end(last, last_month)
        if start and end and start <= end:
            kind = Kind.DATE if not m[1] and not m[3] else Kind.SPAN
            yield _make(m, kind, start, end)


def _days(text: str) -> Iterator[Quantity]:
    """ "30 September 2023", "1st April 2020", "September 30, 2023", "30th September", "31/03/2024", ISO."""
    day_first = re.compile(
        rf"{_NOT_INSIDE}({_DAY})(?:\s+of)?\s+({_MONTH})(?:,?\s+({_YEAR4}|['’]\d{{2}}|\d{{2}}\b))?", re.I
    )
    for m in day_first.finditer(text):
        yield from _one_day(m, m[1], _month(m[2]), m[3])
    month_first = re.compile(rf"\b({_MONTH})\s+({_DAY}),?\s+({_YEAR4})\b", re.I)
    for m in month_first.finditer(text):
        yield from _one_day(m, m[2], _month(m[1]), m[3])
    numeric = re.compile(rf"{_NOT_INSIDE}(\d{{1,2}})([/.])(\d{{1,2}})\2({_YEAR4}|\d{{2}})(?![\d/])")
    for m in numeric.finditer(text):
        yield from _one_day(m, m[1], int(m[3]), m[4])
    for m in re.finditer(rf"{_NOT_INSIDE}({_YEAR4})-(\d{{2}})-(\d{{2}})\b", text):
        yield from _one_day(m, m[3], int(m[2]), m[1])


def _one_day(match: re.Match[str], day: str, month: int, year: str | None) -> Iterator[Quantity]:
    if year is None:
        yield _make(match, Kind.DATE, None, None, flagged=True)
        return
    iso = _iso(_full_year(year), month, int(re.sub(r"\D", "", day)))
    if iso:
        yield _make(match, Kind.DATE, iso, iso)


def _months(text: str) -> Iterator[Quantity]:
    """ "April 2026", "Sept 2024", "March-23", and "the end of March 2026" as its month."""
    for m in re.finditer(
        rf"\b({_MONTH})(?:[\s,]+|\s?-\s?)({_YEAR4}|['’]\d{{2}}|\d{{2}}(?![\d%]|[.,]\d|\s?per))", text, re.I
    ):
        if m[1].lower() in {"may", "mar", "dec"} and not m[1][0].isupper():
            continue
        year = _full_year(m[2])
        yield _make(m, Kind.DATE, _iso(year, _month(m[1]), 1), _month_end(year, _month(m[1])))


def _quarters(text: str) -> Iterator[Quantity]:
    """ "Q2 2025/26" is July to September 2025; "next quarter" is a period without dates."""
    pattern = re.compile(
        rf"\b(?:Q|quarter\s)([1-4])(?:\s*(?:of\s+)?,?\s*({_YEAR4})(?:\s?[/–-]\s?(\d{{2,4}}))?)?(?!\d)", re.I
    )
    for m in pattern.finditer(text):
        start = end = None
        if m[2]:
            year, quarter = int(m[2]), int(m[1])
            month = 4 + 3 * (quarter - 1)
            year, month = (year + 1, 1) if month > 12 else (year, month)
            start, end = _iso(year, month, 1), _month_end(year, month + 2)
        yield _make(m, Kind.QUARTER, start, end, flagged=bool(m[2]) and not m[3])
    words = re.compile(
        r"\b(?:(?:next|last|this|previous|current|first|second|third|fourth|final|each|every|per|coming|"
        r"following|"
        r"previous)\s+quarter)\b(?!\s+of\s+(?:a|the|our|all|staff|employees)\b(?!\s+(?:year|financial)))",
        re.I,
    )
    for m in words.finditer(text):
        yield _make(m, Kind.QUARTER, None, None)


def _financial_years(text: str) -> Iterator[Quantity]:
    """ "2026/27", "2026-27", "2022/2023", "22/23", "FY27", "FY2026/27"; second part must be the first + 1."""
    pattern = re.compile(
        rf"{_NOT_INSIDE}(FY\s?)?({_YEAR4}|\d{{2}})\s?([/–-])\s?(\d{{4}}|\d{{2}})"
        rf"(?![\d%/]|[.,]\d|\s+{_MONTH})(\s+financial year)?",
        re.I,
    )
    for m in pattern.finditer(text):
        first, second = _full_year(m[2]), _full_year(m[4])
        short = len(m[2]) == 2
        follows = second % 100 == (first + 1) % 100 and second - first in (1, -99)
        if short and not (m[1] or m[5] or (m[3] == "/" and 5 <= int(m[2]) < 70 and len(m[4]) == 2)):
            continue
        if follows:
            yield _make(m, Kind.FINANCIAL_YEAR, f"{first}-04-01", f"{first + 1}-03-31", flagged=bool(m[1]))
    for m in re.finditer(r"\bFY\s?'?(20\d{2}|\d{2})\b(?!\s?[/–-]\s?\d)", text, re.I):
        year = _full_year(m[1])
        yield _make(m, Kind.FINANCIAL_YEAR, f"{year - 1}-04-01", f"{year}-03-31", flagged=True)


def _financial_year_spans(text: str) -> Iterator[Quantity]:
    """ "2024/25 to 2026/27": a span of financial years."""
    year = rf"({_YEAR4})[/–-](\d{{2}})"
    for m in re.finditer(rf"{_NOT_INSIDE}{year}(?:\s+(?:to|until)\s+|\s?[–-]\s?){year}(?!\d)", text):
        first, last = int(m[1]), int(m[3])
        if first < last and (first + 1) % 100 == int(m[2]) and (last + 1) % 100 == int(m[4]):
            yield _make(m, Kind.SPAN, f"{first}-04-01", f"{last + 1}-03-31")


def _year_spans(text: str) -> Iterator[Quantity]:
    """ "2014-2017", "between 2018 and 2022", "2022/25": several years, never a financial year."""
    pattern = re.compile(
        rf"{_NOT_INSIDE}({_YEAR4})\s?(?:[/–—-]|to|until)\s?({_YEAR4}|\d{{2}})(?![\d%]|[.,]\d)", re.I
    )
    between = re.compile(rf"\bbetween\s+({_YEAR4})\s+and\s+({_YEAR4})\b", re.I)
    mixed = re.compile(rf"{_NOT_INSIDE}({_YEAR4})\s?(?:-|–|to)\s?(?:{_MONTH})\s+({_YEAR4})\b", re.I)
    for m in (*mixed.finditer(text), *pattern.finditer(text), *between.finditer(text)):
        first = int(m[1])
        second = _full_year(m[2]) if len(m[2]) == 4 else first // 100 * 100 + int(m[2])
        if first < second <= first + 60:
            yield _make(m, Kind.SPAN, f"{first}-01-01", f"{second}-12-31", flagged=True)


def _years(text: str) -> Iterator[Quantity]:
    """A calendar year standing alone; with a people word after it and no preposition before, a count."""
    for m in re.finditer(rf"{_NOT_INSIDE}({_YEAR4})(?![\d/%]|[.,]\d|-\d)", text):
        counted = not re.match(_PEOPLE_AHEAD, text[m.end() : m.end() + 20])
        if counted and not _YEAR_PREP.search(text[max(0, m.start() - 12) : m.start()]):
            continue
        yield _make(m, Kind.YEAR, f"{m[1]}-01-01", f"{m[1]}-12-31")


def as_of(quantity: Quantity) -> str | None:
    """The day a stock stands at when this date covers it: the last day of the period."""
    return quantity.end_date


def shift(quantity: Quantity, offset: int) -> Quantity:
    """The same quantity further on in a longer text."""
    return replace(quantity, start=quantity.start + offset, end=quantity.end + offset)


_READERS = (
    _month_spans,
    _days,
    _quarters,
    _financial_year_spans,
    _financial_years,
    _year_spans,
    _months,
    _years,
)
