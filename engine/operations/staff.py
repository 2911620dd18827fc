"""O6 stock_flow and O19 turnover_cost: leavers, hires and the people who remain."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext

from engine.display import show
from engine.errors import NoBaseline, OutOfDomain
from engine.operations.levels import (
    check_path,
    check_rate,
    label_of,
    starting_level,
    times_to,
    write_change,
)
from engine.projection import Column, Formula, Point, Step, Used
from engine.scenario import ChangeKind, Per, Unit
from engine.work import ASK, Move, Work, exact, exact_fraction, fraction, tabulate

_STAFF = frozenset({Unit.PERSONS, Unit.FTE})
_HALF = Decimal("0.5")
# Wide enough that years of percentages of whole people are exact; a division keeps noise in its last digits only.
_WIDE, _SURE = Context(prec=60), Context(prec=40)
_FLOWS = ("leavers", "hires", "redundancies", "transfers")


@dataclass(slots=True)
class Year:
    """One year of a stock: opening − leavers + hires − redundancies − transfers = closing.

    Flows are decimals of the figures as printed, so that half a person is half a person in whatever order it was
    worked out.
    """

    t: float
    opening: Decimal
    leavers: Decimal
    hires: Decimal
    redundancies: Decimal
    transfers: Decimal
    closing: Decimal
    needed: Decimal
    room: Decimal


def stock_flow(work: Work) -> None:
    """O6: leavers, hires and redundancies by year. Without backfill and target: how many leave."""
    start = starting_level(work)
    if start.unit not in _STAFF:
        raise OutOfDomain(f"{start.display} is not a number of staff.", offer="Give headcount or FTE.")
    turnover = turnover_of(work)
    cut = work.move(ChangeKind.RATE, ChangeKind.STEP, ChangeKind.TARGET)
    if start.unit is Unit.FTE:
        work.assume("turnover_on_fte", "yes", "Turnover is counted in people; the same rate is used on FTE.")
    if work.get("backfill") is None and cut is None:
        if work.years is not None and work.years > 1:
            raise NoBaseline(
                "How many of the leavers are replaced?",
                offer="Give a share of leavers to replace, from 0 to 100%.",
                missing="backfill",
                status=ASK,
            )
        _leavers_only(work, start, turnover)
        return
    years = _flows(work, start, turnover, cut)
    _write(work, start, turnover, years, cut)


def turnover_cost(work: Work) -> None:
    """O19: leavers × the asker's cost each; only those who are replaced when backfill is given."""
    start = starting_level(work)
    leavers = start.value * fraction(turnover_of(work))
    each = work.need("cost_per_leaver", "cost of one leaver", only_asker=True)
    replaced = leavers
    backfill = work.get("backfill")
    if backfill is not None:
        replaced = leavers * fraction(backfill)
    work.add("cost", replaced * each.value, Unit.GBP, "a year")
    work.add("leavers", leavers, start.unit, "leavers a year")
    work.add("replaced", replaced, start.unit, "leavers who are replaced")
    work.warn("Published figures per leaver differ tenfold; this one is the asker's.")
    work.formula = Formula("leavers × the cost of one", "q·S × £")


def turnover_of(work: Work) -> Used:
    """The turnover rate; raises NoBaseline that offers the sector median by name."""
    held = [row for row in work.parameters.series("turnover.sector_median") if row.value is not None]
    offer = "Type a turnover rate."
    if held:
        shown = show(held[0].value or 0.0, Unit.SHARE, held[0].decimals)
        offer = (
            f"Type a rate, or say 'use the LGA median' ({shown}, {held[0].dated}, labelled as a benchmark)."
        )
    rate = work.need("turnover", "staff turnover rate", offer=offer)
    if fraction(rate) < 0:
        raise OutOfDomain(f"A turnover of {rate.display} is impossible.", offer="Give a rate of 0% or more.")
    if fraction(rate) > 1:
        work.warn("Turnover is above 100% a year.")
    return rate


def _leavers_only(work: Work, start: Used, turnover: Used) -> None:
    """One year, or part of one, without saying who is replaced."""
    part = 1.0 if work.years is None else work.years
    leavers = start.value * fraction(turnover) * part
    work.add("leavers", leavers, start.unit, "leavers a year" if part == 1 else "leavers in that time")
    left = work.add("value", start.value - leavers, start.unit, "if nobody were replaced")
    if start.value:
        work.add("retention", left / start.value * 100.0, Unit.SHARE, "who stay")
    work.assume("leaver_base", "start", "Leavers are turnover times the stock at the start of the year.")
    work.formula = Formula("turnover × the stock at the start of the year", "L = q·S")


