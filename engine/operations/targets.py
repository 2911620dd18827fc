"""O4 required_rate, O5 time_to_target, O17 history: rates and spans between two levels."""

from __future__ import annotations

import math
from datetime import date

import numpy as np

from engine import kernels
from engine.dates import after, as_date, span
from engine.display import show
from engine.errors import Ambiguous, NoBaseline, NotComparable, OutOfDomain, Unreachable
from engine.operations.levels import (
    check_rate,
    path_of,
    starting_level,
    target_level,
    times_to,
    write_change,
    write_path,
)
from engine.projection import Formula, Used
from engine.scenario import ChangeKind, Per, Sense, Unit
from engine.work import Move, Work, fraction

_TINY = 1e-9


def required_rate(work: Work) -> None:
    """O4: the yearly rate, and the yearly number, that reach a level in time; points first for a share."""
    start = starting_level(work)
    end, years = target_level(work, start), work.need_years()
    if years <= 0:
        raise OutOfDomain("No time is left to reach the target.", offer="Give a horizon above zero.")
    if years < 1:
        work.warn("The span is under a year, so the yearly rate is annualised.")
    step_unit = Unit.POINTS if start.unit is Unit.SHARE else start.unit
    step = (end - start.value) / years
    if start.unit is Unit.SHARE:
        work.add("points", step, Unit.POINTS, "points a year")
    geometric = start.value * end > 0
    if geometric:
        rate = float(kernels.required_rate(start.value, end, years)) * 100.0
        work.add("rate", rate, Unit.PERCENT, "a year, compounded")
    else:
        work.warn(
            "Levels on both sides of zero, or at it, have no even rate; only the straight line is given."
        )
    indexed = work.baseline is None
    work.add("step", step, Unit.POINTS if indexed else step_unit, "a year in a straight line")
    if start.value:
        work.add(
            "step_percent", step / start.value * 100.0, Unit.PERCENT, "of the start a year, straight line"
        )
    work.add("years", years, Unit.YEARS, "years")
    times = times_to(years)
    levels = (
        kernels.path(start.value, _even(work, times)) if geometric else start.value + step * _array(times)
    )
    write_path(work, start, times, levels, name="end")
    work.formula = Formula(
        "the rate that joins the two levels", "(V_N/V₀)^(1/N) − 1; straight line (V_N − V₀)/N"
    )


def time_to_target(work: Work) -> None:
    """O5: years until a level is met, and the first year-end that meets it."""
    start = starting_level(work)
    target = _target(work, start)
    move = work.move(ChangeKind.RATE, ChangeKind.STEP)
    if move is None:
        raise Ambiguous("At what rate?", offer="Give a rate such as 5% a year.", missing="changes")
    _one_amount(move)
    linear = work.reads_linear(move, math.inf)
    goal = work.move(ChangeKind.TARGET)
    sense = goal.sense if goal else Sense.GET_TO
    work.add("years", 0.0, Unit.YEARS, "years")
    if not _met(start.value, target, sense, _direction(start, move)):
        _check_reachable(start, target, move, sense, linear=linear)
        years = _years_until(start, target, move, linear=linear)
        if years > 1000:
            raise Unreachable("It would take more than a thousand years.", offer="Give a faster rate.")
        work.add("years", years, Unit.YEARS, "years")
    else:
        work.warn(f"{start.display} meets the target already.")
    _year_end(work, start, target, move, linear=linear)
    work.formula = (
        Formula("the distance divided by the yearly number", "(V* − V₀)/d")
        if linear
        else Formula("how often the rate must act", "ln(V*/V₀) / ln(1 + r)")
    )


def history(work: Work) -> None:
    """O17: change between two dated levels; or the least start and rate behind a printed percentage."""
    end = work.get("end")
    start = work.get("start") if end is not None else None
    change = work.get("change") if start is None else None
    if start is not None and end is not None:
        _between(work, start, end)
    elif change is not None:
        _behind(work, fraction(change), end)
    else:
        raise NoBaseline(
            "A second dated figure is missing.", missing="end", offer="Type the other figure and its date."
        )
    work.formula = Formula(
        "change ÷ start; annualised over the span", "V₁ − V₀; V₁/V₀ − 1; (V₁/V₀)^(1/n) − 1"
    )


def _between(work: Work, start: Used, end: Used) -> None:
    if start.unit is not end.unit:
        raise NotComparable(f"{start.display} and {end.display} are not the same measure.")
    years = _years_between(work, start, end)
    work.end = _day(end)
    if start.unit is Unit.SHARE:
        work.add("points", end.value - start.value, Unit.POINTS, "change in points")
    write_change(work, start.value, end.value, start.unit)
    if start.value == 0:
        work.warn("A start of zero has no relative change.")
    if years is None:
        return
    work.add("years", abs(years), Unit.YEARS, "years between the two")
    if years and start.value * end.value > 0:
        rate = float(kernels.required_rate(start.value, end.value, years)) * 100.0
        work.add("rate", rate, Unit.PERCENT, "a year, compounded")
        work.add(
            "per_year",
            (end.value - start.value) / years,
            work.results["change"].unit,
            "a year, straight line",
        )
        work.warn("A trend of two points says nothing of what lies between them.")
    if work.scenario.outputs[:1] == ():
        work.headline = "change"


