"""O8 pay_bill: basic pay, employer on-costs, awards, and what a change of staff is worth."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from engine import kernels
from engine.dates import as_date, year_of
from engine.display import show
from engine.errors import Ambiguous, OutOfDomain
from engine.operations.levels import check_path, path_of, starting_level, times_to, years_of
from engine.projection import Column, Formula, Point, Step, Used
from engine.scenario import ChangeKind, Per, Unit
from engine.units import MONEY
from engine.work import Move, Work, fraction, tabulate


@dataclass(frozen=True, slots=True)
class Rates:
    """On-cost rates as fractions and pounds, each found in the scenario or the parameter table."""

    ni: float
    threshold: float
    lgps: float
    membership: float
    levy: float
    allowance: float
    heads: float | None


def pay_bill(work: Work) -> None:
    """O8: the bill today, its on-costs, and its path when staff or pay change."""
    start = starting_level(work)
    if start.value < 0:
        raise OutOfDomain(f"A pay bill of {start.display} is impossible.", offer="Give a bill of £0 or more.")
    pay = _pay(work, start)
    bill = start.value * pay.value if pay is not None else start.value
    basic = work.add(
        "basic", bill, Unit.GBP, "basic pay a year" if not _loaded(work) else "a year, on-costs included"
    )
    one = work.add("one_percent", basic / 100.0, Unit.GBP, "for each 1% of pay")
    if work.choose("on_costs", "no") == "yes" or work.wants(*_ON_COSTS):
        _on_costs(work, basic, one)
    _changes(work, start, pay)
    work.formula = Formula(
        "FTE × pay × awards, plus National Insurance, pension and levy", "B = FTE·w₀·Π(1 + a)"
    )


_ON_COSTS = (
    *("ni", "ni_per_head", "lgps", "levy", "gross", "on_costs", "on_cost_percent"),
    *("one_percent_all_in", "marginal_percent", "award_cost_all_in"),
)


def _pay(work: Work, start: Used) -> Used | None:
    """Pay per FTE; a baseline that is a bill in pounds has no use for it."""
    if start.unit in MONEY:
        return None
    if work.baseline is None:
        return work.get("pay")
    if start.unit is not Unit.FTE:
        work.warn("The baseline is people, not FTE: pay per FTE is used on each of them.")
    pay = work.need("pay", "pay per FTE", only_asker=True)
    if pay.value < 0:
        raise OutOfDomain(f"Pay of {pay.display} is impossible.", offer="Give pay of 0 or more.")
    return pay


def _loaded(work: Work) -> bool:
    return work.choose("on_costs", "no") == "included"


def _on_costs(work: Work, basic: float, one: float) -> None:
    rates = _rates(work)
    gross, ni = basic, None
    if rates.heads is not None:
        floor = rates.threshold * rates.heads
        ni = work.add("ni", rates.ni * max(0.0, basic - floor), Unit.GBP, "employer National Insurance")
        gross += ni
        if rates.heads:
            work.add("ni_per_head", ni / rates.heads, Unit.GBP_EACH, "National Insurance a head")
    else:
        work.warn("No headcount is given, so National Insurance, whose threshold is per job, is left out.")
    lgps = work.add("lgps", rates.lgps * basic * rates.membership, Unit.GBP, "pension contribution")
    levy = work.add("levy", max(0.0, rates.levy * basic - rates.allowance), Unit.GBP, "apprenticeship levy")
    gross += lgps + levy
    work.add("gross", gross, Unit.GBP, "pay with employer on-costs")
    work.add("on_costs", gross - basic, Unit.GBP, "employer on-costs")
    if basic:
        work.add("on_cost_percent", (gross - basic) / basic * 100.0, Unit.SHARE, "of basic pay")
    above = rates.heads is not None and basic >= rates.threshold * rates.heads
    margin = (rates.ni if above else 0.0) + rates.lgps * rates.membership
    margin += rates.levy if rates.levy * basic >= rates.allowance else 0.0
    work.add("marginal_percent", margin * 100.0, Unit.SHARE, "on-cost of one more pound of pay")
    work.add("one_percent_all_in", one * (1.0 + margin), Unit.GBP, "for each 1% of pay, with on-costs")
    if not work.scenario.outputs:
        work.headline = "gross"


def _rates(work: Work) -> Rates:
    on = _tax_year(work)
    member = work.get("membership")
    if member is None:
        work.assume("membership", 100.0, "Everyone is in the pension scheme.", Unit.SHARE)
    heads, ni, threshold = work.get("headcount"), 0.0, 0.0
    if heads is not None:
        ni = fraction(work.national("ni_rate", "employer_ni.rate", on))
        threshold = work.national("ni_threshold", "employer_ni.threshold", on).value
        work.assume(
            "earn_over_threshold", "yes", "Everyone earns more than the National Insurance threshold."
        )
    lgps = work.national("lgps_rate", "lgps.employer_rate", on)
    levy = work.national("levy_rate", "apprenticeship_levy.rate", on)
    allowance = work.national("levy_allowance", "apprenticeship_levy.allowance", on)
    share = 1.0 if member is None else fraction(member)
    if not 0 <= share <= 1:
        raise OutOfDomain(f"A membership of {share:.0%} is impossible.", offer="Give a share from 0 to 100%.")
    return Rates(
        ni,
        threshold,
        fraction(lgps),
        share,
        fraction(levy),
        allowance.value,
        None if heads is None else heads.value,
    )


def _tax_year(work: Work) -> str | None:
    """The asker's year, else the financial year of the baseline date; None asks. None too when all is typed."""
    national = ("lgps_rate", "levy_rate", "levy_allowance")
    if work.has(*national) and (work.has("ni_rate", "ni_threshold") or not work.has("headcount")):
        return None
    chosen = work.choose("tax_year", "")
    if chosen:
        return chosen
    if work.baseline is not None and work.baseline.as_of:
        return year_of(as_date(work.baseline.as_of))
    return None


