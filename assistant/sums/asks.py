"""Which sum over printed figures a question asks for, if any: as the learned scorer reads it, else by plain words of comparing."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from assistant.figures.asked import listed
from assistant.reading.asks import scored
from ingest.phrases import Phrases


class Ask(StrEnum):
    """A difference of two figures, a share that one is of another, or a total of several."""

    DIFFERENCE = "difference"
    SHARE = "share"
    TOTAL = "total"


_LABELS = {
    "O17": Ask.DIFFERENCE,
    "O16": Ask.DIFFERENCE,
    "ratio": Ask.SHARE,
    "share": Ask.SHARE,
    "sum": Ask.TOTAL,
}
LIKELY = 0.4


def asks_of(question: str) -> tuple[Ask, ...]:
    """The sums that a question may ask for, likeliest first; none for a question that asks for no sum."""
    found = [
        _LABELS[one.label]
        for one in scored(question)[1].operations
        if one.label in _LABELS and one.probability > LIKELY
    ]
    said = [Ask(label) for label in _words().labels(question)]
    return tuple(dict.fromkeys((*found, *said)))


@cache
def _words() -> Phrases:
    return listed("sum")
