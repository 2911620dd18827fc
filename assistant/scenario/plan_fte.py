"""FTE and heads: O7."""

# ruff: noqa: E501 (a sentence stays on one line)
from __future__ import annotations

from assistant.scenario import phrases
from assistant.scenario.amount_model import Role
from assistant.scenario.case import FTE, FULL_TIME, HEADCOUNT, Case
from assistant.scenario.draft import Draft, Stop
from assistant.scenario.plan_people import _base, _used
from engine.model import (
    FactRef,
    Input,
    Operation,
    Projection,
    Typed,
    Unit,
)
from ingest.quantities_model import Kind


def plan_fte_ratio(case: Case) -> Draft:
    """FTE to headcount."""
    run = _seven(case)
    ratio = run.result("ratio")
    shown = phrases.amount(round(ratio.value, 3), Unit.NUMBER, 3)
    scope = " for the group, companies included" if case.group_scope else ""
    draft = Draft(
        f"{shown} FTE a head{scope}: {_used(run, 'fte') or _base(run)} for {_used(run, 'headcount')} staff."
    )
    draft.also.append(f"To four places it is {ratio.display}.")
    return draft


def _seven(case: Case, **inputs: Input) -> Projection:
    fte, heads = case.start(FTE), case.start(HEADCOUNT)
    named = {"headcount": (heads.input,), **{name: (value,) for name, value in inputs.items()}}
    return case.run(case.scenario(Operation.FTE_HEADCOUNT, fte, inputs=named))


def plan_convert(case: Case) -> Draft:
    """People to FTE and back at the body's own ratio."""
    amount = case.frame.one(Role.CONVERT)
    assert amount is not None
    unit = Unit.FTE if amount.kind is Kind.FTE else Unit.PERSONS
    run = _seven(case, convert=Typed(amount.value, unit))
    made = run.result("converted")
    said = made.display if unit is Unit.PERSONS else f"about {made.display}"
    noun = "" if unit is Unit.FTE else " people"
    draft = Draft(
        f"{said}: {amount.value:,.6g}{' FTE' if unit is Unit.FTE else noun} at {run.result('ratio').display} FTE a head."
    )
    draft.assumed.append("They work the same hours on average as all staff.")
    return draft


def plan_part_timer(case: Case) -> Draft:
    """The FTE of the average part-timer."""
    full = case.ledger.pick(case.body.id, FULL_TIME, unit="persons")
    if full is None:
        raise Stop(case.missing(FULL_TIME))
    run = _seven(case, full_time=FactRef(full.fact.id))
    part = run.result("part_time_fte")
    return Draft(
        f"{phrases.amount(round(part.value, 3), Unit.NUMBER, 3)} FTE on average, if a full-timer counts as 1.0 FTE."
    )