def _changes(work: Work, start: Used, pay: Used | None) -> None:
    """The path of the bill under a change of staff and awards, with the effect of each and of both."""
    cut = work.move(ChangeKind.RATE, ChangeKind.STEP)
    award = work.move(ChangeKind.RATE, ChangeKind.STEP, on="pay")
    if cut is None and award is None:
        return
    if award is not None and award.kind is ChangeKind.STEP and pay is None:
        raise Ambiguous("An award in pounds needs FTE.", offer="Give FTE.", missing="fte")
    lead = cut if cut is not None else award
    assert lead is not None
    if cut is None and len(lead.values) == 1 and not lead.delay and work.years is None:
        _award_only(work, lead)
        return
    years = years_of(work, lead)
    if award is not None:
        check_path(work, award, years)
    work.years = years
    linear = cut is not None and work.reads_linear(cut, years)
    staff, wage = (
        _levels(work, start, cut, years, linear=linear),
        _levels_of_pay(work, start, pay, award, years),
    )
    _write_bill(work, start, staff, wage, years)


def _award_only(work: Work, award: Move) -> None:
    """An award without a horizon: what it costs in a full year."""
    amount = award.values[0]
    bill = work.results["basic"].value
    if award.per is Per.MONTH:
        raise Ambiguous(
            "For how long is that award made each month?", offer="Give a horizon.", missing="horizon"
        )
    cost = bill * amount / 100.0
    if award.kind is ChangeKind.STEP:
        cost = amount * starting_level(work).value
    work.add("award_cost", cost, Unit.GBP, "a year, on basic pay")
    work.add("bill_end", bill + cost, Unit.GBP, "basic pay after the award")
    margin = work.results.get("marginal_percent")
    if margin is not None:
        work.add("award_cost_all_in", cost * (1 + margin.value / 100.0), Unit.GBP, "a year with on-costs")
    if not work.scenario.outputs:
        work.headline = "award_cost"


def _levels(work: Work, start: Used, move: Move | None, years: float, *, linear: bool) -> kernels.Floats:
    if move is None:
        return np.full(len(times_to(years)), start.value)
    return path_of(work, start, move, years, linear=linear)[1]


def _levels_of_pay(
    work: Work, start: Used, pay: Used | None, award: Move | None, years: float
) -> kernels.Floats:
    """Pay per FTE by year, or the index 1 when the baseline is the bill. Awards always compound."""
    figure = pay if pay is not None else replace(start, value=1.0, unit=Unit.NUMBER)
    return _levels(work, figure, award, years, linear=False)