def _behind(work: Work, change: float, end: Used | None) -> None:
    """A change in percent over a span; with the end level, the level it began from."""
    if change <= -1:
        raise OutOfDomain("A fall of 100% or more is impossible.", offer="Give a smaller percentage.")
    work.add("change_percent", change * 100.0, Unit.PERCENT, "change over the span")
    if end is not None:
        start = end.value / (1.0 + change)
        work.add("start_level", start, end.unit, "at the start")
        work.add("end_level", end.value, end.unit, "at the end")
        work.add("change", end.value - start, end.unit, "change")
    years = abs(work.years or 0.0)
    if years:
        work.add("years", years, Unit.YEARS, "years")
        work.add("rate", ((1.0 + change) ** (1.0 / years) - 1.0) * 100.0, Unit.PERCENT, "a year, compounded")
        work.headline = "rate"


def _years_between(work: Work, start: Used, end: Used) -> float | None:
    first, last = _day(start), _day(end)
    if first is not None and last is not None and first != last:
        return span(first, last)
    years = work.years
    if years is not None:
        return years
    work.warn("The two figures carry no dates, so no yearly rate is given.")
    return None


def _day(figure: Used) -> date | None:
    if figure.as_of is not None:
        return as_date(figure.as_of)
    try:
        return as_date(figure.period) if figure.period else None
    except ValueError:
        return None


def _target(work: Work, start: Used) -> float:
    move = work.move(ChangeKind.TARGET)
    if move is None:
        raise Ambiguous("What level is to be reached?", offer="Give a level.", missing="changes")
    return (
        start.value * move.values[0] / 100.0
        if move.relative and start.unit is not Unit.SHARE
        else move.values[0]
    )


def _one_amount(move: Move) -> None:
    if len(move.values) > 1:
        raise OutOfDomain("A path by year cannot be timed.", offer="Give one rate or number a year.")
    if move.per is Per.TOTAL:
        raise Ambiguous(
            "Is that the change of each year?", offer="Give a rate or number a year.", missing="per"
        )


def _direction(start: Used, move: Move) -> float:
    """Above zero when the level grows: a rate takes a deficit further down, a step up is up from anywhere."""
    turned = move.kind is ChangeKind.RATE and start.value < 0
    return -move.values[0] if turned else move.values[0]


def _met(start: float, target: float, sense: Sense, direction: float) -> bool:
    """Whether the start satisfies the target; "back to" a level behind the start is a question, not a yes."""
    if start == target:
        return True
    if sense is Sense.BACK_TO and (start - target) * direction > 0:
        raise Ambiguous(
            f"It already stands at {start:,g}, beyond {target:,g}. Was another measure meant?",
            offer="Say headcount or FTE.",
            missing="metric",
        )
    if sense is Sense.UNDER:
        return start < target
    return sense is Sense.AT_LEAST and start > target


def _check_reachable(start: Used, target: float, move: Move, sense: Sense, *, linear: bool) -> None:
    direction = _direction(start, move)
    goal = show(target, start.unit, start.decimals)
    if direction == 0:
        raise Unreachable(f"At no change {goal} is never met.", offer="Give a rate above or below zero.")
    if (target - start.value) * direction < 0:
        side = "below" if start.value < target else "above"
        raise Unreachable(
            f"It is already {side} {goal} ({start.display}) and moving away.",
            offer="Give a rate in the other direction, or another target.",
        )
    if not linear and target * start.value <= 0:
        raise Unreachable(
            "A percentage off what is left never reaches zero.",
            offer="Give a number a year, or a target above 0.",
        )
    if start.unit is Unit.SHARE and not 0 <= target <= 100:
        raise OutOfDomain(f"A share of {goal} is impossible.", offer="Give a share from 0 to 100%.")


def _years_until(start: Used, target: float, move: Move, *, linear: bool) -> float:
    amount, months = move.values[0], move.per is Per.MONTH
    if move.kind is ChangeKind.STEP:
        years = (target - start.value) / (amount * 12 if months else amount)
    elif linear:
        years = (target - start.value) / (
            start.value * check_rate(amount, total=True) * (12 if months else 1)
        )
    else:
        years = float(kernels.time_to_target(start.value, target, check_rate(amount))) / (12 if months else 1)
    return years + move.delay


def _year_end(work: Work, start: Used, target: float, move: Move, *, linear: bool) -> None:
    """The first year-end that satisfies, the level there, and its date when the start has one."""
    years = work.results["years"].value
    nearest = round(years)
    year = nearest if abs(years - nearest) < _TINY else math.ceil(years)
    work.add("year", float(year), Unit.NUMBER, "first year-end that meets it", 0)
    if year <= 100:
        times, levels = path_of(work, start, move, float(year), linear=linear)
        years_result = work.results.pop("years")
        write_path(work, start, times, levels, name="level")
        work.results["years"] = years_result
    work.add("target", target, start.unit, "target", start.decimals)
    if work.start is not None:
        work.end = after(work.start, float(year))
        reached = work.end.year
        work.add("calendar_year", float(reached), Unit.NUMBER, "calendar year", display=str(reached))


def _even(work: Work, times: list[float]) -> kernels.Floats:
    rate = work.results["rate"].value / 100.0
    return (1.0 + rate) ** np.diff(times) - 1.0


def _array(times: list[float]) -> kernels.Floats:
    return np.array(times)