def _flows(work: Work, start: Used, turnover: Used, cut: Move | None) -> list[Year]:
    horizon = work.years if work.years is not None else 1.0
    if cut is not None and cut.per is Per.TOTAL and work.years is None:
        horizon = 1.0
    if cut is not None:
        check_path(work, cut, horizon)
    times = times_to(horizon)
    _check_yearly(work, len(times) - 1)
    if work.choose("people", "series") == "whole" and times[-1] != int(times[-1]):
        raise OutOfDomain("Whole people are counted in whole years.", offer="Give a whole number of years.")
    with localcontext(_WIDE):
        return _each_year(work, start, turnover, cut, times)


def _each_year(work: Work, start: Used, turnover: Used, cut: Move | None, times: list[float]) -> list[Year]:
    """Each year opens with what the year before closed with; a stock below 0 stops there."""
    q, stock, years = exact_fraction(turnover), exact(start), []
    carry = dict.fromkeys(_FLOWS, Decimal(0))
    whole = work.choose("people", "series") == "whole"
    for index, (before, now) in enumerate(zip(times, times[1:], strict=False)):
        target = None if cut is None else _wanted(cut, start.value, stock, index, times[-1], now - before)
        year = _one_year(work, stock, q * exact(now - before), index, target)
        year.t = now
        if whole:
            _whole(year, carry)
        if year.closing < 0:
            work.warn(f"The stock would fall below 0 in year {index + 1}; it stops at 0.")
            year.closing = Decimal(0)
        years.append(year)
        stock = year.closing
    return years


def _check_yearly(work: Work, years: int) -> None:
    """A list by year has a figure for each year."""
    for name in ("new_posts", "transfers"):
        given = work.many(name) if work.has(name) else ()
        if len(given) > 1 and len(given) != years:
            raise OutOfDomain(
                f"{len(given)} figures of {name} are given for {years} years.",
                offer="Give one figure for each year, or one for all.",
            )


def _wanted(cut: Move, first: float, stock: Decimal, index: int, horizon: float, width: float) -> Decimal:
    """The closing stock that the required cut asks for in one year."""
    amount = cut.values[min(index, len(cut.values) - 1)]
    if cut.kind is ChangeKind.TARGET or cut.per is Per.TOTAL:
        end = amount
        if cut.kind is ChangeKind.RATE:
            end = first * (1.0 + check_rate(amount, total=True))
        elif cut.kind is ChangeKind.STEP:
            end = first + amount
        elif cut.relative:
            end = first * amount / 100.0
        if first <= 0 or end <= 0 or horizon == 0:
            return exact(end)
        return stock * exact((end / first) ** (width / horizon))
    if cut.kind is ChangeKind.STEP:
        return stock + exact(amount) * exact(width)
    check_rate(amount)
    kept = 1 + exact(amount) / 100
    return stock * (kept if width == 1 else exact(float(kept) ** width))


def _one_year(work: Work, stock: Decimal, rate: Decimal, index: int, target: Decimal | None) -> Year:
    """Leavers first; the required cut decides redundancies, and how many leavers may be replaced."""
    backfill, new, none = work.get("backfill"), _in_year(work, "new_posts", index), Decimal(0)
    b = None if backfill is None else exact_fraction(backfill)
    if b is not None and b < 0:
        raise OutOfDomain(f"A backfill of {float(b):.0%} is impossible.", offer="Give 0% or more.")
    transfers = _in_year(work, "transfers", index)
    dismissed = _in_year(work, "redundancies", index) if target is None else none
    leavers = rate * stock
    if work.choose("leaver_base", "start") == "average":
        leavers = rate * _mean_stock(stock, rate, b or none, new - dismissed - transfers)
    needed = none if target is None else stock - target
    room = max(none, leavers - (needed - transfers) - new)
    hires = (min(room, leavers) if b is None else b * leavers) + new
    if target is not None:
        dismissed = max(none, needed - transfers - leavers + hires)
    closing = stock - leavers + hires - dismissed - transfers
    return Year(0.0, stock, leavers, hires, dismissed, transfers, closing, needed, room)


