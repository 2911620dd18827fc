"""Whether figures belong to the time asked, and whether a quantity is the very thing asked."""

from __future__ import annotations

from assistant.planner.context import Point
from assistant.planner.derivation import Derivation
from assistant.planner.periods import period
from assistant.planner.refs import parted
from assistant.reading.model import Ask, Ref

_MONTHS = 18


def near(at: Point, one: Derivation, when: str) -> bool:
    """Whether every dated fact behind a figure lies within a year and a half of the period asked."""
    wanted = period(when)
    if wanted is None:
        return True
    ends = (period(fact.when) for fact in one.facts)
    return all(end is None or abs(end.end - wanted.end) <= _MONTHS for end in ends)


def asked(at: Point) -> bool:
    """Whether this is the very thing that the question asks the value of; what lies on the way must be stated."""
    reading = at.context.reading
    return (
        isinstance(reading.of, Ref)
        and reading.ask is Ask.VALUE
        and parted(reading.of.metric)[0] == at.ref.metric
    )


def flows_of(at: Point, one: Derivation) -> set[object]:
    """The periods of the printed flows behind a figure that no typed one is part of."""
    if one.used:
        return set()
    return {
        period(fact.when) or fact.when
        for fact in one.facts
        if fact.when and at.context.nature(parted(fact.metric)[0]) == "flow"
    }
