"""Several rates of backfill and turnover, and grids of both."""

# ruff: noqa: E501 (a sentence stays on one line)
from __future__ import annotations

from assistant.model import Status
from assistant.scenario import phrases
from assistant.scenario.amount_model import Amount, Role
from assistant.scenario.case import TURNOVER, Case
from assistant.scenario.draft import Draft, Stop, ask
from assistant.scenario.plan_flow import (
    _after,
    _baseline,
    _dated,
    backfill_input,
    choices,
    stock_of,
    turnover_input,
)
from assistant.scenario.start import Start
from engine.model import (
    Axis,
    FactRef,
    Horizon,
    Input,
    Operation,
    Scenario,
    Typed,
    Unit,
)
from ingest.fact_model import Approx


def plan_flow_compare(case: Case) -> Draft:
    """The stock at several backfills or several turnovers."""
    stock = stock_of(case)
    turnovers, backfills = case.frame.all(Role.TURNOVER), case.frame.all(Role.BACKFILL)
    horizon = case.horizon(stock) or Horizon(length=1.0)
    varied = backfills if len(backfills) > 1 else turnovers
    if not varied:
        raise Stop(
            ask(
                "Which turnovers or shares of leavers replaced should stand in the table?",
                [
                    (
                        "65% and 80% replaced",
                        f"{case.frame.question.rstrip('?. ')}: 65% and 80% of leavers replaced",
                    )
                ],
            )
        )
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