def _write_bill(work: Work, start: Used, staff: kernels.Floats, wage: kernels.Floats, years: float) -> None:
    times = times_to(years)
    middle = np.concatenate([[staff[0]], (staff[1:] + staff[:-1]) / 2.0])
    full, average = staff * wage, middle * wage
    work.add("bill_start", float(full[0]), Unit.GBP, "a year at the start")
    work.add("bill_end", float(full[-1]), Unit.GBP, "a year at the end, full-year basis")
    work.add("bill_end_average", float(average[-1]), Unit.GBP, "in the last year, on average FTE")
    change = work.add("bill_change", float(full[-1] - full[0]), Unit.GBP, "change in the yearly bill")
    if full[0]:
        work.add(
            "bill_change_percent", change / float(full[0]) * 100.0, Unit.PERCENT, "change in the yearly bill"
        )
    _savings(work, staff, middle, wage)
    work.add("fte_end", float(staff[-1]), start.unit, "at the end", start.decimals)
    work.add("fte_change", float(staff[-1] - staff[0]), start.unit, "change")
    _effects(work, staff, wage)
    unit = Unit.GBP
    work.series = tuple(
        Point(time, f"Year {time:g}" if time else "Start", float(level), show(float(level), unit))
        for time, level in zip(times, full, strict=True)
    )
    _bill_table(work, start, times, staff, full, average)
    if work.scenario.outputs:
        return
    basis = work.choose("fte_basis", "unstated")
    if basis != "unstated":
        work.headline = "bill_end" if basis == "full_year" else "bill_end_average"
    else:
        work.headline = "saving" if staff[-1] < staff[0] and wage[-1] == wage[0] else "bill_change"


def _savings(work: Work, staff: kernels.Floats, middle: kernels.Floats, wage: kernels.Floats) -> None:
    """What fewer staff save each year, full-year and in the year, at that year's pay."""
    full, within = (staff[0] - staff[1:]) * wage[1:], (staff[0] - middle[1:]) * wage[1:]
    if not full.size:
        return
    work.add(
        "saving", float(full[0]), Unit.GBP, "a year once the first year's change has run, full-year effect"
    )
    work.add("saving_in_year", float(within[0]), Unit.GBP, "in the first year if exits are spread over it")
    work.add("saving_end", float(full[-1]), Unit.GBP, "a year by the end, full-year effect")
    work.add("saving_total", math.fsum(full), Unit.GBP, "in all, each year counted in full")
    work.add("saving_total_in_year", math.fsum(within), Unit.GBP, "in all if exits are spread over each year")
    for year, amount in enumerate(full, start=1):
        work.add(f"saving_year_{year}", float(amount), Unit.GBP, f"a year in year {year}, full-year effect")


def _effects(work: Work, staff: kernels.Floats, wage: kernels.Floats) -> None:
    """Staff alone, pay alone, and both less their sum; the three sum to the change."""
    fte = work.add(
        "effect_fte", float((staff[-1] - staff[0]) * wage[0]), Unit.GBP, "from the change in staff alone"
    )
    pay = work.add("effect_pay", float(staff[0] * (wage[-1] - wage[0])), Unit.GBP, "from the awards alone")
    change = float(staff[-1] * wage[-1] - staff[0] * wage[0])
    both = work.add(
        "interaction", change - fte - pay, Unit.GBP, "interaction: awards not paid to posts that are gone"
    )
    level, bars = float(staff[0] * wage[0]), []
    for label, amount in (("Staff", fte), ("Awards", pay), ("Interaction", both)):
        level += amount
        bars.append(Step(label, amount, level, Unit.GBP, show(amount, Unit.GBP)))
    work.waterfall = tuple(bars)


def _bill_table(
    work: Work,
    start: Used,
    times: list[float],
    staff: kernels.Floats,
    full: kernels.Floats,
    average: kernels.Floats,
) -> None:
    rows: list[tuple[float | str | None, ...]] = []
    for index, time in enumerate(times):
        saving = float(full[0] - full[index])
        label = f"Year {time:g}" if time else "Start"
        rows.append((label, float(staff[index]), float(full[index]), float(average[index]), saving))
        if index:
            work.step(label, float(full[index] - full[index - 1]), float(full[index]), Unit.GBP)
    columns = (
        Column("year", "Year"),
        Column("fte", "FTE" if start.unit is Unit.FTE else "Level", start.unit),
        Column("full_year", "Bill, full-year basis", Unit.GBP),
        Column("average", "Bill on average FTE", Unit.GBP),
        Column("lower_by", "Lower than at the start by", Unit.GBP),
    )
    work.table = tabulate(columns, rows)
