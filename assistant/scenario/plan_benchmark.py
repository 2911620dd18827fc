"""A body against the published figure of the sector."""

# ruff: noqa: E501 (a sentence stays on one line)
from __future__ import annotations

from assistant.model import Status
from assistant.scenario import phrases
from assistant.scenario.case import HEADCOUNT, Case
from assistant.scenario.draft import Draft, Stop
from assistant.scenario.ledger import metric_id
from assistant.scenario.plan_subject import subject_of
from engine.model import (
    FactRef,
    Operation,
    ParameterRef,
    Scenario,
)

_BENCHMARKS = {"leavers.rate": "turnover.sector_median", "sickness": "sickness.council_average"}


def plan_benchmark(case: Case) -> Draft:
    """A body's rate against the sector's, by the published benchmark."""
    subject = subject_of(case) or HEADCOUNT
    choice = case.choice(subject)
    if choice is None:
        raise Stop(case.missing(subject))
    name = _BENCHMARKS.get(subject.metric)
    rows = [row for row in case.parameters.series(name) if row.value is not None] if name else []
    if not rows or name is None:
        raise Stop(
            Draft(
                f"No sector figure for {phrases.metric_name(subject)} is held.",
                also=[f"{case.body.short_name} states {phrases.fact_value(choice.fact)}."],
                cited=[(choice.fact, phrases.metric_name(subject))],
                status=Status.NOT_STATED,
                code="E_NOT_COMPARABLE",
            )
        )
    run = case.run(
        Scenario(
            Operation.DIFFERENCE,
            bodies=(case.body.id,),
            metric=metric_id(subject),
            inputs={"values": (FactRef(choice.fact.id), ParameterRef(name))},
        )
    )
    gap = run.result("value")
    sector = run.inputs[1].display
    word = "above" if gap.value > 0 else "below"
    verdict = (
        "Yes"
        if (gap.value > 0) == case.frame.says("above", "higher")
        and "lower" not in case.frame.text
        and "below" not in case.frame.text
        else "No"
    )
    if "lower" in case.frame.text or "below" in case.frame.text:
        verdict = "Yes" if gap.value < 0 else "No"
    asks = case.frame.text.startswith(("is ", "are ", "does ", "do ", "has ", "have "))
    draft = Draft(
        f"{verdict + ': ' if asks else ''}{phrases.possessive(case.body.short_name)} {phrases.metric_name(subject)} of {phrases.fact_value(choice.fact)} is {phrases.size(gap.display)} {word} the sector's {sector}."
    )
    row = rows[0]
    draft.care.append(
        f"The sector figure is {row.description[0].lower()}{row.description[1:]}, of {phrases.day(row.valid_from.isoformat())} to {phrases.day(row.valid_to.isoformat()) if row.valid_to else 'now'}: years may lie between it and this one."
        if row.valid_from
        else f"The sector figure is {row.description[0].lower()}{row.description[1:]}, undated."
    )
    return draft
