"""Quantities as people type them in a question: the grammar of papers, and the short forms no paper prints.

``find_asked`` reads what ``quantities.find`` reads and, besides, "2.5 pct", "forty grand", "6 mths", "half a
point", "by sept", "month 8", "45%/35%/20%", figures that share a unit ("1, 2 and 3%"). A range gives its two
ends, because in a question each end may play a part of its own; a span of years gives its two years.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.quantities import find
from ingest.quantities_asked_times import find_asked_times, halves_of_period
from ingest.quantities_model import MOMENTS, Kind, Quantity
from ingest.quantities_numbers import NUMBER, SUFFIX, read_number, scale_of

_JOIN = r"\s*(?:,(?!\d)\s*(?:and|or|then)?|/|-|–|—|&|\b(?:and|or|to|then|vs?\.?|versus|up to|down to)\b)\s*"
_JOINED = re.compile(_JOIN, re.I)
_ATOM = re.compile(
    rf"(?P<money>£\s?)?(?P<number>{NUMBER})(?:\s?(?P<suffix>{SUFFIX}))?(?P<unit>\s?(?:%|per\s?cent|percent|points?|pts?)(?!\w))?",
    re.I,
)
_ABBREVIATED = (
    (re.compile(rf"(?<![\w.,£])({NUMBER})\s?pct\b", re.I), Kind.PERCENT, ""),
    (re.compile(rf"(?<![\w.,£])({NUMBER})\s?(?:grand)\b", re.I), Kind.MONEY, "k"),
    (
        re.compile(rf"(?<![\w.,£])(?<!half\s)(?<!half\sa\s)({NUMBER})\s?(?:quid|pounds?)\b", re.I),
        Kind.MONEY,
        "",
    ),
    (re.compile(r"(?<![\w.,£])(\d+(?:\.\d+)?)p\b", re.I), Kind.MONEY, "p"),
)
_SMALL_PART = re.compile(
    r"\b(?P<part>half|(?:a\s)?quarter(?:\sof)?|three\squarters(?:\sof)?)\san?\s(?:(?P<point>(?:percentage\s)?point)|per\s?cent|%)(?!\w)",
    re.I,
)
_ONE_UNIT = re.compile(
    r"(?<!as )(?<!in )\b(?:an?|one)\s(?:(?P<point>(?:percentage\s)?points?)|per\s?cent)\b(?!\sof\s(?:view|contact|order))",
    re.I,
)
_BARE_HALF = re.compile(
    r"(?<!other )(?<!better )(?<!and a )(?<!and )(?<!first )(?<!second )(?<![\w-])(?:a )?half\b"
    r"(?!-?\s?(?:an?\b|day|year|term|hour|month|million|billion|dozen|past|time|of\sthe\syear))",
    re.I,
)
_VULGAR = re.compile(r"(?<![\w/.£])(?P<some>[1-9])/(?P<all>[2-9]|10)(?=\sof\b)")
_NET_ZERO = re.compile(
    r"\bnet[\s-]zero\b|\bzero\b(?!\s(?:carbon|emission|tolerance|waste|hours?|based|energy))", re.I
)
_SCALE_AND_HALF = re.compile(r"\b(?:an?|one)\s(million|billion)\sand\sa\shalf\b", re.I)
_WEIGHTS = re.compile(r"(?<![\w./£])\d{1,2}(?:\s?/\s?\d{1,2}){1,9}(?![\d/]|\s?%)")
_PER_MANY = re.compile(rf"\b(?:per|for every|out of every|for each)\s(?:an?\s)?{NUMBER}$", re.I)
_PARTS = {"half": 0.5, "quarter": 0.25, "three quarters": 0.75}
_SIGN = re.compile(r"^(?:[-−–]\s?|±\s?|\+\s?/\s?[-–−]\s?|plus\s(?:or|and)\sminus\s)", re.I)


def find_asked(text: str) -> list[Quantity]:
    """Every quantity of a question in reading order, none overlapping another. Never raises.

    ``text[q.start:q.end] == q.text`` holds for each; a sign stands in ``value`` and not in the text. The number
    that a rate is counted by ("per thousand") has ``unit == "per"``.
    """
    printed = [_settle(text, item) for item in find(text)]
    extra = [*find_asked_times(text), *_short_forms(text)]
    found = _merge([*extra, *(part for item in printed for part in _ends(text, item))])
    found = _merge([*found, *_after_slash(text, found)])
    found = [item for item in found if not halves_of_period(text, item, found)]
    return _share_units(text, found)


def _merge(items: Iterable[Quantity]) -> list[Quantity]:
    """The items in reading order; of two that overlap the earlier in the list stays."""
    kept: list[Quantity] = []
    for item in items:
        if all(item.end <= other.start or item.start >= other.end for other in kept):
            kept.append(item)
    return sorted(kept, key=lambda item: item.start)


def _short_forms(text: str) -> Iterator[Quantity]:
    """Amounts in forms that only a question has."""
    for m in _SCALE_AND_HALF.finditer(text):
        yield _quantity(m, Kind.COUNT, 1.5 * scale_of(m[1]))
    for m in _SMALL_PART.finditer(text):
        part = m["part"].lower().removeprefix("a ").removesuffix(" of")
        yield _quantity(m, Kind.POINTS if m["point"] else Kind.PERCENT, _PARTS[part])
    for pattern, kind, suffix in _ABBREVIATED:
        for m in pattern.finditer(text):
            number = read_number(m[1])
            if number:
                yield _quantity(m, kind, number.value * (0.01 if suffix == "p" else scale_of(suffix)))
    for m in _ONE_UNIT.finditer(text):
        yield _quantity(m, Kind.POINTS if m["point"] else Kind.PERCENT, 1.0)
    for m in _VULGAR.finditer(text):
        yield _quantity(m, Kind.PERCENT, 100 * int(m["some"]) / int(m["all"]))
    for m in _BARE_HALF.finditer(text):
        yield _quantity(m, Kind.PERCENT, 50.0)
    for m in _WEIGHTS.finditer(text):
        yield from _weights(m)
    for m in _NET_ZERO.finditer(text):
        yield _quantity(m, Kind.PERCENT if " " in m.group() or "-" in m.group() else Kind.COUNT, 0.0)


def _weights(match: re.Match[str]) -> list[Quantity]:
    """ "20/30/30/20" are shares when they make a whole."""
    parts = list(re.finditer(r"\d+", match.group()))
    if sum(int(part.group()) for part in parts) != 100:
        return []
    first = match.start()
    return [
        Quantity(first + part.start(), first + part.end(), part.group(), Kind.PERCENT, float(part.group()))
        for part in parts
    ]


def _quantity(match: re.Match[str], kind: Kind, value: float) -> Quantity:
    return Quantity(match.start(), match.end(), match.group(), kind, float(round(value, 6)), words=True)


def _settle(text: str, item: Quantity) -> Quantity:
    """The item without sign or unit word in its text; a number after "per" has the unit "per"."""
    sign = _SIGN.match(item.text)
    if sign and item.value is not None:
        high = None if item.high == -item.value else item.high
        value = abs(item.value) if high is None and item.high is not None else item.value
        item = replace(
            item, start=item.start + sign.end(), text=item.text[sign.end() :], value=value, high=high
        )
    if item.kind is Kind.FTE and item.high is None and (number := _ATOM.match(item.text)):
        end = item.start + len(number.group().rstrip())
        item = replace(item, end=end, text=text[item.start : end])
    if item.kind in {Kind.COUNT, Kind.FTE} and _PER_MANY.search(text[: item.end]):
        return replace(item, unit="per")
    return item


def _ends(text: str, item: Quantity) -> list[Quantity]:
    """The two ends of a range or of a span of years; the item itself when it is neither."""
    if item.kind is Kind.AGE or (item.high is None and item.kind not in {Kind.SPAN}):
        return [item]
    for gap in _JOINED.finditer(item.text):
        left, right = item.text[: gap.start()], item.text[gap.end() :]
        pair = _moments(item, left, right) if item.kind in MOMENTS else _amounts(text, item, left, right)
        if pair:
            return pair
    return [item]


def _moments(item: Quantity, left: str, right: str) -> list[Quantity]:
    """Both sides as the one moment each of them is; none when a side is not exactly one."""
    start = item.start + len(item.text) - len(right)
    lead = len(left) - len(left.removeprefix("between ").removeprefix("from "))
    sides = [(left[lead:], item.start + lead), (right, start)]
    found = [_only_moment(words, at) for words, at in sides]
    return [side for side in found if side] if all(found) else []


def _only_moment(words: str, at: int) -> Quantity | None:
    inside = find(f"in {words}")
    if len(inside) != 1 or inside[0].text != words or inside[0].kind not in MOMENTS:
        return None
    return replace(inside[0], start=at, end=at + len(words))


def _amounts(text: str, item: Quantity, left: str, right: str) -> list[Quantity]:
    """The low and the high end, each in the unit of the range."""
    low, high = _last_atom(left), _ATOM.match(right)
    if low is None or high is None or item.value is None:
        return []
    first = item.start + low.start()
    second = item.start + len(item.text) - len(right)
    stop = second + len(right.rstrip()) if item.kind is not Kind.FTE else second + len(high.group().rstrip())
    ends = ((first, item.start + low.end(), item.value), (second, stop, item.high))
    return [replace(item, start=a, end=b, text=text[a:b], value=value, high=None) for a, b, value in ends]


def _last_atom(words: str) -> re.Match[str] | None:
    found = [m for m in _ATOM.finditer(words) if m.end() == len(words.rstrip())]
    return found[0] if found else None


def _after_slash(text: str, found: list[Quantity]) -> Iterator[Quantity]:
    """ "45%/35%/20%": what follows a slash behind an amount is another."""
    for item in found:
        at = item.end
        while item.kind is Kind.PERCENT and (gap := re.compile(r"\s?/\s?").match(text, at)):
            m = _ATOM.match(text, gap.end())
            number = read_number(m["number"]) if m else None
            if m is None or number is None or not m["unit"]:
                break
            yield replace(
                _quantity(m, Kind.PERCENT, number.value), words=number.words, decimals=number.decimals
            )
            at = m.end()


def _share_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """ "1, 2 and 3%" are three percentages, "£30, 35 or 40k" three sums: one unit serves a list."""
    items = list(found)
    for i in range(len(items) - 2, -1, -1):
        if _listed(text, items[i], items[i + 1]) and _bare(items[i]) and _lends(items[i], items[i + 1]):
            scale = items[i + 1].scale if items[i].scale == 1 else 1.0
            items[i] = _in_unit_of(items[i], items[i + 1], scale)
    for i in range(1, len(items)):
        money = items[i - 1].kind is Kind.MONEY and _bare(items[i])
        if money and _listed(text, items[i - 1], items[i]):
            items[i] = _in_unit_of(items[i], items[i - 1], 1.0)
    for i in range(len(items) - 2, -1, -1):
        first, second = items[i], items[i + 1]
        sums = first.kind is second.kind is Kind.MONEY and first.scale == 1 and (first.value or 0) < 1000
        if sums and second.scale >= 1000 and _listed(text, first, second):
            items[i] = _in_unit_of(first, second, second.scale)
    return items


def _listed(text: str, first: Quantity, second: Quantity) -> bool:
    return bool(_JOINED.fullmatch(text, first.end, second.start))


def _bare(item: Quantity) -> bool:
    """A number without a unit or a noun of its own."""
    return item.kind is Kind.COUNT and item.value is not None and item.unit in {"", "to", "or", "and"}


def _lends(item: Quantity, after: Quantity) -> bool:
    """Whether the unit of the next figure can serve this one as well."""
    if after.value is None or after.unit == "per" or item.value is None:
        return False
    if after.kind in {Kind.PERCENT, Kind.POINTS}:
        return item.value <= 100 and not after.change
    return after.kind in {Kind.DAYS, Kind.DURATION} and item.value <= 20 * max(after.value, 1)


def _in_unit_of(item: Quantity, other: Quantity, scale: float) -> Quantity:
    value = None if item.value is None else float(round(item.value * scale, 6))
    return replace(item, kind=other.kind, unit=other.unit, value=value, scale=item.scale * scale)
