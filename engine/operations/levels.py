"""O1 project_compound and O2 project_linear: a level along a path of years; what all paths share."""

from __future__ import annotations

import math

import numpy as np

from engine import kernels
from engine.dates import after, spoken
from engine.display import MINUS, show
from engine.errors import Ambiguous, OutOfDomain
from engine.projection import Column, Formula, Point, Used
from engine.scenario import ChangeKind, Operation, Origin, Per, Unit
from engine.units import PERCENTAGES
from engine.work import Move, Work, tabulate

_STOCKS = (Unit.PERSONS, Unit.FTE, Unit.DAYS, Unit.DAYS_PER_FTE, Unit.SHARE)
_TINY = 1e-9


def project(work: Work) -> None:
    """O1 and O2: the level after a rate or step, one for all years or a path by year."""
    start = starting_level(work)
    move = work.move(ChangeKind.RATE, ChangeKind.STEP)
    if move is None:
        raise Ambiguous(
            "By how much does it change?", offer="Give a rate such as 5% a year.", missing="changes"
        )
    years = years_of(work, move)
    straight = work.scenario.operation is Operation.PROJECT_LINEAR
    linear = work.straight() if straight else work.reads_linear(move, years)
    times, levels = path_of(work, start, move, years, linear=linear)
    write_path(work, start, times, levels)
    _versus_target(work, start)
    work.formula = _formula(move, linear)


def starting_level(work: Work) -> Used:
    """The baseline; an index of 100 where an operation needs none. A stock below 0 is refused."""
    start = work.baseline
    if start is None:
        if work.scenario.bodies or work.scenario.metric:
            work.need("baseline", work.scenario.metric or "the starting level")
        work.assume(
            "index", 100.0, "Today's level is taken as 100; the answer holds for any start.", Unit.SHARE
        )
        return Used(
            "baseline", 100.0, Unit.NUMBER, "100", Origin.ENGINE, label="today's level as 100", decimals=2
        )
    if start.value < 0 and start.unit in _STOCKS:
        raise OutOfDomain(f"{start.display} cannot be a starting level.", offer="Give a level of 0 or more.")
    if start.unit is Unit.SHARE and start.value > 100 and not start.metric.startswith("leavers"):
        raise OutOfDomain(f"A share of {start.display} is impossible.", offer="Give a share from 0 to 100%.")
    return start


def target_level(work: Work, start: Used) -> float:
    """The level that a target, or a total rate, asks for."""
    move = work.move(ChangeKind.TARGET, ChangeKind.RATE, ChangeKind.STEP)
    if move is None:
        raise Ambiguous("What level is to be reached?", offer="Give a level or a change.", missing="changes")
    amount = move.values[0]
    if move.kind is ChangeKind.TARGET:
        end = start.value * amount / 100.0 if move.relative and start.unit not in PERCENTAGES else amount
    elif move.kind is ChangeKind.STEP:
        end = start.value + amount
    else:
        check_rate(amount, total=True)
        end = start.value * (1.0 + amount / 100.0)
    if end < 0 and start.unit in _STOCKS:
        raise OutOfDomain(f"{end:g} lies below zero.", offer="Give a target of 0 or more.")
    if start.unit is Unit.SHARE and end > 100:
        raise OutOfDomain(f"A share of {end:g}% is impossible.", offer="Give a share from 0 to 100%.")
    return end


def check_rate(percent: float, *, total: bool = False) -> float:
    """A rate as a fraction; −100% or less cannot be compounded, and no total can fall by more than all."""
    if percent < -100.0 or (percent == -100.0 and not total):
        raise OutOfDomain(
            f"A fall of {abs(percent):g}% is impossible: nothing is left after 100%.",
            offer="Give a fall of less than 100%.",
        )
    return percent / 100.0


def years_of(work: Work, move: Move) -> float:
    """The horizon; a path without one runs its own length, a single total change takes one step."""
    if work.years is not None:
        check_path(work, move, work.years)
        return work.years
    if len(move.values) > 1:
        return float(len(move.values) + move.delay)
    return 1.0 if move.per is Per.TOTAL else work.need_years()


