"""What cannot be: a cut of everything and more, a share beyond the whole, less than nothing."""

from __future__ import annotations

from assistant.planner.context import Context
from assistant.planner.derivation import Derivation
from assistant.planner.refs import of_figure
from assistant.planner.refusal import Open, Refused
from assistant.reading.model import Figure, Reading, Ref, Role

_PERCENT = "%"
_WHOLE = 100.0
_LARGEST = 1e15
LONGEST = 100.0


def can_be_planned(reading: Reading) -> None:
    """Raise Refused for a span or a figure beyond anything that a paper could be about."""
    if reading.years is not None and not 0 <= reading.years <= LONGEST:
        raise Refused(
            Open.OUTSIDE, f"A span of {reading.years:g} years cannot be worked out.", status="refused"
        )
    for figure in reading.figures:
        for value in figure.value if isinstance(figure.value, tuple) else (figure.value,):
            if isinstance(value, int | float) and not abs(value) <= _LARGEST:
                raise Refused(Open.OUTSIDE, "A figure is too large to work with.", status="refused")


def within_limits(context: Context, of: Ref, found: Derivation) -> None:
    """Raise Refused where a typed figure that was used, or the result, cannot be."""
    for place, figure in enumerate(context.figures):
        if context.mark("figures", place) in found.used and figure.unit == _PERCENT:
            _figure(context, figure)
    quantity = context.table.get(of.metric)
    if found.value < 0 and quantity is not None and quantity.low == 0:
        raise Refused(Open.OUTSIDE, f"{quantity.name} would be below nothing.", status="refused")


def _figure(context: Context, figure: Figure) -> None:
    if not isinstance(figure.value, int | float):
        return
    if figure.role is Role.BY and figure.value <= -_WHOLE:
        raise Refused(Open.OUTSIDE, "A cut of 100% or more leaves nothing.", status="refused")
    quantity = context.table.get(of_figure(figure).metric)
    if figure.role in (Role.BECOMES, Role.TARGET) and figure.relative is None:
        if quantity is not None and quantity.unit != _PERCENT:
            return
        low = min(0.0, quantity.low or 0.0) if quantity is not None else 0.0
        high = max(_WHOLE, quantity.high or 0.0) if quantity is not None else _WHOLE
        if not low <= figure.value <= high:
            raise Refused(Open.OUTSIDE, f"A share of {figure.value:g}% cannot be.", status="refused")
