"""Whether two quantities are the same: a figure within what was printed of it, a moment within a longer one."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.fact_model import Approx
from ingest.quantities_model import Kind, Quantity

ROUGHLY = 0.1
_BOUNDED = (Approx.OVER, Approx.UNDER, Approx.UP_TO)


def same_moment(asked: Quantity, stated: Quantity) -> bool:
    """Whether what is stated falls in the time that is asked about."""
    if not (asked.start_date and asked.end_date and stated.start_date and stated.end_date):
        return False
    return asked.start_date <= stated.start_date and stated.end_date <= asked.end_date


def same_kind(asked: Quantity, stated: Quantity) -> bool:
    """Whether two figures can be set against each other; a bare count may have its unit named elsewhere."""
    if asked.kind is stated.kind:
        return asked.kind is not Kind.DURATION or asked.unit == stated.unit
    return Kind.COUNT in (asked.kind, stated.kind) and not {asked.kind, stated.kind} & {
        Kind.PERCENT,
        Kind.MONEY,
    }


def same_figure(asked: Quantity, stated: Quantity) -> bool:
    """Whether what is asked holds of what is stated: "over half" holds of 53%."""
    if not same_kind(asked, stated) or asked.value is None or stated.value is None:
        return False
    low, high = stated.value, stated.high if stated.high is not None else stated.value
    if asked.high is not None and asked.high != stated.high:
        return False
    if asked.approx is not stated.approx and stated.approx in _BOUNDED:
        return False
    if asked.approx in _BOUNDED and stated.approx is asked.approx:
        return low == asked.value
    if asked.approx is Approx.OVER:
        return high > asked.value
    if asked.approx in (Approx.UNDER, Approx.UP_TO):
        return low < asked.value
    slack = (
        abs(asked.value) * ROUGHLY
        if asked.approx is Approx.ABOUT
        else asked.step / 2
        if _coarser(asked, stated)
        else 0
    )
    return low - slack - 1e-9 <= asked.value <= high + slack + 1e-9


def _coarser(asked: Quantity, stated: Quantity) -> bool:
    """Whether the figure asked about is a rounding of the one stated, and not the other way about."""
    return asked.step > stated.step and asked.scale >= 1


def stated_among(asked: Quantity, stated: Iterable[Quantity]) -> bool:
    """Whether one of the figures or moments is the one asked about."""
    same = same_moment if asked.start_date else same_figure
    return any(same(asked, one) for one in stated)