def check_path(work: Work, move: Move, years: float) -> None:
    """A path has one amount for each year of the horizon, a part of a year included."""
    if move.delay and move.delay >= years:
        work.warn(f"The change begins after {move.delay} years, so nothing has changed after {years:g}.")
    if len(move.values) > 1 and len(move.values) != math.ceil(years - move.delay - _TINY):
        after_delay = f", {move.delay} of them before it begins" if move.delay else ""
        raise OutOfDomain(
            f"The path gives {len(move.values)} years and the horizon is {years:g}{after_delay}.",
            offer="Give one change for each year.",
        )


def whole_years(years: float, what: str) -> int:
    """The horizon as a number of whole years, at least one."""
    if years < 1 or abs(years - round(years)) > _TINY:
        raise OutOfDomain(
            f"{what} are counted in whole years, and the horizon is {years:g}.",
            offer="Give a whole number of years, at least one.",
        )
    return round(years)


def times_to(years: float) -> list[float]:
    """Each whole year from 0, and the end when it falls within a year."""
    whole = math.floor(years + _TINY)
    times = [float(year) for year in range(whole + 1)]
    return [*times, years] if years - whole > _TINY else times


def path_of(
    work: Work, start: Used, move: Move, years: float, *, linear: bool
) -> tuple[list[float], kernels.Floats]:
    """Times and levels; a straight line stops at 0 and says when."""
    times = times_to(years)
    widths = np.diff(times)
    yearly = np.array([_yearly(move, index, years, linear=linear) for index in range(widths.size)])
    if move.kind is ChangeKind.STEP:
        return times, _ramp(work, start, times, yearly * widths)
    if linear:
        return times, _ramp(work, start, times, start.value * yearly * widths)
    with np.errstate(over="ignore"):
        return times, kernels.path(start.value, (1.0 + yearly) ** widths - 1.0)


def write_path(
    work: Work, start: Used, times: list[float], levels: kernels.Floats, *, name: str = "value"
) -> None:
    """Results, series, steps, waterfall and table of a path."""
    values = [float(level) for level in levels]
    if not all(math.isfinite(value) for value in values):
        raise OutOfDomain("The result is too large to be meant.", offer="Give a smaller rate or fewer years.")
    if start.unit is Unit.SHARE and max(values) > 100 and not start.metric.startswith("leavers"):
        raise OutOfDomain("The share passes 100%.", offer="Give a share from 0 to 100% as the target.")
    unit, decimals, years = start.unit, start.decimals, times[-1]
    labels = [label_of(work, time) for time in times]
    work.add(name, values[-1], unit, "at the end" if years else "unchanged", decimals)
    write_change(work, values[0], values[-1], unit)
    if len(values) > 1:
        within = values[0] - (values[-1] + values[-2]) / 2.0
        work.add(
            "fall_in_year",
            within,
            work.results["change"].unit,
            "fall from the start, on the average of the last year",
        )
    _average(work, values, years)
    work.series = tuple(
        Point(time, label, value, show(value, unit, decimals))
        for time, label, value in zip(times, labels, values, strict=True)
    )
    for label, before, value in zip(labels[1:], values, values[1:], strict=False):
        work.step(label, value - before, value, unit)
    work.waterfall = tuple(work.steps)
    columns = (
        Column("year", "Year"),
        Column("level", start.label or "Level", unit),
        Column("change", "Change", unit),
    )
    rows: list[tuple[float | str | None, ...]] = [(labels[0], values[0], None)]
    rows += [(step.label, step.value, step.change) for step in work.steps]
    work.table = tabulate(columns, rows)


def write_change(work: Work, before: float, now: float, unit: Unit) -> None:
    """The change in units (points for shares), relative to the start, and its size when it is a fall."""
    step_unit = Unit.POINTS if unit is Unit.SHARE else unit
    change = work.add("change", now - before, step_unit, "change")
    if before:
        work.add("change_percent", change / before * 100.0, Unit.PERCENT, "change relative to the start")
    work.add("fall", -change, step_unit, "fall from the start")


