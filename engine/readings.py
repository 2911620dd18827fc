"""The same scenario read another way: straight line, corners of ranges, rivals of a conflict, other stock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product

from engine.errors import EngineError
from engine.projection import Reading
from engine.resolve import Env, How
from engine.scenario import Assumption, Operation, Origin, Scenario
from engine.work import Work

Read = Callable[[How, Scenario], tuple[Work, Env]]
_MAX_RANGES = 6
_BY_MORE = {"over": "at least", "under": "at most", "up_to": "at most"}
_OPPOSITE = {"at least": "at most", "at most": "at least"}


def readings_of(scenario: Scenario, work: Work, env: Env, read: Read) -> tuple[list[Reading], str]:
    """All other readings, and whether the headline is "at least" or "at most"."""
    found: list[Reading] = []
    if env.basis_open:
        found += _linear(scenario, work, read)
    found += _corners(scenario, work, env, read)
    for fact, rivals in env.conflicts.items():
        found += [item for rival in rivals for item in _rival(scenario, work, read, fact, rival)]
    found += _other_stock(scenario, work, read)
    return found, _bound(scenario, work, env, read)


def reading(work: Work, other: Work, name: str, label: str) -> Reading | None:
    """The headline of another run under the name of this one's."""
    head = other.results.get(work.headline)
    if head is None:
        return None
    results = tuple(other.results.values())
    return Reading(name, label, head.value, head.unit, head.display, results, other.series)


def _try(read: Read, how: How, scenario: Scenario, work: Work) -> Work | None:
    """Another reading that cannot be run is left out and said so, never an error of the first."""
    try:
        return read(how, scenario)[0]
    except EngineError as error:
        work.warn(f"Another reading cannot be run: {error.sentence}")
        return None


def _differs(work: Work, other: Work) -> bool:
    """Whether any shared result moves by more than rounding noise."""
    return any(
        abs(item.value - other.results[name].value) > 1e-9 * max(1.0, abs(item.value))
        for name, item in work.results.items()
        if name in other.results
    )


def _linear(scenario: Scenario, work: Work, read: Read) -> list[Reading]:
    other = _try(read, How(linear=True), scenario, work)
    if other is None or not _differs(work, other):
        return []
    made = reading(work, other, "linear", "straight line: the same share of the first level each year")
    return [made] if made else []


def _corners(scenario: Scenario, work: Work, env: Env, read: Read) -> list[Reading]:
    """Every corner of the ranges; the lowest and the highest are kept."""
    paths = list(env.ranged)
    if not paths:
        return []
    if len(paths) > _MAX_RANGES:
        work.warn(f"Only {_MAX_RANGES} ranges are followed to both ends.")
        paths = paths[:_MAX_RANGES]
    runs = [
        other
        for ends in product(("low", "high"), repeat=len(paths))
        if (other := _try(read, How(pins=dict(zip(paths, ends, strict=True))), scenario, work)) is not None
    ]
    made = [item for other in runs if (item := reading(work, other, "corner", "")) is not None]
    if not made:
        return []
    low, high = min(made, key=lambda item: item.value), max(made, key=lambda item: item.value)
    return [replace(low, name="low", label="lowest"), replace(high, name="high", label="highest")]


def _rival(scenario: Scenario, work: Work, read: Read, fact: str, rival: str) -> list[Reading]:
    other = _try(read, How(rivals={fact: rival}), scenario, work)
    if other is None:
        return []
    work.warn("The documents state two different figures; both results are shown.")
    made = reading(work, other, "rival", "with the other figure that the documents state")
    return [made] if made else []


def _other_stock(scenario: Scenario, work: Work, read: Read) -> list[Reading]:
    """Turnover on the start-of-year stock, beside a result on the average stock that was asked for."""
    if scenario.operation is not Operation.STOCK_FLOW or work.choose("leaver_base", "start") != "average":
        return []
    kept = tuple(item for item in scenario.assumptions if item.name != "leaver_base")
    start = Assumption("leaver_base", "start", origin=Origin.ENGINE)
    other = _try(read, How(), replace(scenario, assumptions=(*kept, start)), work)
    made = other and reading(work, other, "start_stock", "turnover on the stock at the start of the year")
    return [made] if made else []


def _bound(scenario: Scenario, work: Work, env: Env, read: Read) -> str:
    """Which way the result moves when a bounded input moves the way it may; sizes of falls are compared."""
    found = set()
    here = work.results[work.headline].value
    for path, approx in env.bounds.items():
        other = _try(read, How(pins={path: "nudge"}), scenario, work)
        head = other.results.get(work.headline) if other else None
        if head is None or head.value == here:
            continue
        grows = abs(head.value) > abs(here)
        found.add(_BY_MORE[approx] if grows else _OPPOSITE[_BY_MORE[approx]])
    if len(found) > 1:
        work.warn("The bounds of the inputs pull both ways, so the result is only a guide.")
    return found.pop() if len(found) == 1 else ""
