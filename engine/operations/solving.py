"""O18 solve_for: the input that brings a result to a goal, by closed form or bisection."""

from __future__ import annotations

import math

from engine.display import show
from engine.errors import InvalidScenario, OutOfDomain, Unreachable
from engine.operations.sensitivity import with_value
from engine.projection import Formula
from engine.scenario import Operation, Origin, Scenario, Unit
from engine.units import PERCENTAGES
from engine.work import Work, fraction

_TOLERANCE = 1e-9
_STEPS = 200


def solve_for(work: Work) -> None:
    """O18: the value of one input that brings a result to a goal; closed form where there is one."""
    goal, base = work.scenario.goal, work.scenario.scenarios[0]
    assert goal is not None
    low, high = _bracket(work)
    probe = work.run_inner(_with_unknown(work, base, goal.unknown, low), "0", quiet=True)
    work.baseline = probe.baseline
    closed = _closed_form(work, base, probe)
    if closed is not None and (goal.low, goal.high) != (None, None) and not low <= closed <= high:
        raise Unreachable(
            f"{goal.unknown} from {low:g} to {high:g} does not reach that: it takes {closed:,.6g}.",
            offer="Give a wider bracket.",
        )
    found = closed if closed is not None else _bisect(work, base, low, high)
    solved = with_value(probe, base, goal.unknown, found, origin=Origin.COMPUTED)
    made = work.run_inner(solved, "0")
    unit = _unit_of(probe, goal.unknown)
    work.add("value", found, unit, _UNKNOWNS.get(goal.unknown, goal.unknown))
    reached = made.results[_goal_result(made, goal.result)]
    work.add("goal", goal.value, reached.unit, f"{reached.label}, as wanted")
    for name, item in made.results.items():
        if name not in work.results:
            work.results[name] = item
    work.series, work.table, work.waterfall = made.series, made.table, made.waterfall
    work.steps.extend(made.steps)
    work.formula = Formula(
        f"the {goal.unknown} that brings {goal.result} to its goal", _CLOSED.get(goal.unknown, "f(x) = goal")
    )


_UNKNOWNS = {"backfill": "of leavers replaced", "change": "change a year", "turnover": "staff turnover"}


_CLOSED = {"backfill": "b = 1 − (1 − (V*/V₀)^(1/N))/q", "change": "f(x) = goal"}


def _bracket(work: Work) -> tuple[float, float]:
    goal = work.scenario.goal
    assert goal is not None
    shares = ("backfill", "turnover", "hires_share", "membership", "target", "retirement_rate")
    low = goal.low if goal.low is not None else (-99.0 if goal.unknown.startswith("change") else 0.0)
    usual = 100.0 if goal.unknown in shares or goal.unknown.startswith("change") else 1e6
    high = goal.high if goal.high is not None else usual
    if low >= high:
        raise OutOfDomain("The bracket is empty.", offer="Give a low end below the high end.")
    return low, high


def _with_unknown(work: Work, base: Scenario, name: str, value: float) -> Scenario:
    """The scenario with the unknown set, before anything has been run."""
    empty = Work(base, work.parameters, {}, ())
    return with_value(empty, base, name, value)


def _unit_of(probe: Work, name: str) -> Unit:
    if name.startswith("change"):
        on = name.partition(".")[2] or "baseline"
        move = next((item for item in probe.moves if item.on == on), None)
        return Unit.PERCENT if move is None or move.unit in PERCENTAGES else move.unit
    found = probe.baseline if name == "baseline" else probe.get(name)
    return found.unit if found is not None else Unit.NUMBER


def _goal_result(work: Work, name: str) -> str:
    if name in work.results:
        return name
    if name == "value":
        return work.headline
    raise InvalidScenario([f"goal.result: no result {name!r}; there are {', '.join(work.results)}"])


def _closed_form(work: Work, base: Scenario, probe: Work) -> float | None:
    """Backfill in percent that brings the closing stock, or its net yearly rate, to the goal."""
    goal = work.scenario.goal
    assert goal is not None
    simple = (
        base.operation is Operation.STOCK_FLOW and goal.unknown == "backfill" and probe.baseline is not None
    )
    plain = {name for name in probe.figures if name not in ("stock", "turnover", "backfill")}
    if not simple or plain or base.changes or probe.choose("leaver_base", "start") != "start":
        return None
    if probe.choose("people", "series") != "series" or probe.baseline is None:
        return None
    q = fraction(probe.figures["turnover"][0])
    start, years = probe.baseline.value, probe.years if probe.years is not None else 1.0
    growth = 1.0 + goal.value / 100.0 if goal.result == "net_rate" else None
    if goal.result == "value" and start > 0 and goal.value > 0 and years > 0 and years == int(years):
        growth = (goal.value / start) ** (1.0 / years)
    if goal.result == "change_percent" and years > 0 and years == int(years) and goal.value > -100:
        growth = (1.0 + goal.value / 100.0) ** (1.0 / years)
    if growth is None or q <= 0:
        return None
    b = 1.0 - (1.0 - growth) / q
    if b < 0:
        work_most = show(-q * 100.0, Unit.PERCENT)
        raise Unreachable(
            "Leavers alone cannot bring it down that fast, even if nobody is replaced.",
            offer=f"The most that turnover allows is {work_most} a year; the rest would be redundancies.",
        )
    return b * 100.0


def _bisect(work: Work, base: Scenario, low: float, high: float) -> float:
    """Bisection on a monotone operation; the ends must lie on both sides of the goal."""
    goal = work.scenario.goal
    assert goal is not None

    def off(x: float) -> float:
        made = work.run_inner(_with_unknown(work, base, goal.unknown, x), "0", quiet=True)
        return made.results[_goal_result(made, goal.result)].value - goal.value

    at_low, at_high = off(low), off(high)
    if at_low == 0 or at_high == 0:
        return low if at_low == 0 else high
    if at_low * at_high > 0:
        near = low if abs(at_low) < abs(at_high) else high
        reached = (at_low if near == low else at_high) + goal.value
        raise Unreachable(
            f"No {goal.unknown} from {low:g} to {high:g} gives {goal.value:,g}.",
            offer=f"The nearest attainable is {reached:,.6g}, at {near:g}.",
        )
    for _ in range(_STEPS):
        middle = (low + high) / 2.0
        at_middle = off(middle)
        if at_middle == 0 or high - low <= _TOLERANCE * max(1.0, abs(middle)):
            return middle
        if math.copysign(1.0, at_middle) == math.copysign(1.0, at_low):
            low, at_low = middle, at_middle
        else:
            high = middle
    return (low + high) / 2.0