def label_of(work: Work, time: float) -> str:
    """ "Start", "Year 2", or the date when the path ends within a year."""
    if time == 0:
        return "Start"
    if time == int(time):
        return f"Year {int(time)}"
    return spoken(after(work.start, time)) if work.start else f"After {time:.2f} years"


def _average(work: Work, values: list[float], years: float) -> None:
    unit = Unit.POINTS if work.results["change"].unit is Unit.POINTS else work.results["change"].unit
    if years > 0:
        work.add("per_year", (values[-1] - values[0]) / years, unit, "average change a year")
    if years > 0 and values[0] * values[-1] > 0:
        rate = float(kernels.required_rate(values[0], values[-1], years)) * 100.0
        work.add("rate", rate, Unit.PERCENT, "change a year, compounded")


def _yearly(move: Move, index: int, years: float, *, linear: bool) -> float:
    """The change of one year: a fraction for a rate, units for a step; 0 before the delay has run."""
    if index < move.delay:
        return 0.0
    amount = move.values[min(index - move.delay, len(move.values) - 1)]
    running = years - move.delay
    if move.kind is ChangeKind.STEP:
        return amount * 12 if move.per is Per.MONTH else amount / running if move.per is Per.TOTAL else amount
    rate = check_rate(amount, total=move.per is Per.TOTAL and linear)
    if move.per is Per.MONTH:
        return rate * 12 if linear else (1.0 + rate) ** 12 - 1.0
    if move.per is Per.TOTAL:
        return rate / running if linear else (1.0 + rate) ** (1.0 / running) - 1.0
    return rate


def _ramp(work: Work, start: Used, times: list[float], steps: kernels.Floats) -> kernels.Floats:
    """V₀ + Σ d: what counts people, days or spend stops at 0; a deficit is a number like any other."""
    if start.value < 0 or (start.value == 0 and start.unit not in _STOCKS):
        return np.concatenate([[start.value], start.value + np.cumsum(steps)])
    levels = np.empty(steps.size + 1)
    levels[0] = start.value
    for index, step in enumerate(steps):
        level = levels[index] + float(step)
        if level < 0 < levels[index]:
            width = times[index + 1] - times[index]
            reached = times[index] + width * float(levels[index]) / abs(float(step))
            work.warn(f"It reaches 0 after {show(reached, Unit.YEARS)} and stops there.")
        elif level < 0 and index == 0:
            work.warn("It stands at 0 and cannot fall.")
        levels[index + 1] = max(level, 0.0)
    return levels


def _versus_target(work: Work, start: Used) -> None:
    """How far the path ends from a target: a level, or a change in percent of the start."""
    target = work.get("target")
    if target is None:
        return
    reached = work.results.get("change_percent")
    if target.unit is Unit.PERCENT and reached is not None:
        wanted = math.copysign(target.value, reached.value) if target.value > 0 else target.value
        work.add("target", wanted, Unit.PERCENT, "change asked for")
        gap = abs(wanted) - abs(reached.value)
        work.add("short_of_target", max(gap, 0.0), Unit.POINTS, "short of the target")
        return
    work.add("target", target.value, start.unit, "target", target.decimals)
    gap = work.results["value"].value - target.value
    falling = target.value <= start.value
    work.add("short_of_target", max(gap if falling else -gap, 0.0), start.unit, "short of the target")


def _formula(move: Move, linear: bool) -> Formula:
    many = len(move.values) > 1
    if move.kind is ChangeKind.STEP:
        return (
            Formula("the start plus the same number each year", "V₀ + d·t")
            if not many
            else Formula("the start plus each year's number", "V₀ + Σ dₖ")
        )
    sign = "+" if move.values[0] >= 0 else MINUS
    if linear:
        return Formula("each year takes its share of the first level", f"V₀·(1 {sign} |r|·t)")
    if many:
        return Formula("each year's rate acts on what the year before left", "V₀·Π(1 + rₖ)")
    return Formula("each year's rate acts on what the year before left", f"V₀·(1 {sign} |r|)ᵗ")
