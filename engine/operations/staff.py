"""O6 stock_flow and O19 turnover_cost: leavers, hires and the people who remain."""

from __future__ import annotations

import math
from dataclasses import dataclass

from engine.display import show
from engine.errors import NoBaseline, OutOfDomain
from engine.operations.levels import check_rate, label_of, starting_level, times_to, write_change
from engine.projection import Column, Formula, Point, Step, Used
from engine.scenario import ChangeKind, Per, Unit
from engine.work import ASK, Move, Work, fraction, tabulate

_STAFF = frozenset({Unit.PERSONS, Unit.FTE})
# A float that stands this near below a half is one: 211.49999999999997 people round up.
_TIE = 1e-9
_FLOWS = ("leavers", "hires", "redundancies", "transfers")


@dataclass(slots=True)
class Year:
    """One year of a stock: opening − leavers + hires − redundancies − transfers = closing."""

    t: float
    opening: float
    leavers: float
    hires: float
    redundancies: float
    transfers: float
    closing: float
    needed: float = 0.0
    room: float = 0.0


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
    times = times_to(horizon)
    if work.choose("people", "series") == "whole" and times[-1] != int(times[-1]):
        raise OutOfDomain("Whole people are counted in whole years.", offer="Give a whole number of years.")
    stock, years = start.value, []
    carry = dict.fromkeys(_FLOWS, 0.0)
    for index, (before, now) in enumerate(zip(times, times[1:], strict=False)):
        target = None if cut is None else _wanted(cut, start.value, stock, index, horizon, now - before)
        year = _one_year(work, stock, fraction(turnover), now - before, index, target)
        year.t = now
        if work.choose("people", "series") == "whole":
            _whole(year, carry)
        if year.closing < 0:
            work.warn(f"The stock would fall below 0 in year {index + 1}; it stops at 0.")
            year.closing = 0.0
        years.append(year)
        stock = year.closing
    return years


def _wanted(cut: Move, first: float, stock: float, index: int, horizon: float, width: float) -> float:
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
            return end
        return float(stock * (end / first) ** (width / horizon))
    if cut.kind is ChangeKind.STEP:
        return stock + amount * width
    return float(stock * (1.0 + check_rate(amount)) ** width)


def _one_year(work: Work, stock: float, q: float, width: float, index: int, target: float | None) -> Year:
    """Leavers first; the required cut decides redundancies, and how many leavers may be replaced."""
    backfill, new = work.get("backfill"), _in_year(work, "new_posts", index)
    b = None if backfill is None else fraction(backfill)
    if b is not None and b < 0:
        raise OutOfDomain(f"A backfill of {b:.0%} is impossible.", offer="Give 0% or more.")
    transfers, dismissed = _in_year(work, "transfers", index), _in_year(work, "redundancies", index)
    rate = q * width
    leavers = rate * stock
    if work.choose("leaver_base", "start") == "average":
        leavers = rate * _mean_stock(stock, rate, b or 0.0, new - dismissed - transfers)
    needed = 0.0 if target is None else stock - target
    room = max(0.0, leavers - (needed - transfers) - new)
    hires = (min(room, leavers) if b is None else b * leavers) + new
    if target is not None:
        dismissed = max(0.0, needed - transfers - leavers + hires)
    closing = stock - leavers + hires - dismissed - transfers
    return Year(0.0, stock, leavers, hires, dismissed, transfers, closing, needed, room)


def _mean_stock(stock: float, rate: float, b: float, other: float) -> float:
    """(S + S')/2 when leavers are rate × that mean, b of them are replaced and ``other`` joins besides."""
    closing = (stock * (1.0 - rate * (1.0 - b) / 2.0) + other) / (1.0 + rate * (1.0 - b) / 2.0)
    return (stock + closing) / 2.0


def _in_year(work: Work, name: str, index: int) -> float:
    """One figure for every year, or the list's figure of that year."""
    given = work.many(name)
    if not given:
        return 0.0
    if len(given) == 1:
        return given[0].value
    return given[index].value if index < len(given) else 0.0


def _whole(year: Year, carry: dict[str, float]) -> None:
    """Round each flow half up and carry its remainder, so that the year balances exactly."""
    for name in _FLOWS:
        exact = getattr(year, name) + carry[name]
        whole = float(math.floor(exact + 0.5 + _TIE))
        carry[name] = exact - whole
        setattr(year, name, whole)
    year.closing = year.opening - year.leavers + year.hires - year.redundancies - year.transfers


def _write(work: Work, start: Used, turnover: Used, years: list[Year], cut: Move | None) -> None:
    unit = start.unit
    closing = years[-1].closing if years else start.value
    work.add("value", closing, unit, "at the end")
    write_change(work, start.value, closing, unit)
    if years:
        _first_year(work, years[0], unit, cut)
        work.add("leavers_total", math.fsum(year.leavers for year in years), unit, "leavers in all")
        work.add("hires_total", math.fsum(year.hires for year in years), unit, "hires in all")
        total = math.fsum(year.redundancies for year in years)
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
    work.add("leavers", first.leavers, unit, "leavers in the first year")
    work.add("hires", first.hires, unit, "hires in the first year")
    if cut is None:
        return
    work.add("needed", first.needed, unit, "cut needed in the first year")
    work.add("refillable", first.room, unit, "leavers who may be replaced in the first year")
    if first.leavers:
        share = 100.0 * first.room / first.leavers
        work.add("backfill_allowed", share, Unit.SHARE, "of leavers may be replaced")


def _none_or(total: float, unit: Unit) -> str:
    return "none" if abs(total) < 1e-9 else show(total, unit)


def _lines(work: Work, start: Used, years: list[Year]) -> None:
    """Series, table, and a waterfall by flow whose bars sum to the change."""
    unit = start.unit
    rows: list[tuple[float | str | None, ...]] = []
    work.series = (Point(0.0, "Start", start.value, show(start.value, unit, start.decimals)),)
    for year in years:
        label = label_of(work, year.t)
        work.series += (Point(year.t, label, year.closing, show(year.closing, unit)),)
        work.step(label, year.closing - year.opening, year.closing, unit)
        rows.append(
            (label, year.opening, year.leavers, year.hires, year.redundancies, year.transfers, year.closing)
        )
    names = ("opening", "leavers", "hires", "redundancies", "transfers", "closing")
    columns = (Column("year", "Year"), *(Column(name, name.capitalize(), unit) for name in names))
    work.table = tabulate(columns, rows)
    bars, level = [], start.value
    for name, sign in (("leavers", -1), ("hires", 1), ("redundancies", -1), ("transfers", -1)):
        total = sign * math.fsum(getattr(year, name) for year in years)
        level += total
        if total:
            bars.append(Step(name.capitalize(), total, level, unit, show(total, unit)))
    work.waterfall = tuple(bars)
