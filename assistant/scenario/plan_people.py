"""Shares as counts of people, ages, retirements and representation: O11, O12, O7 and share × stock."""

# ruff: noqa: E501 (a sentence stays on one line)
from __future__ import annotations

from assistant.model import Status
from assistant.scenario import phrases
from assistant.scenario.amount_model import Role
from assistant.scenario.case import HEADCOUNT, TURNOVER, Case
from assistant.scenario.draft import Draft, Stop, ask
from assistant.scenario.ledger import metric_id
from assistant.scenario.plan_flow import turnover_input
from assistant.scenario.start import Start
from assistant.scenario.subjects import Subject
from engine.model import (
    Assumption,
    FactRef,
    Horizon,
    Input,
    Operation,
    Projection,
    ResultOf,
    Scenario,
    Typed,
    Unit,
)


def group_of(case: Case) -> Subject:
    """The group of people in question; stops with a question when none is named."""
    if not case.frame.groups:
        raise Stop(ask("The share of which group of staff: women, disabled staff, an age group?", []))
    return case.frame.groups[0]


def share_of(case: Case, subject: Subject) -> Start:
    """The stated share of a group; a share typed as "from 5.12%" is the stated one when they agree."""
    typed = case.frame.one(Role.START)
    choice = case.ledger.pick(case.body.id, subject, unit="persons") if _as_count(case, subject) else None
    choice = choice or case.choice(subject)
    if choice is not None and (typed is None or abs((choice.fact.value or 0) - typed.value) <= 0.051):
        from assistant.scenario.start import start_of

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
            scope=share.fact.population if share.fact else "",
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
    draft = Draft(f"{count[0].upper()}{count[1:]} {who}: {_base(run)} of {_used(run, 'stock')} staff.")
    if share is not None and share.fact.population == "declared":
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
