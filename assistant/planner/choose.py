"""Which derivation is taken: the one that uses most typed figures, then the cheapest; and which rivals stand beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.planner.context import Point
from assistant.planner.derivation import Derivation

KEPT = 8
EACH = 2
RIVAL_COST = 1.6
RIVAL_APART = 0.01
_MONEY = "gbp"


def best(found: Iterable[Derivation | None]) -> Derivation | None:
    """The one that uses most typed figures, then the cheapest, then the first."""
    return min((one for one in found if one is not None), key=_order, default=None)


def _order(one: Derivation) -> tuple[int, float]:
    return -len(one.used), one.cost


def kept(at: Point, found: Iterable[Derivation | None]) -> list[Derivation]:
    """The candidates worth carrying on with: two for each set of typed figures, by different relations."""
    by_figures: dict[frozenset[str], list[Derivation]] = {}
    for one in sorted((one for one in found if one is not None and plausible(at, one)), key=_cost):
        same = by_figures.setdefault(one.used, [])
        if len(same) < EACH and all(one.relations != other.relations for other in same):
            same.append(one)
    return sorted((one for same in by_figures.values() for one in same), key=_order)[:KEPT]


def _cost(one: Derivation) -> float:
    return one.cost


def plausible(at: Point, one: Derivation) -> bool:
    """Whether a worked-out value of printed figures lies within half the low and twice the high end of its range."""
    quantity = at.quantity
    if quantity is None or quantity.low is None or quantity.high is None or quantity.unit == _MONEY:
        return True
    if not one.relations or not one.facts:
        return True
    low = quantity.low * (0.5 if quantity.low > 0 else 2.0)
    return low <= one.value <= quantity.high * 2.0


def rivals(found: Sequence[Derivation], chosen: Derivation) -> tuple[Derivation, ...]:
    """Others of the same typed figures, nearly as cheap and more than one per cent apart."""
    return tuple(
        one
        for one in found
        if one is not chosen
        and one.used == chosen.used
        and one.cost - chosen.cost <= RIVAL_COST
        and abs(one.value - chosen.value) > RIVAL_APART * abs(chosen.value or 1.0)
    )
