"""What a cut in posts saves, and a pay bill under cuts and awards."""

# ruff: noqa: E501 (a sentence stays on one line)
from __future__ import annotations

from dataclasses import replace

from assistant.model import Status
from assistant.scenario import phrases
from assistant.scenario.amount_model import Role
from assistant.scenario.case import Case
from assistant.scenario.draft import Draft, Stop, ask
from assistant.scenario.plan_pay import _choices, _pay_inputs, pay_start
from assistant.scenario.plan_subject import with_direction
from assistant.scenario.start import Start
from engine.model import (
    Change,
    ChangeKind,
    FactRef,
    Horizon,
    Operation,
    Per,
    Projection,
    Typed,
    Unit,
)
from ingest.quantities_model import Kind


def plan_cut_saving(case: Case) -> Draft:
    """What a cut in posts is worth, full-year and in the year."""
    start = pay_start(case)
    change, horizon = _cut(case, start)
    run = case.run(
        case.scenario(
            Operation.PAY_BILL,
            start,
            inputs=_pay_inputs(case, start),
            changes=(change,),
            horizon=horizon,
            outputs=("saving_total",) if _several_years(horizon) else ("saving",),
            assumptions=_choices(case),
        )
    )
    names = {item.name: item.display for item in run.results}
    years = run.years or 1
    each = case.frame.one(Role.UNIT_COST)
    assert each is not None
    if _several_years(horizon):
        by_year = [names[f"saving_year_{n}"] for n in range(1, int(years) + 1) if f"saving_year_{n}" in names]
        draft = Draft(
            f"{names['saving_total']} in all over {phrases.years_word(years)}, each saving lasting and counted for the full year: {' + '.join(by_year)}."
        )
        draft.also.append(
            f"By the last year it saves {names['saving_end']} a year. With exits spread over each year it is {names['saving_total_in_year']} in all."
        )
        draft.header = ["", *(f"Year {n}" for n in range(1, len(by_year) + 1))]
        draft.rows = [["Saved", *by_year]]
    else:
        posts = names.get("fte_change", "")
        draft = Draft(
            f"{names['saving']} a year once it has run for a full year: {phrases.bare(posts)} fewer {'FTE' if start.unit is Unit.FTE else 'staff'} at {each.text} each."
        )
        draft.also.append(
            f"If exits are spread over the year, the year itself saves {names['saving_in_year']}."
        )
    linear = next((r for r in run.readings if r.name == "linear"), None)
    if linear is not None:
        draft.also.append(f"In a straight line it is {linear.display}.")
    draft.assumed.append("Posts of average cost go; no redundancy cost is counted.")
    draft.follow_ups = [
        "And in total over three years, with each saving lasting and counted for the full year?"
    ]
    return draft


def _several_years(horizon: Horizon | None) -> bool:
    """Whether the horizon runs over more than a year."""
    return horizon is not None and (horizon.end is not None or (horizon.length or 1) > 1)


def _cut(case: Case, start: Start) -> tuple[Change, Horizon | None]:
    """The change of staff: typed, or the plan's own rate; a single year unless a length is given."""
    amounts = case.frame.all(Role.CHANGE)
    horizon = case.horizon(start)
    if not amounts:
        planned = case.planned()
        if planned is None:
            raise Stop(
                ask(
                    "By how much is the number of posts cut?",
                    [(f"{n} FTE", f"{case.frame.question.rstrip('?. ')} for {n} FTE?") for n in (10, 50)],
                    status=Status.CLARIFY_MISSING_INPUT,
                )
            )
        change = Change(
            ChangeKind.RATE,
            (FactRef(case.ledger.use(planned).id),),
            direction="up" if (planned.value or 0) < 0 else "down",
        )
        return change, horizon or Horizon(length=1.0)
    amount = with_direction(case, amounts[:1])[0]
    change = case.change(amount, start)
    if horizon is None:
        return (change if amount.per == "year" else replace(change, per=Per.TOTAL)), Horizon(length=1.0)
    yearly = (
        amount.per == "year"
        or case.planned(amount.value) is not None
        or (horizon.length or 0) <= 1
        or case.frame.carried
        or amount.kind is Kind.PERCENT
    )
    return (replace(change, per=Per.YEAR) if yearly else replace(change, per=Per.TOTAL)), horizon


def plan_pay_projection(case: Case) -> Draft:
    """Staff and awards together: the bill at the end against the start, and the effect of each."""
    run = _projection_run(case)
    names = {item.name: item for item in run.results}
    change = names["bill_change"]
    word = "less" if change.value < 0 else "more"
    years = phrases.years_word(run.years or 1)
    draft = Draft(
        f"{names['bill_end'].display} a year after {years} against {names['bill_start'].display} today, {phrases.size(change.display)} {word}, on a full-year basis."
    )
    draft.also.append(f"On the average FTE of the last year it is {names['bill_end_average'].display}.")
    draft.header = ["", *(p.label for p in run.series)]
    draft.rows = [["Pay bill, full-year basis", *(p.display for p in run.series)]]
    draft.assumed.append("FTE at the year-end, pay after that year's award.")
    draft.follow_ups = ["Split that into the cuts and the awards."]
    return draft


def _projection_run(case: Case) -> Projection:
    start = pay_start(case)
    change, horizon = _cut(case, start)
    award = case.frame.one(Role.AWARD)
    assert award is not None
    step = award.kind is Kind.MONEY
    rise = Change(
        ChangeKind.STEP if step else ChangeKind.RATE,
        (Typed(award.value, Unit.GBP_EACH if step else Unit.PERCENT),),
        on="pay",
    )
    inputs = _pay_inputs(case, start)
    return case.run(
        case.scenario(
            Operation.PAY_BILL,
            start,
            inputs=inputs,
            changes=(replace(change, per=Per.YEAR), rise),
            horizon=horizon,
            outputs=("bill_change",),
            assumptions=_choices(case),
        )
    )


def plan_split(case: Case) -> Draft:
    """The waterfall of a pay projection: cuts alone, awards alone, and what they do together."""
    run = _projection_run(case)
    names = {item.name: item for item in run.results}
    parts = (
        ("The cuts alone", "effect_fte"),
        ("The awards alone", "effect_pay"),
        ("Both together beyond their sum", "interaction"),
    )
    said = [
        f"{label} {_verb(names[name].value)} {phrases.size(names[name].display)}" for label, name in parts[:2]
    ]
    third, change = names["interaction"], names["bill_change"]
    draft = Draft(
        f"{said[0]}, {said[1][0].lower()}{said[1][1:]}, and the two together {_verb(third.value)} a further "
        f"{phrases.size(third.display)}: {phrases.size(change.display)} {'less' if change.value < 0 else 'more'} a year in all."
    )
    draft.also.append("The third part is there because awards are not paid to posts that have gone.")
    draft.header = ["Part", "A year by the end"]
    draft.rows = [[label, _signed(names[name].value, names[name].display)] for label, name in parts] + [
        ["In all", _signed(names["bill_change"].value, names["bill_change"].display)]
    ]
    return draft


def _verb(value: float) -> str:
    return "take off" if value < 0 else "add"


def _signed(value: float, display: str) -> str:
    size = phrases.size(display)
    return f"−{size}" if value < 0 else f"+{size}"
