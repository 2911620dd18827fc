"""Several bodies taken as one: stocks added up and rates weighted, O16."""

# ruff: noqa: E501 (a sentence stays on one line)
from __future__ import annotations

from assistant.model import Status
from assistant.scenario import phrases
from assistant.scenario.case import HEADCOUNT, Case
from assistant.scenario.draft import Draft, Stop
from assistant.scenario.ledger import metric_id
from assistant.scenario.plan_bodies import (
    _bench,
    _need_two,
    _rank_table,
    _same_unit,
    _stated,
    _weights,
    measure,
)
from assistant.scenario.plan_subject import subject_of
from engine.model import FactRef, Operation, Scenario, Unit


def plan_sum(case: Case) -> Draft:
    """Stocks added up, with a warning for mixed dates."""
    subject = subject_of(case) or HEADCOUNT
    found, silent = _stated(case, subject)
    _need_two(case, subject, found, silent)
    run = case.run(
        Scenario(
            Operation.SUM,
            bodies=tuple(b.id for b, _ in found),
            metric=metric_id(subject),
            inputs={"values": tuple(FactRef(c.fact.id) for _, c in found)},
        )
    )
    noun = f" {phrases.noun(subject)}" if run.unit is Unit.PERSONS else ""
    draft = Draft(f"{run.display}{noun} between {phrases.listed([b.short_name for b, _ in found])}.")
    _rank_table(found, draft)
    if silent:
        draft.status = Status.ANSWERED_PARTLY
        draft.also.append(
            f"{phrases.listed([b.short_name for b in silent])} {'states' if len(silent) == 1 else 'state'} none and {'is' if len(silent) == 1 else 'are'} left out."
        )
    return draft


def plan_pooled(case: Case) -> Draft:
    """A rate of several bodies taken as one: Σ numerator ÷ Σ denominator."""
    subject = measure(case)
    found, silent = _stated(case, subject)
    _need_two(case, subject, found, silent)
    found = _same_unit(found)
    weights = _weights(case, subject, found)
    bodies = [body for body, _ in found]
    values = tuple(FactRef(c.fact.id) for _, c in found)
    if phrases.unit_of(found[0][1].fact) not in {Unit.SHARE, Unit.DAYS_PER_FTE}:
        return plan_sum(case)
    if not weights:
        raise Stop(
            Draft(
                "These rates cannot be pooled: not every body states the number of staff behind its rate.",
                status=Status.NOT_STATED,
                code="E_NOT_COMPARABLE",
            )
        )
    run = _bench(case, subject, bodies, {"values": values, "weights": weights}, outputs=("pooled",))
    draft = Draft(
        f"{run.result('pooled').display} for {phrases.listed([b.short_name for b in bodies])} taken together, each weighted by its staff."
    )
    draft.also.append(
        f"The plain mean would be {run.result('mean').display}, which counts a small body as much as a large one."
    )
    if silent:
        draft.also.append(f"Not stated by {phrases.listed([b.short_name for b in silent])}, so left out.")
    _rank_table(found, draft)
    return draft
