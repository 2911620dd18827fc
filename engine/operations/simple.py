"""The plain steps: ratio, sum, difference and one change made at once."""

from __future__ import annotations

import math

from engine.display import half_up
from engine.errors import NotComparable, OutOfDomain
from engine.operations.levels import check_rate, starting_level, target_level, write_change
from engine.projection import Column, Formula, Used
from engine.scenario import ChangeKind, Unit
from engine.units import MONEY, PERCENTAGES
from engine.work import Work, fraction, tabulate


def ratio(work: Work) -> None:
    """One figure divided by another of the same body, with both dates."""
    above, below = work.need("numerator", "first figure"), work.need("denominator", "second figure")
    if below.value == 0:
        raise OutOfDomain("Nothing can be divided by zero.", offer="Give a second figure above zero.")
    value = fraction(above) / fraction(below)
    _write_ratio(work, above, below, value)
    warn_dates(work, (above, below))
    years = work.years
    if years is not None:
        work.add("total", above.value * years, above.unit, f"over {years:g} years")
    work.formula = Formula("the first figure ÷ the second", "a ÷ b")


def _write_ratio(work: Work, above: Used, below: Used, value: float) -> None:
    unit = _quotient(above, below)
    if unit is not Unit.SHARE:
        work.add("value", value, unit, "for each of the second figure")
        return
    shown_as = work.choose("shown_as", "unstated")
    if shown_as == "share" or (shown_as == "unstated" and value <= 1):
        work.add("value", value * 100.0, Unit.SHARE, "of the second figure")
    else:
        work.add("value", value, Unit.NUMBER, "times the second figure", display=f"{half_up(value, 2)} to 1")
    work.add("percent", value * 100.0, Unit.PERCENT, "first in percent of the second")
    work.add("times", value, Unit.NUMBER, "first ÷ second")


def _quotient(above: Used, below: Used) -> Unit:
    """The unit of a quotient; SHARE stands for two figures of one kind."""
    if above.unit is below.unit or (above.unit in MONEY and below.unit in MONEY):
        return Unit.SHARE
    if above.unit in MONEY:
        return Unit.GBP_EACH
    if above.unit is Unit.DAYS:
        return Unit.DAYS_PER_FTE if below.unit is Unit.FTE else Unit.NUMBER
    return Unit.RATIO if {above.unit, below.unit} == {Unit.FTE, Unit.PERSONS} else Unit.NUMBER


def total(work: Work) -> None:
    """The sum of figures of one kind; mixed dates are warned of."""
    values = values_of(work, 1)
    work.add("value", math.fsum(item.value for item in values), values[0].unit, "in all", values[0].decimals)
    for item in values:
        work.step(item.label or item.body or item.name, item.value, item.value, item.unit)
    _table(work, values)
    warn_dates(work, values)
    work.formula = Formula("the sum of the figures", "Σ")


def difference(work: Work) -> None:
    """The first figure less the second, in units (points for shares) and relative to the second."""
    values = values_of(work, 2)
    if len(values) > 2:
        raise OutOfDomain(
            f"A difference is of two figures, and {len(values)} were given.", offer="Give two figures."
        )
    first, second = values[0], values[1]
    unit = Unit.POINTS if first.unit in PERCENTAGES else first.unit
    gap = work.add("value", first.value - second.value, unit, "difference", most_decimals(values))
    if second.value:
        work.add("change_percent", gap / second.value * 100.0, Unit.PERCENT, "relative to the second")
    _table(work, values)
    warn_dates(work, values)
    work.formula = Formula("the first figure less the second", "a − b")


def adjust(work: Work) -> None:
    """A level after one change made at once; with a stock, the counts before and after."""
    start = starting_level(work)
    move = work.move(ChangeKind.RATE, ChangeKind.STEP, ChangeKind.TARGET)
    end = start.value
    if move is not None:
        end = _moved(work, start)
    derived = start.decimals if move is None or move.kind is not ChangeKind.RATE else max(2, start.decimals)
    work.add("value", end, start.unit, "after the change" if move else "as it stands", derived)
    if move is not None:
        write_change(work, start.value, end, start.unit)
        work.step("Change", end - start.value, end, start.unit)
        work.waterfall = tuple(work.steps)
    stock = work.get("stock") if start.unit in PERCENTAGES else None
    if stock is not None:
        before = work.add("count_before", start.value / 100.0 * stock.value, stock.unit, "before")
        after = work.add("count_after", end / 100.0 * stock.value, stock.unit, "after")
        work.add("count_change", after - before, stock.unit, "change")
        warn_dates(work, (start, stock))
    work.formula = Formula("the level and one change", "V₀(1 + r), or V₀ + d")


def _moved(work: Work, start: Used) -> float:
    move = work.move(ChangeKind.RATE, ChangeKind.STEP, ChangeKind.TARGET)
    assert move is not None
    if move.kind is ChangeKind.RATE:
        check_rate(move.values[0], total=True)
    return target_level(work, start)


def values_of(work: Work, least: int) -> tuple[Used, ...]:
    """The figures to put together; raises when there are too few or they are of different kinds."""
    values = work.many("values")
    if len(values) < least:
        work.need("values" if not values else "second value", "second figure to set beside the first")
    kinds = {Unit.SHARE if item.unit in PERCENTAGES else item.unit for item in values}
    if len(kinds) > 1:
        raise NotComparable(
            f"{' and '.join(sorted(kinds))} cannot be put together.", offer="Give figures of one kind."
        )
    return values


def most_decimals(values: tuple[Used, ...]) -> int:
    """The most decimals that any of the figures shows."""
    return max(item.decimals for item in values)


def _table(work: Work, values: tuple[Used, ...]) -> None:
    columns = (Column("what", "Figure"), Column("value", "Value", values[0].unit), Column("date", "Date"))
    rows: list[tuple[float | str | None, ...]] = [
        (item.label or item.body or item.name, item.value, item.as_of or item.period) for item in values
    ]
    work.table = tabulate(columns, rows)


def warn_dates(work: Work, values: tuple[Used, ...]) -> None:
    """Warn when the figures are of different dates."""
    dates = list(dict.fromkeys(item.as_of or item.period or "" for item in values))
    if len(dates) > 1:
        work.warn(f"The figures are of different dates: {', '.join(date or 'no date' for date in dates)}.")