def _mean_stock(stock: Decimal, rate: Decimal, b: Decimal, other: Decimal) -> Decimal:
    """(S + S')/2 when leavers are rate × that mean, b of them are replaced and ``other`` joins besides."""
    closing = (stock * (1 - rate * (1 - b) / 2) + other) / (1 + rate * (1 - b) / 2)
    return (stock + closing) / 2


def _in_year(work: Work, name: str, index: int) -> Decimal:
    """One figure for every year, or the list's figure of that year."""
    given = work.many(name)
    if not given:
        return Decimal(0)
    return exact(given[0] if len(given) == 1 else given[index])


def _whole(year: Year, carry: dict[str, Decimal]) -> None:
    """Round each flow half up and carry its remainder, so that the year balances exactly."""
    for name in _FLOWS:
        flow = getattr(year, name) + carry[name]
        whole = Decimal(math.floor(_SURE.plus(flow + _HALF)))
        carry[name] = flow - whole
        setattr(year, name, whole)
    year.closing = year.opening - year.leavers + year.hires - year.redundancies - year.transfers


def _write(work: Work, start: Used, turnover: Used, years: list[Year], cut: Move | None) -> None:
    unit = start.unit
    closing = float(years[-1].closing) if years else start.value
    work.add("value", closing, unit, "at the end")
    write_change(work, start.value, closing, unit)
    if years:
        _first_year(work, years[0], unit, cut)
        work.add("leavers_total", float(sum(year.leavers for year in years)), unit, "leavers in all")
        work.add("hires_total", float(sum(year.hires for year in years)), unit, "hires in all")
        total = float(sum(year.redundancies for year in years))
        work.add("redundancies", total, unit, "redundancies in all", display=_none_or(total, unit))
    if years and start.value > 0 and closing > 0:
        rate = ((closing / start.value) ** (1.0 / years[-1].t) - 1.0) * 100.0
        work.add("net_rate", rate, Unit.PERCENT, "net change a year")
    _lines(work, start, years)
    other = [name for name in ("backfill", "turnover") if work.get(name)]
    work.formula = Formula(
        "opening − leavers + hires − redundancies − transfers = closing", "S' = S − q·S + b·q·S + new − R − T"
    )
    average = work.choose("leaver_base", "start") == "average"
    base = "the mean of opening and closing stock" if average else "the stock at the start of the year"
    if other:
        work.assume("leaver_base", "average" if average else "start", f"Leavers are turnover times {base}.")


def _first_year(work: Work, first: Year, unit: Unit, cut: Move | None) -> None:
    work.add("leavers", float(first.leavers), unit, "leavers in the first year")
    work.add("hires", float(first.hires), unit, "hires in the first year")
    if cut is None:
        return
    work.add("needed", float(first.needed), unit, "cut needed in the first year")
    work.add("refillable", float(first.room), unit, "leavers who may be replaced in the first year")
    if first.leavers:
        share = float(100 * first.room / first.leavers)
        work.add("backfill_allowed", share, Unit.SHARE, "of leavers may be replaced")


def _none_or(total: float, unit: Unit) -> str:
    return "none" if abs(total) < 1e-9 else show(total, unit)


def _lines(work: Work, start: Used, years: list[Year]) -> None:
    """Series, table, and a waterfall by flow whose bars sum to the change."""
    unit = start.unit
    rows: list[tuple[float | str | None, ...]] = []
    names = ("opening", "leavers", "hires", "redundancies", "transfers", "closing")
    work.series = (Point(0.0, "Start", start.value, show(start.value, unit, start.decimals)),)
    for year in years:
        label = label_of(work, year.t)
        closing = float(year.closing)
        work.series += (Point(year.t, label, closing, show(closing, unit)),)
        work.step(label, float(year.closing - year.opening), closing, unit)
        rows.append((label, *(float(getattr(year, name)) for name in names)))
    columns = (Column("year", "Year"), *(Column(name, name.capitalize(), unit) for name in names))
    work.table = tabulate(columns, rows)
    bars, level = [], start.value
    for name, sign in (("leavers", -1), ("hires", 1), ("redundancies", -1), ("transfers", -1)):
        total = sign * float(sum(getattr(year, name) for year in years))
        level += total
        if total:
            bars.append(Step(name.capitalize(), total, level, unit, show(total, unit)))
    work.waterfall = tuple(bars)
