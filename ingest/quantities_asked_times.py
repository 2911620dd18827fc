"""Times and ages as people type them in a question: "6 mths", "by sept", "month 8", "since covid", "over 55 cohort"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from ingest.phrases import listed
from ingest.quantities_model import Kind, Quantity
from ingest.quantities_numbers import NUMBER, read_number

_LENGTH = re.compile(
    rf"(?<![\w.,£])(?P<number>{NUMBER})[\s-]?(?P<unit>wks?|mths?|mnths?|mins?|minutes?|secs?|seconds?|hrs?)\b",
    re.I,
)
_EVERY = re.compile(r"\b(?P<number>two|three|four|five|six)[\s-](?P<unit>weekly|monthly|yearly)\b", re.I)
_UNITS = {
    "wk": "week",
    "week": "week",
    "mth": "month",
    "mnth": "month",
    "month": "month",
    "min": "minute",
    "minute": "minute",
    "sec": "second",
    "second": "second",
    "hr": "hour",
    "year": "year",
}
_NAMES = (
    *(name for name in calendar.month_name if name),
    *(name for name in calendar.month_abbr if name),
    "Sept",
)
_MONTH = "(?:" + "|".join(sorted({name.lower() for name in _NAMES}, key=len, reverse=True)) + ")"
_BEFORE = r"by|to|in|since|from|until|till?|before|after|of|end|during|for|between|this|last|next|come"
_BARE_MONTH = re.compile(rf"(?:\b(?P<lead>{_BEFORE})\s)?\b(?P<month>{_MONTH})\b(?!\s?[-'’]?\d)", re.I)
_ALSO_WORDS = frozenset({"may", "march", "mar", "jan", "dec"})
_MONTH_YEAR = re.compile(rf"\b(?P<month>{_MONTH})\s(?P<year>20\d\d)\b", re.I)
_MONTHS_YEAR = re.compile(
    rf"\b(?P<first>{_MONTH})\s?(?:-|–|to)\s?(?P<last>{_MONTH})\s(?P<year>20\d\d)\b", re.I
)
_NTH_YEAR = re.compile(rf"(?<=\b(?:in|by|of) )year\s(?:{NUMBER})\b(?!\s(?:group|olds?))", re.I)
_OCCASION = re.compile(
    r"\b(?:christmas|xmas|easter|covid|lockdown|(?:the\s)?pandemic|(?:the\s)?next\s(?:local\s)?elections?)\b"
    r"(?!-?\d|\s(?:grants?|funds?|funding|recovery))",
    re.I,
)
_NTH_MONTH = re.compile(rf"\b(?:month|mth|period)\s(?:{NUMBER})\b", re.I)
_QUARTER = re.compile(r"\bquarter\s(?:one|two|three|four)\b", re.I)
_SEASON = re.compile(r"\b(?:spring|summer|autumn|winter)\s(?:of\s)?20\d\d(?:[/-]\d\d)?\b", re.I)
_AGO = re.compile(
    rf"\b(?:{NUMBER}|an?)\s(?:years?|yrs?|months?|mths?)\s(?:ago|earlier|before)\b|\b(?:the\s)?(?:year|yr)\sbefore\b(?!\s(?:last|that))",
    re.I,
)
_TITLED_YEAR = re.compile(
    r"\b(?P<year>20\d\d)(?=\s(?:staff|people|employees?|workers?)\s(?:survey|plan|strategy|report|profile|census|figures|data)\b)",
    re.I,
)
_AGE_GROUP = re.compile(
    r"(?<![\w.,£-])(?P<lo>\d{2})(?:\s?(?:-|–|to)\s?(?P<hi>\d{2})|\s?\+|\s(?:plus|and over|or over))"
    r"(?=\s(?:(?:age\s)?(?:bracket|group|band|cohort|range)|year|workforce|staff|employees|people)s?\b)",
    re.I,
)
_OVER_AGE = re.compile(
    r"\b(?:over|under|past|passed|turned|above|below)[\s-](?P<lo>\d{2})s?\b(?!\s?(?:[%+\d]|per\s?cent|k\b|m\b|[.,]\d|/))"
    r"(?P<group>(?:-?s)?\s(?:cohort|group|bracket|band)s?\b)?",
    re.I,
)
_LAST_WORD = re.compile(r"([A-Za-z]+)\W*(?:(?:are|is|have|has|will|who|aged)\W+)*$")
_AGE_PLUS = re.compile(r"(?<![\w.,£-])(?P<lo>\d{2})(?:\s?\+|\splus\b)(?!\s?[\d£%])", re.I)
_RETIRE_AT = re.compile(
    r"\b(?:go|goes|retire|retires|leave|leaves|pension|retiring)\sat\s(?P<lo>\d{2})\b(?!\s?%|[.,]\d)", re.I
)
_QUARTER_RATE = re.compile(r"\s(?:(?!(?:or|and|by|to|than|of|only)\b)[a-z]+\s){0,2}$", re.I)


def find_asked_times(text: str) -> Iterator[Quantity]:
    """Lengths, moments and ages in forms that only a question has; better readings first."""
    yield from _ages(text)
    yield from _moments(text)
    for m in (*_LENGTH.finditer(text), *_EVERY.finditer(text)):
        number = read_number(m["number"])
        unit = m["unit"].lower().removesuffix("ly")
        unit = _UNITS.get(unit) or _UNITS[unit.removesuffix("s")]
        if number:
            yield Quantity(m.start(), m.end(), m.group(), Kind.DURATION, number.value, unit=unit)


def halves_of_period(text: str, item: Quantity, found: list[Quantity]) -> bool:
    """Whether "a quarter" is the time of a rate and no share: "£5k a quarter", "3 posts a quarter"."""
    if (
        item.kind is not Kind.PERCENT
        or item.text.lower() != "a quarter"
        or text[item.end :].startswith(" of")
    ):
        return False
    before = [other for other in found if other.end < item.start]
    gap = text[before[-1].end : item.start] if before else ""
    return bool(gap) and _QUARTER_RATE.fullmatch(gap) is not None


def _moments(text: str) -> Iterator[Quantity]:
    for m in _TITLED_YEAR.finditer(text):
        yield _at(m, Kind.YEAR, f"{m['year']}-01-01", f"{m['year']}-12-31")
    for m in (
        *_AGO.finditer(text),
        *_NTH_MONTH.finditer(text),
        *_NTH_YEAR.finditer(text),
        *_QUARTER.finditer(text),
        *_SEASON.finditer(text),
        *_OCCASION.finditer(text),
    ):
        yield _at(m, Kind.DATE)
    for m in _MONTHS_YEAR.finditer(text):
        yield _at(m, Kind.DATE, *_months(m["first"], m["last"], int(m["year"])))
    for m in _MONTH_YEAR.finditer(text):
        if not _day_before(text, m.start()):
            yield _at(m, Kind.DATE, *_months(m["month"], m["month"], int(m["year"])))
    for m in _BARE_MONTH.finditer(text):
        lead, month = (m["lead"] or "").lower(), m["month"]
        if not lead and month.lower() in _ALSO_WORDS and not (month.istitle() and m.start()):
            continue
        start = m.start("lead") if lead in {"next", "last"} else m.start("month")
        if text[max(0, start - 4) : start].strip(" ").isdigit() or _day_before(text, start):
            continue
        yield Quantity(start, m.end("month"), text[start : m.end("month")], Kind.DATE)


def _months(first: str, last: str, year: int) -> tuple[str, str]:
    """First and last day of a run of months that ends in a year."""
    start, end = _number_of(first), _number_of(last)
    from_year = year if start <= end else year - 1
    return f"{from_year}-{start:02d}-01", f"{year}-{end:02d}-{calendar.monthrange(year, end)[1]:02d}"


def _number_of(month: str) -> int:
    """1 for January in full or short."""
    return [name.lower() for name in calendar.month_abbr].index(month.lower()[:3])


def _day_before(text: str, at: int) -> bool:
    """Whether a day of the month stands before: the whole date is read by the grammar of papers."""
    return bool(re.search(r"\d(?:st|nd|rd|th)?(?:\sof)?\s$", text[max(0, at - 8) : at], re.I))


def _at(match: re.Match[str], kind: Kind, start: str | None = None, end: str | None = None) -> Quantity:
    return Quantity(match.start(), match.end(), match.group(), kind, start_date=start, end_date=end)


def _ages(text: str) -> Iterator[Quantity]:
    """Ages that only the people spoken of, or the word behind, tell from counts."""
    for m in _AGE_GROUP.finditer(text):
        high = float(m["hi"]) if m["hi"] else None
        if 14 <= int(m["lo"]) <= 100 and (high is None or high > int(m["lo"])):
            unit = "from" if high is None else "between"
            yield Quantity(m.start(), m.end(), m.group(), Kind.AGE, float(m["lo"]), high, unit=unit)
    for m in _OVER_AGE.finditer(text):
        end = m.end("lo") if m["group"] else m.end()
        if 14 <= int(m["lo"]) <= 100 and (m["group"] or _people_before(text[: m.start()])):
            unit = "under" if m.group().lower().startswith(("under", "below")) else "over"
            yield Quantity(m.start(), end, text[m.start() : end], Kind.AGE, float(m["lo"]), unit=unit)
    for m in _AGE_PLUS.finditer(text):
        if 14 <= int(m["lo"]) <= 100 and _people_before(text[: m.start()]):
            yield Quantity(m.start(), m.end(), m.group(), Kind.AGE, float(m["lo"]), unit="from")
    for m in _RETIRE_AT.finditer(text):
        yield Quantity(m.start("lo"), m.end("lo"), m["lo"], Kind.AGE, float(m["lo"]), unit="at")


def _people_before(before: str) -> bool:
    last = _LAST_WORD.search(before)
    if last is None:
        return False
    word = last[1]
    return word.lower() in {"those", "everyone", "anyone", "all", "many"} or any(
        word in listed("figure_words.toml", table) for table in ("people", "group")
    )
