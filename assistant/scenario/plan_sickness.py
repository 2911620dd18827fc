"""Days of sickness, what they are of working time, in FTE and in pay: O10 and plain ratios."""

# ruff: noqa: E501 (a sentence stays on one line)
from __future__ import annotations

from dataclasses import replace

from assistant.scenario import phrases
from assistant.scenario.amount_model import Role
from assistant.scenario.case import FTE, Case
from assistant.scenario.draft import Draft, Stop, ask
from assistant.scenario.plan_subject import with_direction
from assistant.scenario.start import Start
from assistant.scenario.subjects import Subject
from engine.model import (
    Change,
    ChangeKind,
    FactRef,
    Horizon,
    Input,
    Operation,
    ParameterRef,
    Per,
    Projection,
    ResultOf,
    Scenario,
    Typed,
    Unit,
)

SICKNESS = Subject("sickness")
DAYS = Subject("sickness.days")
ABSENCES = Subject("sickness.occurrences")
AVERAGE = "sickness.council_average"


def _inputs(case: Case, *, printed: bool = True) -> tuple[Start | None, dict[str, tuple[Input, ...]]]:
    """The rate as baseline, with FTE and the printed days where they are stated."""
    rate = case.start_or_none(SICKNESS)
    days = case.choice(DAYS)
    if rate is None and days is None:
        raise Stop(case.missing(SICKNESS))
    inputs: dict[str, tuple[Input, ...]] = {}
    fte = case.start_or_none(FTE)
    if fte is not None:
        inputs["fte"] = (fte.input,)
    if days is not None and printed:
        inputs["days"] = (FactRef(days.fact.id),)
    available = case.frame.one(Role.WORKING_DAYS)
    if available is not None:
        inputs["available_days"] = (Typed(available.value, Unit.DAYS),)
    return rate, inputs


def _dates(case: Case, draft: Draft) -> None:
    if case.start_or_none(FTE) is not None and case.choice(DAYS) is not None:
        draft.care.append(
            "Days and rate are of the past year, FTE is of its own date, and they imply another average FTE; none of them is corrected here."
        )


def plan_sick_days(case: Case) -> Draft:
    """Days to come at the present rate, beside what was printed for the past."""
    rate, inputs = _inputs(case)
    if rate is None or "fte" not in inputs:
        raise Stop(case.missing(FTE if rate is not None else SICKNESS))
    run = case.run(case.scenario(Operation.SICKNESS, rate, inputs=inputs))
    names = {item.name: item.display for item in run.results}
    draft = Draft(
        f"About {names['days_run_rate']} a year at the present rate: {_rate(run)} on {_used(run, 'fte')}."
    )
    if "days_printed" in names:
        draft.also.append(f"The figure printed for the past year is {names['days_printed']}.")
    draft.assumed.append("The rate and the FTE stay as they are.")
    _dates(case, draft)
    return draft


def _rate(run: Projection) -> str:
    return run.baseline.display if run.baseline else _used(run, "rate")


def _used(run: Projection, name: str) -> str:
    return next((item.display for item in run.inputs if item.name == name), "")


def plan_sick_saved(case: Case) -> Draft:
    """Days saved by a lower rate: a target, a percentage, or the sector's average."""
    rate, inputs = _inputs(case, printed=False)
    if rate is None:
        raise Stop(case.missing(SICKNESS))
    change, label = _sick_change(case, rate)
    if "fte" not in inputs:
        raise Stop(case.missing(FTE))
    run = case.run(
        case.scenario(Operation.SICKNESS, rate, inputs=inputs, changes=(change,), outputs=("days_saved",))
    )
    names = {item.name: item.display for item in run.results}
    saved = run.result("days_saved")
    word = "fewer" if saved.value >= 0 else "more"
    draft = Draft(
        f"{phrases.size(saved.display)} {word} a year: from {_rate(run)} to {names['rate_after']}{label}, on {_used(run, 'fte')}."
    )
    draft.also.append(
        f"That is {names['days_after']} a year instead of {names['days_run_rate']} at the printed rate."
    )
    draft.assumed.append("FTE stays as it is.")
    if label:
        draft.care.append("The average is a benchmark of other councils, undated.")
    return draft


def _sick_change(case: Case, rate: Start) -> tuple[Change, str]:
    frame = case.frame
    target = frame.one(Role.TARGET)
    benchmark = frame.says("benchmark", "use_benchmark")
    if benchmark:
        row = next((r for r in case.parameters.series(AVERAGE) if r.value is not None), None)
        if row is not None and (target is None or abs((row.value or 0) - target.value) < 1e-9):
            return Change(ChangeKind.TARGET, (ParameterRef(AVERAGE),), per=Per.TOTAL), ", the LGA average"
    if target is not None:
        return Change(ChangeKind.TARGET, (Typed(target.value, Unit.DAYS_PER_FTE),)), ""
    amount = with_direction(case, frame.all(Role.CHANGE)[:1])[0]
    return replace(case.change(amount, rate), per=Per.TOTAL), ""


