"""Which figure belongs to which wording within one text: the nearest that fits, each figure once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.facts.found import Pair
from ingest.metrics import MetricMatch, readings
from ingest.quantities import Kind, Quantity, find

_FARTHEST = 62.0  # cost beyond which a figure is left alone
_MOST_DAYS_EACH = 40
_AGAIN = 34.0  # cost of a second figure for one wording ("from 3,708 to 3,666")
_SERIES = re.compile(
    r"\b(?:from|to|compar\w+ (?:with|to)|against|than|average|median|target|benchmark|rate)\b(?:\s+(?:of|is|"
    r"was|in|the|a|for|at|"
    r"about|around|over|nearly|\w+ly|england|uk|sector|average|\d{4}[/-]\d\d)){0,4}\s*[*_(]*$",
    re.I,
)
_GOES_ON = re.compile(
    r"\W*(?:\((?:mean|median|average)\))?\W*(?:(?:in|for|by|at|on|during)\b)?\W*(?:and|then|rising to|"
    r"increasing to|falling to|to)?\W*"
    r"(?:(?:a further|another|then)\b)?\W*",
    re.I,
)
_COUNTED = re.compile(
    r"(?:staff|employees?|people|persons?|colleagues|workers?|head ?counts?|hc|ftes?|wtes?|posts?|full|part|"
    r"permanent|"
    r"casual|zero|temporary|fixed|agency|vacan\w+|unfilled|apprentic\w+|new(?:ly)?|existing|leavers?|"
    r"starters?|joiners?|"
    r"resign\w+|redundan\w+|compulsory|voluntary|occurrences?|ocurrences?|episodes?|spells|instances|women|"
    r"men|males?|"
    r"females?|disabled|bame|bme|council|directly|managers|days?|additional|relief|bank|interim|total|"
    r"individual|lgbt?\w*|"
    r"minority|ethnic|roles|working|trained|permanently|school|schools|non|contracted|officers|full-time|"
    r"part-time)\b",
    re.I,
)


def pairs(text: str, quantities: Sequence[Quantity] | None = None) -> list[Pair]:
    """Figures of ``text`` with the wordings they belong to, in reading order. Dates belong to none."""
    found = list(find(text) if quantities is None else quantities)
    values = [quantity for quantity in found if not quantity.temporal]
    choices = [
        (_cost(text, value, match, found), value, match)
        for value in values
        for match in _ways(text, value)
        if _fits(text, value, match)
    ]
    choices.sort(key=lambda choice: (choice[0], choice[1].start, -choice[2].weight))
    return [
        _with_basis(text, pair) for pair in sorted(_assign(choices), key=lambda pair: pair.quantity.start)
    ]


def _with_basis(text: str, pair: Pair) -> Pair:
    """A pay gap whose basis stands behind the figure: "5.6% (mean), 4.2% (median)"."""
    basis = re.match(r"\s*\((mean|median|average)\)", text[pair.quantity.end :], re.I)
    if basis is None or not pair.match.metric.startswith("paygap."):
        return pair
    metric = "paygap.median" if basis[1].lower() == "median" else "paygap.mean"
    return replace(pair, match=replace(pair.match, metric=metric))


def _ways(text: str, value: Quantity) -> list[MetricMatch]:
    """Wordings that can have this figure as their value."""
    kind = _kind_of_blank(text, value) if value.kind is Kind.PLACEHOLDER else value.kind
    return readings(text, kind, barred=barred_for(value))


def _kind_of_blank(text: str, value: Quantity) -> Kind:
    """What an unfilled blank would measure: "TBC days", "XX%", "£X", else a count."""
    if "£" in value.text:
        return Kind.MONEY
    after = text[value.end :].lstrip()[:12].lower()
    if "%" in value.text or after.startswith(("%", "per cent")):
        return Kind.PERCENT
    return Kind.DAYS if after.startswith("days") else Kind.COUNT


def barred_for(value: Quantity) -> frozenset[str]:
    """Metrics that a number of days is too small or too large for: in all, or for each FTE."""
    if value.kind is not Kind.DAYS or value.value is None:
        return frozenset()
    return frozenset({"sickness.days" if value.value < _MOST_DAYS_EACH else "sickness.days_per_fte"})


def _assign(choices: list[tuple[float, Quantity, MetricMatch]]) -> list[Pair]:
    """Cheapest first; a wording serves a second figure only when no other wording is as near."""
    pending = list(choices)
    used: dict[tuple[int, int], int] = {}
    made: dict[int, Pair] = {}
    while pending:
        best = min(
            pending, key=lambda choice: choice[0] + _AGAIN * used.get((choice[2].start, choice[2].end), 0)
        )
        cost, value, match = best
        if cost + _AGAIN * used.get((match.start, match.end), 0) > _FARTHEST:
            break
        made[value.start] = Pair(value, match)
        used[match.start, match.end] = used.get((match.start, match.end), 0) + 1
        pending = [choice for choice in pending if choice[1].start != value.start]
    return list(made.values())


def _cost(text: str, value: Quantity, match: MetricMatch, others: Sequence[Quantity]) -> float:
    """How far a figure is from a wording: words between; commas, figures and ends of clauses count more."""
    if match.start >= value.end:
        gap, left, right = text[value.end : match.start], value.end, match.start
    elif match.end <= value.start:
        gap, left, right = text[match.end : value.start], match.end, value.start
    else:
        return -match.weight / 3
    between = [other for other in others if left <= other.start and other.end <= right]
    figures = sum(not other.temporal for other in between)
    cost = 6.0 * len(re.findall(r"[^\W_]+", _without(gap, between, left)))
    cost += 35 * figures + 4 * (len(between) - figures)
    cost += 200 * len(re.findall(r"[.;!?|](?=\s|$)", gap)) + 22 * gap.count(",") + 3 * gap.count("\n")
    if match.end <= value.start:
        cost += 12 * len(re.findall(r"\band\b", gap, re.I))
        cost += 12 * bool(re.match(r"\s*[*_]*\s*(?:of|are|were|have)\b", text[value.end :]))
    cost += 14 * len(
        re.findall(r"\b(?:and|but|while|whilst|with|compared|against|which|although)\b", gap, re.I)
    )
    cost += 10 * len(re.findall(r"\(", gap)) if match.start >= value.end else 0
    cost -= 60 if value.pair else 0
    if match.end <= value.start:
        cost -= _series_discount(text, match, value, [item for item in between if not item.temporal], others)
    return cost - match.weight / 3


def _series_discount(
    text: str, match: MetricMatch, value: Quantity, figures: Sequence[Quantity], others: Sequence[Quantity]
) -> float:
    """What a figure is nearer by that goes on from another of its kind: "from 9 days to 8"."""
    if len(figures) > 1 or any(item.kind is not value.kind for item in figures):
        return 0.0
    compared = bool(_SERIES.search(text[match.end : value.start]))
    if not figures:
        return 40.0 if compared else 0.0
    gap = text[figures[0].end : value.start]
    dates = [item for item in others if item.temporal and figures[0].end <= item.start < value.start]
    rest = _without(gap, dates, figures[0].end)
    followed = any(item.temporal and 0 <= item.start - value.end <= 8 for item in others)
    followed = followed or bool(re.match(r"\s*\((?:mean|median|average)\)", text[value.end :]))
    return 62.0 if compared or ((dates or followed) and _GOES_ON.fullmatch(rest)) else 0.0


def _without(gap: str, between: Sequence[Quantity], offset: int) -> str:
    """The gap without the quantities in it, which are counted apart."""
    for quantity in sorted(between, key=lambda item: -item.start):
        gap = gap[: quantity.start - offset] + " " + gap[quantity.end - offset :]
    return gap


def _fits(text: str, value: Quantity, match: MetricMatch) -> bool:
    """Whether the noun that follows a count can be what the metric counts: "14 reviews" are not staff."""
    if value.kind is not Kind.COUNT or not value.unit:
        return True
    if value.end <= match.start <= value.end + 3:
        return True
    return bool(_COUNTED.match(value.unit))
