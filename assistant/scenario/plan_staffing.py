"""What leavers deliver: backfill allowed, attrition, redundancies."""

# ruff: noqa: E501 (a sentence stays on one line)
from __future__ import annotations

from dataclasses import replace

from assistant.model import Status
from assistant.scenario import phrases
from assistant.scenario.amount_model import Role
from assistant.scenario.case import FTE, Case
from assistant.scenario.draft import Draft, Stop, ask
from assistant.scenario.plan_flow import _rival_turnover, _used, backfill_input, stock_of, turnover_input
from assistant.scenario.plan_subject import with_direction
from assistant.scenario.start import Start
from engine.model import (
    Change,
    ChangeKind,
    Horizon,
    Input,
    Operation,
    Per,
    Projection,
    Typed,
    Unit,
)
from ingest.quantities_model import Kind


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
