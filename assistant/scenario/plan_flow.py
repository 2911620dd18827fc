"""Leavers, replacements and redundancies: O6, with O14, O15, O18 and O19 on top of it."""

from __future__ import annotations

from dataclasses import replace

from assistant.model import Status
from assistant.scenario import phrases
from assistant.scenario.amounts import Amount, Role
from assistant.scenario.case import FTE, HEADCOUNT, TURNOVER, Case, Start
from assistant.scenario.draft import Draft, Stop, ask
from assistant.scenario.plan_change import with_direction
from assistant.scenario.subjects import Subject
from engine.errors import EngineError
from engine.model import (
    Assumption,
    Axis,
    Change,
    ChangeKind,
    FactRef,
    Horizon,
    Input,
    Operation,
    Origin,
    ParameterRef,
    Per,
    Projection,
    Scenario,
    Typed,
    Unit,
)
from ingest.model import Approx
from ingest.quantities_model import Kind

MEDIAN = "turnover.sector_median"


def stock_of(case: Case) -> Start:
    """FTE when FTE is asked about, else the headcount, else whichever is stated."""
    frame = case.frame
    counted = any(a.kind is Kind.FTE for a in frame.all(Role.CHANGE, Role.TARGET, Role.STOCK))
    wants_fte = frame.about("workforce.fte") or counted
    first, second = (FTE, HEADCOUNT) if wants_fte else (HEADCOUNT, FTE)
    if wants_fte or case.start_or_none(first) is not None:
        return case.start(first)
    return case.start_or_none(second) or case.start(first)


def turnover_input(case: Case) -> tuple[Input, Start | None]:
    """Turnover: typed, stated, or the sector's median when it is asked for by name."""
    if case.frame.one(Role.TURNOVER) is None and case.frame.says("use_benchmark", "benchmark"):
        row = case.parameters.series(MEDIAN)
        if row:
            return ParameterRef(MEDIAN), None
    start = case.start_or_none(TURNOVER)
    if start is None:
        raise Stop(_no_turnover(case))
    if start.fact is None and case.frame.one(Role.TURNOVER) is not None:
        return _as_stated(case, start), start
    return start.input, start


def _as_stated(case: Case, start: Start) -> Input:
    """A typed rate that is the sector's median keeps that label."""
    for row in case.parameters.series(MEDIAN):
        if row.value is not None and abs(row.value - start.value) < 1e-9:
            return ParameterRef(MEDIAN)
    return start.input


def _no_turnover(case: Case) -> Draft:
    """No turnover is stated: say so, and offer the benchmark with what it would give, labelled as such."""
    draft = case.missing(TURNOVER)
    body = case.body.short_name
    rows = [row for row in case.parameters.series(MEDIAN) if row.value is not None]
    stock = case.start_or_none(HEADCOUNT)
    if rows and stock is not None:
        row = rows[0]
        value = f"{row.value:g}%"
        draft.clarification = ask(
            "",
            [
                (f"the sector median, {value}", f"Use the LGA median turnover of {value} for {body}"),
                ("a rate of your own", f"How many people leave {body} each year at 10% turnover?"),
            ],
        ).clarification
        draft.also.append(
            f'You can say "use the LGA median" ({value}, a benchmark of other councils), or type a rate.'
        )
        case.run(
            Scenario(
                Operation.STOCK_FLOW,
                bodies=(case.body.id,),
                metric=stock.subject.metric,
                baseline=stock.input,
                inputs={"turnover": (ParameterRef(MEDIAN),)},
            )
        )
    return draft


def backfill_input(case: Case) -> Input | None:
    """The share of leavers replaced: typed, or none at all when the words say so."""
    amount = case.frame.one(Role.BACKFILL)
    if amount is not None:
        return Typed(
            amount.value,
            Unit.PERCENT,
            high=amount.high,
            approx=amount.approx.value,
            label="of leavers replaced",
        )
    return Typed(0.0, Unit.PERCENT) if case.frame.says("no_backfill", "freeze") else None


def choices(case: Case) -> tuple[Assumption, ...]:
    """Whole people and the base of turnover, when the words choose them."""
    made = []
    if case.frame.says("integer"):
        made.append(Assumption("people", "whole"))
    if case.frame.says("average_base"):
        made.append(Assumption("leaver_base", "average"))
    return tuple(made)


