"""The figures of a question as typed spans: the tokens by which a question is read.

Deterministic: the quantity grammar of ``ingest`` finds them, and nothing here looks at wording.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ingest.quantities_asked import find_asked
from ingest.quantities_model import Kind, Quantity
from ingest.quantities_never import name_spans, never_spans

MOST_SPANS = 60
"""Read of one question: no real question has so many figures."""


class Type(StrEnum):
    """What a span is. The amounts and times play roles; the last three never do."""

    PCT = "PCT"  # a share or fraction; ``value`` in percent
    PTS = "PTS"  # percentage points
    MON = "MON"  # pounds
    NUM = "NUM"  # a count; ``unit`` is the noun behind it, "fte" for full-time equivalents
    DAYS = "DAYS"
    DUR = "DUR"  # a length of time in ``unit``: year, month, week, hour, minute, second
    YEAR = "YEAR"  # a calendar or financial year, ``begins`` to ``ends``
    DATE = "DATE"  # a day, month, quarter or occasion; ``begins`` and ``ends`` when the words tell them
    AGE = "AGE"  # a band of ages; ``unit`` over, from, under, to, between, at
    PER = "PER"  # what a rate is counted by: the thousand of "per thousand"
    REF = "REF"  # digits that name a thing: "page 12", "S151"
    ORG = "ORG"  # a body, when the caller says where bodies stand


#: The types whose spans have a role.
WITH_ROLE = frozenset(Type) - {Type.PER, Type.REF, Type.ORG}

_TYPES = {
    Kind.PERCENT: Type.PCT,
    Kind.POINTS: Type.PTS,
    Kind.MONEY: Type.MON,
    Kind.FTE: Type.NUM,
    Kind.COUNT: Type.NUM,
    Kind.DAYS: Type.DAYS,
    Kind.DURATION: Type.DUR,
    Kind.YEAR: Type.YEAR,
    Kind.FINANCIAL_YEAR: Type.YEAR,
    Kind.SPAN: Type.YEAR,
    Kind.QUARTER: Type.DATE,
    Kind.DATE: Type.DATE,
    Kind.AGE: Type.AGE,
}


YEAR_HOLDS = {"year": 1.0, "month": 12.0, "week": 52.0}
"""How many of each unit of time a year holds, for the lengths of time that a plan may have."""


@dataclass(frozen=True, slots=True)
class Span:
    """A figure, time or name of a question: ``question[start:end] == text``.

    ``value`` is in the unit of the type (a minus sign counts, though it is not in ``text``), ``high`` the upper
    end of an age band. ``begins`` and ``ends`` are ISO days, both included. ``per`` is the rate that follows
    ("year", "fte"). ``change`` marks words that are a change by themselves: "halve" is -50.
    """

    type: Type
    start: int
    end: int
    text: str
    value: float | None = None
    high: float | None = None
    unit: str = ""
    per: str = ""
    begins: str | None = None
    ends: str | None = None
    change: bool = False

    @property
    def in_years(self) -> float:
        """A length of time in years."""
        return (self.value or 0.0) / YEAR_HOLDS.get(self.unit, 1.0)


def tag(question: str, bodies: Iterable[tuple[int, int]] = ()) -> tuple[Span, ...]:
    """The spans of a question in reading order, none overlapping another.

    ``bodies`` are the (start, end) of names of bodies, where the caller knows them; digits within one are part
    of the name.
    """
    names = [_plain(Type.ORG, question, start, end) for start, end in bodies]
    figures = [_span(item) for item in find_asked(question) if item.kind in _TYPES][:MOST_SPANS]
    kept = _free(figures, names)
    never = [
        _plain(Type.REF, question, start, end)
        for start, end in (*name_spans(question), *never_spans(question))
        if any(character.isdigit() for character in question[start:end])
    ]
    return tuple(sorted(_free(never, kept), key=lambda span: span.start))


def _free(more: list[Span], kept: list[Span]) -> list[Span]:
    """``kept`` with those of ``more`` that touch none kept before them."""
    free = list(kept)
    for span in more:
        if all(span.end <= other.start or span.start >= other.end for other in free):
            free.append(span)
    return free


def _plain(kind: Type, question: str, start: int, end: int) -> Span:
    return Span(kind, start, end, question[start:end])


def _span(item: Quantity) -> Span:
    kind = Type.PER if item.unit == "per" else _TYPES[item.kind]
    unit = "fte" if item.kind is Kind.FTE else item.unit
    return Span(
        kind,
        item.start,
        item.end,
        item.text,
        item.value,
        item.high,
        unit,
        item.per,
        item.start_date,
        item.end_date,
        item.change,
    )
