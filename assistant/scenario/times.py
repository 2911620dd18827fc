"""When and for how long: horizons, end dates, delays and past spans read from a folded question."""

# ruff: noqa: E501 (a pattern stays on one line)
from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ingest.quantities_model import Kind, Quantity

_WORDS = {
    w: float(n)
    for n, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
        ]
    )
} | {
    "no": 0.0,
    "a": 1.0,
    "an": 1.0,
    "twenty": 20.0,
    "eighteen": 18.0,
    "a couple of": 2.0,
    "half a": 0.5,
    "a single": 1.0,
}
_ORDINALS = {
    w: float(n)
    for n, w in enumerate(
        [
            "zeroth",
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
        ]
    )
}
N = r"(\d+(?:\.\d+)?|a couple of|half a|a single|eighteen|twenty|thirteen|fourteen|fifteen|eleven|twelve|zero|one|two|three|four|five|six|seven|eight|nine|ten|no)"
_UNIT = r"(year|month|budget round|budget|financial year|annual budget|instalment)"
_LEAD = r"(?:in|over|for|within|after|across|during|through|following|in each of|each of|by the end of|next|coming|spread over|these|those|all|the|every)"

_LENGTHS = (
    rf"\b{_LEAD} (?:(?:the|a|an|our|its|their|these|those|just|about|period of|full|next|coming|following|first|whole|total of) )*{N}(?: more| further| full| successive| consecutive| equal)?[ -]{_UNIT}s?\b",
    rf"\b{N}[ -]{_UNIT}s?'?s?'? (?:time|from now|on\b|later|out\b|of\b|hence|ahead|period|horizon|plan|freeze|recruitment|hiring|vacancy|pause)",
    rf"\b{N}-{_UNIT}\b",
    rf",\s*(?:for |over |in )?{N} {_UNIT}s?\s*(?:[,.?]|$)",
    rf"^(?:and |what about |how about |make it |try |so |then |ok,? )*(?:over |for |in |after )?{N} {_UNIT}s?\b",
    rf"^(?:and |what about |how about |but |or |so )*(?:over|for|in|after) {N}\s*[?.]*$",
    rf"(?<!last )(?<!past )(?<!previous )(?<!aged )(?<!under )(?<!than )(?<!per )(?<!every )(?<!first )\b{N}[ -](year|month)s?\b(?!'? (?:old|ago|of service|earlier|before|back|previously|late|later|service|olds)\b)",
)
_YEAR_NUMBER = r"\b(?:in|by|of|at|after|for)? ?(?:the )?(?:end of )?year (\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\b"
_NTH_YEAR = r"\b(?:in|by|of|at|after|for|does|the|end of) (?:the )?(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) year\b"
_ONE_YEAR = r"\bnext year\b|\b(?:in|for|after|within|over) (?:a|one|1|the coming|the next|the|another) (?:single |whole |full )?(?:financial )?year\b|\ba year from now\b|\b(?:a|one) year's time\b|\bthis time next year\b|\bin a year\b|\b(?:over|in|for) (?:the next )?(?:12|twelve) months\b|\bfor (?:a|one|1) year\b"
_PAST = rf"\b(?:over|in|during|across|for)? ?(?:the )?(?:last|past|previous|prior|preceding|those|these|the) {N} years\b|\b{N} years (?:earlier|ago|before|back|previously)\b"
_ND = N.replace("(", "(an?|", 1)
_DELAY = rf"\b{_ND} (year|month)s? (?:late|later|behind|delay)\b|\b(?:delay|defer|postpon|hold(?:s|ing)? (?:back|off)|put(?:s|ting)? (?:back|off)|push(?:es|ed|ing)? back)\w*\b[^.;?]{{0,50}}?\b(?:by|of|for) {_ND} (year|month)|\bdelay\w* (?:it |that |this |the \w+ )?{_ND} (year|month)|\bstart\w* {_ND} (year|month)s? late|\bput off (?:by|for) {_ND} (year|month)"
_BUDGETS = rf"\b{N} (?:equal |annual |yearly |even |level )?(?:budgets?|budget rounds|instalments|equal steps|steps|tranches)\b"
_YEARS_SPAN = r"\b(?:between|from)?\s*(?:april |march |january )?((?:19|20)\d{2})\s*(?:and|to|-|–|until|till)\s*(?:april |march |january )?((?:19|20)\d{2})\b"


@dataclass(frozen=True, slots=True)
class When:
    """An end: a day, a month, a financial year or a calendar year, as its first and last ISO days."""

    first: str
    last: str
    kind: Kind
    text: str
    end_of: bool = False


@dataclass(frozen=True, slots=True)
class Times:
    """All that a question says about time. Lengths are in years."""

    length: float | None = None
    length_text: str = ""
    end: When | None = None
    start: When | None = None
    past_length: float | None = None
    past_span: tuple[int, int] | None = None
    delay: float = 0.0
    budgets: float | None = None
    next_year: bool = False


def number(word: str) -> float:
    """The value of a small number in digits or words; KeyError for any other word."""
    return float(word) if word[0].isdigit() else _WORDS[word]


