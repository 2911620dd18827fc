"""How much: money, percentages, points, counts, FTE, days and durations, alone or as ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.fact_model import Approx
from ingest.quantities_model import Kind, Quantity
from ingest.quantities_numbers import NUMBER, SUFFIX, WORDS, Number, read_number, scale_of

_PERCENT = r"%|per\s?cent(?:age)?(?!age)\b|percent\b|pc\b"
_POINTS = r"(?:%|percent(?:age)?|per\s?cent)[\s-]points?\b|points?\b|ppts?\b|pp\b|pts?\b"
_FTE = (
    r"F\.?T\.?E\.?s?(?![A-Za-z])|WTEs?\b|full[\s-]time[\s-]equivalents?\b|whole[\s-]time[\s-]equivalents?\b"
)
_TIME = r"(?:working\s+|calendar\s+)?(?:years?|months?|weeks?|fortnights?|days?|hours?|yrs?)\b"
_UNIT = rf"(?:\s?(?P<points_#>{_POINTS})|\s?(?P<percent_#>{_PERCENT}))"
_ATOM = (
    rf"(?P<money_#>£\s?)?(?P<number_#>{NUMBER})(?:\s?(?P<suffix_#>{SUFFIX}))?"
    r"(?P<pence_#>p\b(?!\s?[a-z]))?" + _UNIT + "?"
)
_SEPARATOR = r"\s?(?:-|–|—|to)\s?|\s+to\s+"
_START = r"(?:(?<=\bc)|(?<![\w,/£])(?<!\d\.))"

_SINGLE = re.compile(_START + _ATOM.replace("_#", "1") + r"(?P<plus>\+(?!\d))?", re.I)
_RANGE = re.compile(_START + _ATOM.replace("_#", "1") + rf"(?:{_SEPARATOR})" + _ATOM.replace("_#", "2"), re.I)
_BETWEEN = re.compile(
    r"\bbetween\s+(?:about\s+|around\s+)?"
    + _ATOM.replace("_#", "1")
    + r"\s+(?:and|to)\s+"
    + _ATOM.replace("_#", "2"),
    re.I,
)
_PLUS_MINUS = re.compile(
    r"(?:±\s?|\+\s?/\s?[-–−]\s?|\bplus\s(?:or|and)\sminus\s)" + _ATOM.replace("_#", "1"), re.I
)
_PAIR = re.compile(rf"{_START}(?P<count>{NUMBER})\s?/\s?(?P<share>\d+(?:\.\d+)?)\s?%")
_HALF_TIME = re.compile(r"(?<!and a )(?<!and )\bhalf(?:\s+an?|-an?)?[\s-](day|year|hour|month)s?\b", re.I)
_HALF_SCALE = re.compile(
    r"(£\s?)?\b(half|(?:a\s+)?quarter|three\s+quarters)(?:\s+of)?\s+an?\s+(million|billion|dozen)\b", re.I
)
_ONE_YEAR = re.compile(
    r"\b(?:over|within|for|after|in|under|than|during)\s+(?:(?:just|about)\s+)?((?:a|the\s+(?:next|coming|"
    r"following))\s+"
    r"(?:full\s+)?(year|month|week|decade))\b(?!\s+on\b)",
    re.I,
)
_FOLLOWED_BY_TIME = re.compile(rf"(?P<gap>[\s-]{{0,2}})(?P<time>{_TIME})", re.I)
_FOLLOWED_BY_FTE = re.compile(rf"(?:\s?\(?(?:{_FTE})|\s?[-–—]\s?(?:{_FTE})(?=\s*(?:$|\n|[.,;)|])))", re.I)
_NO_NOUN = (
    r"(?:to|by|per|and|or|of|in|at|on|an?|the|is|are|was|were|for|from|with|who|which|that|this|has|have|"
    r"had|than|as|"
    r"but|if|it|its|we|our|since|until|over|under|during|after|before|between|each|every|compared|plus|out)\b"
)
_NOUN = re.compile(
    rf"[*_]{{0,2}}\s?[*_]{{0,2}}(?!{_NO_NOUN})([a-z][a-z'’-]*(?:[ ](?!{_NO_NOUN})[a-z][a-z'’-]+)?)", re.I
)
_HYPHENATED = re.compile(r"-(?!(?:year|month|week|day|hour)s?\b)[A-Za-z]", re.I)
_TWO_STOCKS = re.compile(r"\b(?:from|by)\s*:?\s*[*_]*(?:\w+\s+){0,2}$", re.I)


def find_amounts(text: str) -> list[Quantity]:
    """Every amount of ``text``; may overlap, the earlier in the list is the better reading."""
    return [quantity for reader in _READERS for quantity in reader(text)]


def _value(match: re.Match[str], which: str) -> Number | None:
    return read_number(match[f"number{which}"])


def _kind(match: re.Match[str], which: str) -> Kind:
    if match[f"money{which}"] or match[f"pence{which}"]:
        return Kind.MONEY
    if match[f"points{which}"]:
        return Kind.POINTS
    return Kind.PERCENT if match[f"percent{which}"] else Kind.COUNT


def _scale(match: re.Match[str], which: str) -> float:
    return 0.01 if match[f"pence{which}"] else scale_of(match[f"suffix{which}"])


def _scaled(number: Number, scale: float) -> float:
    """number * scale without the noise of binary fractions: 1.1 million is 1100000 and nothing more."""
    return float(round(number.value * scale, max(0, number.decimals + (2 if scale < 1 else 0))))


def _pairs(text: str) -> Iterator[Quantity]:
    """ "647/74%": a count and its rounded share of one total."""
    for m in _PAIR.finditer(text):
        count, share = read_number(m["count"]), read_number(m["share"])
        if count and share:
            end = m.end("count")
            yield Quantity(m.start(), end, text[m.start() : end], Kind.COUNT, count.value, pair=True)
            start = m.start("share")
            value, decimals = share.value, share.decimals
            yield Quantity(
                start, m.end(), text[start : m.end()], Kind.PERCENT, value, decimals=decimals, pair=True
            )


def _plus_minus(text: str) -> Iterator[Quantity]:
    for m in _PLUS_MINUS.finditer(text):
        number = _value(m, "1")
        if number:
            value, scale = _scaled(number, _scale(m, "1")), _scale(m, "1")
            kind, end = _settle(text, m.end(), _kind(m, "1"))
            yield Quantity(
                m.start(),
                end,
                text[m.start() : end],
                kind,
                -value,
                value,
                decimals=number.decimals,
                scale=scale,
            )


def _ranges(text: str) -> Iterator[Quantity]:
    """Two numbers that are the ends of one quantity; the unit of the second serves the first."""
    for m in (*_BETWEEN.finditer(text), *_RANGE.finditer(text)):
        spoken = m.re is _BETWEEN
        low, high = _value(m, "1"), _value(m, "2")
        if not (low and high) or _comes_from_stock(text, m) and not spoken:
            continue
        quantity = _range(text, m, low, high)
        if quantity.value is None or quantity.high is None or quantity.value >= quantity.high:
            continue
        yield quantity


def _comes_from_stock(text: str, match: re.Match[str]) -> bool:
    """ "from 3,708 to 3,666" are two stocks and not a range."""
    return bool(_TWO_STOCKS.search(text[max(0, match.start() - 30) : match.start()]))


def _range(text: str, m: re.Match[str], low: Number, high: Number) -> Quantity:
    kind = _kind(m, "2") if _kind(m, "2") is not Kind.COUNT else _kind(m, "1")
    scale2 = _scale(m, "2")
    scale1 = _scale(m, "1") if m["suffix1"] or m["money2"] else scale2
    start = m.start("money1") if m["money1"] else m.start("number1")
    settled, end, unit = _settle_unit(text, m.end(), kind)
    decimals = max(low.decimals, high.decimals)
    value, top = _scaled(low, scale1), _scaled(high, scale2)
    words = low.words or high.words
    return Quantity(
        start,
        end,
        text[start:end],
        settled,
        value,
        top,
        decimals=decimals,
        scale=scale2,
        unit=unit,
        words=words,
    )


def _singles(text: str) -> Iterator[Quantity]:
    for m in _SINGLE.finditer(text):
        number = _value(m, "1")
        if number is None:
            continue
        kind, end, unit = _settle_unit(text, m.end(), _kind(m, "1"))
        if number.words and not _words_count(text, m, kind, unit, number):
            continue
        scale = _scale(m, "1")
        yield Quantity(
            m.start(),
            end,
            text[m.start() : end],
            kind,
            _scaled(number, scale),
            decimals=number.decimals,
            scale=scale,
            unit=unit,
            words=number.words,
            approx=Approx.OVER if m["plus"] else Approx.NONE,
        )


def _words_count(text: str, m: re.Match[str], kind: Kind, unit: str, number: Number) -> bool:
    """Whether number words are a quantity here: "five per cent", "two posts", not "one of the", "two-way"."""
    if _HYPHENATED.match(text, m.end()):
        return False
    if kind is not Kind.COUNT:
        return True
    return number.value != 1 or bool(re.match(r"(?:person|post|fte|employee|worker|day)", unit))


def _settle(text: str, end: int, kind: Kind) -> tuple[Kind, int]:
    settled, stop, _ = _settle_unit(text, end, kind)
    return settled, stop


def _settle_unit(text: str, end: int, kind: Kind) -> tuple[Kind, int, str]:
    """Kind, end of span and unit, once the words that follow a bare number are seen."""
    if kind is not Kind.COUNT:
        return kind, end, ""
    if fte := _FOLLOWED_BY_FTE.match(text, end):
        return Kind.FTE, fte.end(), "fte"
    if time := _FOLLOWED_BY_TIME.match(text, end):
        word = time["time"].lower().split()[-1].rstrip("s").replace("yr", "year")
        return (Kind.DAYS if word == "day" else Kind.DURATION), time.end(), word
    noun = _NOUN.match(text, end)
    return Kind.COUNT, end, noun[1].lower() if noun else ""


def _halves(text: str) -> Iterator[Quantity]:
    """ "half a day", "half a million", and a year said without a number: "over the next year"."""
    for m in _HALF_SCALE.finditer(text):
        part = {"half": 0.5, "three quarters": 0.75}.get(" ".join(m[2].lower().split()), 0.25)
        kind = Kind.MONEY if m[1] else Kind.COUNT
        yield Quantity(
            m.start(), m.end(), m.group(), kind, part * scale_of(m[3]), scale=scale_of(m[3]), words=True
        )
    for m in _HALF_TIME.finditer(text):
        word = m[1].lower()
        kind = Kind.DAYS if word == "day" else Kind.DURATION
        yield Quantity(m.start(), m.end(), m.group(), kind, 0.5, decimals=1, unit=word, words=True)
    for m in _ONE_YEAR.finditer(text):
        years = 10.0 if m[2].lower() == "decade" else 1.0
        unit = "year" if m[2].lower() == "decade" else m[2].lower()
        yield Quantity(m.start(1), m.end(1), m[1], Kind.DURATION, years, unit=unit, words=True)
    for m in re.finditer(rf"\b({WORDS}|a|last|past|previous|\d+)\s+(decades?)\b", text, re.I):
        one = m[1].lower() in {"a", "last", "past", "previous"}
        number = Number(1.0) if one else read_number(m[1])
        if number:
            yield Quantity(
                m.start(), m.end(), m.group(), Kind.DURATION, number.value * 10, unit="year", words=True
            )


_READERS = (_pairs, _plus_minus, _halves, _ranges, _singles)
