"""Gaps, savings, agency spend and sums of money: O9, O13 and plain steps."""

from __future__ import annotations

from dataclasses import replace

from assistant.model import Status
from assistant.scenario import phrases
from assistant.scenario.amounts import Amount, Role
from assistant.scenario.case import FTE, Case
from assistant.scenario.draft import Draft, Stop, ask
from assistant.scenario.intent import percents
from assistant.scenario.plan_change import with_direction
from assistant.scenario.plan_pay import plan_pay_award
from assistant.scenario.subjects import Subject
from engine.model import (
    Change,
    ChangeKind,
    FactRef,
    Horizon,
    Input,
    Nature,
    Operation,
    Per,
    Projection,
    ResultOf,
    Scenario,
    Typed,
    Unit,
)
from ingest.model import Fact
from ingest.quantities_model import Kind

GAP = Subject("budget.gap")
AGENCY = Subject("agency.spend")


def money_input(case: Case, amount: Amount, label: str = "") -> tuple[Input, Fact | None]:
    """A sum as stated by the body's documents when it is there, else as typed."""
    fact = case.ledger.money(case.body.id, amount.value) if case.bodies else None
    if fact is not None:
        return FactRef(case.ledger.use(fact).id), fact
    return Typed(amount.value, Unit.GBP, high=amount.high, approx=amount.approx.value, label=label), None


def gap_input(case: Case) -> tuple[Input, str, Fact | None]:
    """The gap: the sum named, or the one that the documents state."""
    amount = case.frame.one(Role.GAP) or next(
        (a for a in case.frame.all(Role.REFERENCE, Role.BASE) if a.kind is Kind.MONEY), None
    )
    if amount is None and (one := case.frame.one(Role.ONE_OFF)) is not None and _stated_gap(case) is None:
        amount = one
    if amount is not None:
        found, fact = money_input(case, amount, "gap")
        return found, amount.text, fact
    stated = _stated_gap(case)
    if stated is None:
        raise Stop(case.missing(GAP))
    return FactRef(stated.id), phrases.fact_value(stated), stated


def _stated_gap(case: Case) -> Fact | None:
    from ingest.model import FactKind

    if not case.bodies:
        return None
    facts = case.ledger.matching(case.body.id, GAP, kinds=tuple(FactKind))
    return case.ledger.use(facts[0]) if facts else None


def _gap_scenario(case: Case, gap: Input, **parts: object) -> Scenario:
    bodies = (case.bodies[0].id,) if case.bodies else ()
    return Scenario(Operation.BUDGET_GAP, bodies=bodies, metric="budget.gap", baseline=gap, **parts)  # type: ignore[arg-type]


def _year(fact: Fact | None) -> str:
    return f" in {fact.period}" if fact is not None and fact.period else ""


def _one_year(draft: Draft, fact: Fact | None) -> None:
    if fact is not None and fact.metric == "budget.gap":
        draft.care.append("The gap is the shortfall of one year, not a total over several.")


def _cost(case: Case) -> Typed | None:
    amount = case.frame.one(Role.UNIT_COST)
    return Typed(amount.value, Unit.GBP_EACH, high=amount.high, label="cost of a post") if amount else None


def plan_gap_steps(case: Case) -> Draft:
    """A gap closed in equal steps."""
    gap, words, fact = gap_input(case)
    times = case.frame.times
    years = times.budgets or times.length
    horizon = Horizon(length=years) if years else case.horizon(None)
    run = case.run(_gap_scenario(case, gap, horizon=horizon))
    each = run.result("per_year")
    draft = Draft(
        f"{each.display} of new recurrent savings a year closes {words} in {phrases.years_word(years or run.years or 0).replace('year', 'step')}."
    )
    draft.assumed.append("Each year's saving is new and lasts, so that they add up to the gap.")
    _one_year(draft, fact)
    return draft


