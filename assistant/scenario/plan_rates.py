"""Several rates compared: O14 and O15 on a path."""

# ruff: noqa: E501 (a sentence stays on one line)
from __future__ import annotations

from dataclasses import replace

from assistant.model import Status
from assistant.scenario import phrases
from assistant.scenario.amount_model import Amount, Role
from assistant.scenario.case import Case
from assistant.scenario.draft import Draft, Stop, ask
from assistant.scenario.ledger import metric_id
from assistant.scenario.path_draft import _at_end, _baseline, _source_word
from assistant.scenario.plan_subject import basis_said, default_subject, subject_of, with_direction
from assistant.scenario.rule_tests import is_mixed, percents
from assistant.scenario.start import Start
from engine.model import (
    Basis,
    Horizon,
    Operation,
    Projection,
    Scenario,
)
from ingest.quantities_model import Kind


def plan_rates(case: Case) -> Draft:
    """O14 and O15: the same question at several rates, with the difference."""
    frame = case.frame
    subject = subject_of(case) or default_subject(case)
    start = case.start(subject)
    amounts = with_direction(
        case, frame.all(Role.CHANGE) if is_mixed(frame) else percents(frame), compared=True
    )
    horizon = case.horizon(start) or _need_length(case)
    amounts = tuple(replace(a, per=a.per or "year") for a in amounts)
    runs = []
    for amount in amounts:
        scenario = case.scenario(
            Operation.PROJECT_COMPOUND,
            start,
            changes=(case.change(amount, start),),
            horizon=horizon,
            basis=basis_said(case),
            name=_said(amount),
        )
        runs.append(case.run(scenario))
    compared = case.run(
        Scenario(
            Operation.COMPARE,
            bodies=runs[0].scenario.bodies,
            metric=metric_id(subject),
            scenarios=tuple(run.scenario for run in runs),
        )
    )
    return _rates_draft(case, start, amounts, runs, compared)


def _said(amount: Amount) -> str:
    """ "5% a year", "50 FTE a year"."""
    if amount.kind is Kind.PERCENT:
        return f"{amount.value:g}% a year"
    return f"{amount.text} a year"


def _rates_draft(
    case: Case, start: Start, amounts: tuple[Amount, ...], runs: list[Projection], compared: Projection
) -> Draft:
    parts = [f"{run.display} at {_said(a)}" for a, run in zip(amounts, runs, strict=True)]
    lead = f"{phrases.listed(parts)} {_at_end(runs[0])}"
    if len(runs) == 2:
        lead += f": a gap of {phrases.size(compared.result('difference').display)}"
    draft = Draft(lead + f", from {_baseline(runs[0])} {_source_word(start)}.")
    draft.header = [
        "Rate a year",
        *(point.label if point.t else phrases.capital(_source_word(start)) for point in runs[0].series),
    ]
    draft.rows = [
        [
            f"{'−' if a.sign < 0 else '+'}{a.value:g}{'%' if a.kind is Kind.PERCENT else ''}",
            *(phrases.bare(p.display) for p in run.series),
        ]
        for a, run in zip(amounts, runs, strict=True)
    ]
    linear = [next((r.display for r in run.readings if r.name == "linear"), "") for run in runs]
    if all(linear):
        draft.also.append(f"As a straight line off today's level: {phrases.listed(linear)}.")
    return draft


def _need_length(case: Case) -> Horizon:
    stem = case.frame.question.rstrip("?. ")
    raise Stop(
        ask(
            "Over how many years?",
            [(f"{n} years", f"{stem} over {n} years?") for n in ("three", "five")],
            status=Status.CLARIFY_MISSING_INPUT,
        )
    )


def plan_basis(case: Case) -> Draft:
    """Compound against straight line."""
    subject = subject_of(case) or default_subject(case)
    start = case.start(subject)
    amount = with_direction(case, percents(case.frame), compared=True)[:1]
    amount = tuple(replace(a, per="year") for a in amount)
    horizon = case.horizon(start) or _need_length(case)
    runs = []
    for basis in (Basis.COMPOUND, Basis.LINEAR):
        op = Operation.PROJECT_COMPOUND if basis is Basis.COMPOUND else Operation.PROJECT_LINEAR
        runs.append(
            case.run(
                case.scenario(
                    op,
                    start,
                    changes=(case.changes_of(amount, start),),
                    horizon=horizon,
                    basis=basis,
                    name=basis.value,
                )
            )
        )
    compared = case.run(
        Scenario(
            Operation.COMPARE,
            bodies=runs[0].scenario.bodies,
            metric=metric_id(subject),
            scenarios=tuple(run.scenario for run in runs),
        )
    )
    gap = phrases.size(compared.result("difference").display)
    draft = Draft(
        f"Yes, by {gap}: {runs[0].display} compounded against {runs[1].display} in a straight line {_at_end(runs[0])}, from {_baseline(runs[0])} {_source_word(start)}."
    )
    draft.also.append(
        "Compounding takes the rate off a changing total; a straight line takes the same share of today's level each year."
    )
    draft.header = [
        "Basis",
        *(point.label if point.t else phrases.capital(_source_word(start)) for point in runs[0].series),
    ]
    draft.rows = [
        [name, *(phrases.bare(p.display) for p in run.series)]
        for name, run in zip(("Compound", "Straight line"), runs, strict=True)
    ]
    return draft


def plan_delay(case: Case) -> Draft:
    """The same cut begun later, against begun now."""
    subject = subject_of(case) or default_subject(case)
    start = case.start(subject)
    amounts = tuple(
        replace(a, per=a.per or "year") for a in with_direction(case, percents(case.frame), compared=True)
    )
    horizon = case.horizon(start) or _need_length(case)
    late = case.changes_of(amounts, start)
    soon = replace(late, delay=0)
    runs = [
        case.run(
            case.scenario(
                Operation.PROJECT_COMPOUND,
                start,
                changes=(change,),
                horizon=horizon,
                basis=basis_said(case),
                name=name,
            )
        )
        for change, name in ((late, "late start"), (soon, "on time"))
    ]
    compared = case.run(
        Scenario(
            Operation.COMPARE,
            bodies=runs[0].scenario.bodies,
            metric=metric_id(subject),
            scenarios=tuple(run.scenario for run in runs),
        )
    )
    gap = compared.result("difference")
    more = runs[0].value > runs[1].value
    draft = Draft(
        f"{runs[0].display} {_at_end(runs[0])}: {phrases.size(gap.display)} {'higher' if more else 'lower'} than the {runs[1].display} of a start without the delay."
    )
    draft.header = [
        "",
        *(point.label if point.t else phrases.capital(_source_word(start)) for point in runs[0].series),
    ]
    draft.rows = [
        [name, *(phrases.bare(p.display) for p in run.series)]
        for name, run in zip(("Started late", "Started on time"), runs, strict=True)
    ]
    return draft