def plan_leavers(case: Case) -> Draft:
    """How many leave in a year."""
    stock = stock_of(case)
    counted = case.choice(Subject("leavers.count"))
    turnover, rate = turnover_input(case)
    run = case.run(case.scenario(Operation.STOCK_FLOW, stock, inputs={"turnover": (turnover,)}))
    leavers = run.result("leavers")
    unit = " people" if stock.unit is Unit.PERSONS else ""
    draft = Draft(
        f"About {leavers.display}{unit} leave {case.body.short_name} each year: {_used(run, 'turnover')} of {_baseline(run)}{_noun(stock)}."
    )
    if isinstance(turnover, ParameterRef):
        draft.lead = f"About {leavers.display}{unit} a year at the benchmark of {_used(run, 'turnover')}: {case.body.short_name} prints no turnover of its own."
        draft.care.append("The benchmark is the median of other councils, not a measure of this one.")
    if counted is not None:
        draft.also.append(
            f"The document itself counts {phrases.fact_value(counted.fact)} leavers {phrases.when(counted.fact)}."
        )
        draft.cited.append((counted.fact, "leavers as counted"))
    _rival_turnover(case, run, rate, draft, "leavers", unit)
    draft.follow_ups = [
        "And in FTE?" if stock.subject == HEADCOUNT else "And in people?",
        f"If {case.body.short_name} replaces 80% of its leavers for three years, what happens to headcount?",
    ]
    return draft


def _rival_turnover(
    case: Case, run: Projection, rate: Start | None, draft: Draft, name: str, unit: str = ""
) -> None:
    """The same with the other stated turnover."""
    for fact in rate.rivals[:1] if rate else ():
        inputs = {**run.scenario.inputs, "turnover": (FactRef(case.ledger.use(fact).id),)}
        again = case.run(replace(run.scenario, inputs=inputs))
        draft.also.append(
            f"The documents also say {phrases.fact_value(fact)}; that gives {again.result(name).display}{unit}."
        )
        assert rate is not None and rate.fact is not None
        draft.conflict = (rate.fact, fact)
        draft.conflict_text = f"Turnover is stated as {phrases.fact_value(rate.fact)} and as {phrases.fact_value(fact)}; the first is used."


def leavers_of(case: Case, start: Start, rate: float) -> str:
    """What a turnover means in leavers, as a clause; empty for other measures or without a headcount."""
    if start.subject != TURNOVER:
        return ""
    stock = case.start_or_none(HEADCOUNT)
    if stock is None:
        return ""
    after = case.run(
        case.scenario(
            Operation.STOCK_FLOW, stock, inputs={"turnover": (Typed(rate, Unit.SHARE, origin=Origin.ENGINE),)}
        )
    )
    now = case.run(case.scenario(Operation.STOCK_FLOW, stock, inputs={"turnover": (start.input,)}))
    return f", which is about {after.result('leavers').display} leavers a year instead of {now.result('leavers').display}"


def plan_flow(case: Case) -> Draft:
    """The stock after some years of turnover and backfill."""
    stock = stock_of(case)
    turnover, rate = turnover_input(case)
    backfill = backfill_input(case)
    assert backfill is not None
    horizon = case.horizon(stock) or Horizon(length=1.0)
    inputs: dict[str, tuple[Input, ...]] = {"turnover": (turnover,), "backfill": (backfill,)}
    new = case.frame.one(Role.NEW_POSTS)
    if new is not None:
        inputs["new_posts"] = (Typed(new.value, stock.unit),)
    run = case.run(
        case.scenario(Operation.STOCK_FLOW, stock, inputs=inputs, horizon=horizon, assumptions=choices(case))
    )
    draft = flow_draft(case, stock, run)
    if case.frame.says("average_base"):
        other = case.run(replace(run.scenario, assumptions=(Assumption("leaver_base", "start"),)))
        draft.also.append(
            f"Counted on the stock at the start of the year, the usual way, it is {other.display}."
        )
    _rival_turnover(case, run, rate, draft, "value")
    return draft


