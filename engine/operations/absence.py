"""O10 sickness: days, share of working time, FTE lost and what the pay of those days comes to."""

from __future__ import annotations

from engine.errors import NoBaseline, OutOfDomain
from engine.operations.levels import check_rate, write_change
from engine.projection import Formula, Used
from engine.scenario import ChangeKind, Unit
from engine.work import Work, fraction


def sickness(work: Work) -> None:
    """O10: a printed total of days wins for the past; the run-rate d × FTE is for the future only."""
    rate, printed = work.get("rate"), work.get("days")
    fte = work.get("fte") if rate is not None else None
    if rate is None and printed is None:
        work.need("rate", "sickness rate in days per FTE")
    _check(work, rate)
    changed = work.move(ChangeKind.RATE, ChangeKind.STEP, ChangeKind.TARGET)
    if changed is not None:
        _after_change(work, rate, fte)
    else:
        _as_it_is(work, rate, fte, printed)
    days = _days(work, rate, fte, printed)
    if rate is not None:
        _share_of_time(work, rate)
    if days is not None:
        _lost(work, days)
    work.formula = Formula(
        "days per FTE × average FTE; ÷ days available; × pay ÷ paid days", "d·FTE; d ÷ 225; days × pay ÷ 260"
    )


def _check(work: Work, rate: Used | None) -> None:
    if rate is not None and rate.value < 0:
        raise OutOfDomain(f"{rate.display} of sickness is impossible.", offer="Give 0 days or more.")


def _as_it_is(work: Work, rate: Used | None, fte: Used | None, printed: Used | None) -> None:
    if rate is not None and fte is not None:
        work.add("days_run_rate", rate.value * fte.value, Unit.DAYS, "days a year at this rate")
    if printed is not None:
        work.add("days_printed", printed.value, Unit.DAYS, "days, as printed for the past year")
    if rate is not None:
        work.add("rate", rate.value, Unit.DAYS_PER_FTE, "lost a year", rate.decimals)
    if rate is not None and printed is not None and rate.value > 0:
        implied = work.add("average_fte_implied", printed.value / rate.value, Unit.FTE, "average FTE implied")
        if fte is not None and abs(implied - fte.value) > 0.005 * fte.value:
            work.warn("The printed days and rate imply another average FTE than the figure used here.")


def _after_change(work: Work, rate: Used | None, fte: Used | None) -> None:
    """The rate after a relative change, a number of days, or a target, and the days saved."""
    if rate is None:
        raise NoBaseline("No sickness rate is stated.", missing="rate", offer="Type the days per FTE.")
    move = work.move(ChangeKind.RATE, ChangeKind.STEP, ChangeKind.TARGET)
    assert move is not None
    amount = move.values[0]
    if move.kind is ChangeKind.TARGET:
        after = rate.value * amount / 100.0 if move.relative else amount
    elif move.kind is ChangeKind.STEP:
        after = rate.value + amount
    else:
        after = rate.value * (1.0 + check_rate(amount, total=True))
    if after < 0:
        raise OutOfDomain(
            f"{after:g} days per FTE is impossible.", offer="Give a change that leaves 0 or more."
        )
    work.add("rate_after", after, Unit.DAYS_PER_FTE, "after the change")
    write_change(work, rate.value, after, Unit.DAYS_PER_FTE)
    if fte is not None:
        saved = work.add("days_saved", (rate.value - after) * fte.value, Unit.DAYS, "fewer days a year")
        work.add("days_after", after * fte.value, Unit.DAYS, "days a year after the change")
        work.add("days_run_rate", rate.value * fte.value, Unit.DAYS, "days a year now, at the printed rate")
        work.step("Days saved", -saved, after * fte.value, Unit.DAYS)
        work.waterfall = tuple(work.steps)
        if not work.scenario.outputs:
            work.headline = "days_saved"
        pay = work.get("pay")
        if pay is not None:
            work.add("cost_saved", saved * _day_pay(work, pay), Unit.GBP, "of pay for the days saved")


def _days(work: Work, rate: Used | None, fte: Used | None, printed: Used | None) -> float | None:
    if printed is not None:
        return printed.value
    return None if rate is None or fte is None else rate.value * fte.value


def _share_of_time(work: Work, rate: Used) -> None:
    available, paid = _bases(work)
    work.add(
        "share_of_time", rate.value / available * 100.0, Unit.PERCENT, f"of {available:g} available days"
    )
    work.add("share_of_time_paid", rate.value / paid * 100.0, Unit.PERCENT, f"of {paid:g} paid days")


def _lost(work: Work, days: float) -> None:
    available, paid = _bases(work)
    work.add("fte_lost", days / available, Unit.FTE, f"lost, at {available:g} available days a year")
    work.add("fte_lost_paid", days / paid, Unit.FTE, f"lost, at {paid:g} paid days a year")
    pay = work.get("pay")
    if pay is None:
        return
    each = _day_pay(work, pay)
    on_cost = work.get("on_cost")
    work.add("cost", days * each, Unit.GBP, "of pay a year, no cover")
    work.add("cost_per_day", each, Unit.GBP_FINE, "a day")
    if on_cost is None:
        work.assume("on_cost", "none", "Basic pay of the days lost only: no on-costs, no cover.")
    if not work.scenario.outputs and work.move(ChangeKind.RATE, ChangeKind.STEP, ChangeKind.TARGET) is None:
        work.headline = "cost"


def _day_pay(work: Work, pay: Used) -> float:
    on_cost = work.get("on_cost")
    return pay.value / _bases(work)[1] * (1.0 + (fraction(on_cost) if on_cost else 0.0))


def _bases(work: Work) -> tuple[float, float]:
    """Days available (225) and days paid (260), unless the asker gives others."""
    available = work.national("available_days", "working_days.available", None).value
    paid = work.national("paid_days", "working_days.paid", None).value
    if available <= 0 or paid <= 0:
        raise OutOfDomain("A year needs working days.", offer="Give more than 0 days.")
    return available, paid
