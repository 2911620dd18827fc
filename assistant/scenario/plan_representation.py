"""Representation: people and hires needed for a share, when it is reached: O12."""

# ruff: noqa: E501 (a sentence stays on one line)
from __future__ import annotations

from assistant.model import Status
from assistant.scenario import phrases
from assistant.scenario.amount_model import Amount, Role
from assistant.scenario.case import HEADCOUNT, Case
from assistant.scenario.draft import Draft, Stop, ask
from assistant.scenario.ledger import metric_id
from assistant.scenario.plan_flow import turnover_input
from assistant.scenario.plan_people import _base, _used, group_of, share_of
from assistant.scenario.subjects import Subject
from engine.model import (
    Assumption,
    Change,
    ChangeKind,
    Operation,
    Scenario,
    Typed,
    Unit,
)
from ingest.fact_model import FactKind


def _target(case: Case, subject: Subject) -> Amount:
    target = case.frame.one(Role.TARGET)
    assert target is not None
    return target


def plan_rep_extra(case: Case) -> Draft:
    """People needed for a target share, at the same size or by growing only."""
    subject = group_of(case)
    share = share_of(case, subject)
    target = _target(case, subject)
    stock = case.start(HEADCOUNT)
    growth = case.frame.says("growth_only")
    change = Change(ChangeKind.TARGET, (Typed(target.value, Unit.SHARE),))
    run = case.run(
        case.scenario(
            Operation.REPRESENTATION,
            share,
            inputs={"headcount": (stock.input,)},
            changes=(change,),
            assumptions=(Assumption("method", "growth" if growth else "swap"),),
        )
    )
    names = {item.name: item.display for item in run.results}
    who = phrases.noun(subject)
    if growth and "extra_growth" in names:
        draft = Draft(
            f"{names['extra_growth']} more {who}, if they are hired on top of all who are there: the workforce grows with them."
        )
        draft.also.append(
            f"At the same size, with others replaced, it takes {names['extra']}: {names['count_target']} {who} in all instead of {names['count']}."
        )
    else:
        verb = "more" if run.result("extra").value >= 0 else "fewer"
        draft = Draft(
            f"{phrases.size(names['extra'])} {verb}: {names['count_target']} {who} in all instead of {names['count']}, at the same size of {_used(run, 'headcount')} staff."
        )
        if "extra_growth" in names:
            draft.also.append(f"By growth only, with nobody replaced, it takes {names['extra_growth']} more.")
        draft.follow_ups = ["And without replacing anyone, only hiring extra people?"]
    return draft


def plan_rep_hires(case: Case) -> Draft:
    """The share of hires that reaches a target share in time."""
    subject = group_of(case)
    share = share_of(case, subject)
    target = _target(case, subject)
    turnover, rate = turnover_input(case)
    stock = case.start_or_none(HEADCOUNT)
    horizon = case.horizon(share if share.as_of else stock)
    if horizon is None:
        raise Stop(
            ask(
                "In how many years?",
                [
                    (f"in {n} years", f"{case.frame.question.rstrip('?. ')} in {n} years?")
                    for n in ("three", "five")
                ],
                status=Status.CLARIFY_MISSING_INPUT,
            )
        )
    change = Change(ChangeKind.TARGET, (Typed(target.value, Unit.SHARE),))
    run = case.run(
        case.scenario(
            Operation.REPRESENTATION,
            share,
            inputs={"turnover": (turnover,)},
            changes=(change,),
            horizon=horizon,
            assumptions=(Assumption("method", "hires_share"),),
        )
    )
    hires = run.result("hires_share")
    draft = Draft(
        f"{hires.display} of hires would have to be {phrases.noun(subject)}, to go from {_base(run)} to {target.text} in {phrases.years_word(run.years or 0)}."
    )
    if rate is None or rate.fact is None:
        draft.care.append("Turnover is a benchmark or your own figure, not this council's.")
    del rate
    return draft


def plan_rep_when(case: Case) -> Draft:
    """When a share is reached at a given share of hires."""
    subject = group_of(case)
    share = share_of(case, subject)
    target = _target(case, subject)
    hires = case.frame.one(Role.HIRES)
    assert hires is not None
    turnover, _ = turnover_input(case)
    change = Change(ChangeKind.TARGET, (Typed(target.value, Unit.SHARE),))
    run = case.run(
        case.scenario(
            Operation.REPRESENTATION,
            share,
            inputs={"turnover": (turnover,), "hires_share": (Typed(hires.value, Unit.SHARE),)},
            changes=(change,),
            assumptions=(Assumption("method", "time"),),
        )
    )
    year = run.result("year")
    return Draft(
        f"After {run.result('years').display}, so at the end of the {phrases.ordinal(int(year.value))} year, when the share is {run.result('level').display}; it starts at {_base(run)}."
    )


def plan_rep_after(case: Case) -> Draft:
    """A share after some years at a given share of hires."""
    subject = group_of(case)
    share = share_of(case, subject)
    hires = case.frame.one(Role.HIRES)
    assert hires is not None
    turnover, _ = turnover_input(case)
    stock = case.start_or_none(HEADCOUNT)
    horizon = case.horizon(share if share.as_of else stock)
    run = case.run(
        case.scenario(
            Operation.REPRESENTATION,
            share,
            inputs={"turnover": (turnover,), "hires_share": (Typed(hires.value, Unit.SHARE),)},
            horizon=horizon,
            assumptions=(Assumption("method", "share_after"),),
        )
    )
    after, points = run.result("share_after"), run.result("points")
    word = "down" if points.value < 0 else "up"
    end = f"on {phrases.day(run.end)}" if run.end else f"after {phrases.years_word(run.years or 0)}"
    return Draft(f"{after.display} {end}: {word} {phrases.size(points.display)} from {_base(run)}.")


def plan_rep_distance(case: Case) -> Draft:
    """How far a share is from a level; a target alone cannot say."""
    subject = group_of(case)
    choice = case.choice(subject)
    target = _target(case, subject)
    if choice is None:
        draft = case.missing(subject)
        for fact in case.ledger.matching(case.body.id, subject, kinds=(FactKind.TARGET,))[:1]:
            draft.lead = f"{case.body.short_name}'s documents state {phrases.fact_value(fact)} as a target, and no actual share of {phrases.noun(subject)} to measure from."
            draft.cited = [(case.ledger.use(fact), "")]
            draft.also = ["No other council's figure is used in its place."]
        raise Stop(draft)
    share = share_of(case, subject)
    values = (Typed(target.value, Unit.SHARE, label="the level asked about"), share.input)
    run = case.run(
        Scenario(
            Operation.DIFFERENCE, bodies=(case.body.id,), metric=metric_id(subject), inputs={"values": values}
        )
    )
    gap = run.result("value")
    word = "short of" if gap.value > 0 else "above"
    return Draft(
        f"{phrases.size(gap.display)} {word} {target.text}: the share is {phrases.fact_value(choice.fact)}."
    )


def plan_impossible_share(case: Case) -> Draft:
    """A share over 100% is refused with the allowed range."""
    amount = next(a for a in case.frame.all(Role.TARGET, Role.HIRES) if a.value > 100)
    return Draft(
        f"{amount.text} is not possible: a share of staff cannot be more than all of it.",
        also=["Give a target within that range."],
        status=Status.INVALID_SCENARIO,
        code="E_DOMAIN",
    )