def flow_draft(case: Case, stock: Start, run: Projection) -> Draft:
    """Level, net rate, leavers and hires, with the path."""
    value, change = run.result("value"), run.result("change")
    names = {item.name: item for item in run.results}
    lead = f"{value.display}{_noun(stock)} {_after(run)}: {phrases.fewer(change.value, change.display)} than the {_baseline(run)} {_dated(stock)}"
    if "net_rate" in names and (run.years or 0) > 1:
        lead += f", a net {'fall' if names['net_rate'].value < 0 else 'rise'} of {phrases.size(names['net_rate'].display)} a year"
    draft = Draft(lead + ".")
    if "leavers_total" in names and "hires_total" in names:
        draft.also.append(
            f"In all {names['leavers_total'].display} leave and {names['hires_total'].display if names['hires_total'].value else 'none'} {'are' if names['hires_total'].value != 1 else 'is'} replaced."
        )
    if len(run.series) > 2:
        draft.header = [
            phrases.day(stock.as_of) if stock.as_of else "In the plan" if stock.fact else "Start",
            *(p.label for p in run.series[1:]),
        ]
        draft.rows = [[phrases.bare(p.display) for p in run.series]]
        if case.frame.says("integer"):
            draft.also.append(_whole_words(run))
    if case.frame.times.past_length is None and (run.years or 1) < 1:
        draft.assumed.append("Part of a year takes that part of a year's leavers.")
    return draft


def _whole_words(run: Projection) -> str:
    columns = [column.name for column in run.table.columns]
    leave, hire = columns.index("leavers"), columns.index("hires")
    left = phrases.listed([row[leave] for row in run.table.displays])
    hired = phrases.listed([row[hire] for row in run.table.displays])
    return f"Leavers by year: {left}; hires: {hired}."


def _after(run: Projection) -> str:
    if run.end:
        return f"on {phrases.day(run.end)}"
    return f"after {phrases.years_word(run.years or 1)}"


def _dated(start: Start) -> str:
    if start.fact is None:
        return "you gave"
    return f"on {phrases.day(start.as_of)}" if start.as_of else "in the plan"


def _noun(start: Start) -> str:
    return f" {start.noun}" if start.unit is Unit.PERSONS else ""


def _baseline(run: Projection) -> str:
    return run.baseline.display if run.baseline else ""


def _used(run: Projection, name: str) -> str:
    return next((item.display for item in run.inputs if item.name == name), "")


def required_cut(case: Case, stock: Start) -> Change:
    """The cut that leavers are to deliver: a rate a year, a total over the horizon, or a level."""
    frame = case.frame
    target = frame.one(Role.TARGET)
    if target is not None and not frame.all(Role.CHANGE):
        if target.kind is Kind.PERCENT:
            return Change(
                ChangeKind.RATE, (Typed(target.value, Unit.PERCENT),), per=Per.TOTAL, direction="down"
            )
        return case.target(target, stock)
    amount = with_direction(case, frame.all(Role.CHANGE)[:1])[0]
    over = frame.times.length is not None or frame.times.end is not None
    planned = case.planned(amount.value)
    per = amount.per or ("total" if over and not planned else "year")
    return case.change(replace(amount, per=per), stock, sign=amount.sign or -1)


def plan_backfill_allowed(case: Case) -> Draft:
    """O18: the most backfill that still lets the stock fall as asked."""
    stock = _fte_or_heads(case)
    turnover, rate = turnover_input(case)
    cut = required_cut(case, stock)
    horizon = case.horizon(stock) or Horizon(length=1.0)
    run = case.run(
        case.scenario(
            Operation.STOCK_FLOW,
            stock,
            inputs={"turnover": (turnover,)},
            changes=(cut,),
            horizon=horizon,
            outputs=("backfill_allowed",),
        )
    )
    allowed = run.result("backfill_allowed")
    draft = Draft(
        f"Up to {allowed.display} of the leavers may be replaced: turnover is {_used(run, 'turnover')} and the fall asked for is {_cut_words(case, run)}."
    )
    draft.also.append(
        f"In the first year {run.result('leavers').display} leave, {run.result('needed').display} must go and {run.result('refillable').display} may be replaced."
    )
    draft.assumed.append("The same turnover in each year; the skills of those who leave are not tested.")
    _rival_turnover(case, run, rate, draft, "backfill_allowed")
    return draft


