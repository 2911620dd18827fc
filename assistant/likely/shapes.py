"""The shapes of sums over printed figures, as data: what a question calls each, and what an answer does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from assistant.figures.signs import Profile
from assistant.packaged import packaged
from assistant.reading.spans import Span

PRINTED = "printed"


@dataclass(frozen=True, slots=True)
class Shape:
    """One way to put figures together; ``asks`` are the labels of the learned reader that speak for it."""

    name: str
    asks: tuple[str, ...]
    family: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """Figures put together: ``of`` printed ones in the order of the shape, ``typed`` those of the question with their part
    (an amount, then years), ``value`` what they come to in ``unit``; ``down`` when a typed change takes off."""

    shape: str
    of: tuple[Profile, ...]
    value: float
    unit: str
    typed: tuple[Span, ...] = ()
    down: bool = False


@cache
def shapes() -> Mapping[str, Shape]:
    """Every shape by its name."""
    return {
        name: Shape(name, tuple(row["asks"]), row["family"], row.get("says", ""))
        for name, row in packaged("sums").items()
    }
