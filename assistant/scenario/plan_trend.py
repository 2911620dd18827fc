"""A trend between two dated figures, carried on: O17 then O1."""

# ruff: noqa: E501 (a sentence stays on one line)
from __future__ import annotations

from assistant.model import Status
from assistant.scenario import phrases
from assistant.scenario.case import HEADCOUNT, Case
from assistant.scenario.draft import Draft, Stop
from assistant.scenario.path_draft import path_draft
from assistant.scenario.plan_rates import _need_length
from assistant.scenario.plan_subject import subject_of
from assistant.scenario.start import Start
from engine.model import (
    Basis,
    Change,
    ChangeKind,
    FactRef,
    Operation,
    ResultOf,
    Scenario,
)
from ingest.fact_model import Fact


def trend_rate(case: Case, start: Start) -> tuple[Scenario, list[Fact]]:
    """The history scenario behind a trend: two dated figures of the body."""
    choice = case.choice(start.subject)
    span = case.frame.times.past_span
    facts = [choice.fact, *choice.earlier] if choice else []
    dated = sorted((f for f in facts if f.as_of and f.value is not None), key=lambda f: f.as_of or "")
    if span is not None:
        dated = [f for f in dated if int((f.as_of or "0")[:4]) in span]
    if len(dated) < 2:
        raise Stop(
            Draft(
                f"There is no trend to carry on: {case.body.short_name}'s documents do not give the {phrases.metric_name(start.subject)} at two dates.",
                status=Status.NOT_STATED,
                code="E_NO_BASELINE",
                also=["Give a rate instead, such as 1% a year."],
            )
        )
    first, last = case.ledger.use(dated[0]), case.ledger.use(dated[-1])
    return (
        Scenario(
            Operation.HISTORY,
            bodies=(case.body.id,),
            metric=start.subject.metric,
            inputs={"end": (FactRef(last.id),)},
            baseline=FactRef(first.id),
            outputs=("rate",),
        ),
        [first, last],
    )


def plan_trend(case: Case) -> Draft:
    """O17 then O1: the rate between two dated figures, carried on."""
    subject = subject_of(case) or HEADCOUNT
    start = case.start(subject)
    history, facts = trend_rate(case, start)
    past = case.run(history)
    horizon = case.horizon(start) or _need_length(case)
    change = Change(ChangeKind.RATE, (ResultOf(history, "rate"),))
    run = case.run(
        case.scenario(
            Operation.PROJECT_COMPOUND, start, changes=(change,), horizon=horizon, basis=Basis.COMPOUND
        )
    )
    draft = path_draft(case, start, run)
    rate = past.result("rate")
    word = "fall" if rate.value < 0 else "rise"
    draft.assumed.append(
        f"The {word} of {phrases.size(rate.display)} a year between {phrases.day(facts[0].as_of)} and {phrases.day(facts[1].as_of)} goes on at the same rate."
    )
    case.runs.reverse()
    return draft