def _cut_words(case: Case, run: Projection) -> str:
    amount = case.frame.one(Role.CHANGE, Role.TARGET)
    if amount is None:
        return "as asked"
    over = run.years if run.years is not None else 1
    yearly = run.scenario.changes[0].per is Per.YEAR
    return f"{amount.text} a year" if yearly else f"{amount.text} over {phrases.years_word(over)}"


def _fte_or_heads(case: Case) -> Start:
    """The stock that a percentage fall is of: FTE unless people are named or only people are counted."""
    if case.frame.about("workforce.headcount") and not case.frame.about("workforce.fte"):
        return stock_of(case)
    return case.start_or_none(FTE) or stock_of(case)


def plan_attrition(case: Case) -> Draft:
    """Whether leavers alone deliver a cut: needed, leaving, what may be refilled, redundancies."""
    stock = _fte_or_heads(case)
    turnover, rate = turnover_input(case)
    cut = required_cut(case, stock)
    horizon = case.horizon(stock) or Horizon(length=1.0)
    run = case.run(
        case.scenario(
            Operation.STOCK_FLOW, stock, inputs={"turnover": (turnover,)}, changes=(cut,), horizon=horizon
        )
    )
    redundancies = run.result("redundancies")
    enough = redundancies.value < 1e-9
    needed, leavers, room = run.result("needed"), run.result("leavers"), run.result("refillable")
    lead = "Yes" if enough else "No"
    unit = "" if stock.unit is Unit.FTE else " people"
    first = "in the first year " if (run.years or 1) > 1 else ""
    lead += f": {first}{needed.display}{unit} must go and {leavers.display}{unit} leave"
    lead += (
        f", so {room.display}{unit} may be replaced and no redundancies are needed."
        if enough
        else f", so {redundancies.display}{unit} would have to be made redundant."
    )
    draft = Draft(lead)
    draft.also.append(
        f"It works while no more than {run.result('backfill_allowed').display} of leavers are replaced."
    )
    if cut.per is Per.TOTAL or cut.kind is ChangeKind.TARGET:
        net = next((item for item in run.results if item.name == "net_rate"), None)
        if net is not None:
            draft.also.append(
                f"The cut asked for is {phrases.size(net.display)} a year over {phrases.years_word(run.years or 1)}."
            )
    draft.care.append("Leavers do not go from the posts that can be spared: the skills mix is not tested.")
    _rival_turnover(case, run, rate, draft, "refillable", unit)
    return draft


def plan_redundancies(case: Case) -> Draft:
    """Redundancies that remain when leavers, less those replaced, do not deliver the cut."""
    stock = _fte_or_heads(case)
    turnover, rate = turnover_input(case)
    inputs: dict[str, tuple[Input, ...]] = {"turnover": (turnover,)}
    backfill = backfill_input(case)
    if backfill is not None:
        inputs["backfill"] = (backfill,)
    if not case.frame.all(Role.CHANGE, Role.TARGET):
        raise Stop(
            ask(
                "By how much is the workforce to fall?",
                [
                    (
                        f"{r}% a year",
                        f"{case.frame.question.rstrip('?. ')} to fall {r}% a year for three years?",
                    )
                    for r in (2, 5)
                ],
                status=Status.CLARIFY_MISSING_INPUT,
            )
        )
    horizon = case.horizon(stock) or Horizon(length=1.0)
    run = case.run(
        case.scenario(
            Operation.STOCK_FLOW,
            stock,
            inputs=inputs,
            changes=(required_cut(case, stock),),
            horizon=horizon,
            outputs=("redundancies",),
        )
    )
    total = run.result("redundancies")
    if total.value < 1e-9:
        return Draft(
            f"None: leavers cover the cut. In the first year {run.result('leavers').display} leave, {run.result('needed').display} must go."
        )
    column = [c.name for c in run.table.columns].index("redundancies")
    by_year = [row[column] for row in run.table.displays]
    lead = f"{total.display} in all{': ' + phrases.listed(by_year) + ' in turn' if len(by_year) > 1 else ''}"
    draft = Draft(f"{lead}, on top of leavers who are not replaced.")
    closing = [c.name for c in run.table.columns].index("closing")
    draft.header = ["", *(row[0] for row in run.table.displays)]
    draft.rows = [["Redundancies", *by_year], ["At year-end", *(row[closing] for row in run.table.displays)]]
    _rival_turnover(case, run, rate, draft, "redundancies")
    return draft


