"""Pay bills, awards, on-costs and what a cut in posts saves: O8, with O14 and O18; spine points and pension rates."""

from __future__ import annotations

from dataclasses import replace

from assistant.model import Status
from assistant.scenario import phrases
from assistant.scenario.amounts import Role
from assistant.scenario.case import FTE, HEADCOUNT, Case, Start
from assistant.scenario.draft import Draft, Stop, ask
from assistant.scenario.plan_change import subject_of, with_direction
from assistant.scenario.subjects import Subject
from engine.model import (
    Assumption,
    Change,
    ChangeKind,
    FactRef,
    Horizon,
    Input,
    Operation,
    ParameterRef,
    Per,
    Projection,
    Scenario,
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


def plan_pay_award(case: Case) -> Draft:
    """What an award costs, basic or with the on-costs that rise with it."""
    award = case.frame.one(Role.AWARD)
    assert award is not None
    stated = case.choice(Subject("pay.bill")) if case.frame.one(Role.UNIT_COST) is None else None
    kind = ChangeKind.STEP if award.kind is Kind.MONEY else ChangeKind.RATE
    unit = Unit.GBP_EACH if award.kind is Kind.MONEY else Unit.PERCENT
    change = Change(kind, (Typed(award.value, unit, high=award.high),), on="pay")
    if stated is not None:
        from assistant.scenario.case import start_of

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


def plan_award_paid(case: Case) -> Draft:
    """O18: the cut in FTE that pays for an award."""
    award = case.frame.one(Role.AWARD)
    assert award is not None
    if award.kind is Kind.MONEY:
        raise Stop(ask("What is the award as a percentage of pay?", [], status=Status.CLARIFY_MISSING_INPUT))
    after = Change(ChangeKind.RATE, (Typed(award.value, Unit.PERCENT),), per=Per.TOTAL)
    inner = Scenario(Operation.PROJECT_COMPOUND, changes=(after,), horizon=Horizon(length=1.0))
    grown = case.run(inner)
    share = case.run(
        Scenario(
            Operation.HISTORY,
            inputs={"start": (Typed(grown.value, Unit.NUMBER),), "end": (Typed(100.0, Unit.NUMBER),)},
        )
    )
    cut = share.result("change_percent")
    case.runs.reverse()
    draft = Draft(f"A cut of {phrases.size(cut.display)} in FTE pays for a {award.text} award.")
    draft.also.append(f"The bill stays where it is when FTE falls to 1 ÷ (1 + {award.text}) of today's.")
    draft.assumed.append("Posts of average pay go, for a full year, and on-costs move with pay.")
    fte = case.start_or_none(FTE) if case.bodies and case.frame.bodies else None
    if fte is not None:
        change = Change(
            ChangeKind.RATE, (Typed(abs(cut.value), Unit.PERCENT),), per=Per.TOTAL, direction="down"
        )
        run = case.run(case.scenario(Operation.ADJUST, fte, changes=(change,)))
        draft.also.append(
            f"At {case.body.short_name} that is {phrases.size(run.result('change').display)} of {_baseline(run)}."
        )
    return draft


def plan_ni_change(case: Case) -> Draft:
    """The cost of the change in employer National Insurance between two tax years."""
    import re

    pay_input(case)
    start = pay_start(case)
    heads = case.start(HEADCOUNT)
    year = next((int(y) for y in re.findall(r"\b(20\d\d)\b", case.frame.text)), 2025)
    later, earlier = f"{year}/{(year + 1) % 100:02d}", f"{year - 1}/{year % 100:02d}"
    inputs = {**_pay_inputs(case, start), "headcount": (heads.input,)}
    base = case.scenario(Operation.PAY_BILL, start, inputs=inputs, outputs=("ni",))
    # Only National Insurance is in question, so the pension rate of neither year is looked up.
    base = replace(
        base, inputs={**inputs, "lgps_rate": (Typed(0.0, Unit.PERCENT, label="pension, left out here"),)}
    )
    runs = [
        case.run(
            replace(
                base, name=name, assumptions=(Assumption("on_costs", "yes"), Assumption("tax_year", name))
            )
        )
        for name in (later, earlier)
    ]
    compared = case.run(
        Scenario(
            Operation.COMPARE,
            bodies=base.bodies,
            metric=base.metric,
            scenarios=(runs[1].scenario, runs[0].scenario),
        )
    )
    gap = compared.result("difference")
    each = case.run(
        Scenario(
            Operation.RATIO,
            bodies=base.bodies,
            metric="oncost.ni",
            baseline=Typed(abs(gap.value), Unit.GBP, label="the change"),
            inputs={"denominator": (heads.input,)},
        )
    )
    word = "more" if runs[0].value > runs[1].value else "less"
    draft = Draft(
        f"{phrases.size(gap.display)} {word} a year, {phrases.amount(each.value, Unit.GBP_EACH)} a head: {runs[0].result('ni').display} at {later} rates against {runs[1].result('ni').display} at {earlier} rates."
    )
    draft.assumed.append(
        "The threshold is per job, so it counts heads and not FTE; everyone earns more than it."
    )
    return draft


def plan_pension_rates(case: Case) -> Draft:
    """Two pension rates on the same pay."""
    rates = case.frame.all(Role.PENSION)[:2]
    base = next((a for a in case.frame.all(Role.BASE, Role.REFERENCE) if a.kind is Kind.MONEY), None)
    bodies: tuple[str, ...] = ()
    if base is not None:
        pay: Input = Typed(base.value, Unit.GBP, label="pay")
        words = base.text
    else:
        bill = case.run(
            case.scenario(Operation.PAY_BILL, pay_start(case), inputs={"pay": (pay_input(case),)})
        )
        pay, words, bodies = Typed(bill.value, Unit.GBP, label="basic pay"), bill.display, (case.body.id,)
    runs = []
    for rate in rates:
        change = Change(ChangeKind.RATE, (Typed(rate.value, Unit.PERCENT),), per=Per.TOTAL)
        runs.append(
            case.run(
                Scenario(
                    Operation.ADJUST,
                    bodies=bodies,
                    metric="oncost.lgps",
                    baseline=pay,
                    changes=(change,),
                    name=rate.text,
                )
            )
        )
    compared = case.run(
        Scenario(
            Operation.COMPARE,
            bodies=bodies,
            metric="oncost.lgps",
            scenarios=(runs[1].scenario, runs[0].scenario),
        )
    )
    gap = compared.result("difference")
    word = "more" if rates[0].value > rates[1].value else "less"
    case.runs.reverse()
    draft = Draft(
        f"{phrases.size(gap.display)} a year {word} on {words} of pay at {rates[0].text} than at {rates[1].text}."
    )
    draft.assumed.append("Everyone counted is in the scheme; the contribution is on all of that pay.")
    return draft


def plan_spine_point(case: Case) -> Draft:
    """A spine point before and after an award or an offer, in the year before the award takes effect."""
    import re

    point = case.frame.one(Role.SPINE_POINT)
    assert point is not None
    name = f"njc.spine.scp{int(point.value):02d}"
    rows = [row for row in case.parameters.series(name) if row.value is not None and row.valid_from]
    if not rows:
        held = sorted(
            {row.id[-2:] for row in case.parameters.rows if re.fullmatch(r"njc\.spine\.scp\d\d", row.id)}
        )
        raise Stop(
            Draft(
                f"The table of national rates holds no value for spine point {int(point.value)}.",
                also=[
                    f"It holds points {', '.join(str(int(h)) for h in held)}. Type the present salary instead."
                ],
                status=Status.CLARIFY_MISSING_INPUT,
                code="E_NO_BASELINE",
            )
        )
    percent = case.frame.one(Role.AWARD, Role.CHANGE)
    awards = [
        row
        for row in case.parameters.rows
        if row.id in {"njc.award.percent", "njc.award.offer.percent"} and row.value is not None
    ]
    years = [int(y) for y in re.findall(r"\b(20\d\d)\b", case.frame.text)]
    match = next(
        (row for row in awards if _fits_award(row, percent.value if percent else None, years, case)), None
    )
    if match is None and percent is None:
        raise Stop(
            ask(
                "Which award?",
                [
                    (
                        "3% on the latest scale",
                        f"What does spine point {int(point.value)} become after a 3% award?",
                    )
                ],
                status=Status.CLARIFY_MISSING_INPUT,
            )
        )
    before = _row_before(
        rows, match.valid_from.year if match and match.valid_from else (years[0] if years else None)
    )
    value: Input = (
        ParameterRef(match.id, match.valid_from.isoformat())
        if match and match.valid_from
        else Typed(percent.value if percent else 0.0, Unit.PERCENT)
    )
    change = Change(ChangeKind.RATE, (value,), per=Per.TOTAL)
    assert before.valid_from is not None
    run = case.run(
        Scenario(
            Operation.ADJUST,
            metric="njc.spine",
            baseline=ParameterRef(name, before.valid_from.isoformat()),
            changes=(change,),
        )
    )
    offer = match is not None and match.status == "offer"
    verb = "would become" if offer or match is None else "becomes"
    draft = Draft(
        f"Spine point {int(point.value)} {verb} {run.result('value').display}, from {_baseline(run)}."
    )
    if offer and match is not None:
        draft.care.append(f"That is an offer and not an agreement: {match.note or match.description}.")
    return draft


def _fits_award(row: object, value: float | None, years: list[int], case: Case) -> bool:
    from engine.parameters import Parameter

    assert isinstance(row, Parameter)
    if row.valid_from is None or years and row.valid_from.year not in years:
        return False
    if "offer" in case.frame.text and row.status != "offer" and value is None:
        return False
    return value is None or row.value is not None and abs(row.value - value) < 1e-9


def _row_before(rows: list, year: int | None):  # type: ignore[no-untyped-def,type-arg]
    dated = sorted(rows, key=lambda row: row.valid_from)
    if year is None:
        return dated[-1]
    earlier = [row for row in dated if row.valid_from.year < year]
    return earlier[-1] if earlier else dated[0]


def _baseline(run: Projection) -> str:
    return run.baseline.display if run.baseline else ""


def wants_subject(case: Case) -> object:
    """The measure a pay question is about, when it names another one."""
    return subject_of(case)