def plan_money_in_posts(case: Case) -> Draft:
    """A gap or a sum of spend in posts at the asker's cost of a post."""
    cost = _cost(case)
    agency = case.frame.about("agency.spend")
    amount = next(
        (a for a in case.frame.all(Role.GAP, Role.REFERENCE, Role.SAVING, Role.BASE) if a.kind is Kind.MONEY),
        None,
    )
    if cost is None:
        raise Stop(_no_cost(case, amount))
    if agency:
        return _agency_posts(case, cost)
    gap, words, fact = gap_input(case)
    fte = case.start_or_none(FTE)
    inputs: dict[str, tuple[Input, ...]] = {"cost_per_post": (cost,)}
    if fte is not None:
        inputs["fte"] = (fte.input,)
    run = case.run(_gap_scenario(case, gap, inputs=inputs))
    names = {item.name: item.display for item in run.results}
    unit = case.frame.one(Role.UNIT_COST)
    assert unit is not None
    lead = f"{names['posts']}: {words} at {unit.text} each"
    lead += (
        f", which is {names['posts_share']} of the {phrases.fact_value(fte.fact) if fte and fte.fact else 'FTE'} there are."
        if "posts_share" in names
        else "."
    )
    draft = Draft(lead)
    _one_year(draft, fact)
    draft.follow_ups = ["And at £42,000?" if unit.value != 42000 else "And at £50,000?"]
    return draft


def _agency_posts(case: Case, cost: Typed) -> Draft:
    start = case.start(AGENCY)
    run = case.run(case.scenario(Operation.AGENCY, start, inputs={"cost_per_post": (cost,)}))
    posts = run.result("posts")
    unit = case.frame.one(Role.UNIT_COST)
    assert unit is not None
    draft = Draft(
        f"{posts.display.removesuffix(' FTE')} posts: {_base(run)} of agency spend at {unit.text} a post."
    )
    draft.assumed.append("The cost of a post is yours; agency spend is what was paid, whoever did the work.")
    return draft


def _no_cost(case: Case, amount: Amount | None) -> Draft:
    words = amount.text if amount else "the gap"
    stem = case.frame.question.rstrip("?. ")
    draft = ask(
        "What does one post cost a year, with on-costs?",
        [("£45,000 a post", f"{stem} at £45,000 a post?"), ("£35,000 a post", f"{stem} at £35,000 a post?")],
        status=Status.CLARIFY_MISSING_INPUT,
        code="E_NO_BASELINE",
    )
    draft.lead = f"To put {words} in posts I need the cost of one post: the documents print no pay figure, and none is taken from elsewhere."
    if amount is not None and case.bodies:
        fact = case.ledger.money(case.body.id, amount.value)
        if fact is not None:
            draft.cited.append((case.ledger.use(fact), "the sum as stated"))
    return draft


def _base(run: Projection) -> str:
    value = run.baseline
    return phrases.amount(value.value, value.unit, value.decimals) if value else ""


def plan_gap_left(case: Case) -> Draft:
    """What recurrent savings leave of the gap."""
    gap, words, fact = gap_input(case)
    savings = tuple(_saving(case, a) for a in case.frame.all(Role.SAVING))
    extra = tuple(
        Typed(a.value, Unit.GBP, nature=Nature.ONE_OFF, label="one-off") for a in case.frame.all(Role.ONE_OFF)
    )
    inputs: dict[str, tuple[Input, ...]] = {"savings": (*savings, *extra)}
    cost = _cost(case)
    if cost is not None:
        inputs["cost_per_post"] = (cost,)
    run = case.run(_gap_scenario(case, gap, inputs=inputs))
    left = run.result("residual")
    if left.value <= 0:
        draft = Draft(
            f"Nothing is left of {words}{_year(fact)}: the savings come to {run.result('saved').display}."
        )
    else:
        draft = Draft(
            f"{left.display} of the {words} is left{_year(fact)}: savings of {phrases.listed([a.text for a in case.frame.all(Role.SAVING)])} come to {run.result('saved').display}."
        )
    draft.assumed.append("Each saving recurs and has begun by that year.")
    _one_year(draft, fact)
    return draft


def _saving(case: Case, amount: Amount) -> Typed:
    nature = (
        Nature.ONE_OFF
        if case.frame.says("one_off") and not case.frame.says("recurrent")
        else Nature.RECURRENT
    )
    return Typed(amount.value, Unit.GBP, nature=nature, label="saving")