def plan_flow_compare(case: Case) -> Draft:
    """The stock at several backfills or several turnovers."""
    stock = stock_of(case)
    turnovers, backfills = case.frame.all(Role.TURNOVER), case.frame.all(Role.BACKFILL)
    horizon = case.horizon(stock) or Horizon(length=1.0)
    varied = backfills if len(backfills) > 1 else turnovers
    label = "of leavers replaced" if varied is backfills else "turnover"
    runs = [case.run(_flow_scenario(case, stock, horizon, amount, varied is backfills)) for amount in varied]
    case.run(
        Scenario(
            Operation.COMPARE,
            bodies=runs[0].scenario.bodies,
            metric=stock.subject.metric,
            scenarios=tuple(r.scenario for r in runs),
        )
    )
    parts = [f"{run.display} at {a.value:g}%" for a, run in zip(varied, runs, strict=True)]
    lead = f"{phrases.listed(parts)} {label} {_after(runs[0])}"
    if len(runs) == 2:
        lead += f": a difference of {phrases.size(case.runs[-1].result('difference').display)}"
    draft = Draft(f"{lead}, from {_baseline(runs[0])} {_dated(stock)}.")
    draft.header = [
        phrases.capital(label),
        *(p.label if p.t else phrases.capital(_dated(stock)) for p in runs[0].series),
    ]
    draft.rows = [
        [f"{a.value:g}%", *(phrases.bare(p.display) for p in run.series)]
        for a, run in zip(varied, runs, strict=True)
    ]
    return draft


def _flow_scenario(case: Case, stock: Start, horizon: Horizon, amount: Amount, is_backfill: bool) -> Scenario:
    if is_backfill:
        turnover, _ = turnover_input(case)
        backfill: Input | None = Typed(amount.value, Unit.PERCENT)
    else:
        turnover, backfill = turnover_of(case, amount), backfill_input(case)
    if backfill is None:
        raise Stop(
            ask(
                "What share of leavers is replaced?",
                [(f"{b}%", f"{case.frame.question.rstrip('?. ')} at {b}% backfill?") for b in (0, 65, 80)],
                status=Status.CLARIFY_MISSING_INPUT,
            )
        )
    return case.scenario(
        Operation.STOCK_FLOW,
        stock,
        inputs={"turnover": (turnover,), "backfill": (backfill,)},
        horizon=horizon,
        assumptions=choices(case),
        name=f"{amount.value:g}%",
    )


def turnover_of(case: Case, amount: Amount) -> Input:
    """One of several turnovers: the stated fact when it has that value, else typed."""
    for fact in case.ledger.matching(case.body.id, TURNOVER):
        same = fact.value is not None and abs(fact.value - amount.value) < 1e-9
        if same and (fact.approx is Approx.NONE or amount.approx is Approx.ABOUT):
            return FactRef(case.ledger.use(fact).id)
    return Typed(amount.value, Unit.SHARE, label="turnover")