def read(text: str, quantities: list[Quantity]) -> Times:
    """Read lengths, ends, delays and past spans from a folded question and its quantities."""
    delay = _delay(text)
    span = _past_span(text)
    end, start = _ends(text, quantities, span)
    length, words = _length(_without_delay(text))
    past = re.search(_PAST, text)
    past_length = number(next(g for g in past.groups() if g)) if past else None
    budgets = re.search(_BUDGETS, text)
    if length is None and end is None and budgets and "step" in budgets.group():
        length, words = number(budgets[1]), budgets.group()
    return Times(
        length=length,
        length_text=words,
        end=end,
        start=start,
        past_length=past_length,
        past_span=span,
        delay=delay,
        budgets=number(budgets[1]) if budgets else None,
        next_year=bool(re.search(r"\bnext (?:financial )?year\b", text)),
    )


def _without_delay(text: str) -> str:
    return re.sub(_DELAY, " ", re.sub(rf"\b{N} years (?:earlier|ago|before|back|previously)\b", " ", text))


def _length(text: str) -> tuple[float | None, str]:
    """Years until the end, with the words that say so; None when no length is given."""
    for pattern in _LENGTHS:
        for match in re.finditer(pattern, text):
            years = _years(match[1], match[2] if match.lastindex and match.lastindex > 1 else "year")
            if not _is_rate(text, match):
                return years, match.group()
    for pattern, table in ((_YEAR_NUMBER, _WORDS), (_NTH_YEAR, _ORDINALS)):
        found = [m for m in re.finditer(pattern, text) if not text[: m.start()].endswith("in the")]
        if found:
            word = found[-1][1]
            return (float(word) if word.isdigit() else table[word]), found[-1].group()
    one = re.search(_ONE_YEAR, text)
    return (1.0, one.group()) if one else (None, "")


def _is_rate(text: str, match: re.Match[str]) -> bool:
    """A lone "a year" after a number is a rate, not a length; so is "per three years"."""
    return bool(re.search(r"\b(?:per|each|every)\s*$", text[: match.start()]))


def _years(count: str, unit: str) -> float:
    value = number(count)
    return value / 12 if unit == "month" else value


def _delay(text: str) -> float:
    match = re.search(_DELAY, text)
    if not match:
        return 0.0
    groups = [g for g in match.groups() if g]
    return _years(groups[0], groups[1])


def _past_span(text: str) -> tuple[int, int] | None:
    match = re.search(_YEARS_SPAN, text)
    if not match or int(match[2]) <= int(match[1]):
        return None
    return int(match[1]), int(match[2])


def _ends(
    text: str, quantities: list[Quantity], span: tuple[int, int] | None
) -> tuple[When | None, When | None]:
    """The date a question runs to and, when it gives one, the date it runs from."""
    end: When | None = None
    start: When | None = None
    for item in quantities:
        if item.kind not in {Kind.DATE, Kind.YEAR, Kind.FINANCIAL_YEAR, Kind.SPAN} or not item.end_date:
            continue
        if span and str(span[0]) in item.text:
            continue
        before = text[max(0, item.start - 40) : item.start]
        if item.kind is Kind.SPAN and item.start_date and re.search(r"\b(?:until|till|to)\b", item.text):
            first = item.start_date if item.text[:1].isdigit() else _month_last(item.start_date)
            start = When(item.start_date, first, Kind.DATE, item.text)
            end = When(item.end_date, item.end_date, Kind.DATE, item.text)
            continue
        moment = When(
            item.start_date or item.end_date, item.end_date, item.kind, item.text, "end of" in before[-12:]
        )
        if re.search(
            r"\b(?:from|since|starting(?: in| on)?|beginning|as at|as of|as from)\s+(?:the )?$", before
        ):
            start = moment
        elif (
            re.search(r"\b(?:rates?|prices?|award of|change of|the|after)\s*$", before)
            and item.kind is not Kind.SPAN
        ):
            if re.search(r"\b(?:by|until|till|in|at|to) the $", before):
                end = moment
        elif not re.match(
            r"\s*(?:pay |on-?cost |ni |national insurance |tax |employer )*(?:rates?|on-?costs?|prices?|award|change|scale|settlement)\b",
            text[item.end :],
        ):
            end = moment
    return end, start


def _month_last(day: str) -> str:
    """The last day of the month that a day lies in."""
    moment = date.fromisoformat(day)
    return moment.replace(day=_days_in(moment.year, moment.month)).isoformat()


def years_between(first: str, last: str) -> float:
    """Whole months ÷ 12 (month-end to month-end counts whole) plus left-over days ÷ 365."""
    a, b = date.fromisoformat(first), date.fromisoformat(last)
    months = (b.year - a.year) * 12 + b.month - a.month
    month_ends = _is_month_end(a) and _is_month_end(b)
    if month_ends or a.day == b.day:
        return months / 12
    if b.day < a.day:
        months -= 1
    year, month = divmod(a.year * 12 + a.month - 1 + months, 12)
    anchor_day = min(a.day, _days_in(year, month + 1))
    return months / 12 + (b - date(year, month + 1, anchor_day)).days / 365


def end_day(when: When, start: str | None) -> str:
    """The day meant by an end: a month takes its first day when the start is a first of a month."""
    if (
        when.kind is Kind.DATE
        and when.first != when.last
        and start
        and start[-2:] == "01"
        and not when.end_of
    ):
        return when.first
    return when.last


def _is_month_end(day: date) -> bool:
    return day.day == _days_in(day.year, day.month)


def _days_in(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - date(year, month, 1)).days
