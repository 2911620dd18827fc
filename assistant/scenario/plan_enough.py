"""Whether a yearly rate delivers what is asked."""

# ruff: noqa: E501 (a sentence stays on one line)
from __future__ import annotations

from dataclasses import replace

from assistant.model import Status
from assistant.scenario import phrases
from assistant.scenario.amount_model import Amount, Role
from assistant.scenario.case import Case
from assistant.scenario.draft import Draft, Stop, ask
from assistant.scenario.plan_subject import basis_said, default_subject, subject_of, with_direction
from assistant.scenario.plan_target import _display, _from_when
from assistant.scenario.start import Start
from engine.model import (
    Change,
    ChangeKind,
    Horizon,
    Operation,
    Per,
    Projection,
    Typed,
    Unit,
)
from ingest.quantities_model import Kind


def plan_enough(case: Case) -> Draft:
    """O1 against a target: what the rate comes to over the time given, and what would suffice."""
    frame = case.frame
    yearly = next((a for a in frame.all(Role.CHANGE) if a.per == "year"), frame.all(Role.CHANGE)[0])
    total = next((a for a in (*frame.all(Role.CHANGE), *frame.all(Role.TARGET)) if a is not yearly), None)
    if total is None:
        raise Stop(ask("Enough for what?", [], status=Status.CLARIFY_MISSING_INPUT))
    subject = subject_of(case) or default_subject(case)
    start = case.start(subject)
    yearly = with_direction(case, (yearly,))[0]
    horizon, years_note = _span_of_target(case, start, total)
    unit = Unit.PERCENT if total.kind is Kind.PERCENT else start.unit
    run = case.run(
        case.scenario(
            Operation.PROJECT_COMPOUND,
            start,
            changes=(case.change(replace(yearly, per="year"), start),),
            horizon=horizon,
            inputs={"target": (_target_input(case, total, unit),)},
            basis=basis_said(case),
        )
    )
    need = case.run(
        case.scenario(
            Operation.REQUIRED_RATE,
            start,
            changes=(_enough_goal(case, start, total, yearly),),
            horizon=horizon,
        )
    )
    return _enough_draft(case, start, run, need, total, years_note)


def _target_input(case: Case, total: Amount, unit: Unit) -> Typed:
    return Typed(total.value, unit)


def _span_of_target(case: Case, start: Start, total: Amount) -> tuple[Horizon, list[str]]:
    horizon = case.horizon(start)
    if horizon is not None:
        return horizon, []
    import re

    for fact in case.ledger.targets(case.body.id):
        if fact.value is not None and abs(abs(fact.value) - total.value) < 1e-9:
            words = f"{fact.period or ''} {fact.measure} {fact.quote}"
            found = re.search(
                r"\b(?:next|over the|over|within) (?:the |next )*(\d+|two|three|four|five|six|seven|ten) years",
                words,
            )
            if found:
                from assistant.scenario.times import number

                case.ledger.use(fact)
                return Horizon(length=number(found[1])), [fact.id]
    raise Stop(
        ask(
            "Over how many years?",
            [
                (f"{n} years", f"{case.frame.question.rstrip('?. ')} over {n} years?")
                for n in ("three", "five")
            ],
            status=Status.CLARIFY_MISSING_INPUT,
        )
    )


def _enough_goal(case: Case, start: Start, total: Amount, yearly: Amount) -> Change:
    if total.kind is Kind.PERCENT and start.unit is not Unit.SHARE:
        return Change(
            ChangeKind.RATE,
            (Typed(total.value, Unit.PERCENT),),
            per=Per.TOTAL,
            direction="down" if yearly.sign < 0 else "up",
        )
    return case.target(total, start)


def _enough_draft(
    case: Case, start: Start, run: Projection, need: Projection, total: Amount, noted: list[str]
) -> Draft:
    short = run.result("short_of_target")
    change = run.result("change_percent")
    span = phrases.years_word(run.years or 0)
    verdict = "No" if short.value > 1e-9 else "Yes"
    word = "fall" if change.value < 0 else "rise"
    lead = f"{verdict}: it comes to a {word} of {phrases.size(change.display)} after {span}"
    lead += (
        f", {phrases.size(short.display)} short of {total.text}."
        if short.value > 1e-9
        else f", and {total.text} was wanted."
    )
    draft = Draft(lead)
    draft.also.append(f"That is {run.result('value').display}, from {_display(run)} {_from_when(start)}.")
    linear = next((r for r in run.readings if r.name == "linear"), None)
    if linear is not None:
        draft.also.append(f"In a straight line it ends at {linear.display}.")
    draft.also.append(f"{phrases.size(need.result('rate').display)} a year would do it.")
    for fact_id in noted:
        fact = case.ledger.used[fact_id]
        draft.cited.append((fact, "the aim it is set against, a target"))
        if fact.metric == "budget.opex_cut":
            draft.care.append(
                "That percentage is of operating cost, and the rate is of staff: they are different things, and no pay bill is printed to join the two."
            )
    return draft