def plan_gap_one_off(case: Case) -> Draft:
    """One-off money closes a gap for one year; it is back the next."""
    gap, words, fact = gap_input(case)
    sums = case.frame.all(Role.ONE_OFF)
    savings = tuple(Typed(a.value, Unit.GBP, nature=Nature.ONE_OFF, label="one-off receipt") for a in sums)
    run = case.run(_gap_scenario(case, gap, inputs={"savings": savings}))
    left, again = run.result("residual"), run.result("residual_next_year")
    receipts = phrases.listed([a.text for a in sums])
    if left.value <= 0:
        draft = Draft(
            f"For one year only: a one-off {receipts} covers the gap{_year(fact)}, and the year after the gap of {again.display} is back."
        )
    else:
        draft = Draft(
            f"Not even for one year: {left.display} is left{_year(fact)}, and the year after the whole {again.display} is back."
        )
    draft.also.append("A one-off receipt pays once; a gap that recurs needs savings that recur.")
    _one_year(draft, fact)
    return draft


def plan_gap_by_cuts(case: Case) -> Draft:
    """What a cut in posts leaves of the gap, full-year and in the year."""
    gap, words, fact = gap_input(case)
    cost = _cost(case)
    assert cost is not None
    amount = with_direction(case, case.frame.all(Role.CHANGE)[:1])[0]
    start = case.start(FTE)
    horizon = case.horizon(start) or Horizon(length=1.0)
    per = Per.YEAR if amount.per == "year" or case.planned(amount.value) else Per.TOTAL
    cut = replace(case.change(amount, start), per=per)
    path = case.scenario(Operation.PROJECT_COMPOUND, start, changes=(cut,), horizon=horizon)
    staff = case.run(path)
    inputs: dict[str, tuple[Input, ...]] = {
        "posts": (ResultOf(path, "fall"),),
        "cost_per_post": (cost,),
        "fte": (start.input,),
    }
    run = case.run(_gap_scenario(case, gap, inputs=inputs))
    case.runs.insert(0, case.runs.pop(case.runs.index(run)))
    left = run.result("residual")
    each = case.frame.one(Role.UNIT_COST)
    assert each is not None
    fall = phrases.size(staff.result("fall").display)
    draft = Draft(
        f"{left.display} of the {words} is left{_year(fact)}: the cuts take out {fall}, worth {run.result('posts_saving').display} in a full year."
    )
    _straight_line_gap(case, staff, path, run, draft)
    names = {item.name: item.display for item in run.results}
    if "residual_in_year" in names:
        draft.also.append(
            f"If the last year's posts go evenly through that year, the year itself saves "
            f"{names['posts_saving_in_year']} and leaves {names['residual_in_year']}."
        )
    draft.assumed.append("Posts of average cost go; no pay award; no redundancy cost.")
    if staff.end:
        draft.assumed.append(
            f"The yearly steps run from {phrases.day(staff.start)} to {phrases.day(staff.end)}."
        )
    _one_year(draft, fact)
    return draft


def _straight_line_gap(case: Case, staff: Projection, path: Scenario, run: Projection, draft: Draft) -> None:
    from engine.model import Basis

    if not any(r.name == "linear" for r in staff.readings):
        return
    straight = replace(path, operation=Operation.PROJECT_LINEAR, basis=Basis.LINEAR)
    fall = case.run(straight).result("fall")
    inputs = {**run.scenario.inputs, "posts": (ResultOf(straight, "fall"),)}
    again = case.run(replace(run.scenario, inputs=inputs))
    draft.also.append(
        f"In a straight line the cuts take out {phrases.size(fall.display)}, worth {again.result('posts_saving').display}, and leave {again.result('residual').display}."
    )


