"""A reviewed figure found again after its paper was read anew: by document, place and printed words, not by id alone.

A better reading changes what is known of a figure (its body, its period, its scale) and with it the id. What the
page prints does not change: the row or sentence, the digits, and the words beside them.
"""

from __future__ import annotations

from collections.abc import Iterable

from ingest.fact_model import Fact, Place
from ingest.phrases import words

_SCALES = (1.0, 1e3, 1e6, 1e9, 1e-3, 1e-6, 1e-9)


def found_again(original: Fact, candidates: Iterable[Fact]) -> Fact | None:
    """The fact that the same printed figure is now read as; None when there is none, or two are equally like it."""
    alike = [fact for fact in candidates if _same_place(original, fact) and _same_digits(original, fact)]
    ranked = sorted(alike, key=lambda fact: _likeness(original, fact), reverse=True)
    if len(ranked) > 1 and _likeness(original, ranked[0]) == _likeness(original, ranked[1]):
        return None
    return ranked[0] if ranked else None


def stands_at(quote: str, start: int, text: str) -> int | None:
    """Where a quote stands in a text, nearest to where it stood; None when it does not."""
    found: list[int] = []
    at = text.find(quote) if quote else -1
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + 1)
    return min(found, key=lambda place: (abs(place - start), place), default=None)


def _same_place(one: Fact, other: Fact) -> bool:
    return any(_prints(first, second) for first in one.places for second in other.places)


def _prints(one: Place, other: Place) -> bool:
    """Whether two places of a document are one: the same words, or one within the other where they overlap."""
    first, second = " ".join(one.quote.split()), " ".join(other.quote.split())
    if one.document != other.document:
        return False
    overlap = one.start < other.end and other.start < one.end
    return first == second or overlap and (first in second or second in first)


def _same_digits(one: Fact, other: Fact) -> bool:
    """Whether two readings can be of the same digits: a scale in the heading may have been missed by one of them."""
    if one.value is None or other.value is None:
        return one.value is other.value
    if (one.high is None) != (other.high is None):
        return False
    return any(abs(one.value - other.value * scale) <= 1e-9 * max(abs(one.value), 1.0) for scale in _SCALES)


def _likeness(one: Fact, other: Fact) -> tuple[float, ...]:
    """How much two readings share, the surest first: value, offsets, words beside the figure, unit, time, kind."""
    spans = {(place.start, place.end) for place in one.places}
    shared = len(_beside(one) & _beside(other))
    return (
        one.value == other.value,
        any((place.start, place.end) in spans for place in other.places),
        shared,
        one.unit == other.unit,
        (one.as_of, one.period) == (other.as_of, other.period),
        one.kind is other.kind,
        -len(_beside(other) - _beside(one)),
    )


def _beside(fact: Fact) -> set[str]:
    """The row and column words of a figure, and the part and the time that they name."""
    told = " ".join((fact.measure, fact.part, fact.dimension, fact.period or "", fact.heading))
    return {word.fold for word in words(told)}
