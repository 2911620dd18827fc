"""Plain sums: a gap that grows or is part closed, a yearly sum over years, a total in parts, a change between two typed figures."""

# ruff: noqa: E501 (a sentence stays on one line)
from __future__ import annotations

from assistant.scenario import phrases
from assistant.scenario.amount_model import Role
from assistant.scenario.case import Case
from assistant.scenario.draft import Draft
from assistant.scenario.plan_gap import gap_input, money_input
from assistant.scenario.rule_tests import TWO_FIGURES, percents
from engine.model import Change, ChangeKind, Horizon, Input, Operation, Per, Scenario, Typed, Unit
from ingest.quantities_model import Kind


def plan_gap_changed(case: Case) -> Draft:
    """A gap that grows or shrinks by a percentage, or of which a share is closed."""
    gap, words, fact = gap_input(case)
    amount = percents(case.frame)[0]
    closed = case.frame.says("closed") and amount.sign <= 0 or amount.sign < 0
    change = Change(
        ChangeKind.RATE,
        (Typed(amount.value, Unit.PERCENT, high=amount.high),),
        per=Per.TOTAL,
        direction="down" if closed else "up",
    )
    run = case.run(
        Scenario(
            Operation.ADJUST,
            bodies=tuple(body.id for body in case.bodies[:1]),
            metric="budget.gap",
            baseline=gap,
            changes=(change,),
        )
    )
    value, moved = run.result("value"), phrases.size(run.result("change").display)
    year = f" in {fact.period}" if fact is not None and fact.period else ""
    if closed:
        draft = Draft(f"{value.display} of the {words} is left{year}: {amount.text} of it is {moved}.")
        draft.assumed.append("What closes the gap recurs and has begun by that year.")
    else:
        draft = Draft(f"The gap would be {value.display}{year}, {moved} more than {words}.")
    if fact is not None:
        draft.care.append("The gap is the shortfall of one year, not a total over several.")
    return draft


def plan_yearly_sum(case: Case) -> Draft:
    """The same sum in each of several years: what it comes to."""
    amount = next(
        a
        for a in case.frame.all(Role.SAVING, Role.REFERENCE, Role.CHANGE)
        if a.kind is Kind.MONEY and a.per == "year"
    )
    each, _ = money_input(case, amount)
    years = case.frame.times.length or 1.0
    run = case.run(
        Scenario(
            Operation.PROJECT_LINEAR,
            bodies=tuple(body.id for body in case.bodies[:1]),
            metric="budget.saving",
            baseline=Typed(0.0, Unit.GBP),
            changes=(Change(ChangeKind.STEP, (each,), direction="up"),),
            horizon=Horizon(length=years),
        )
    )
    draft = Draft(f"{run.display} over {phrases.years_word(years)}: {amount.text} in each year.")
    draft.assumed.append("The same sum in every year; nothing new is added to it.")
    return draft


def plan_two_figures(case: Case) -> Draft:
    """The change between two figures that the asker typed."""
    found = TWO_FIGURES.search(case.frame.text)
    assert found is not None
    first, last = (float(found[name].replace(",", "")) for name in ("first", "last"))
    run = case.run(
        Scenario(
            Operation.HISTORY,
            inputs={"start": (Typed(first, Unit.NUMBER),), "end": (Typed(last, Unit.NUMBER),)},
        )
    )
    percent, moved = run.result("change_percent"), run.result("change")
    suffix = found["much"] or ""
    pound = found["unit"] or ""
    word = phrases.fall_or_rise(percent.value)
    return Draft(
        f"{word[0].upper()}{word[1:]} of {phrases.size(percent.display)}: from {pound}{found['first']}{suffix} to "
        f"{pound}{found['last']}{suffix}, a difference of {pound}{phrases.size(moved.display)}{suffix}."
    )


def plan_phase(case: Case) -> Draft:
    """A total spread over the years, evenly or by weights."""
    amount = next(
        a for a in case.frame.all(Role.REFERENCE, Role.SAVING, Role.GAP, Role.BASE) if a.kind is Kind.MONEY
    )
    total, fact = money_input(case, amount)
    weights = _weights(case)
    years = case.frame.times.budgets or case.frame.times.length
    horizon = None if weights else Horizon(length=years) if years else case.horizon(None)
    bodies = (case.bodies[0].id,) if case.bodies else ()
    inputs: dict[str, tuple[Input, ...]] = {"total": (total,)}
    if weights:
        inputs["weights"] = weights
    run = case.run(
        Scenario(
            Operation.TRAJECTORY_TO_TARGET,
            bodies=bodies,
            metric=fact.metric if fact else "budget.saving",
            inputs=inputs,
            horizon=horizon,
            outputs=("instalment",),
        )
    )
    each = run.result("instalment")
    if weights:
        draft = Draft(f"{phrases.listed([p.display for p in run.series])}, which makes {amount.text} in all.")
    else:
        draft = Draft(
            f"{each.display} a year: {amount.text} spread evenly over {phrases.years_word(years or len(run.series))}."
        )
    draft.care.append(
        "Is the sum cumulative, so that the parts add up to it, or a yearly level to be reached? It is read as a total here."
    )
    return draft


def _weights(case: Case) -> tuple[Typed, ...]:
    """The parts of a total in percent; "40% first and the rest equal" shares what is left over the other years."""
    shares = [a.value for a in case.frame.all(Role.CHANGE, Role.TARGET) if a.kind is Kind.PERCENT]
    years = round(case.frame.times.budgets or case.frame.times.length or 0)
    if case.frame.says("rest_equal") and 0 < len(shares) < years and sum(shares) < 100:
        others = years - len(shares)
        shares += [(100 - sum(shares)) / others] * others
    if abs(sum(shares) - 100) > 0.01:
        return ()
    return tuple(Typed(value, Unit.PERCENT) for value in shares)
