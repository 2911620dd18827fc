"""Pay bills, awards, on-costs and what a cut in posts saves: O8, with O14 and O18; spine points and pension rates."""

# ruff: noqa: E501 (a sentence stays on one line)
from __future__ import annotations

from assistant.model import Status
from assistant.scenario import phrases
from assistant.scenario.amount_model import Amount, Role
from assistant.scenario.case import FTE, HEADCOUNT, Case
from assistant.scenario.draft import Draft, Stop, ask
from assistant.scenario.start import Start
from assistant.scenario.subjects import Subject
from engine.model import (
    Assumption,
    Change,
    ChangeKind,
    Input,
    Operation,
    Projection,
    Typed,
    Unit,
)
from ingest.quantities_model import Kind


def pay_start(case: Case) -> Start:
    """The FTE that pay is counted on; the headcount when no FTE is stated but people are named."""
    people = case.frame.about("workforce.headcount") and not case.frame.about("workforce.fte")
    if people and any(a.kind is Kind.COUNT for a in case.frame.all(Role.STOCK, Role.CHANGE)):
        return case.start(HEADCOUNT)
    return case.start(FTE)


def pay_input(case: Case) -> Typed:
    """The asker's pay or cost for each FTE; asks when there is none."""
    amount = case.frame.one(Role.UNIT_COST)
    if amount is None:
        raise Stop(no_pay(case))
    return Typed(
        amount.value,
        Unit.GBP_EACH,
        high=amount.high,
        label="cost of a post" if loaded(case) else "pay per FTE",
    )


def loaded(case: Case) -> bool:
    """Whether the asker's figure is said to hold the on-costs already."""
    return case.frame.says("loaded") and not case.frame.says("year_rates")


def no_pay(case: Case) -> Draft:
    """No pay is stated and none typed: only the asker can give it."""
    body = case.body.short_name
    stem = case.frame.question.rstrip("?. ")
    draft = ask(
        "What does one FTE cost, in pounds a year?",
        [
            ("£33,000 basic pay per FTE", f"{stem} at £33,000 per FTE?"),
            ("£45,000 a post with on-costs", f"{stem} at £45,000 a post including on-costs?"),
        ],
        status=Status.CLARIFY_MISSING_INPUT,
        code="E_NO_BASELINE",
    )
    draft.lead = f"{phrases.possessive(body)} documents print no pay bill and no average pay, so this cannot be worked out until you give a figure."
    draft.also.append(
        "Type the pay or the cost of a post in pounds, and say whether it includes on-costs; national averages are not used in its place."
    )
    return draft


def tax_year(case: Case) -> str | None:
    """The year whose on-cost rates are asked for ("at 2025/26 rates")."""
    import re

    for said in (case.frame.text, case.frame.before):
        if match := re.search(r"\b(20\d\d)\s?[/-]\s?(\d\d)\b", said):
            return f"{match[1]}/{match[2]}"
    return None


def _on_costs(case: Case) -> bool:
    return case.frame.says("oncosts", "pension") and not loaded(case)


def _pay_inputs(case: Case, start: Start) -> dict[str, tuple[Input, ...]]:
    inputs: dict[str, tuple[Input, ...]] = {"pay": (pay_input(case),)}
    if _on_costs(case):
        heads = case.start_or_none(HEADCOUNT)
        if heads is not None and start.subject == FTE:
            inputs["headcount"] = (heads.input,)
        pension = case.frame.one(Role.PENSION)
        if pension is not None:
            inputs["lgps_rate"] = (Typed(pension.value, Unit.PERCENT),)
        member = case.frame.one(Role.MEMBERSHIP)
        if member is not None:
            inputs["membership"] = (Typed(member.value, Unit.PERCENT),)
    return inputs


def _choices(case: Case) -> tuple[Assumption, ...]:
    made = []
    if _on_costs(case):
        made.append(Assumption("on_costs", "yes"))
        year = tax_year(case)
        if year:
            made.append(Assumption("tax_year", year))
    elif loaded(case):
        made.append(Assumption("on_costs", "included"))
    return tuple(made)


