"""A figure worked out of two printed ones, with the slack that their rounding leaves."""

from __future__ import annotations

from ingest.facts.sums_sheet import Num


def difference(one: Num, other: Num) -> tuple[float, float]:
    """One figure less another, and how far the rounding of both may move it."""
    return one.value - other.value, (one.step + other.step) / 2


def share(one: Num, other: Num) -> tuple[float, float]:
    """One figure in percent of another, with its slack."""
    return _ratio(one.value, other.value, one.step, other.step)


def change(one: Num, other: Num) -> tuple[float, float]:
    """From the other figure to the one, in percent, with its slack."""
    value, slack = _ratio(one.value - other.value, other.value, one.step + other.step, other.step)
    return value, slack


def of_both(one: Num, other: Num) -> tuple[float, float]:
    """One figure in percent of both together, with its slack."""
    return _ratio(one.value, one.value + other.value, one.step, one.step + other.step)


def _ratio(part: float, whole: float, part_step: float, whole_step: float) -> tuple[float, float]:
    """A share in percent, and how far the rounding of both may move it."""
    if not whole:
        return 0.0, 0.0
    value = 100.0 * part / whole
    return value, (50.0 * part_step + abs(value) * whole_step / 2) / abs(whole)