def plan_gap_award(case: Case) -> Draft:
    """The gap when the award is higher than planned."""
    award = plan_pay_award(case)
    paid = case.runs[-1]
    name = (
        "award_cost_all_in"
        if any(item.name == "award_cost_all_in" for item in paid.results)
        else "award_cost"
    )
    gap, words, fact = gap_input(case)
    run = case.run(
        _gap_scenario(
            case, gap, inputs={"increase": (ResultOf(replace(paid.scenario, outputs=(name,)), name),)}
        )
    )
    case.runs.reverse()
    draft = Draft(
        f"{phrases.amount(run.result('gap').value, Unit.GBP_EACH)}, that is {words} and {paid.result(name).display} for the award{_year(fact)}."
    )
    draft.assumed.extend(award.assumed)
    draft.assumed.append("The gap as stated does not hold this part of the award.")
    _one_year(draft, fact)
    return draft


def plan_gap_vague(case: Case) -> Draft:
    """ "Close the gap": three kinds of gap are possible."""
    body = case.bodies[0].short_name if case.bodies else "the council"
    fact = _stated_gap(case) if case.bodies else None
    draft = ask(
        "Which gap do you mean: the budget gap, the gender pay gap, or a gap in representation?",
        [
            (
                "the budget gap",
                f"What yearly saving closes {phrases.possessive(body)} budget gap over three budgets in equal steps?",
            ),
            ("the gender pay gap", f"What is {phrases.possessive(body)} gender pay gap?"),
            ("representation", f"How many more women would {body} need to reach 50%?"),
        ],
    )
    if fact is not None:
        draft.cited.append((fact, "the budget gap as stated"))
    return draft


def plan_save_vague(case: Case) -> Draft:
    """A saving to be made faster: neither what it is nor by when is said."""
    amount = next(
        a for a in case.frame.all(Role.REFERENCE, Role.SAVING, Role.GAP, Role.BASE) if a.kind is Kind.MONEY
    )
    _, fact = money_input(case, amount)
    stem = case.frame.question.rstrip("?. ")
    draft = ask(
        f"Is {amount.text} a total over the years or a yearly amount by the last one, and by when should it be saved?",
        [
            ("a total, in two years", f"{stem}: spread {amount.text} evenly over two years"),
            ("a total, in three years", f"{stem}: spread {amount.text} evenly over three years"),
        ],
    )
    if fact is not None:
        draft.cited.append((fact, "the sum as stated"))
    return draft


def plan_savings_stack(case: Case) -> Draft:
    """A saving made anew each year that lasts: what is avoided in all."""
    yearly = [
        a
        for a in case.frame.all(Role.SAVING, Role.CHANGE, Role.REFERENCE)
        if a.per == "year" and a.kind is Kind.MONEY
    ]
    amount = yearly[0]
    horizon = case.horizon(None)
    bodies = (case.bodies[0].id,) if case.bodies else ()
    change = Change(ChangeKind.STEP, (Typed(amount.value, Unit.GBP),))
    run = case.run(
        Scenario(
            Operation.BUDGET_GAP, bodies=bodies, metric="budget.saving", changes=(change,), horizon=horizon
        )
    )
    total, level = run.result("cumulative"), run.result("yearly_level")
    years = phrases.years_word(run.years or (horizon.length if horizon and horizon.length else 0))
    draft = Draft(
        f"{total.display} in all over {years}; by the last year {level.display} a year is being saved."
    )
    draft.also.append(
        f"Each year's {amount.text} is new and stays, so the first counts in every year and the last only once. If {level.display} was meant as the total, the saving is the smaller figure."
    )
    draft.header = ["", *(p.label for p in run.series)]
    draft.rows = [["Saved in the year", *(p.display for p in run.series)]]
    return draft


def plan_share_of_money(case: Case) -> Draft:
    """One sum as a share of another, and over the years when a length is given."""
    sums = [
        a for a in case.frame.all(Role.REFERENCE, Role.SAVING, Role.GAP, Role.BASE) if a.kind is Kind.MONEY
    ][:2]
    small, large = sorted(sums, key=lambda a: a.value)
    above, _ = money_input(case, small)
    below, _ = money_input(case, large)
    bodies = (case.bodies[0].id,) if case.bodies else ()
    run = case.run(
        Scenario(
            Operation.RATIO,
            bodies=bodies,
            metric="budget.saving",
            baseline=above,
            inputs={"denominator": (below,)},
            horizon=case.horizon(None),
        )
    )
    draft = Draft(
        f"{small.text} is {phrases.amount(run.result('percent').value, Unit.SHARE)} of {large.text}."
    )
    total = next((item for item in run.results if item.name == "total"), None)
    if total is not None:
        draft.also.append(
            f"Saved every year, it comes to {total.display} over {phrases.years_word(case.frame.times.length or 0)}."
        )
    draft.care.append(
        "The share holds only if both are counted alike: a yearly saving is not a total over several years."
    )
    return draft


