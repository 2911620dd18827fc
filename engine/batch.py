"""Many scenarios of one operation in one call, on numpy arrays: for sweeps, charts and tests.

Inputs are in the units of a Scenario (percentages in percent) and broadcast against each other; the result
is one array, unrounded. Impossible rows are refused all together, with how many there are and where the
first stands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from engine import kernels
from engine.errors import InvalidScenario, OutOfDomain
from engine.kernels import Floats
from engine.reading import LARGEST
from engine.scenario import Operation


@dataclass(frozen=True, slots=True)
class Batch:
    """The named arrays an operation takes, its kernel, and the least value each array may hold."""

    names: tuple[str, ...]
    kernel: Callable[..., Floats]
    least: Mapping[str, float]


def run_many(operation: Operation, arrays: Mapping[str, ArrayLike]) -> Floats:
    """The result of each row.

    project_compound, project_linear: ``start``, ``rate`` (percent), ``years``. required_rate: ``start``,
    ``end``, ``years``. time_to_target: ``start``, ``target``, ``rate``. stock_flow: ``start``, ``turnover``,
    ``backfill``, ``years``. turnover_cost: ``start``, ``turnover``, ``cost``. ratio: ``numerator``,
    ``denominator``. Raises InvalidScenario for missing or unknown names, OutOfDomain for impossible rows.
    """
    batch = _BATCHES.get(operation)
    if batch is None:
        raise InvalidScenario([f"{operation} cannot be run in bulk; {', '.join(sorted(_BATCHES))} can"])
    faults = [f"{name}: missing" for name in batch.names if name not in arrays]
    faults += [
        f"{name}: unknown; {operation} takes {', '.join(batch.names)}" for name in arrays.keys() - batch.names
    ]
    if faults:
        raise InvalidScenario(faults)
    given = {name: np.asarray(arrays[name], dtype=np.float64) for name in batch.names}
    for name, values in given.items():
        _check(name, values, batch.least.get(name, 0.0))
    with np.errstate(all="ignore"):
        made = batch.kernel(*given.values())
    if not np.isfinite(made.sum()) and not np.isfinite(made).all():
        raise OutOfDomain("Some rows have no finite result.", offer="Leave out zero starts, ends and rates.")
    return made


def _check(name: str, values: Floats, least: float) -> None:
    """Refuse NaN, infinities and values below the least or past the largest; two passes when all is well."""
    if values.size == 0 or (least <= float(values.min()) and float(values.max()) <= LARGEST):
        return
    wrong = np.flatnonzero(~np.isfinite(values) | (values < least) | (np.abs(values) > LARGEST))
    if wrong.size == 0:
        return
    raise OutOfDomain(
        f"{name}: {wrong.size} impossible values, the first at row {wrong[0]}.",
        offer=f"Give finite numbers of {least:g} or more.",
    )


def _compound(start: Floats, rate: Floats, years: Floats) -> Floats:
    return kernels.compound(start, rate / 100.0, years)


def _straight(start: Floats, rate: Floats, years: Floats) -> Floats:
    return kernels.straight(start, rate / 100.0, years)


def _rate(start: Floats, end: Floats, years: Floats) -> Floats:
    return kernels.required_rate(start, end, years) * 100.0


def _time(start: Floats, target: Floats, rate: Floats) -> Floats:
    return kernels.time_to_target(start, target, rate / 100.0)


def _closing(start: Floats, turnover: Floats, backfill: Floats, years: Floats) -> Floats:
    return kernels.compound(start, kernels.net_rate(turnover / 100.0, backfill / 100.0), years)


def _cost(start: Floats, turnover: Floats, cost: Floats) -> Floats:
    return start * (turnover / 100.0) * cost


def _ratio(numerator: Floats, denominator: Floats) -> Floats:
    return numerator / denominator


_ABOVE = -100.0 + 1e-9
_BATCHES: Mapping[Operation, Batch] = {
    Operation.PROJECT_COMPOUND: Batch(("start", "rate", "years"), _compound, {"rate": _ABOVE}),
    Operation.PROJECT_LINEAR: Batch(("start", "rate", "years"), _straight, {"rate": -100.0}),
    Operation.REQUIRED_RATE: Batch(("start", "end", "years"), _rate, {}),
    Operation.TIME_TO_TARGET: Batch(("start", "target", "rate"), _time, {"rate": _ABOVE}),
    Operation.STOCK_FLOW: Batch(("start", "turnover", "backfill", "years"), _closing, {}),
    Operation.TURNOVER_COST: Batch(("start", "turnover", "cost"), _cost, {}),
    Operation.RATIO: Batch(("numerator", "denominator"), _ratio, {"numerator": -1e15}),
}
