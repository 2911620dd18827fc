"""How many leave, what they cost, and new starters who leave."""

# ruff: noqa: E501 (a sentence stays on one line)
from __future__ import annotations

from assistant.model import Status
from assistant.scenario import phrases
from assistant.scenario.amount_model import Role
from assistant.scenario.case import HEADCOUNT, TURNOVER, Case
from assistant.scenario.draft import Draft, Stop, ask
from assistant.scenario.plan_flow import (
    _baseline,
    _noun,
    _rival_turnover,
    _used,
    backfill_input,
    stock_of,
    turnover_input,
)
from assistant.scenario.start import Start
from assistant.scenario.subjects import Subject
from engine.model import (
    FactRef,
    Horizon,
    Input,
    Operation,
    Origin,
    ParameterRef,
    Scenario,
    Typed,
    Unit,
)
from ingest.quantities_model import Kind


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
    if case.frame.says("keep_level"):
        draft.also.append("To keep the number level, as many have to be hired.")
    if isinstance(turnover, ParameterRef):
        draft.lead = f"About {leavers.display}{unit} a year at the benchmark of {_used(run, 'turnover')}: {case.body.short_name} prints no turnover of its own."
        draft.care.append("The benchmark is the median of other councils, not a measure of this one.")
    if counted is not None:
        draft.also.append(
            f"The document itself counts {phrases.fact_value(counted.fact)} leavers {phrases.when(counted.fact)}."
        )
        draft.cited.append((counted.fact, "leavers as counted"))
    if "month" in case.frame.text:
        part = case.run(
            case.scenario(
                Operation.STOCK_FLOW, stock, inputs={"turnover": (turnover,)}, horizon=Horizon(length=1 / 12)
            )
        )
        each = phrases.one_decimal(part.result("leavers").value)
        draft.also.append(f"That is about {each} a month.")
    _rival_turnover(case, run, rate, draft, "leavers", unit)
    draft.follow_ups = [
        "And in FTE?" if stock.subject == HEADCOUNT else "And in people?",
        f"If {case.body.short_name} replaces 80% of its leavers for three years, what happens to headcount?",
    ]
    return draft


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
    points = next((a for a in case.frame.all(Role.CHANGE) if a.kind is Kind.POINTS), None)
    if points is not None:
        turnover, rate = Typed(points.value, Unit.SHARE, label="of staff, as points of turnover"), None
    inputs: dict[str, tuple[Input, ...]] = {
        "turnover": (turnover,),
        "cost_per_leaver": (Typed(amount.value, Unit.GBP_EACH),),
    }
    backfill = backfill_input(case)
    if backfill is not None:
        inputs["backfill"] = (backfill,)
    run = case.run(case.scenario(Operation.TURNOVER_COST, stock, inputs=inputs))
    cost = run.result("cost")
    shown = cost.display if cost.value >= 100_000 else phrases.amount(cost.value, Unit.GBP_EACH)
    draft = Draft(f"{shown} a year: about {run.result('leavers').display} leavers at {amount.text} each.")
    if points is not None:
        what = "Each year" if points.sign > 0 else "That is saved each year"
        draft.also.append(f"{what}: it is the cost of {points.text} of turnover and not of the whole.")
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
