"""Shares as counts of people, ages, retirements and representation: O11, O12, O7 and share × stock."""

from __future__ import annotations

from assistant.model import Status
from assistant.scenario import phrases
from assistant.scenario.amounts import Amount, Role
from assistant.scenario.case import FTE, FULL_TIME, HEADCOUNT, TURNOVER, Case, Start
from assistant.scenario.draft import Draft, Stop, ask
from assistant.scenario.ledger import metric_id
from assistant.scenario.plan_flow import turnover_input
from assistant.scenario.subjects import Subject
from engine.errors import NotComparable
from engine.model import (
    Assumption,
    Change,
    ChangeKind,
    FactRef,
    Horizon,
    Input,
    Operation,
    Per,
    Projection,
    ResultOf,
    Scenario,
    Typed,
    Unit,
)
from ingest.model import FactKind
from ingest.quantities_model import Kind


def group_of(case: Case) -> Subject:
    """The group of people in question."""
    return case.frame.groups[0]


def share_of(case: Case, subject: Subject) -> Start:
    """The stated share of a group; a share typed as "from 5.12%" is the stated one when they agree."""
    typed = case.frame.one(Role.START)
    choice = case.ledger.pick(case.body.id, subject, unit="persons") if _as_count(case, subject) else None
    choice = choice or case.choice(subject)
    if choice is not None and (typed is None or abs((choice.fact.value or 0) - typed.value) <= 0.051):
        from assistant.scenario.case import start_of

        return start_of(choice, subject)
    if typed is not None:
        return Start(
            Typed(typed.value, Unit.SHARE, label=f"share of {phrases.noun(subject)}"),
            subject,
            typed.value,
            Unit.SHARE,
        )
    raise Stop(case.missing(subject))


def _as_count(case: Case, subject: Subject) -> bool:
    """Part time and full time are printed as counts and as shares; a number of people is the count."""
    return subject.metric in {"workforce.parttime", "workforce.fulltime"} and not case.frame.one(Role.TARGET)


def count_run(case: Case, subject: Subject) -> Projection:
    """The number of people behind a printed share, or the printed count itself."""
    share = share_of(case, subject)
    if share.unit is not Unit.SHARE:
        return case.run(case.scenario(Operation.ADJUST, share))
    stock = case.start(HEADCOUNT)
    return case.run(
        Scenario(
            Operation.SHARE_OF_STOCK,
            bodies=(case.body.id,),
            metric=metric_id(subject),
            scope=share.fact.scope if share.fact else "",
            baseline=share.input,
            inputs={"stock": (stock.input,)},
        )
    )


def _count(run: Projection) -> str:
    return next((item.display for item in run.results if item.name == "count"), run.display)


def plan_share_count(case: Case) -> Draft:
    """How many people a printed share is."""
    subject = group_of(case)
    run = count_run(case, subject)
    count = _count(run)
    share = case.choice(subject)
    who = phrases.noun(subject)
    draft = Draft(
        f"{count[0].upper()}{count[1:]} {who if run.unit is Unit.PERSONS or True else ''}: {_base(run)} of {_used(run, 'stock')} staff."
    )
    if share is not None and share.fact.scope == "declared":
        draft.care.append("The share is of those who declared, so a count of all staff is a guide.")
    _rival(case, share, run, draft)
    _other_groups(case, draft)
    return draft


def _base(run: Projection) -> str:
    base = run.baseline
    return phrases.as_stated(base.value, base.unit, base.decimals) if base else ""


def _used(run: Projection, name: str) -> str:
    return next((item.display for item in run.inputs if item.name == name), "")


def _rival(case: Case, share: object, run: Projection, draft: Draft) -> None:
    from dataclasses import replace

    from assistant.scenario.ledger import Choice

    if not isinstance(share, Choice):
        return
    for fact in share.rivals[:1]:
        again = case.run(replace(run.scenario, baseline=FactRef(case.ledger.use(fact).id)))
        draft.also.append(
            f"The documents also say {phrases.fact_value(fact)}, which would be {_count(again)}."
        )
        draft.conflict = (share.fact, fact)
        draft.conflict_text = f"{phrases.fact_value(share.fact)} and {phrases.fact_value(fact)} are both stated; the first is used."


def _other_groups(case: Case, draft: Draft) -> None:
    for other in case.frame.groups[1:2]:
        if case.choice(other) is not None:
            draft.also.append(f"{_count(count_run(case, other))} {phrases.noun(other)}.")


def plan_share_ratio(case: Case) -> Draft:
    """Two groups against each other, in whole people."""
    groups = case.frame.groups
    if len(groups) < 2:
        raise Stop(ask("The ratio of which two groups?", []))
    runs = [count_run(case, subject) for subject in groups[:2]]
    large, small = sorted(zip(groups[:2], runs, strict=True), key=lambda pair: -_value(pair[1]))
    ratio = case.run(
        Scenario(
            Operation.RATIO,
            bodies=(case.body.id,),
            metric=metric_id(large[0]),
            baseline=ResultOf(large[1].scenario, "count"),
            inputs={"denominator": (ResultOf(small[1].scenario, "count"),)},
            assumptions=(Assumption("shown_as", "times"),),
        )
    )
    last = groups[1]
    second = runs[1]
    first = runs[0]
    draft = Draft(
        f"{_count(second)} {phrases.noun(last)} against {_count(first)} {phrases.noun(groups[0])}: "
        f"{phrases.amount(ratio.result('times').value, Unit.NUMBER)} to 1."
    )
    draft.also.append(f"The larger group is {phrases.noun(large[0])}.")
    return draft


