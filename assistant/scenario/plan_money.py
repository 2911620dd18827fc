"""Gaps, savings, agency spend and sums of money: O9, O13 and plain steps."""

# ruff: noqa: E501 (a sentence stays on one line)
from __future__ import annotations

from assistant.model import Status
from assistant.scenario import phrases
from assistant.scenario.amount_model import Amount, Role
from assistant.scenario.case import FTE, Case
from assistant.scenario.draft import Draft, Stop, ask
from assistant.scenario.plan_gap import _cost, _gap_scenario, _one_year, gap_input, money_input
from assistant.scenario.subjects import Subject
from engine.model import (
    Change,
    ChangeKind,
    Input,
    Operation,
    Per,
    Projection,
    Scenario,
    Typed,
    Unit,
)
from ingest.quantities_model import Kind

AGENCY = Subject("agency.spend")


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
        from assistant.scenario.plan_subject import default_subject

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
