"""A stated figure that is no metric of the taxonomy: the sentence, item or row that prints it, and the figure first."""

from __future__ import annotations

import re

from assistant.compose.draft import Draft, Written, bullet_points, sentence
from assistant.evidence import Citations
from assistant.pool import Pool, Scored
from assistant.units import Unit
from assistant.words import TOKEN, alike, stem, stems
from ingest import metrics
from ingest.quantities import Kind, Quantity, find

_MUCH = re.compile(r"\bhow much\b", re.I)
_MONEY = re.compile(
    r"\b(cost|costs|spend|spent|spending|budget|funding|grant|price|value|pounds|£|savings?|worth|invest\w*|income)\b",
    re.I,
)
_SHARE = re.compile(r"\b(percent\w*|per cent|proportion|share|fraction|rate|%)\b", re.I)
_LENGTH = re.compile(r"\bhow (long|old)\b", re.I)
_LENGTHS = re.compile(r"\b(days?|weeks?|months?|years?|hours?)\b", re.I)
_MANY = re.compile(r"\bhow many\b", re.I)
_ORDINAL = re.compile(r"\b\d{1,3}(?:st|nd|rd|th)\b")
NOUN_BONUS = 0.1
NEAR_BEST = 0.85
LONG_ROW = 300


def figure(pool: Pool, *, metric: str | None = None) -> Draft | None:
    """The unit that best meets the question among those that print a figure of the kind asked for.

    With a ``metric`` of the taxonomy only units that name it count: a near miss must not stand in for silence.
    """
    text = pool.matcher.question.text
    wanted = kinds_wanted(text)
    ranked: list[tuple[float, Scored[Unit], str]] = []
    for scored in pool.units:
        if not _can_state(scored.item) or (metric and not _names(scored.item, metric)):
            continue
        printed = [quantity for quantity in _figures(scored.item.text, wanted) if quantity.text not in text]
        if printed:
            bonus = NOUN_BONUS if _counts_what_is_asked(printed, pool) else 0.0
            ranked.append((scored.score + bonus, scored, _nearest(printed, scored.item.text, pool).text))
    if not ranked:
        return None
    ranked.sort(key=lambda entry: -entry[0])
    score, best, value = ranked[0]
    near = [scored for other, scored, _ in ranked[1:3] if other >= NEAR_BEST * score]
    return Draft(
        "figure",
        score,
        best.coverage,
        best.likeness,
        (best.document,),
        lambda citations: Written(_text(best, value, near, citations)),
    )


def kinds_wanted(text: str) -> frozenset[Kind]:
    """The kinds of quantity that can answer; all that are amounts when the question does not say."""
    if _LENGTH.search(text):
        return frozenset({Kind.DURATION, Kind.DAYS})
    if _SHARE.search(text):
        return frozenset({Kind.PERCENT, Kind.POINTS})
    if _MANY.search(text):
        lengths = {Kind.DAYS, Kind.DURATION} if _LENGTHS.search(text) else set()
        return frozenset({Kind.COUNT, Kind.FTE} | lengths)
    if _MONEY.search(text):
        return frozenset({Kind.MONEY})
    if _MUCH.search(text):
        return frozenset({Kind.MONEY, Kind.COUNT, Kind.DAYS, Kind.PERCENT})
    return frozenset({Kind.MONEY, Kind.PERCENT, Kind.POINTS, Kind.FTE, Kind.COUNT, Kind.DAYS})


def _can_state(unit: Unit) -> bool:
    """A heading states nothing, and a long row is read by its cells."""
    return unit.kind != "heading" and not (unit.kind == "row" and len(unit.text) > LONG_ROW)


def _names(unit: Unit, metric: str) -> bool:
    """Whether the unit, with its lead-in and heading, speaks of this metric."""
    spoken = metrics.match(" . ".join((*unit.headings[-1:], unit.lead, unit.text)))
    return any(match.metric == metric for match in spoken)


def _figures(text: str, wanted: frozenset[Kind]) -> list[Quantity]:
    found = [q for q in find(text) if q.kind in wanted and q.value is not None]
    if not found and len(wanted) > 4 and (match := _ORDINAL.search(text)):
        found = [
            Quantity(
                match.start(), match.end(), match.group(), Kind.COUNT, float(re.sub(r"\D", "", match.group()))
            )
        ]
    return found


def _counts_what_is_asked(printed: list[Quantity], pool: Pool) -> bool:
    """Whether a figure's own noun ("60 hectare") is a word of the question."""
    asked = set(pool.matcher.question.stems)
    return any(alike(stem(word)) & asked for quantity in printed for word in stems(quantity.unit))


def _nearest(printed: list[Quantity], text: str, pool: Pool) -> Quantity:
    """The figure that stands closest to words of the question; the first of equals."""
    asked = set(pool.matcher.question.stems)
    spots = [match.start() for match in TOKEN.finditer(text) if alike(stem(match.group().lower())) & asked]

    def distance(quantity: Quantity) -> int:
        return min((min(abs(spot - quantity.end), abs(spot - quantity.start)) for spot in spots), default=0)

    return min(printed, key=distance)


def _text(best: Scored[Unit], value: str, near: list[Scored[Unit]], citations: Citations) -> str:
    first = _line(best, citations, value)
    others = [_line(scored, citations, "") for scored in near]
    return first if not others else f"{first}\n\nAlso close to the question:\n\n{bullet_points(others)}"


def _line(scored: Scored[Unit], citations: Citations, value: str) -> str:
    unit = scored.item
    label = citations.span(scored.document.id, unit.start, unit.end)
    text = " ".join(unit.text.split())
    shown = text.replace(value, f"**{value}**", 1) if value else text
    lead = " ".join(unit.lead.split())
    body = scored.document.body.name if scored.document.body else ""
    said = scored.document.body is not None and scored.document.body.short_name in text
    before = f"{body}: " if body and not said else ""
    if (
        unit.lead_at
        and any(char.isdigit() for char in lead)
        and lead.endswith(":")
        and len(lead) < 160
        and unit.lead_at[1] - unit.lead_at[0] == len(unit.lead)
    ):
        before = f"{before}{lead} {citations.span(scored.document.id, *unit.lead_at)} "
    return f"{before}{sentence(shown)} {label}"