def plan_sick_share(case: Case) -> Draft:
    """Sickness in FTE lost, or as a share of working time: at 225 available and at 260 paid days."""
    rate, inputs = _inputs(case)
    start = rate
    scenario = case.scenario(Operation.SICKNESS, start, inputs=inputs)
    if start is None:
        scenario = Scenario(
            Operation.SICKNESS, bodies=(case.body.id,), metric="sickness.days_per_fte", inputs=inputs
        )
    run = case.run(scenario)
    names = {item.name: item for item in run.results}
    as_share = case.frame.says("working_time") and not (
        case.frame.says("fte_lost") and not case.frame.carried
    )
    if as_share and "share_of_time" in names:
        draft = Draft(
            f"{names['share_of_time'].display} of working time on {_bases(run)[0]} available days; {names['share_of_time_paid'].display} on {_bases(run)[1]} paid days."
        )
    elif "fte_lost" in names:
        draft = Draft(
            f"{names['fte_lost'].display} on {_bases(run)[0]} available days a year; {names['fte_lost_paid'].display} on {_bases(run)[1]} paid days."
        )
        draft.also.append(
            "The days printed for the past year are used."
            if "days" in inputs
            else "Days are the rate times FTE."
        )
    else:
        raise Stop(case.missing(FTE))
    _dates(case, draft)
    draft.follow_ups = ["And as a percentage of working time?"] if not as_share else []
    return draft


def _bases(run: Projection) -> tuple[str, str]:
    return tuple(_used(run, name).removesuffix(" days") for name in ("available_days", "paid_days"))  # type: ignore[return-value]


def plan_sick_cost(case: Case) -> Draft:
    """What the days cost in pay; asks for the pay when none is given."""
    cost = case.frame.one(Role.UNIT_COST)
    rate, inputs = _inputs(case)
    if cost is None:
        raise Stop(_which_pay(case, rate, inputs))
    inputs["pay"] = (Typed(cost.value, Unit.GBP_EACH, label="pay per FTE"),)
    scenario = case.scenario(Operation.SICKNESS, rate, inputs=inputs, outputs=("cost",))
    if rate is None:
        scenario = Scenario(
            Operation.SICKNESS,
            bodies=(case.body.id,),
            metric="sickness.days_per_fte",
            inputs=inputs,
            outputs=("cost",),
        )
    run = case.run(scenario)
    names = {item.name: item.display for item in run.results}
    days = names.get("days_printed") or names.get("days_run_rate", "")
    draft = Draft(f"{names['cost']} a year of pay: {days} at {names['cost_per_day']} a day.")
    draft.assumed.append("Basic pay of the days lost, at 260 paid days a year; no on-costs and no cover.")
    _dates(case, draft)
    return draft


def _which_pay(case: Case, rate: Start | None, inputs: dict[str, tuple[Input, ...]]) -> Draft:
    stem = case.frame.question.rstrip("?. ")
    draft = ask(
        "At what pay per FTE, with or without on-costs, and with or without cover for those away?",
        [
            ("£33,000 basic pay, no cover", f"{stem} at £33,000 basic pay per FTE?"),
            ("£30,000 basic pay, no cover", f"{stem} at £30,000 basic pay per FTE?"),
        ],
        code="E_AMBIG",
    )
    draft.lead = "The cost of sickness needs a pay figure, and the documents print none: at what pay per FTE, and with on-costs or cover?"
    for subject in (SICKNESS, DAYS):
        choice = case.choice(subject)
        if choice is not None:
            draft.cited.append(
                (choice.fact, "days lost per FTE" if subject == SICKNESS else "days lost in the year")
            )
    return draft


def plan_sick_length(case: Case) -> Draft:
    """Days for each absence."""
    days, absences = case.choice(DAYS), case.choice(ABSENCES)
    if days is None or absences is None:
        raise Stop(case.missing(DAYS if days is None else ABSENCES))
    run = case.run(
        Scenario(
            Operation.RATIO,
            bodies=(case.body.id,),
            metric="sickness.days",
            baseline=FactRef(days.fact.id),
            inputs={"denominator": (FactRef(absences.fact.id),)},
        )
    )
    shown = phrases.amount(run.result("value").value, Unit.NUMBER)
    return Draft(
        f"{shown} days an absence: {phrases.fact_value(days.fact)} over {phrases.fact_value(absences.fact)} absences."
    )


def plan_sick_at_size(case: Case) -> Draft:
    """Days a year at the FTE reached after a change, the rate staying as it is."""
    rate, _ = _inputs(case, printed=False)
    if rate is None:
        raise Stop(case.missing(SICKNESS))
    fte = case.start(FTE)
    amounts = with_direction(case, case.frame.all(Role.CHANGE)[:1])
    horizon = case.horizon(fte) or Horizon(length=1.0)
    per = "year" if amounts[0].per else "total"
    path = case.scenario(
        Operation.PROJECT_COMPOUND,
        fte,
        changes=(case.change(replace(amounts[0], per=per), fte),),
        horizon=horizon,
    )
    staff = case.run(path)
    run = case.run(
        case.scenario(Operation.SICKNESS, rate, inputs={"fte": (ResultOf(path),)}, outputs=("days_run_rate",))
    )
    case.runs.reverse()
    draft = Draft(
        f"{run.result('days_run_rate').display} a year at that size: {_rate(run)} on {staff.display}."
    )
    if len(staff.series) > 2 and staff.unit is Unit.FTE:
        before, last = staff.series[-2].value, staff.series[-1].value
        mean = Typed((before + last) / 2, Unit.FTE, label="average FTE of the last year")
        again = case.run(
            case.scenario(Operation.SICKNESS, rate, inputs={"fte": (mean,)}, outputs=("days_run_rate",))
        )
        draft.also.append(
            f"During the last year itself, on its average FTE, it would be {again.result('days_run_rate').display}."
        )
    draft.header = ["Start", *(p.label for p in staff.series[1:])]
    draft.rows = [[phrases.bare(p.display) for p in staff.series]]
    draft.assumed.append("The days lost per FTE stay as they are; the table shows FTE.")
    return draft
