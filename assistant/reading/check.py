"""The type check of a reading, before any search: units, plausible levels, cuts under the whole, what an ask needs."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.reading.model import Ask, Figure, Reading, Ref, Role
from ingest.measures.table import Quantity, plain_id, table
from ingest.measures.units import alike

WHOLE = 100.0
NEEDS_TARGET = frozenset({Ask.TIME})
NEEDS_GOAL = frozenset({Ask.RATE})


def faults(reading: Reading) -> tuple[str, ...]:
    """What is wrong with a reading, in words; empty when it may be searched for."""
    return (*(fault for figure in reading.figures for fault in _of_figure(figure)), *_of_ask(reading))


def _of_figure(figure: Figure) -> Iterator[str]:
    quantity = table().get(plain_id(figure.metric))
    values = _values(figure)
    if quantity is None or not values:
        return
    match figure.role:
        case Role.BY:
            yield from _of_step(figure, quantity, values)
        case Role.IS | Role.BECOMES | Role.TARGET:
            yield from _of_level(figure, quantity, values)


def _values(figure: Figure) -> tuple[float, ...]:
    if isinstance(figure.value, tuple):
        return figure.value
    return (float(figure.value),) if isinstance(figure.value, int | float) else ()


def _of_step(figure: Figure, quantity: Quantity, values: tuple[float, ...]) -> Iterator[str]:
    if figure.unit == "%":
        if min(values) < -WHOLE:
            yield f"a cut of {-min(values):g}% is more than the whole"
    elif figure.unit == "point":
        if quantity.unit != "%":
            yield f"points do not change {quantity.name}"
    elif not alike(figure.unit, quantity.unit):
        yield f"a step in {figure.unit or 'no unit'} does not change {quantity.name}"


def _of_level(figure: Figure, quantity: Quantity, values: tuple[float, ...]) -> Iterator[str]:
    if figure.unit == "%" and quantity.unit != "%":
        if figure.role is not Role.TARGET and figure.of is None and not quantity.part_of:
            yield f"{values[0]:g}% is no level of {quantity.name}"
        return
    if figure.unit != quantity.unit and not alike(figure.unit, quantity.unit):
        yield f"{figure.unit or 'a bare number'} is no unit of {quantity.name}"
    low, high = quantity.low, quantity.high
    if min(values) < 0 and (low is None or low >= 0):
        yield f"{quantity.name} is not below nought"
    if high is not None and max(values) > 2 * high:
        yield f"{max(values):g} is no plausible {quantity.name}"
    if low is not None and low > 0 and 0 < min(values) < low / 2 and quantity.nature in {"price", "ratio"}:
        yield f"{min(values):g} is no plausible {quantity.name}"


def _of_ask(reading: Reading) -> Iterator[str]:
    roles = {figure.role for figure in reading.figures}
    goal = Role.TARGET in roles or reading.against is not None
    if reading.ask in NEEDS_TARGET and not goal and not _solves_itself(reading):
        yield "a time needs a level to be reached"
    if reading.ask in NEEDS_GOAL and not goal and Role.BY not in roles and not _has_two_periods(reading):
        yield "a rate needs a level to be reached or a change"
    if reading.ask is Ask.PHASE and Role.WEIGHTS not in roles and reading.years is None and not reading.end:
        yield "phasing needs weights or years"


def _solves_itself(reading: Reading) -> bool:
    """Whether the time asked for follows from a quantity that is a time, or from one that runs out."""
    return isinstance(reading.of, Ref) and (table().get(reading.of.metric) or _TIMELESS).unit == "year"


def _has_two_periods(reading: Reading) -> bool:
    return isinstance(reading.of, Ref) and "|" in reading.of.when


_TIMELESS = Quantity("", "", "", "")