def plan_grid(case: Case) -> Draft:
    """O15: turnover down, backfill across."""
    stock = stock_of(case)
    turnovers, backfills = case.frame.all(Role.TURNOVER), case.frame.all(Role.BACKFILL)
    if len(turnovers) < 2 or len(backfills) < 2:
        return plan_flow_compare(case)
    horizon = case.horizon(stock) or Horizon(length=1.0)
    base = (
        _flow_scenario(case, stock, horizon, backfills[len(backfills) // 2], True)
        if case.start_or_none(TURNOVER)
        else None
    )
    first = Typed(turnovers[0].value, Unit.SHARE)
    stated = case.choice(TURNOVER)
    used: Input = FactRef(stated.fact.id) if stated else first
    scenario = case.scenario(
        Operation.STOCK_FLOW,
        stock,
        inputs={
            "turnover": (used,),
            "backfill": (Typed(backfills[len(backfills) // 2].value, Unit.PERCENT),),
        },
        horizon=horizon,
    )
    del base
    axes = (
        Axis("turnover", tuple(a.value for a in turnovers)),
        Axis("backfill", tuple(a.value for a in backfills)),
    )
    run = case.run(
        Scenario(
            Operation.SENSITIVITY,
            bodies=scenario.bodies,
            metric=stock.subject.metric,
            scenarios=(scenario,),
            vary=axes,
        )
    )
    low, high = run.result("lowest"), run.result("highest")
    draft = Draft(
        f"{phrases.metric_name(stock.subject)} {_after_length(horizon)} runs from {low.display} to {high.display} over the grid."
    )
    draft.header = ["Turnover \\ backfill", *(f"{a.value:g}%" for a in backfills)]
    draft.rows = [
        [f"{a.value:g}%", *(phrases.bare(cell) for cell in row[1:])]
        for a, row in zip(turnovers, run.table.displays, strict=False)
    ]
    return draft


def _after_length(horizon: Horizon) -> str:
    return f"after {phrases.years_word(horizon.length)}" if horizon.length else "at the end"


def plan_leaver_cost(case: Case) -> Draft:
    """O19: leavers × the asker's cost each."""
    amount = case.frame.one(Role.LEAVER_COST, Role.UNIT_COST)
    stock = stock_of(case)
    turnover, rate = turnover_input(case)
    if amount is None:
        stem = case.frame.question.rstrip("?. ")
        raise Stop(
            ask(
                "What does one leaver cost? No figure is stated, and published ones differ tenfold.",
                [("£5,000 each", f"{stem} at £5,000 each?"), ("£2,000 each", f"{stem} at £2,000 each?")],
                status=Status.CLARIFY_MISSING_INPUT,
                code="E_NO_BASELINE",
            )
        )
    inputs: dict[str, tuple[Input, ...]] = {
        "turnover": (turnover,),
        "cost_per_leaver": (Typed(amount.value, Unit.GBP_EACH),),
    }
    backfill = backfill_input(case)
    if backfill is not None:
        inputs["backfill"] = (backfill,)
    run = case.run(case.scenario(Operation.TURNOVER_COST, stock, inputs=inputs))
    cost = run.result("cost")
    draft = Draft(
        f"{cost.display} a year: about {run.result('leavers').display} leavers at {amount.text} each."
    )
    _rival_turnover(case, run, rate, draft, "cost")
    return draft


def plan_new_starters(case: Case) -> Draft:
    """Turnover of those under a year's service has no stated denominator: two readings."""
    subject = Subject("leavers.rate_u1y")
    choice = case.choice(subject)
    if choice is None:
        raise Stop(case.missing(subject))
    fact = choice.fact
    rate = f"{fact.value:g}%"
    body = case.body.short_name
    draft = ask(
        f"Is {rate} a share of all staff, or of those with under a year's service? The document does not say.",
        [
            ("of all staff", f"How many people is {rate} of all {phrases.possessive(body)} staff?"),
            ("of those under a year", f"How many staff at {body} have under a year's service?"),
        ],
    )
    draft.cited.append((fact, "turnover of staff with under a year's service"))
    stock = case.start_or_none(HEADCOUNT)
    if stock is not None:
        count = case.run(
            Scenario(
                Operation.ADJUST,
                bodies=(case.body.id,),
                metric=fact.metric,
                baseline=FactRef(fact.id),
                inputs={"stock": (stock.input,)},
            )
        )
        text = f"Of all staff: about {count.result('count_before').display} people a year"
        overall = case.choice(TURNOVER)
        if overall is not None:
            share = case.run(
                Scenario(
                    Operation.RATIO,
                    bodies=(case.body.id,),
                    metric=fact.metric,
                    baseline=FactRef(fact.id),
                    inputs={"denominator": (FactRef(overall.fact.id),)},
                )
            )
            text += f", which is {phrases.amount(round(share.result('percent').value, 1), Unit.SHARE)} of all leavers"
        draft.bullets.append(text + ".")
    draft.bullets.append(
        "Of those with under a year's service: no count of them is printed, so no number can be given."
    )
    return draft


def try_run(case: Case, scenario: Scenario) -> Projection | None:
    """Run a side reading; None when the engine declines it."""
    try:
        return case.run(scenario)
    except EngineError:
        return None