def plan_pay_bill(case: Case) -> Draft:
    """The bill of a year, basic or with on-costs."""
    stated = case.choice(Subject("pay.bill"))
    if stated is not None and case.frame.one(Role.UNIT_COST) is None:
        return _stated_bill(case, stated.fact.id, phrases.fact_value(stated.fact))
    pay_input(case)
    start = pay_start(case)
    run = case.run(
        case.scenario(Operation.PAY_BILL, start, inputs=_pay_inputs(case, start), assumptions=_choices(case))
    )
    names = {item.name: item.display for item in run.results}
    each = case.frame.one(Role.UNIT_COST)
    assert each is not None
    what = f"{_baseline(run)} at {each.text} each"
    if "gross" in names:
        draft = Draft(
            f"{names['gross']} a year with employer on-costs, on {names['basic']} of basic pay: on-costs add {names['on_cost_percent']}."
        )
        draft.header = ["Basic pay", "National Insurance", "Pension", "Apprenticeship levy", "In all"]
        draft.rows = [
            [names["basic"], names.get("ni", "not counted"), names["lgps"], names["levy"], names["gross"]]
        ]
        draft.also.append(f"It is {what}.")
    else:
        draft = Draft(
            f"{names['basic']} a year{' with on-costs' if loaded(case) else ' of basic pay, before on-costs'}: {what}."
        )
    draft.follow_ups = ["And with employer on-costs at 2025/26 rates?", "What would a 3% pay award add?"]
    return draft


def _stated_bill(case: Case, fact: str, shown: str) -> Draft:
    """A printed bill answers for the past; for the future it needs a rate."""
    stem = case.frame.question.rstrip("?. ")
    draft = ask(
        "By how much does pay change?",
        [(f"a {rate}% award", f"{stem} after a {rate}% pay award?") for rate in (2, 3)],
        status=Status.CLARIFY_MISSING_INPUT,
        code="E_FORECAST",
    )
    draft.lead = f"The documents state {shown} for the pay bill; what it will be depends on an award and a change of staff that you name."
    draft.cited.append((case.ledger.used[fact], "the pay bill as stated"))
    return draft


def _which_award(case: Case) -> Draft:
    """No award is named: what is missing first is the pay it acts on, then its size."""
    if case.choice(Subject("pay.bill")) is None and case.frame.one(Role.UNIT_COST) is None:
        return no_pay(case) if case.choice(FTE) is not None else case.missing(FTE)
    stem = case.frame.question.rstrip("?. ")
    return ask(
        "How large is the award?",
        [(f"{rate}%", f"{stem} at {rate}%?") for rate in (2, 3, 4)],
        status=Status.CLARIFY_MISSING_INPUT,
    )


def _flat_award(case: Case, award: Amount) -> Draft:
    """So many pounds for each FTE: no pay is needed to price it."""
    start = pay_start(case)
    each = Typed(award.value, Unit.GBP_EACH, high=award.high, label="flat award for each FTE")
    run = case.run(case.scenario(Operation.PAY_BILL, start, inputs={"pay": (each,)}))
    draft = Draft(
        f"{run.result('basic').display} a year on basic pay: {award.text} for each of {_baseline(run)}{' staff' if start.subject == HEADCOUNT else ''}."
    )
    draft.assumed.append(
        "Part-timers get their share of it; National Insurance, pension and levy would come on top."
    )
    return draft


def plan_pay_award(case: Case) -> Draft:
    """What an award costs, basic or with the on-costs that rise with it."""
    award = case.frame.one(Role.AWARD)
    if award is None:
        raise Stop(_which_award(case))
    if award.kind is Kind.MONEY and case.frame.one(Role.UNIT_COST) is None:
        return _flat_award(case, award)
    stated = case.choice(Subject("pay.bill")) if case.frame.one(Role.UNIT_COST) is None else None
    kind = ChangeKind.STEP if award.kind is Kind.MONEY else ChangeKind.RATE
    unit = Unit.GBP_EACH if award.kind is Kind.MONEY else Unit.PERCENT
    change = Change(kind, (Typed(award.value, unit, high=award.high),), on="pay")
    if stated is not None:
        from assistant.scenario.start import start_of

        start = start_of(stated, Subject("pay.bill"))
        run = case.run(
            case.scenario(Operation.PAY_BILL, start, changes=(change,), assumptions=_choices(case))
        )
    else:
        pay_input(case)
        start = pay_start(case)
        run = case.run(
            case.scenario(
                Operation.PAY_BILL,
                start,
                inputs=_pay_inputs(case, start),
                changes=(change,),
                assumptions=_choices(case),
            )
        )
    names = {item.name: item.display for item in run.results}
    basic = names["award_cost"]
    if "award_cost_all_in" in names:
        draft = Draft(
            f"{names['award_cost_all_in']} a year for each {award.text}, on-costs included: {basic} of basic pay and the on-costs that rise with it, {names['marginal_percent']} of each further pound."
        )
    else:
        draft = Draft(f"{basic} a year on basic pay, from {names['basic']} to {names['bill_end']}.")
        draft.assumed.append("Basic pay only: National Insurance, pension and levy would come on top.")
    draft.follow_ups = ["And with employer on-costs at 2025/26 rates?"]
    return draft


def _baseline(run: Projection) -> str:
    return run.baseline.display if run.baseline else ""