def _value(run: Projection) -> float:
    return next((item.value for item in run.results if item.name == "count"), run.value)


def plan_retire(case: Case) -> Draft:
    """Retirements from an age group at the asker's rate."""
    ages = [s for s in case.frame.groups if s.metric == "age.share"]
    if not ages:
        stated = [
            f
            for f in case.ledger.all(case.body.id)
            if f.metric.startswith("age.share") and f.value is not None
        ]
        raise Stop(case.missing(Subject("age.share", "by age")) if not stated else _which_age(case))
    share = share_of(case, ages[0])
    rate = case.frame.one(Role.RETIRE)
    if rate is None:
        stem = case.frame.question.rstrip("?. ")
        raise Stop(
            ask(
                "What share of them retires each year?",
                [(f"{r}% a year", f"{stem} if {r}% of them retire each year?") for r in (5, 8)],
                status=Status.CLARIFY_MISSING_INPUT,
                code="E_NO_BASELINE",
            )
        )
    stock = case.start(HEADCOUNT)
    horizon = case.horizon(stock) or Horizon(length=1.0)
    inputs: dict[str, tuple[Input, ...]] = {
        "retirement_rate": (Typed(rate.value, Unit.PERCENT, high=rate.high),),
        "headcount": (stock.input,),
    }
    run = case.run(case.scenario(Operation.AGE_EXPOSURE, share, inputs=inputs, horizon=horizon))
    names = {item.name: item.display for item in run.results}
    draft = Draft(
        f"{names['first_year']} in the first year and {names['total']} over {phrases.years_word(run.years or 1)}, out of {names['count']} {phrases.noun(ages[0])}."
    )
    draft.also.append(f"{names['remaining']} of them would be left.")
    return draft


def _which_age(case: Case) -> Draft:
    stem = case.frame.question.rstrip("?. ")
    return ask(
        "Retirements from which age group, and at what rate a year?",
        [("over 55s at 8% a year", f"{stem} if 8% of the over-55s retire each year?")],
        status=Status.CLARIFY_MISSING_INPUT,
        code="E_NO_BASELINE",
    )


def plan_gone(case: Case) -> Draft:
    """A whole age group gone by a date: how many a year."""
    subject = next(s for s in case.frame.groups if s.metric == "age.share")
    share = share_of(case, subject)
    stock = case.start(HEADCOUNT)
    run = case.run(
        case.scenario(
            Operation.AGE_EXPOSURE,
            share,
            inputs={"headcount": (stock.input,)},
            horizon=case.horizon(stock),
            assumptions=(Assumption("all_gone", "yes"),),
        )
    )
    names = {item.name: item.display for item in run.results}
    return Draft(
        f"{names['per_year']} a year, which is {names['per_year_share']} of staff: {names['count']} {phrases.noun(subject)} over {phrases.years_word(run.years or 1)}."
    )


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
        draft.also.append(f"At the same size, with others replaced, it takes {names['extra']}.")
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
    draft = Draft(f"{after.display} {end}: {word} {phrases.size(points.display)} from {_base(run)}.")
    return draft


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


def plan_group_leavers(case: Case) -> Draft:
    """Leavers of one group: never for a group so small that individuals show."""
    subject = group_of(case)
    share, stock, turnover = case.choice(subject), case.choice(HEADCOUNT), case.choice(TURNOVER)
    if share is None:
        raise Stop(case.missing(subject))
    value = (share.fact.value or 0.0) / 100 * ((stock.fact.value if stock else None) or 0.0)
    rate = ((turnover.fact.value if turnover else None) or 10.0) / 100
    count = (share.fact.value or 0.0) if share.fact.unit == "persons" else value
    if count * rate < 5:
        draft = Draft(
            "That group is so small that a number of leavers would point to individuals, so it is not worked out.",
            status=Status.REFUSED_PERSON,
            code="E_PERSON",
        )
        draft.also.append("Totals for all staff can be: ask how many people leave in a year.")
        draft.follow_ups = [f"How many people leave {case.body.short_name} each year?"]
        return draft
    run = count_run(case, subject)
    used, _ = turnover_input(case)
    name = "count" if any(item.name == "count" for item in run.results) else "value"
    leavers = case.run(
        Scenario(
            Operation.STOCK_FLOW,
            bodies=(case.body.id,),
            metric=metric_id(subject),
            baseline=ResultOf(run.scenario, name),
            inputs={"turnover": (used,)},
        )
    )
    draft = Draft(
        f"About {leavers.result('leavers').display} a year, if {phrases.noun(subject)} leave at the rate of all staff."
    )
    draft.care.append("No turnover of this group is printed; the rate of all staff is used for it.")
    return draft


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


def comparable(error: NotComparable) -> str:
    """The sentence of a refusal to compare."""
    return error.sentence


def total() -> Per:
    """A change made over the whole horizon."""
    return Per.TOTAL