def plan_phase(case: Case) -> Draft:
    """A total spread over the years, evenly or by weights."""
    amount = next(
        a for a in case.frame.all(Role.REFERENCE, Role.SAVING, Role.GAP, Role.BASE) if a.kind is Kind.MONEY
    )
    total, fact = money_input(case, amount)
    weights = tuple(Typed(a.value, Unit.PERCENT) for a in percents(case.frame))
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


def plan_percent_of(case: Case) -> Draft:
    """A percentage of a stated figure."""
    amount = case.frame.one(Role.SHARE)
    assert amount is not None
    if case.frame.about("budget.opex_cut"):
        raise Stop(_no_budget(case))
    money = next(
        (
            a
            for a in case.frame.all(Role.REFERENCE, Role.GAP, Role.SAVING, Role.BASE, Role.STOCK)
            if a.kind is Kind.MONEY
        ),
        None,
    )
    change = Change(ChangeKind.RATE, (Typed(amount.value, Unit.PERCENT),), per=Per.TOTAL)
    if money is not None:
        base, fact = money_input(case, money)
        scenario = Scenario(
            Operation.ADJUST,
            bodies=tuple(b.id for b in case.bodies[:1]),
            metric=fact.metric if fact else "",
            baseline=base,
            changes=(change,),
        )
        words = money.text
    else:
        from assistant.scenario.plan_change import default_subject

        start = case.start(default_subject(case))
        scenario = case.scenario(Operation.ADJUST, start, changes=(change,))
        words = f"{phrases.fact_value(start.fact) if start.fact else start.value} {start.noun if start.unit is Unit.PERSONS else ''}".strip()
    run = case.run(scenario)
    return Draft(f"{phrases.size(run.result('change').display)}: {amount.text} of {words}.")


def _no_budget(case: Case) -> Draft:
    body = case.body.short_name
    draft = Draft(
        f"{phrases.possessive(body)} documents print no operating cost in pounds, so a percentage of it cannot be put in pounds.",
        status=Status.NOT_STATED,
        code="E_NO_BASELINE",
    )
    opex = next(iter(case.ledger.targets(case.body.id, "budget.opex_cut")), None)
    if opex is not None:
        draft.cited.append((case.ledger.use(opex), "what is stated: the aim as a percentage"))
    draft.also.append("Type the operating cost in pounds, and it can be worked out.")
    return draft


def plan_agency_swap(case: Case) -> Draft:
    """Agency workers replaced by employees, when agency costs a premium more."""
    start = case.start(AGENCY)
    premium = case.frame.one(Role.PREMIUM)
    if premium is None:
        stem = case.frame.question.rstrip("?. ")
        raise Stop(
            ask(
                "How much more does agency cost than an employee?",
                [(f"{p}% more", f"{stem}, if agency costs {p}% more?") for p in (20, 30)],
                status=Status.CLARIFY_MISSING_INPUT,
                code="E_NO_BASELINE",
            )
        )
    run = case.run(
        case.scenario(
            Operation.AGENCY,
            start,
            inputs={"premium": (Typed(premium.value, Unit.PERCENT, high=premium.high),)},
        )
    )
    saved = phrases.amount(run.result("replacement_saving").value, Unit.GBP_EACH)
    draft = Draft(
        f"{saved} a year: the same work by employees costs {run.result('replacement_cost').display} against {_base(run)} of agency spend."
    )
    draft.assumed.append(
        "All of the work is done by employees at the same hours; recruiting them costs nothing here."
    )
    return draft
