"""Whether a question asks for what is printed, for a sum, or for text, as the learned scorer reads it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from assistant.reading.learned import Scored, packaged
from assistant.reading.spans import WITH_ROLE, Span, Type, tag

PRINTED = frozenset({"lookup", "text", "other", "compare"})
TIMES = frozenset({Type.YEAR, Type.DATE, Type.DUR})
SURE = 0.9
LIKELY = 0.25


@lru_cache(maxsize=512)
def scored(question: str, bodies: Sequence[tuple[int, int]] = ()) -> tuple[tuple[Span, ...], Scored]:
    """The typed spans of a question and its readings; ``bodies`` are the places of names of bodies in it."""
    spans = tag(question, bodies=bodies)
    return spans, packaged().score(question, spans)


def share_of(question: str, labels: frozenset[str]) -> float:
    """The probability that the question asks for one of these operations."""
    return sum(one.probability for one in scored(question)[1].operations if one.label in labels)


def asks_for_print(question: str) -> bool:
    """Whether a question is surely one for what the papers print, and types no amount that a sum could take in."""
    return not types_an_amount(question) and share_of(question, PRINTED) > SURE


def types_an_amount(question: str) -> bool:
    """Whether a question types an amount that a sum could take in."""
    return bool(amounts(question))


def amounts(question: str) -> tuple[float, ...]:
    """The amounts that a question types: what a sum takes in, times left aside."""
    spans = scored(question)[0]
    return tuple(
        span.value
        for span in spans
        if span.type in WITH_ROLE and span.type not in TIMES and span.value is not None
    )


def asks_for_a_figure(question: str) -> bool:
    """Whether a question is likely to ask for a figure and not for words."""
    return share_of(question, frozenset({"text", "other", "compare"})) < LIKELY
